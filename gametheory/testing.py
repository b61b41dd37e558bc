"""Games and points for property tests: seeded generators, and strategies for hypothesis.

The generators take a :class:`random.Random` or a seed and need nothing beyond the package. The strategies
(:func:`games`, :func:`signalling_games`) need hypothesis, which is imported when they are called.

>>> from gametheory.testing import random_perfect_information_game
>>> random_perfect_information_game(7, depth=3, players=2)
<Game 'random game, depth 3': 2 players, 4 information sets, 0 parameters, ...>
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

from gametheory.errors import AssumptionError, ExpressionError, ModelError
from gametheory.expr import (
    TRUE,
    And,
    Comparison,
    Condition,
    Expr,
    Symbol,
    all_of,
    as_expr,
    as_number,
    evaluate,
    holds,
    symbols,
)
from gametheory.game import ALWAYS, NATURE, Game, Move, Observation, Outcome, Parameter, Payment, Pays
from gametheory.game.tree import make_game

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = [
    "admissible_points", "games", "random_hidden_information_game", "random_perfect_information_game",
    "random_signalling_game", "scaled", "signalling_games",
]

PARAMETERS = {
    "x": Parameter("x", "a payoff of either sign", Fraction(1, 2), (Fraction(-2), Fraction(2))),
    "a": Parameter("a", "a positive payoff", Fraction(1), (Fraction(0), Fraction(3))),
    "c": Parameter("c", "a small cost", Fraction(1, 2), (Fraction(0), Fraction(3))),
    "d": Parameter("d", "a larger cost", Fraction(3, 2), (Fraction(0), Fraction(3))),
    "p": Parameter("p", "a probability", Fraction(1, 2), (Fraction(0), Fraction(1))),
    "q": Parameter("q", "another probability", Fraction(1, 3), (Fraction(0), Fraction(1))),
}
Cells = tuple[tuple[str, tuple[str, ...]], ...]
PAYOFFS = ("x", "a", "c", "d")
PROBABILITIES = ("p", "q")


def random_perfect_information_game(
    rng: random.Random | int, depth: int, players: int = 2, *, nature: float = 0.0, symbolic: bool = False,
    spread: int = 2,
) -> Game:
    """A game with perfect information whose payoffs are so small that ties occur.

    Parameters
    ----------
    rng : random.Random or int
        Source of randomness, or a seed.
    depth : int
        Number of moves on the longest path; some branches end earlier.
    players : int
        Number of players; not all of them need to move.
    nature : float
        Share of Nature among the moves.
    symbolic : bool
        Whether payoffs and probabilities contain parameters (with standing assumptions) or are numbers only.
    spread : int
        Integers in payoffs lie between ``-spread`` and ``spread``.
    """
    drawn = _Draw(_source(rng), symbolic, spread, tuple(f"Player{k}" for k in range(1, players + 1)))
    moves: list[Move] = []
    payments: list[Payment] = []

    def grow(left: int, when: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
        if left == 0 or (when and drawn.rng.random() < 0.15):
            payments.append(Payment((when,), drawn.payoffs()))
            return
        count = 3 if drawn.rng.random() < 0.2 else 2
        name, actions = f"m{len(moves) + 1}", tuple("abc"[:count])
        if drawn.rng.random() < nature:
            moves.append(Move(NATURE, name, actions, drawn.probabilities(count), (when,)))
        else:
            moves.append(Move(drawn.rng.choice(drawn.players), name, actions, None, (when,)))
        for action in actions:
            grow(left - 1, ((name, (action,)),))

    grow(depth, ())
    return drawn.game(f"random game, depth {depth}", moves, payments)


def random_signalling_game(
    rng: random.Random | int, types: int = 2, messages: int = 2, *, receivers: int = 1, again: bool = False,
    outside: bool = False, symbolic: bool = False, spread: int = 2,
) -> Game:
    """A game in which a sender who knows its type sends a public message and receivers reply in turn.

    Parameters
    ----------
    rng : random.Random or int
        Source of randomness, or a seed.
    types, messages, receivers : int
        Numbers of types, of messages, and of receivers; each receiver has two replies and sees all but the type.
    again : bool
        Whether the sender moves again after each reply but the last, so that beliefs of later receivers are linked
        with those of earlier ones.
    outside : bool
        Whether the first message ends the game.
    symbolic : bool
        Whether payoffs and prior contain parameters.
    spread : int
        Integers in payoffs lie between ``-spread`` and ``spread``.
    """
    replying = tuple(f"Receiver{k}" for k in range(1, receivers + 1))
    drawn = _Draw(_source(rng), symbolic, spread, ("Sender", *replying))
    kinds = tuple(f"t{k}" for k in range(1, types + 1))
    words = tuple(f"m{k}" for k in range(1, messages + 1))
    going_on = ((("message", words[1:]),),) if outside else ALWAYS
    moves = [
        Move(NATURE, "type", kinds, drawn.probabilities(types), ALWAYS, (Observation("Sender"),)),
        Move("Sender", "message", words),
    ]
    for k, receiver in enumerate(replying, 1):
        moves.append(Move(receiver, f"reply{k}", ("y", "n"), None, going_on))
        if again and k < receivers:
            moves.append(Move("Sender", f"again{k}", ("y", "n"), None, going_on))
    payments = []
    short = [(kind, words[0]) for kind in kinds] if outside else []
    long = product(kinds, words[1:] if outside else words, *(m.actions for m in moves[2:]))
    for history in [*short, *long]:
        when = tuple((m.name, (a,)) for m, a in zip(moves, history, strict=False))
        payments.append(Payment((when,), drawn.payoffs()))
    return drawn.game(f"random signalling game, {types} types", moves, payments)


def random_hidden_information_game(
    rng: random.Random | int, moves: int = 4, types: int = 2, players: int = 2, *, symbolic: bool = False,
    spread: int = 2, sets: int = 9, terminals: int = 24,
) -> Game:
    """A game with imperfect information in which moves may be hidden, seen in part, simultaneous or Nature's.

    Parameters
    ----------
    rng, symbolic, spread
        As for :func:`random_signalling_game`.
    moves, types, players : int
        Numbers of moves after Nature's draw of a type, of types, and of players; not all of them need to move.
    sets, terminals : int
        Most information sets and terminal histories. Larger games, and those with perfect information or without
        perfect recall, are drawn again.
    """
    source = _source(rng)
    while True:
        drawn = _Draw(source, symbolic, spread, tuple(f"Player{k}" for k in range(1, players + 1)))
        declared = drawn.moves(moves, types)
        try:
            tree = drawn.game("", declared, [Payment(ALWAYS, drawn.payoffs())]).tree
        except ModelError:  # somebody would forget something
            continue
        if len(tree.information_sets) <= sets and len(tree.terminals) <= terminals:
            if any(len(s.nodes) > 1 for s in tree.information_sets):
                ends = [tuple((m, (a,)) for m, a in tree.history(node.index)) for node in tree.terminals]
                payments = [Payment((when,), drawn.payoffs()) for when in ends]
                return drawn.game(f"random game, {types} types, {moves} moves", declared, payments)


def games(
    max_players: int = 3, max_depth: int = 4, *, nature: float = 0.2, symbolic: bool = False
) -> SearchStrategy[Game]:
    """Strategy for games with perfect information, as :func:`random_perfect_information_game` makes them."""
    from hypothesis import strategies as st

    return st.builds(
        random_perfect_information_game, st.randoms(use_true_random=False), st.integers(1, max_depth),
        st.integers(1, max_players), nature=st.just(nature), symbolic=st.just(symbolic),
    )


def signalling_games(max_types: int = 2, max_messages: int = 2, *, symbolic: bool = False) -> SearchStrategy[Game]:
    """Strategy for signalling games with one receiver, as :func:`random_signalling_game` makes them."""
    from hypothesis import strategies as st

    return st.builds(
        random_signalling_game, st.randoms(use_true_random=False), st.integers(2, max_types),
        st.integers(2, max_messages), outside=st.booleans(), symbolic=st.just(symbolic),
    )


def scaled(game: Game, a: Any, b: Any = 0) -> Game:
    """The same game with every player's payoff ``u`` replaced by ``a*u + b``; measures stay as they are.

    Raises
    ------
    ModelError
        If the factor `a` is not positive.
    """
    factor, shift = as_number(a), as_number(b)
    if factor <= 0:
        raise ModelError(f"the factor {factor} of the payoffs is not positive: it would turn preferences around")

    def times(pays: Pays) -> Pays:
        return tuple((who, u * factor if who in game.players else u) for who, u in pays)

    outcomes = [Outcome(o.name, o.when, None if o.pays is None else times(o.pays)) for o in game.outcomes]
    payments = [Payment(p.when, times(p.pays)) for p in game.payments]
    if shift:
        payments.append(Payment(ALWAYS, tuple((player, as_expr(shift)) for player in game.players)))
    return make_game(
        title=game.title, players=game.players, parameters=game.parameters, where=game.where, moves=game.moves,
        outcomes=outcomes, payments=payments, definitions=game.definitions, dependents=game.dependents,
        measures=game.measures, profiles=game.profiles, claims=game.claims, variants=game.variants, cite=game.cite,
        note=game.note, start=game.start, prune=True,
    )


def admissible_points(
    game: Game, n: int, rng: random.Random | int, denominators: Iterable[int] = range(1, 13)
) -> tuple[dict[str, Fraction], ...]:
    """`n` random exact points that satisfy the standing assumptions, with denominators so small that ties are common.

    Draws every parameter from its range (from -3 to 3 where none is declared), most often in multiples of one common
    fraction, sometimes equal to another parameter; then draws again those that occur in a violated assumption, until
    none is violated. Where that fails it walks from the baseline, one parameter at a time.

    Raises
    ------
    AssumptionError
        If no admissible point was found.
    """
    source, parts = _source(rng), tuple(denominators)
    return tuple(_admissible_point(game, source, parts) for _ in range(n))


STARTS, REPAIRS, WALKS = 20, 60, 4


def _admissible_point(game: Game, rng: random.Random, parts: Sequence[int]) -> dict[str, Fraction]:
    conjuncts = _conjuncts(game.where)
    for _ in range(STARTS):
        common = min(rng.choice(parts) for _ in range(3))
        point: dict[str, Fraction] = {}
        for parameter in game.parameters:
            if point and rng.random() < 0.2:
                point[parameter.name] = point[rng.choice(list(point))]
            else:
                point[parameter.name] = _value(parameter, rng, common if rng.random() < 0.8 else rng.choice(parts))
        broken = _broken(conjuncts, point)
        for _ in range(REPAIRS):
            if not broken:
                return point
            changed = {**point, **_repair(game, rng.choice(broken), point, rng, parts)}
            now_broken = _broken(conjuncts, changed)
            if len(now_broken) <= len(broken):
                point, broken = changed, now_broken
    point = dict(game.baseline)
    if set(point) == set(game.symbols) and not _broken(conjuncts, point):
        for parameter in [*game.parameters] * WALKS:
            changed = {**point, parameter.name: _value(parameter, rng, rng.choice(parts))}
            if not _broken(conjuncts, changed):
                point = changed
        return point
    raise AssumptionError(
        f"random search found no admissible point of {game.title!r}; its standing assumptions are: {game.where}\n"
        "  declare a range for each parameter and a baseline that satisfies the assumptions"
    )


def _repair(
    game: Game, broken: Condition, point: Mapping[str, Fraction], rng: random.Random, parts: Sequence[int]
) -> dict[str, Fraction]:
    """A new value for a parameter that a violated assumption speaks of; equations linear in it are solved."""
    names = sorted(symbols(broken))
    if not names:
        return {}
    name = rng.choice(names)
    if isinstance(broken, Comparison) and broken.op == "=":
        try:
            start, one, two = (
                evaluate(broken.left - broken.right, {**point, name: Fraction(value)}) for value in range(3)
            )
        except ExpressionError:  # a denominator that is zero at one of these points
            start = one = two = Fraction(0)
        if one - start == two - one != 0:
            return {name: start / (start - one)}
    return {name: _value(game.parameter(name), rng, rng.choice(parts))}


def _value(parameter: Parameter, rng: random.Random, part: int) -> Fraction:
    low, high = parameter.range or (Fraction(-3), Fraction(3))
    first, last = -(-low * part // 1), high * part // 1
    if first > last:
        return low + (high - low) * Fraction(rng.randint(0, part), part)
    return Fraction(rng.randint(first, last), part)


def _conjuncts(condition: Condition) -> tuple[Condition, ...]:
    if isinstance(condition, And):
        return tuple(conjunct for part in condition.parts for conjunct in _conjuncts(part))
    return (condition,)


def _broken(conjuncts: Iterable[Condition], point: Mapping[str, Fraction]) -> list[Condition]:
    found = []
    for conjunct in conjuncts:
        try:
            if not holds(conjunct, point):
                found.append(conjunct)
        except ExpressionError:  # a denominator that is zero at this point
            found.append(conjunct)
    return found


def _source(rng: random.Random | int) -> random.Random:
    return random.Random(rng) if isinstance(rng, int) else rng


class _Draw:
    """Random payoffs and probabilities; notes which parameters they use."""

    def __init__(self, rng: random.Random, symbolic: bool, spread: int, players: tuple[str, ...]) -> None:
        self.rng, self.players = rng, players
        self._symbolic, self._spread = symbolic, spread
        self._used: set[str] = set()

    def payoffs(self) -> Pays:
        return tuple((player, self._payoff()) for player in self.players)

    def _payoff(self) -> Expr:
        value = as_expr(self.rng.randint(-self._spread, self._spread))
        if self._symbolic and self.rng.random() < 0.7:
            value = self._symbol(PAYOFFS) * self.rng.choice((-2, -1, 1, 1, 2)) + value
        return value

    def _symbol(self, names: Sequence[str]) -> Symbol:
        name = self.rng.choice(names)
        self._used.add(name)
        return Symbol(name)

    def probabilities(self, count: int) -> tuple[Expr, ...]:
        if self._symbolic:
            first = self._symbol(PROBABILITIES)
            return (first, *((1 - first) / (count - 1) for _ in range(count - 1)))
        weights = [self.rng.randint(1, 3) for _ in range(count)]
        return tuple(as_expr(Fraction(w, sum(weights))) for w in weights)

    def moves(self, count: int, types: int) -> list[Move]:
        """Nature's draw of types and `count` moves after it, most after one action of one of the last two moves."""
        rng = self.rng
        made = [Move(NATURE, "type", ("t1", "t2", "t3")[:types], self.probabilities(types), ALWAYS, self._sight(1, 2))]
        if rng.random() < 0.25:
            made.append(Move(NATURE, "other", ("o1", "o2"), self.probabilities(2), ALWAYS, self._sight(1, 1)))
        before: list[Move] = []
        for k in range(1, count + 1):
            name, actions = f"m{k}", ("a", "b", "c")[: 3 if rng.random() < 0.15 else 2]
            ways = [((m.name, (rng.choice(m.actions),)),) for m in rng.choices(before[-2:], k=2)] if before else []
            when = tuple(ways[: 2 if rng.random() < 0.15 else 1]) if before and rng.random() < 0.7 else ALWAYS
            mover, last = rng.choice(self.players), made[-1]
            if before and rng.random() < 0.12:
                made.append(Move(NATURE, name, actions, self.probabilities(len(actions)), when, self._sight(0, 3)))
            elif last.by not in (NATURE, mover) and rng.random() < 0.2:
                made.append(Move(mover, name, actions, None, last.when, None, last.name))
            else:
                cells = (("first", actions[:1]), ("other", actions[1:])) if rng.random() < 0.3 else ()
                made.append(Move(mover, name, actions, None, when, self._sight(0, 2, cells)))
                if rng.random() < 0.6:
                    made[-1] = Move(mover, name, actions, None, when)
            before += made[-1:] if made[-1].by != NATURE else []
        return made

    def _sight(self, low: int, high: int, cells: Cells = ()) -> tuple[Observation, ...]:
        """Between `low` and `high` players, with what they tell apart; high numbers of players are rare."""
        count = min(self.rng.randint(low, high), self.rng.randint(low, high), len(self.players))
        chosen = self.rng.sample(self.players, count)
        return tuple(Observation(player, cells) for player in self.players if player in chosen)

    def game(self, title: str, moves: Sequence[Move], payments: Sequence[Payment]) -> Game:
        return make_game(
            title=title, players=self.players, moves=moves, payments=payments, where=self._where(),
            parameters=[parameter for name, parameter in PARAMETERS.items() if name in self._used],
        )

    def _where(self) -> Condition:
        parts: list[Condition] = [Symbol("a") > 0] if "a" in self._used else []
        if "c" in self._used:
            parts.append(Symbol("c") >= 0)
        if {"c", "d"} <= self._used:
            parts.append(Symbol("c") < Symbol("d"))
        for name in PROBABILITIES:
            if name in self._used:
                parts += [0 < Symbol(name), Symbol(name) < 1]
        return all_of(*parts) if parts else TRUE
