"""The normal form of a game of two players: both choose a plan for the whole game at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gametheory.errors import ModelError
from gametheory.expr import ZERO, Expr, add, multiply
from gametheory.game.nouns import NATURE, Game, Move, Payment, Tree
from gametheory.game.tree import make_game

LIMIT = 400
"""Cells of the matrix: beyond it nobody reads the answer."""

Plan = Mapping[int, str]


def normal_form(game: Game) -> Game:
    """The reduced normal form as a game of two simultaneous moves, for Nash equilibria of a game with stages.

    A plan says what its player does at each information set that the plan itself does not rule out; its name lists
    these actions in the order of the tree, ``-`` at sets that are ruled out. Payoffs are expected over Nature.

    Raises
    ------
    ModelError
        If not exactly two players move, or there are more than 400 pairs of plans.

    Notes
    -----
    Cost grows with the number of plans, which is exponential in the number of information sets.
    """
    movers = [p for p in game.players if any(s.player == p for s in game.tree.information_sets)]
    if len(movers) != 2:
        raise ModelError(
            f"the normal form is made for two players who move; here {', '.join(movers) or 'nobody'} move"
            "\n  fix the other players' choices with game.after(...), or solve the game as it is."
        )
    plans = {player: list(_plans(game.tree, player)) for player in movers}
    size = len(plans[movers[0]]) * len(plans[movers[1]])
    if size > LIMIT:
        raise ModelError(
            f"the normal form has {size} pairs of plans; the limit is {LIMIT}"
            "\n  solve the game as it is: its sequential equilibria are Nash equilibria."
        )
    names = {player: {_name(game.tree, player, plan): plan for plan in plans[player]} for player in movers}
    moves = tuple(
        Move(by=player, name=name, actions=tuple(names[player]), seen_by=())
        for player, name in zip(movers, ("plan_1", "plan_2"), strict=True)
    )
    payments = []
    for a, first in names[movers[0]].items():
        for b, second in names[movers[1]].items():
            pays = tuple(zip(game.players, _expected(game, {**first, **second}), strict=True))
            payments.append(Payment(((("plan_1", (a,)), ("plan_2", (b,))),), pays))
    return make_game(
        title=f"{game.title} (normal form)",
        players=game.players,
        moves=moves,
        parameters=game.parameters,
        where=game.where,
        payments=payments,
        cite=game.cite,
    )


def _plans(tree: Tree, player: str) -> Iterator[dict[int, str]]:
    own = [s for s in tree.information_sets if s.player == player]

    def extended(i: int, plan: dict[int, str]) -> Iterator[dict[int, str]]:
        if i == len(own):
            yield dict(plan)
            return
        s = own[i]
        if not any(_allowed(tree, n, plan) for n in s.nodes):
            yield from extended(i + 1, plan)
            return
        for action in s.actions:
            yield from extended(i + 1, {**plan, s.index: action})

    yield from extended(0, {})


def _allowed(tree: Tree, node: int, plan: Plan) -> bool:
    """Whether the player's own earlier choices lead to a node."""
    here = tree.nodes[node]
    while here.parent is not None:
        parent = tree.nodes[here.parent]
        if plan.get(-1 if parent.information_set is None else parent.information_set, here.action) != here.action:
            return False
        here = parent
    return True


def _name(tree: Tree, player: str, plan: Plan) -> str:
    return "/".join(plan.get(s.index, "-") for s in tree.information_sets if s.player == player)


def _expected(game: Game, plan: Plan) -> tuple[Expr, ...]:
    tree = game.tree
    totals: list[list[Expr]] = [[] for _ in game.players]
    stack: list[tuple[int, tuple[Expr, ...]]] = [(0, ())]
    while stack:
        index, weights = stack.pop()
        node = tree.nodes[index]
        if node.is_terminal:
            for total, payoff in zip(totals, node.payoffs, strict=True):
                total.append(multiply(*weights, payoff))
        elif node.player == NATURE:
            stack.extend((c, (*weights, p)) for c, p in zip(node.children, node.probabilities, strict=True))
        else:
            assert node.information_set is not None
            stack.append((node.children[node.actions.index(plan[node.information_set])], weights))
    return tuple(add(*terms) if terms else ZERO for terms in totals)
