"""From a class to a full assessment at a point: choices, and trembles that exhibit its beliefs as consistent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import permutations

from gametheory.algebra import Evaluator, Formula, FormulaTable, RatFun, atoms
from gametheory.algebra.elimination import exists_positive
from gametheory.algebra.substitution import fixed
from gametheory.errors import NotLinearError, UndecidedError
from gametheory.expr import Algebraic, ExactNumber, Surd, square_root
from gametheory.solvers.classes import Alternative, Choice, Continuation, Found, Guarded
from gametheory.solvers.orders import solution

SHORT = 10**6  # denominators of odds that are chosen between irrational bounds


@dataclass
class Exhibit:
    """What a class plays at one point.

    Attributes
    ----------
    strategy : dict of information set to (action to probability)
        Of the actions that are played.
    trembles : dict of deviation to (order, coefficient)
        The deviation is played with probability of the order ``coefficient * eps**order``; deviations left out may
        take order 1 and coefficient 1.
    beliefs : dict of information set to (node to probability)
        Beliefs off the path, where they are free and not the trembles' limit.
    values : dict of slot to value
        The mixing probabilities, and the odds of deviations while they are open.
    """

    strategy: dict[int, dict[str, ExactNumber]] = field(default_factory=dict)
    trembles: dict[Choice, tuple[Fraction, ExactNumber]] = field(default_factory=dict)
    beliefs: dict[int, dict[int, ExactNumber]] = field(default_factory=dict)
    values: dict[int, ExactNumber] = field(default_factory=dict)


def exhibit(
    found_table: FormulaTable, slots: Sequence[int], below: Continuation, point: Sequence[Fraction]
) -> Exhibit:
    """The assessment of a class at a point (parameters in the space's order) where the class exists.

    Where several continuations would deter a deviation, the first in the solver's order is taken; of the odds that
    support one, the first found.
    """
    result = Exhibit()
    known = root_values(found_table, slots, point)
    start = _evaluator(point, slots, known)
    stack: list[tuple[Continuation, dict[int, ExactNumber], Evaluator, dict[int, Fraction]]] = [
        (below, known, start, {})
    ]
    while stack:
        current, odds, here, labels = stack.pop()
        if not current.alternatives:
            continue
        way = next(a for a in current.alternatives if here.truth(a.condition))
        known, odds = odds, determined(found_table, slots, way, point, odds)
        if odds is not known:
            here = _evaluator(point, slots, odds)
        born = [slot for slot, _ in way.born]
        labels = solution(way.order, born, {slot: label for slot, label in labels.items() if slot not in born})
        for slot, choice in way.born:
            result.trembles[choice] = (labels[slot], odds[slot])
        slot_of = {node: slot for slot, node in way.free}
        for s, nodes in way.believed:
            weights = {n: odds[slot_of[n]] if n in slot_of else Fraction(1) for n in nodes}
            total = sum(weights.values())
            result.beliefs[s] = {n: w / total for n, w in weights.items()}
        result.strategy.update((s, {action: Fraction(1)}) for s, action in way.choices)
        for s, shares in way.mixed:
            result.strategy[s] = {action: _value_of(p, here) for action, p in shares}
        result.values.update(odds)
        stack.extend((c, odds, here, labels) for c in way.active)
        for group in way.deterred:
            guard = next(g for g in group if here.truth(g.condition))
            lower = determined(found_table, slots, guard, point, odds)
            below_it = here if lower is odds else _evaluator(point, slots, lower)
            stack.extend((c, lower, below_it, labels) for c in guard.below)
    return result


def root_values(table: FormulaTable, slots: Sequence[int], point: Sequence[Fraction]) -> dict[int, ExactNumber]:
    """By slot the values of roots that are real at a point."""
    roots = table.ring.roots
    numbers = {place - len(point): root.number(0, 1) for place, root in roots.numbers.items()}
    every = (*point, *(Fraction(0) for _ in slots))
    inside = {place: p.at(every) for place, p in roots.radicands.items()}
    return numbers | {place - len(point): square_root(value) for place, value in inside.items() if value > 0}


def determined(
    table: FormulaTable,
    slots: Sequence[int],
    way: Alternative | Guarded,
    point: Sequence[Fraction],
    odds: dict[int, ExactNumber],
) -> dict[int, ExactNumber]:
    """The values of open slots with those that are chosen or solved for at one way."""
    if way.chosen_here:
        odds = choose_odds(table, slots, way.bound or way.condition, way.chosen_here, point, odds)
    for slot, value in reversed(way.solved):
        odds = {**odds, slot: _value_of(value, _evaluator(point, slots, odds))}
    return odds


def _value_of(value: RatFun, here: Evaluator) -> ExactNumber:
    return value.num.at(here.values) / value.den.at(here.values)


def _evaluator(point: Sequence[Fraction], slots: Sequence[int], odds: Mapping[int, ExactNumber]) -> Evaluator:
    return Evaluator((*point, *(odds.get(i, Fraction(1)) for i in range(len(slots)))))


def choose_odds(
    table: FormulaTable,
    slots: Sequence[int],
    bound: Formula,
    born: Sequence[int],
    point: Sequence[Fraction],
    odds: Mapping[int, ExactNumber],
) -> dict[int, ExactNumber]:
    """Positive odds of the slots born here for which `bound` holds, one after the other, rational wherever they can be.

    The slots are eliminated in an order in which that can be done, and get their values in the reverse order.
    """
    chosen = dict(odds)
    known = {**dict(enumerate(point)), **{slots[slot]: value for slot, value in odds.items() if slot not in born}}
    names = table.ring.names
    bound = fixed(table, bound, {names[i]: value for i, value in known.items() if isinstance(value, Fraction)})
    ways = (_eliminations(table, slots, bound, order, k) for k in (1, 2) for order in permutations(born))
    for slot, f in reversed(next(way for way in ways if way is not None)):
        chosen[slot] = _value(table, f, slots, slot, point, chosen)
    return chosen


def _eliminations(
    table: FormulaTable, slots: Sequence[int], bound: Formula, order: Sequence[int], degree: int
) -> list[tuple[int, Formula]] | None:
    """Each slot with the condition before it was eliminated; ``None`` if one of them cannot be in this order."""
    found = []
    for slot in order:
        found.append((slot, bound))
        try:
            bound = exists_positive(table, bound, slots[slot], degree=degree)
        except NotLinearError:
            return None
    return found


def _value(
    table: FormulaTable,
    f: Formula,
    slots: Sequence[int],
    slot: int,
    point: Sequence[Fraction],
    odds: Mapping[int, ExactNumber],
) -> ExactNumber:
    """A positive value of one slot at which `f` holds: a root of an atom, or a point between two."""
    name = table.ring.names[slots[slot]]
    coordinates = (*point, *(odds.get(i, Fraction(1)) for i in range(len(slots))))
    roots: set[ExactNumber] = set()
    for node in atoms(f):
        assert node.poly is not None
        parts = {k: part.at(coordinates) for k, part in table.ring.collect(node.poly, name).items()}
        roots.update(root for root in _real_roots(*(parts.get(k, Fraction(0)) for k in range(3))) if root > 0)
    marks = sorted(roots)
    between = [_between(a, b) for a, b in zip(marks, marks[1:], strict=False)]
    ends = [_between(Fraction(0), marks[0]), marks[-1] + 1] if marks else []
    for value in (Fraction(1), *between, *ends, *marks):
        if _evaluator(point, slots, {**odds, slot: value}).truth(f):
            return value
    raise UndecidedError(f"at {', '.join(map(str, point))} play off the path needs odds that are no exact numbers here")


def _real_roots(a: ExactNumber, b: ExactNumber, c: ExactNumber) -> list[ExactNumber]:
    """The roots of ``a + b*x + c*x**2``; near ones, where a square root is nested in another."""
    if not c:
        return [-a / b] if b else []
    inside = b * b - 4 * a * c
    if inside < 0:
        return []
    root = Fraction(float(inside) ** 0.5) if isinstance(inside, Surd | Algebraic) else square_root(inside)
    return [(-b - root) / (2 * c), (-b + root) / (2 * c)]


def _between(a: ExactNumber, b: ExactNumber) -> ExactNumber:
    """A number between two, rational if they are, and else if a short one is found."""
    middle = (a + b) / 2
    short = Fraction(float(middle)).limit_denominator(SHORT) if isinstance(middle, Surd | Algebraic) else middle
    return short if a < short < b else middle


def slots_of(found: Found, parameters: int) -> tuple[int, ...]:
    """Positions of the slots in a solver's space."""
    return tuple(range(parameters, len(found.space.names)))
