"""An exact decomposition of a rectangle by curves: columns between critical points, cells between neighbouring curves.

Cylindrical decomposition in two variables: between two neighbouring critical abscissae (where curves cross, turn
vertical, run to infinity or leave the frame) the curves are graphs over x that never meet, so the cells between them
have constant signs. Critical points come from resultants and discriminants and are exact up to 2**-140; nothing is
sampled, so no cell is missed however thin it is. The frame is the unit square.

References
----------
G. E. Collins (1975), Quantifier elimination for real closed fields by cylindrical algebraic decomposition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import isqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gametheory.present.slice import Terms

_BITS = 140  # accuracy of critical abscissae and of ordinates at them
_INSIDE = Fraction(1, 2**120)  # how far inside a column its end is looked at

Coefficients = tuple[int, ...]
"""A univariate polynomial with integer coefficients, highest first."""


@dataclass(frozen=True, eq=False)
class Column:
    """The part of the frame between two critical abscissae.

    Attributes
    ----------
    x : array of shape (n,)
        Abscissae from the left to the right end, closer together near the ends.
    y : array of shape (k + 2, n)
        Bottom of the frame, the k curves from below, top of the frame.
    inside : list of (Fraction, Fraction)
        An exact point of each of the k + 1 cells, from below.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    inside: tuple[tuple[Fraction, Fraction], ...]


def columns(polys: Sequence[Terms], points: int) -> tuple[Column, ...]:
    """The columns of the unit square, left to right, for the zero sets of some polynomials in x and y.

    Parameters
    ----------
    polys : sequence of Terms
        Not identically zero.
    points : int
        About how many abscissae the whole frame has; borders between them are drawn straight.
    """
    curves, cuts = _critical(_curves(polys))
    found = []
    for left, right in zip(cuts, cuts[1:], strict=False):
        found.append(_column(curves, left, right, max(9, round(points * float(right - left)))))
    return tuple(found)


def _ring() -> Any:
    from sympy import ZZ
    from sympy.polys.rings import ring

    return ring("y,x", ZZ)[0]


def _curves(polys: Sequence[Terms]) -> list[Any]:
    """The distinct irreducible factors that are not constant."""
    space = _ring()
    found: dict[tuple[Any, ...], Any] = {}
    for terms in polys:
        poly = space.from_dict({(j, i): space.domain(c) for (i, j), c in terms})
        for factor, _ in poly.factor_list()[1]:
            if factor.LC < 0:
                factor = -factor
            found[tuple(sorted(factor.terms()))] = factor
    return [found[key] for key in sorted(found)]


def _critical(curves: Sequence[Any]) -> tuple[list[Any], list[Fraction]]:
    """The curves that enter the frame, and the abscissae in [0, 1] where the picture changes, ends included."""
    projections: dict[Coefficients, None] = {}
    alive = []
    for curve in curves:
        own = _projections(curve)
        if curve.degree(0) == 0:
            projections.update(dict.fromkeys(own))
        elif _enters(curve, _cuts(own)):
            projections.update(dict.fromkeys(own))
            alive.append(curve)
    for one, other in combinations(alive, 2):
        projections.update(dict.fromkeys(_factors(one.resultant(other))))
    return alive, _cuts(list(projections))


def _projections(curve: Any) -> list[Coefficients]:
    """Polynomials in x that vanish where the curve alone changes: vertical, at infinity, or through bottom or top."""
    if curve.degree(0) == 0:
        return _factors(curve.drop(0))
    by_power = _by_power(curve)
    parts = [by_power[0], curve.evaluate(0, 0), curve.evaluate(0, 1)]
    if len(by_power) > 2:
        parts.append(curve.discriminant())
    return [factor for part in parts for factor in _factors(part)]


def _cuts(projections: Sequence[Coefficients]) -> list[Fraction]:
    roots = {Fraction(0), Fraction(1)}
    for projection in projections:
        roots.update(root for root in real_roots(projection) if 0 < root < 1)
    return sorted(roots)


def _enters(curve: Any, cuts: Sequence[Fraction]) -> bool:
    """Whether the curve has a point inside the unit square (else it cannot cut anything there)."""
    return any(0 < root < 1 for a, b in zip(cuts, cuts[1:], strict=False) for root in _ordinates(curve, simplest(a, b)))


def _by_power(curve: Any) -> list[Any]:
    """Coefficients of the powers of y, highest first, as polynomials in x."""
    degree = curve.degree(0)
    inner = curve.ring.drop(0)
    tables: list[dict[tuple[int], Any]] = [{} for _ in range(degree + 1)]
    for (j, i), coefficient in curve.terms():
        tables[degree - j][(i,)] = coefficient
    return [inner.from_dict(table) for table in tables]


def _factors(poly: Any) -> list[Coefficients]:
    """The irreducible factors of a polynomial in x that are not constant; none of the zero polynomial."""
    if not poly or poly.is_ground:
        return []
    return [tuple(int(c) for c in factor.to_dense()) for factor, _ in poly.factor_list()[1]]


def real_roots(poly: Coefficients) -> list[Fraction]:
    """The real roots of a polynomial without repeated factors, sorted, exact or within 2**-140."""
    if len(poly) == 2:
        return [Fraction(-poly[1], poly[0])]
    if len(poly) == 3:
        a, b, c = poly
        discriminant = b * b - 4 * a * c
        if discriminant < 0:
            return []
        root = Fraction(isqrt(discriminant << (2 * _BITS)), 1 << _BITS)
        return sorted(((-b - root) / (2 * a), (-b + root) / (2 * a)))
    from sympy import ZZ
    from sympy.polys.rootisolation import dup_isolate_real_roots_sqf

    roots = []
    for low, high in dup_isolate_real_roots_sqf([ZZ(c) for c in poly], ZZ):
        roots.append(_bisect(poly, _fraction(low), _fraction(high)))
    return sorted(roots)


def _fraction(number: Any) -> Fraction:
    return Fraction(int(number.numerator), int(number.denominator))


def _bisect(poly: Coefficients, low: Fraction, high: Fraction) -> Fraction:
    """The one root in the open interval (its ends may be other roots), or the end if both are the same."""
    if low == high:
        return low
    below = _horner(poly, low)
    if below == 0:
        degree = len(poly) - 1
        below = _horner([c * (degree - k) for k, c in enumerate(poly[:-1])], low)
    while high - low > Fraction(1, 1 << _BITS):
        middle = (low + high) / 2
        here = _horner(poly, middle)
        if here == 0:
            return middle
        if (here > 0) == (below > 0):
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _horner(poly: Sequence[int], x: Fraction) -> int:
    """A positive multiple of the value at a rational point (exact sign)."""
    p, q = x.numerator, x.denominator
    total, scale = 0, 1
    for coefficient in poly:
        total = total * p + coefficient * scale
        scale *= q
    return total


def _ordinates(curve: Any, x: Fraction) -> list[Fraction]:
    """All real ordinates of the curve at an abscissa that is not critical for it, sorted."""
    degree, p, q = curve.degree(0), x.numerator, x.denominator
    power = max(i for (_, i), _ in curve.terms())
    at: list[int] = [0] * (degree + 1)
    for (j, i), coefficient in curve.terms():
        at[degree - j] += int(coefficient) * p**i * q ** (power - i)
    return real_roots(tuple(at))


def simplest(low: Fraction, high: Fraction) -> Fraction:
    """A number with a small denominator well inside the interval."""
    gap = (high - low) / 4
    low, high = low + gap, high - gap
    scale = 1
    while True:
        number = Fraction((low * scale).__ceil__(), scale)
        if number <= high:
            return number
        scale *= 2


def _column(curves: Sequence[Any], left: Fraction, right: Fraction, points: int) -> Column:
    middle = simplest(left, right)
    strands: list[tuple[Fraction, Any, int, int]] = []
    for curve in curves:
        roots = _ordinates(curve, middle)
        strands += [(root, curve, place, len(roots)) for place, root in enumerate(roots) if 0 < root < 1]
    strands.sort(key=lambda strand: strand[0])
    bent = any(max(i + j for (j, i), _ in curve.terms()) > 1 for _, curve, _, _ in strands)
    steps = np.linspace(0.0, np.pi, points if bent else 2)
    x = float(left) + (float(right) - float(left)) * (1 - np.cos(steps)) / 2
    x[0], x[-1] = float(left), float(right)
    y = np.zeros((len(strands) + 2, len(x)))
    y[-1] = 1.0
    near = min(_INSIDE, (right - left) / 1024)
    ends = {id(curve): (_ordinates(curve, left + near), _ordinates(curve, right - near)) for _, curve, _, _ in strands}
    for row, (_, curve, place, number) in enumerate(strands, 1):
        y[row] = _trace(curve, x, place, number)
        y[row, 0], y[row, -1] = (float(end[place]) for end in ends[id(curve)])
    y = np.clip(np.maximum.accumulate(y, axis=0), 0.0, 1.0)
    levels = [Fraction(0), *(strand[0] for strand in strands), Fraction(1)]
    inside = tuple((middle, simplest(a, b)) for a, b in zip(levels, levels[1:], strict=False))
    return Column(x, y, inside)


def _trace(curve: Any, x: NDArray[np.float64], place: int, number: int) -> NDArray[np.float64]:
    """Ordinates of the strand `place` (of `number` real ones, from below) at many abscissae."""
    by_power = []
    for coefficient in _by_power(curve):
        dense = [float(c) for c in coefficient.to_dense()]
        by_power.append(np.polyval(dense, x) if dense else np.zeros_like(x))
    with np.errstate(divide="ignore", invalid="ignore"):
        if len(by_power) == 2:
            return np.asarray(-by_power[1] / by_power[0])
        if len(by_power) == 3:
            a, b, c = by_power
            half = -(b + np.where(b < 0, -1.0, 1.0) * np.sqrt(np.maximum(b * b - 4 * a * c, 0.0))) / 2
            return np.asarray(np.sort(np.array([half / a, np.where(half == 0, 0.0, c / half)]), axis=0)[place])
    found = np.empty_like(x)
    for k, coefficients in enumerate(zip(*by_power, strict=True)):
        if coefficients[0] == 0.0:  # a pole at the end of the column; the exact ordinate is set there
            found[k] = 0.0
            continue
        roots = np.roots(coefficients)
        real = np.sort(roots[np.argsort(np.abs(roots.imag), kind="stable")][:number].real)
        found[k] = _newton(coefficients, float(real[place]))
    return found


def _newton(coefficients: Sequence[float], root: float) -> float:
    slope = np.polyder(np.asarray(coefficients))
    best, least = root, abs(float(np.polyval(coefficients, root)))
    for _ in range(3):
        steep = float(np.polyval(slope, root))
        if steep == 0.0:
            break
        root -= float(np.polyval(coefficients, root)) / steep
        here = abs(float(np.polyval(coefficients, root)))
        if here < least:
            best, least = root, here
    return best
