"""Equations and inequalities between monomials in positive unknowns, decided exactly.

``x1**e1 * ... * xn**en = q`` is linear in logarithms. The combinations of rows that cancel all unknowns have rational
coefficients, so what remains to compare is a product of rational powers of rationals with 1, which needs no logarithm.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm, prod
from typing import TypeVar

from gametheory.expr import ExactNumber

Monomial = tuple[Sequence[int], Fraction]
"""(exponents, positive number)."""

N = TypeVar("N", Fraction, ExactNumber)


def has_positive_solution(equations: Sequence[tuple[Sequence[int], N]]) -> bool:
    """Whether positive reals x satisfy ``prod(x**e) = q`` for every (e, q).

    Examples
    --------
    >>> has_positive_solution([((1, 0), Fraction(2)), ((0, 1), Fraction(3)), ((1, 1), Fraction(6))])
    True
    >>> has_positive_solution([((1, 0), Fraction(2)), ((0, 1), Fraction(3)), ((1, 1), Fraction(7))])
    False
    """
    rows, pivots = _reduce(equations)
    numbers = [q for _, q in equations]
    return all(_power_product(numbers, combination)[0] == 1 for _, combination in rows[len(pivots) :])


def positive_solution(equations: Sequence[Monomial], size: int) -> tuple[Fraction, ...] | None:
    """Positive rationals x with ``prod(x**e) = q`` for every (e, q); ``None`` if none was found (irrational roots)."""
    if not has_positive_solution(equations):
        return None
    rows, pivots = _reduce(equations)
    numbers = [q for _, q in equations]
    point = [Fraction(1)] * size
    for (_, combination), column in zip(rows, pivots, strict=False):
        value, degree = _power_product(numbers, combination)
        root = _exact_root(value, degree)
        if root is None:
            return None
        point[column] = root
    return tuple(point)


def is_satisfiable(inequalities: Sequence[Monomial]) -> bool:
    """Whether positive reals x satisfy ``prod(x**e) >= q`` for every (e, q): Fourier-Motzkin elimination of logarithms.

    Examples
    --------
    >>> is_satisfiable([((1, -1), Fraction(2)), ((-1, 1), Fraction(1, 2))])
    True
    >>> is_satisfiable([((1, -1), Fraction(2)), ((-1, 1), Fraction(1, 3)), ((-1, 1), Fraction(3, 5))])
    False
    """
    numbers = [q for _, q in inequalities]
    rows = [
        (tuple(Fraction(e) for e in exponents), tuple(Fraction(number == k) for k in range(len(numbers))))
        for number, (exponents, _) in enumerate(inequalities)
    ]
    size = len(inequalities[0][0]) if inequalities else 0
    for column in range(size):
        keep = [row for row in rows if row[0][column] == 0]
        up = [row for row in rows if row[0][column] > 0]
        down = [row for row in rows if row[0][column] < 0]
        for left, weights in up:
            for right, others in down:
                a, b = -right[column], left[column]
                keep.append(
                    (
                        tuple(a * x + b * y for x, y in zip(left, right, strict=True)),
                        tuple(a * x + b * y for x, y in zip(weights, others, strict=True)),
                    )
                )
        rows = list(dict.fromkeys(keep))
    return all(_power_product(numbers, combination)[0] <= 1 for _, combination in rows)


def _reduce(
    equations: Sequence[tuple[Sequence[int], object]],
) -> tuple[list[tuple[list[Fraction], list[Fraction]]], list[int]]:
    """Reduced rows of exponents with the combination of given rows that makes each; pivot columns of the first ones."""
    count = len(equations)
    rows = [
        ([Fraction(e) for e in exponents], [Fraction(number == k) for k in range(count)])
        for number, (exponents, _) in enumerate(equations)
    ]
    pivots: list[int] = []
    for column in range(len(rows[0][0]) if rows else 0):
        top = len(pivots)
        found = next((r for r in range(top, count) if rows[r][0][column]), None)
        if found is None:
            continue
        rows[top], rows[found] = rows[found], rows[top]
        scale = rows[top][0][column]
        rows[top] = ([e / scale for e in rows[top][0]], [c / scale for c in rows[top][1]])
        for other in range(count):
            factor = rows[other][0][column]
            if other != top and factor:
                rows[other] = (
                    [e - factor * p for e, p in zip(rows[other][0], rows[top][0], strict=True)],
                    [c - factor * p for c, p in zip(rows[other][1], rows[top][1], strict=True)],
                )
        pivots.append(column)
    return rows, pivots


def _power_product(numbers: Sequence[N], exponents: Sequence[Fraction]) -> tuple[N, int]:
    """(value, degree) such that the product of the powers is the positive `degree`-th root of `value`."""
    degree = lcm(*(e.denominator for e in exponents))
    return prod((q ** int(e * degree) for q, e in zip(numbers, exponents, strict=True)), start=Fraction(1)), degree


def _exact_root(value: Fraction, degree: int) -> Fraction | None:
    if degree == 1:
        return value
    above, below = _integer_root(value.numerator, degree), _integer_root(value.denominator, degree)
    return None if above is None or below is None else Fraction(above, below)


def _integer_root(value: int, degree: int) -> int | None:
    low, high = 0, 1 << (value.bit_length() // degree + 1)
    while low < high:
        middle = (low + high) // 2
        if middle**degree < value:
            low = middle + 1
        else:
            high = middle
    return low if low**degree == value else None
