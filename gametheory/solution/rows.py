"""From continuation classes to the rows of a solution: outcomes, payoffs, labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count

from gametheory.algebra import ParameterSpace, Poly, RatFun, Ring
from gametheory.expr import ExactNumber, Expr, Number, Symbol, add, multiply, negate, power, substitute
from gametheory.game import NATURE, Game, Node
from gametheory.solvers import Continuation, Found, root_values

MIXED = " or "
"""Between the actions of a mixed choice in a path."""

Path = tuple[tuple[str, str], ...]

Mixing = tuple[tuple[str, tuple[tuple[str, Expr], ...]], ...]
"""(information set label, ((action, probability), ...)) of the choices on the path that are mixed."""

Shares = Mapping[str, Mapping[str, RatFun]]
"""By information set label, the probabilities of the actions that are mixed there."""


@dataclass(frozen=True)
class Described:
    """A path of play in words and expressions."""

    path: Path
    mixing: Mixing
    free: tuple[tuple[str, int], ...]
    outcomes: tuple[tuple[str, Expr], ...]
    payoffs: tuple[tuple[str, Expr], ...]


def described(game: Game, found: Found, c: Continuation, at: Sequence[Fraction] | None) -> Described:
    """A class in words and expressions; fractions are written so that their denominators are positive at `at`."""
    sets, space = game.tree.information_sets, found.space
    steps = [*c.path, *((s, MIXED.join(a for a, _ in shares)) for s, shares in c.mixtures)]
    path = tuple((sets[s].label, action) for s, action in sorted(steps))
    shares = {sets[s].label: dict(shares) for s, shares in c.mixtures}
    write = Writer(game, found, c, at)
    mixing = tuple((label, tuple((a, write(p)) for a, p in own.items())) for label, own in shares.items())
    outcomes, payoffs = outcomes_and_payoffs(game, space, path, shares)
    return Described(
        path,
        mixing,
        write.free,
        tuple((name, write(p)) for name, p in outcomes.items()),
        tuple((name, write(p)) for name, p in payoffs.items()),
    )


class Writer:
    """Rational functions of a solver's space as expressions in the parameters and the free probabilities."""

    def __init__(self, game: Game, found: Found, c: Continuation, at: Sequence[Fraction] | None) -> None:
        self.space, width = found.space, len(game.symbols)
        roots = found.space.ring.roots
        used = sorted({v for _, shares in c.mixtures for _, p in shares for v in (*p.num.variables, *p.den.variables)})
        names = (f"q{i}" if i else "q" for i in count())
        fresh = (n for n in names if n not in game.symbols)
        self.free = tuple((next(fresh), v - width) for v in used if v >= width and v not in roots.places)
        self.named: dict[str, Expr] = {found.space.names[slot + width]: Symbol(name) for name, slot in self.free}
        self.point: Sequence[ExactNumber] | None = None
        if at is not None:
            slots = range(width, len(found.space.names))
            values = root_values(found.space.table, slots, at)
            self.point = (*at, *(values.get(i - width, Fraction(1, 3)) for i in slots))

    def __call__(self, value: RatFun) -> Expr:
        written = self.space.expr(value) if self.point is None else self._oriented(value, self.point)
        return substitute(written, self.named) if self.named else written

    def _oriented(self, value: RatFun, point: Sequence[ExactNumber]) -> Expr:
        rooted = self.space.ring.roots.within(value.num) is not None
        if (value.den.constant is not None and not rooted) or value.num.is_zero:
            return self.space.expr(value)
        return factored(self.space.ring, value, point)


def factored(ring: Ring, value: RatFun, point: Sequence[ExactNumber]) -> Expr:
    """A rational function in factors, each written so that it is positive at a point (or zero)."""
    (k, top), (m, bottom) = (_factors(ring, p, point) for p in (value.num, value.den))
    above, below = (Number(Fraction(n)) for n in Fraction(k, m).as_integer_ratio())
    return multiply(above, *top) / multiply(below, *bottom)


def _factors(ring: Ring, p: Poly, point: Sequence[ExactNumber]) -> tuple[int, list[Expr]]:
    """Content and factors of a polynomial."""
    content, factors = ring.factors(p)
    parts = []
    for factor, exponent in sorted(factors, key=lambda pair: (len(pair[0].terms), pair[0].variables)):
        if factor.at(point) < 0:
            factor, content = -factor, content * (-1) ** exponent
        parts.append(power(_written(ring, factor), exponent))
    return content, parts


def _written(ring: Ring, p: Poly) -> Expr:
    """A polynomial, what stands before a square root collected."""
    place = ring.roots.within(p)
    if place is None:
        return ring.write(p)
    a, b = ring.roots.split(p, place)
    root, minus = ring.write(ring.roots.symbol(place)), b.terms[0][1] < 0
    part = multiply(ring.write_short(-b if minus else b), root)
    return add(_written(ring, a), negate(part) if minus else part)


def reached(game: Game, space: ParameterSpace, path: Path, shares: Shares) -> tuple[tuple[Node, RatFun], ...]:
    """Terminal histories on a path of play with their probabilities."""
    chosen = dict(path)
    sets = game.tree.information_sets
    found: list[tuple[Node, RatFun]] = []
    stack = [(game.tree.root, RatFun(space.ring.one, space.ring.one))]
    while stack:
        node, weight = stack.pop()
        if node.is_terminal:
            found.append((node, weight))
        elif node.player == NATURE:
            for child, chance in reversed(tuple(zip(node.children, node.probabilities, strict=True))):
                stack.append((game.tree.nodes[child], space.ring.times(weight, space.ratfun(chance))))
        else:
            assert node.information_set is not None
            label = sets[node.information_set].label
            if label in shares:
                for action, share in reversed(tuple(shares[label].items())):
                    child = node.children[node.actions.index(action)]
                    stack.append((game.tree.nodes[child], space.ring.times(weight, share)))
            else:
                child = node.children[node.actions.index(chosen[label])]
                stack.append((game.tree.nodes[child], weight))
    return tuple(found)


def outcome_name(game: Game, node: Node) -> str:
    """The declared name of a terminal history's outcome, or the history itself."""
    return node.outcome if node.outcome is not None else ", ".join(f"{m}={a}" for m, a in game.tree.history(node.index))


def outcomes_and_payoffs(
    game: Game, space: ParameterSpace, path: Path, shares: Shares
) -> tuple[dict[str, RatFun], dict[str, RatFun]]:
    """Outcome probabilities and expected payoffs on a path."""
    ring = space.ring
    chances: dict[str, RatFun] = {}
    totals = {name: RatFun(ring.zero, ring.one) for name in game.players}
    for node, weight in reached(game, space, path, shares):
        name = outcome_name(game, node)
        chances[name] = ring.plus(chances[name], weight) if name in chances else weight
        for player, e in zip(game.players, node.payoffs, strict=True):
            totals[player] = ring.plus(totals[player], ring.times(weight, space.ratfun(e)))
    return chances, totals
