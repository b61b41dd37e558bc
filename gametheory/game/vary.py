"""Games made from a game: some parameters fixed, or play that starts later."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from gametheory.errors import AssumptionError, ExpressionError, ModelError, NotFoundError
from gametheory.expr import (
    FALSE,
    TRUE,
    And,
    Comparison,
    Condition,
    Expr,
    Number,
    Or,
    Truth,
    all_of,
    any_of,
    as_number,
    evaluate,
    holds,
    substitute,
    symbols,
)
from gametheory.game.declaration import unknown_action
from gametheory.game.labels import information_sets_of
from gametheory.game.names import find, unknown
from gametheory.game.nouns import NATURE, Claim, Dependent, Game, Node, Profile, Tree
from gametheory.game.tree import make_game


def at(game: Game, values: Mapping[str, Any]) -> Game:
    """The game with some or all of its parameters fixed, exactly.

    Fixed parameters leave :attr:`Game.parameters` and are substituted everywhere. Branches of Nature whose
    probability becomes 0 are pruned: a move of Nature that is left with one action stays, with one branch; entries of
    profiles at information sets that disappear are dropped, and so are definitions, profiles, claims and variants
    that have no value there or whose statement is about a fixed parameter, and claims that are expected to be refuted,
    as they may hold there.

    A standing assumption that no longer contains a parameter must hold. One exception: a strict inequality between
    two sides that become equal is dropped if one of its parameters occurs in a probability of Nature, so that under
    ``0 < p < 1`` the games at ``p=0`` and ``p=1`` exist.

    Parameters
    ----------
    game : Game
    values : mapping
        Value by parameter: ``int``, ``Fraction``, text such as ``"1/3"``, or float (its shortest decimal).

    Raises
    ------
    NotFoundError
        If there is no such parameter.
    ExpressionError
        If a value is not a finite number.
    AssumptionError
        If the values contradict the standing assumptions, or a denominator of the game is zero there.
    """
    if not values:
        return game
    for name in values:
        if name not in game.symbols:
            raise NotFoundError(unknown("parameter", name, game.symbols))
    fixed = {name: Number(_number(name, values[name])) for name in game.symbols if name in values}
    move_ = _Substitution(fixed)
    where = _where(game, fixed)
    moves = [
        replace(m, probabilities=move_.all(m.probabilities, f'move "{m.name}"')) if m.probabilities is not None else m
        for m in game.moves
    ]
    outcomes = [
        replace(o, pays=move_.pairs(o.pays, f'outcome "{o.name}", pays')) if o.pays is not None else o
        for o in game.outcomes
    ]
    payments = [
        replace(b, pays=move_.pairs(b.pays, f"pays block {number}")) for number, b in enumerate(game.payments, 1)
    ]
    dependents = [replace(d, values=move_.pairs(d.values, f'depends "{d.name}", values')) for d in game.dependents]
    if move_.faults:
        raise AssumptionError(*move_.faults)
    fixed_game = make_game(
        title=game.title,
        players=game.players,
        parameters=[p for p in game.parameters if p.name not in fixed],
        where=where,
        moves=moves,
        outcomes=outcomes,
        payments=payments,
        definitions=_kept(game.definitions, fixed),
        dependents=dependents,
        measures=game.measures,
        profiles=_kept(game.profiles, fixed),
        claims=_kept((c for c in _hopeful(game) if not _is_about(c, fixed)), fixed),
        variants=_kept((v for v in game.variants if not _names(v.changes) & fixed.keys()), fixed),
        cite=game.cite,
        note=game.note,
        start=game.start,
        prune=True,
    )
    profiles = tuple(_restricted(profile, game.tree, fixed_game.tree) for profile in fixed_game.profiles)
    return replace(fixed_game, profiles=profiles)


def after(game: Game, actions: Mapping[str, Any]) -> Game:
    """The subgame that starts after the given moves.

    The moves given must be the first ones that are played, without a gap, and nobody who moves later may take a
    history after them for another one.

    Raises
    ------
    NotFoundError
        If a move or an action does not exist.
    ModelError
        If the moves are not the beginning of play, end it, or do not lead to a subgame.
    """
    wanted = {name: str(action) for name, action in actions.items()}
    table = {move.name: move for move in game.moves}
    for name, action in wanted.items():
        move = find(table, name, "move")
        if action not in move.actions:
            raise NotFoundError(unknown_action(move, action))
    if not wanted:
        return game
    place = "after " + ", ".join(f"{name}={action}" for name, action in wanted.items())
    node = game.tree.root
    path: list[tuple[str, str]] = []
    while wanted:
        if node.move is None or node.move not in wanted:
            raise ModelError(_not_initial(place, node, next(iter(wanted)), game))
        action = wanted.pop(node.move)
        if action not in node.actions:
            text = f"{place}: the move {node.move!r} takes {action} with probability 0; start after another action"
            raise ModelError(text)
        path.append((node.move, action))
        node = game.tree.nodes[node.children[node.actions.index(action)]]
    if node.is_terminal:
        raise ModelError(f"{place}: play is over there, so there is no subgame; name an earlier history")
    crossing = _crossing(game.tree, node)
    if crossing:
        raise ModelError(f"{place}: {crossing}")
    return make_game(
        title=game.title, players=game.players, parameters=game.parameters, where=game.where, moves=game.moves,
        outcomes=game.outcomes, payments=game.payments, definitions=game.definitions, dependents=game.dependents,
        measures=game.measures, profiles=game.profiles, claims=game.claims, variants=game.variants, cite=game.cite,
        note=game.note, start=(*game.start, *path), prune=True,
    )


def _not_initial(place: str, node: Node, waiting: str, game: Game) -> str:
    if node.move is None:
        return f"{place}: play is over before the move {waiting!r}; drop it"
    by = "of Nature, which not everyone may have seen, " if node.player == NATURE else f"of {node.player} "
    if any(m.name == waiting for m in game.moves) and any(m == waiting for m, _ in game.start):
        return f"{place}: the move {waiting!r} is before the start of this game; drop it"
    return (
        f"{place}: the move {node.move!r} {by}comes before {waiting!r} and has no action here; "
        "play can start only after a complete beginning of play that leads to one history: give its action too"
    )


def _crossing(tree: Tree, root: Node) -> str | None:
    """Why the histories from `root` on are not a subgame."""
    inside = {root.index}
    for node in tree.nodes[root.index + 1 :]:
        if node.parent in inside:
            inside.add(node.index)
    for information_set in tree.information_sets:
        within = [n for n in information_set.nodes if n in inside]
        beyond = [n for n in information_set.nodes if n not in inside]
        if within and beyond:
            here, there = (", ".join(f"{m}={a}" for m, a in tree.history(nodes[0])) for nodes in (within, beyond))
            return (
                f"this is not a subgame: at {information_set.label!r} {information_set.player} cannot tell "
                f"{here} from {there}; start at a history that everyone who moves later knows"
            )
    return None


def _number(name: str, value: Any) -> Any:
    try:
        return as_number(float(value) if isinstance(value, float) else value)
    except ExpressionError as error:
        raise ExpressionError(f"{name} = {value!r}: {error}") from None


def _values(fixed: Mapping[str, Number], names: Iterable[str]) -> str:
    names = set(names)
    return ", ".join(f"{name} = {number.value}" for name, number in fixed.items() if name in names)


def _where(game: Game, fixed: Mapping[str, Number]) -> Condition:
    """What is left of the standing assumptions."""
    drawn = _in_probabilities(game)
    kept: list[Condition] = []
    faults: list[str] = []
    for part in game.where.parts if isinstance(game.where, And) else (game.where,):
        names = symbols(part)
        if not names & fixed.keys():
            kept.append(part)
            continue
        try:
            rest = _settled(substitute(part, fixed))
        except ExpressionError:
            text = f"the standing assumption {part} divides by zero at {_values(fixed, names)}"
            faults.append(f"{text}; choose other values")
            continue
        if rest != FALSE or _on_border(part, fixed, drawn):
            kept.append(TRUE if rest == FALSE else rest)
        else:
            text = f"{_values(fixed, names)} contradicts the standing assumption {part}"
            faults.append(f"{text} of {game.title!r}; choose values that satisfy it, or change 'where'")
    if faults:
        raise AssumptionError(*faults)
    return all_of(*kept)


def _settled(condition: Condition) -> Condition:
    """The condition with every part that has no symbols replaced by its truth."""
    match condition:
        case Comparison() if not symbols(condition):
            return Truth(holds(condition, {}))
        case And(parts):
            return all_of(*map(_settled, parts))
        case Or(parts):
            return any_of(*map(_settled, parts))
    return Truth(holds(condition, {})) if not symbols(condition) else condition


def _on_border(part: Condition, fixed: Mapping[str, Number], drawn: frozenset[str]) -> bool:
    """Whether a failing assumption is a strict bound on a probability of Nature, met with equality."""
    if not isinstance(part, Comparison) or part.op not in ("<", ">"):
        return False
    values = {name: number.value for name, number in fixed.items()}
    names = symbols(part)
    return bool(names & drawn) and evaluate(part.left, values) == evaluate(part.right, values)


def _in_probabilities(game: Game) -> frozenset[str]:
    """Symbols in probabilities of Nature, through dependent symbols too."""
    dependents: Mapping[str, Dependent] = {d.name: d for d in game.dependents}
    waiting = [name for move in game.moves for p in move.probabilities or () for name in symbols(p)]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(s for _, v in dependents[name].values for s in symbols(v)) if name in dependents else None
    return frozenset(found)


class _Substitution:
    """Substitution that notes where a denominator becomes zero."""

    def __init__(self, fixed: Mapping[str, Number]) -> None:
        self._fixed = fixed
        self.faults: list[str] = []

    def all(self, expressions: tuple[Expr, ...], place: str) -> tuple[Expr, ...]:
        """The expressions with the fixed values put in."""
        return tuple(self._one(e, place) for e in expressions)

    def pairs(self, pairs: tuple[tuple[str, Expr], ...], place: str) -> tuple[tuple[str, Expr], ...]:
        """The same for the expressions of (name, expression) pairs."""
        return tuple((name, self._one(e, f"{place}.{name}")) for name, e in pairs)

    def _one(self, expression: Expr, place: str) -> Expr:
        try:
            result: Expr = substitute(expression, self._fixed)
        except ExpressionError:
            values = _values(self._fixed, symbols(expression))
            self.faults.append(f"{place}: a denominator of {expression} is zero at {values}; choose other values")
            return expression
        return result


def _deep(value: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, Expr | Condition):
        return change(value)
    return tuple(_deep(v, change) for v in value) if isinstance(value, tuple) else value


def _kept(nouns: Iterable[Any], fixed: Mapping[str, Number]) -> list[Any]:
    """Nouns with the fixed values put into all their fields, without those that have no value there."""
    def change(node: Any) -> Any:
        result = substitute(node, fixed)
        return _settled(result) if isinstance(result, Condition) else result

    kept = []
    for noun in nouns:
        try:
            kept.append(replace(noun, **{f: _deep(getattr(noun, f), change) for f in noun.__dataclass_fields__}))
        except ExpressionError:
            continue
    return kept


def _names(value: Any) -> frozenset[str]:
    """All texts in a nested value."""
    if isinstance(value, tuple):
        return frozenset().union(*map(_names, value))
    return frozenset((value,)) if isinstance(value, str) else frozenset()


def _hopeful(game: Game) -> tuple[Claim, ...]:
    """The claims that are expected to hold; others may hold at some of the parameters."""
    return tuple(claim for claim in game.claims if claim.option("expect") != "refuted")


def _is_about(claim: Claim, fixed: Mapping[str, Number]) -> bool:
    """Whether a claim says what happens as a fixed parameter moves."""
    return any(_names(claim.option(key)) & fixed.keys() for key in ("change", "monotone", "sign"))


def _restricted(profile: Profile, before: Tree, now: Tree) -> Profile:
    """The profile without entries at information sets that were there before and are gone."""
    def gone(label: str) -> bool:
        try:
            information_sets_of(now, label)
        except NotFoundError:
            try:
                return bool(information_sets_of(before, label))
            except NotFoundError:
                return False
        return False

    return replace(profile, strategy=tuple((label, choice) for label, choice in profile.strategy if not gone(label)))



def assume(game: Game, condition: Condition) -> Game:
    """The same game under one more standing assumption, without the claims that are expected to be refuted."""
    declared = {f.name: getattr(game, f.name) for f in fields(game) if f.name not in ("tree", "digest", "where")}
    declared["claims"] = _hopeful(game)
    return make_game(**declared, where=all_of(game.where, condition), prune=True)
