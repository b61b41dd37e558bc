"""Export to Gambit's extensive-form format, with exact rationals."""

from __future__ import annotations

from fractions import Fraction

from gametheory.errors import ExpressionError, ModelError
from gametheory.expr import Expr, evaluate, symbols
from gametheory.game import NATURE, Game, Node


def export(game: Game) -> str:
    """The game as the text of a Gambit ``.efg`` file.

    Nodes and players keep their order; information sets of players are numbered per player and labelled as here,
    and every move of Nature is an information set of its own, as the format wants.

    Parameters
    ----------
    game : Game
        Without free parameters (see :meth:`Game.at`).

    Raises
    ------
    ModelError
        If payoffs or probabilities still have parameters in them, or are not defined at this point.

    References
    ----------
    Gambit documentation, "The extensive game (.efg) file format".
    """
    free = _free(game)
    if free:
        values = ", ".join(f"{name}=..." for name in free)
        raise ModelError(
            f"{game.title!r} has free parameters: {', '.join(free)}\n"
            f"  an .efg file holds numbers only; fix them first: game.at({values})."
        )
    try:
        return _text(game)
    except ExpressionError as error:
        raise ModelError(f"{game.title!r} has no numbers here: {error}\n  choose other parameters.") from None


def _free(game: Game) -> list[str]:
    """Names of the parameters on which payoffs or probabilities depend, in the order of declaration."""
    found = frozenset[str]().union(
        *(symbols(e) for node in game.tree.nodes for e in (*node.payoffs, *node.probabilities))
    )
    declared = [name for name in game.symbols if name in found]
    return declared + sorted(found - set(declared))


def _text(game: Game) -> str:
    numbers = _numbers(game)
    lines = [f"EFG 2 R {_quoted(game.title)} {{ {' '.join(map(_quoted, game.players))} }}"]
    lines.append(_quoted(game.note or ""))
    chances = results = 0
    for index in _preorder(game):
        node = game.tree.nodes[index]
        name = _quoted(node.action or "")
        if node.is_terminal:
            results += 1
            payoffs = ", ".join(str(_value(payoff)) for payoff in node.payoffs)
            lines.append(f't {name} {results} {_quoted(node.outcome or "")} {{ {payoffs} }}')
        elif node.player == NATURE:
            chances += 1
            lines.append(f"c {name} {chances} {_quoted(node.move or '')} {{ {_chances(node)} }} 0")
        else:
            assert node.information_set is not None and node.player is not None
            found = game.tree.information_sets[node.information_set]
            player = game.players.index(node.player) + 1
            actions = " ".join(map(_quoted, node.actions))
            lines.append(f"p {name} {player} {numbers[found.index]} {_quoted(found.label)} {{ {actions} }} 0")
    return "\n".join(lines) + "\n"


def _preorder(game: Game) -> list[int]:
    order: list[int] = []
    stack = [0]
    while stack:
        index = stack.pop()
        order.append(index)
        stack.extend(reversed(game.tree.nodes[index].children))
    return order


def _numbers(game: Game) -> dict[int, int]:
    """Number of each information set among those of its player, from 1."""
    count: dict[str, int] = {}
    numbers: dict[int, int] = {}
    for found in game.tree.information_sets:
        count[found.player] = numbers[found.index] = count.get(found.player, 0) + 1
    return numbers


def _chances(node: Node) -> str:
    return " ".join(f"{_quoted(a)} {_value(p)}" for a, p in zip(node.actions, node.probabilities, strict=True))


def _value(expression: Expr) -> Fraction:
    return evaluate(expression, {})


def _quoted(text: str) -> str:
    """A text in quotes; control characters become spaces."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
