"""Orders of magnitude of trembles: homogeneous linear constraints on positive labels, decided exactly.

A deviation is played with a probability of the order ``eps**K``; a node's order is the sum of the labels ``K > 0`` of
the deviations on its way. At each information set the nodes of lowest order are believed possible. Which patterns go
together is a question of linear feasibility over one common set of labels (D. Kreps and R. Wilson 1982, Sequential
equilibria, Econometrica 50(4):863-894, Lemmas A1 and A2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from math import gcd

Labels = tuple[int, ...]
"""Slots of the deviations on the way to a node, sorted, with repetitions."""

Constraint = tuple[str, tuple[tuple[int, int], ...]]
"""``(">" | "=", coefficients by slot)``: the sum of coefficient times label is positive, or zero."""

Order = tuple[Constraint, ...]
"""A sorted set of constraints."""


def difference(a: Labels, b: Labels) -> tuple[tuple[int, int], ...]:
    """Coefficients of the order of `a` minus that of `b`."""
    count = Counter(a)
    count.subtract(Counter(b))
    return tuple(sorted((slot, n) for slot, n in count.items() if n))


def joined(*orders: Iterable[Constraint]) -> Order | None:
    """All constraints together, or ``None`` if no positive labels satisfy them."""
    together = tuple(sorted({c for order in orders for c in order}))
    return together if feasible(together) else None


@lru_cache(maxsize=100_000)
def feasible(order: Order) -> bool:
    """Whether some positive labels satisfy all constraints."""
    return _eliminate(order, ()) is not None


@lru_cache(maxsize=100_000)
def projected(order: Order, slots: tuple[int, ...]) -> Order:
    """What the constraints, which must be feasible, imply for the labels of `slots` alone."""
    found = _eliminate(order, slots)
    assert found is not None
    return found


@lru_cache(maxsize=100_000)
def patterns(nodes: tuple[Labels, ...], order: Order) -> tuple[tuple[tuple[int, ...], Order], ...]:
    """The sets of nodes that may be the ones of lowest order, each with the constraints that say so added to `order`.

    Nodes are given by their labels and returned by their positions.
    """
    lowest = [i for i, labels in enumerate(nodes) if not labels]
    if lowest:
        return ((tuple(lowest), order),)
    found = []
    for size in range(1, len(nodes) + 1):
        for chosen in combinations(range(len(nodes)), size):
            first = nodes[chosen[0]]
            more: list[Constraint] = []
            possible = True
            for i, labels in enumerate(nodes):
                row = difference(labels, first)
                inside = i in chosen
                if not row:
                    possible = possible and inside
                elif possible:
                    more.append(("=" if inside else ">", row))
            if possible and (together := joined(order, (_scaled(c) for c in more))) is not None:
                found.append((chosen, together))
    return tuple(found)


def solution(order: Order, slots: Sequence[int], fixed: dict[int, Fraction]) -> dict[int, Fraction]:
    """Positive rational labels of `slots` that satisfy the constraints, given those already `fixed`."""
    labels = dict(fixed)
    remaining = [s for s in sorted({*slots, *(s for _, row in order for s, _ in row)}) if s not in labels]
    for slot in remaining:
        bounds = _eliminate(order, tuple(sorted({*labels, slot})))
        assert bounds is not None
        low, high, exact = Fraction(0), None, None
        for kind, row in bounds:
            coefficients = dict(row)
            own = coefficients.pop(slot, 0)
            if own == 0:
                continue
            end = -sum((n * labels[s] for s, n in coefficients.items()), Fraction(0)) / own
            if kind == "=":
                exact = end
            elif own > 0:
                low = max(low, end)
            else:
                high = end if high is None else min(high, end)
        labels[slot] = exact if exact is not None else low + 1 if high is None else (low + high) / 2
    return labels


def _scaled(c: Constraint) -> Constraint:
    kind, row = c
    common = 0
    for _, n in row:
        common = gcd(common, n)
    if kind == "=" and row and row[0][1] < 0:
        common = -common
    return (kind, tuple((s, n // common) for s, n in row)) if common else c


def _eliminate(order: Order, keep: tuple[int, ...]) -> Order | None:
    """Fourier-Motzkin: constraints on `keep` that hold for some positive values of the other labels; ``None``: none."""
    rows = {_scaled(c) for c in order}
    slots = sorted({s for _, row in order for s, _ in row} - set(keep))
    for slot in slots:
        rows = _without(rows, slot)
    result = set()
    for kind, row in rows:
        positive = [n > 0 for _, n in row]
        if not row or (kind == "=" and (all(positive) or not any(positive))):
            if row or kind == ">":
                return None
            continue
        if kind == ">" and not any(positive):
            return None
        if kind == ">" and all(positive):
            continue
        result.add((kind, row))
    if keep and result and _eliminate(tuple(sorted(result)), ()) is None:
        return None
    return tuple(sorted(result))


def _without(rows: set[Constraint], slot: int) -> set[Constraint]:
    """The constraints after one positive label is eliminated."""
    by_sign: dict[int, list[tuple[str, dict[int, int]]]] = {1: [], -1: []}
    equation: dict[int, int] | None = None
    kept: set[Constraint] = set()
    for kind, row in sorted(rows):
        table = dict(row)
        n = table.get(slot, 0)
        if not n:
            kept.add((kind, row))
        elif kind == "=" and equation is None:
            equation = table if n > 0 else {s: -m for s, m in table.items()}
        else:
            by_sign[1 if n > 0 else -1].append((kind, table))
    if equation is not None:
        pivot = equation[slot]
        for sign in (1, -1):
            for kind, table in by_sign[sign]:
                kept.add(_combined(kind, table, pivot, equation, -table[slot]))
        rest = {s: -m for s, m in equation.items() if s != slot}  # the label itself is positive
        kept.add(_combined(">", rest, 1, {}, 0))
        return kept
    by_sign[1].append((">", {slot: 1}))
    for kind, above in by_sign[1]:
        for other, below in by_sign[-1]:
            kept.add(_combined(">" if ">" in (kind, other) else "=", above, -below[slot], below, above[slot]))
    return kept


def _combined(kind: str, a: dict[int, int], k: int, b: dict[int, int], m: int) -> Constraint:
    total = {s: k * a.get(s, 0) + m * b.get(s, 0) for s in {*a, *b}}
    return _scaled((kind, tuple(sorted((s, n) for s, n in total.items() if n))))
