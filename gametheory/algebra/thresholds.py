"""Where a region begins and ends along one parameter, exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from gametheory.algebra.formulas import Formula, atoms, evaluate
from gametheory.algebra.region import Region
from gametheory.algebra.space import ParameterSpace
from gametheory.algebra.substitution import specialised
from gametheory.errors import NotFoundError
from gametheory.expr import as_number

Interval = tuple[Fraction, Fraction]
"""Bounds of one real root; equal if it is rational."""


def borders(region: Region, name: str, at: Mapping[str, object]) -> tuple[Fraction, ...]:
    """The values of `name`, in order, at which membership of `region` changes while the rest stays at `at`.

    The candidates are the real roots of the atoms of region and assumptions along the line, isolated by flint. A value
    at which membership differs from both sides (a single point in or out) counts; it is not looked for at irrational
    values.

    Raises
    ------
    NotFoundError
        If `name` is not a symbol, or membership changes at an irrational value.
    """
    space = region.space
    if name not in space.names:
        raise NotFoundError(f"unknown parameter {name!r}; there are: {', '.join(space.names)}")
    fixed = {k: as_number(v) for k, v in at.items() if k != name}
    space.point({**fixed, name: 0})
    marks = _roots([_line(space, f.poly, fixed, name) for f in atoms(region.formula, space.assumptions)])
    if not marks:
        return ()
    probes = [marks[0][0] - 1, *((a[1] + b[0]) / 2 for a, b in pairwise(marks)), marks[-1][1] + 1]

    def inside(x: Fraction) -> bool:
        point = space.point({**fixed, name: x})
        return evaluate(region.formula, point) and evaluate(space.assumptions, point)

    sides = [inside(x) for x in probes]
    changes = [
        (low, high)
        for (low, high), before, after in zip(marks, sides, sides[1:], strict=False)
        if before != after or (low == high and inside(low) != before)
    ]
    rational = tuple(low for low, high in changes if low == high)
    irrational = [(low + high) / 2 for low, high in changes if low != high]
    if irrational:
        raise NotFoundError(
            f"membership changes at irrational values of {name!r} here, about "
            f"{', '.join(f'{float(x):.6g}' for x in irrational)}; at rational ones: "
            f"{', '.join(map(str, rational)) or 'none'}\n  plot the region, or fix the other parameters elsewhere."
        )
    return rational


def crossings(
    space: ParameterSpace, formulas: Sequence[Formula], name: str, at: Mapping[str, object]
) -> tuple[tuple[Fraction, ...], dict[str, Fraction]]:
    """Where on a line atoms of formulas or of the assumptions vanish (irrational places rounded), and what is fixed.

    Raises
    ------
    NotFoundError
        If `name` is not a symbol.
    """
    if name not in space.names:
        raise NotFoundError(f"unknown parameter {name!r}; there are: {', '.join(space.names)}")
    fixed = {k: as_number(v) for k, v in at.items() if k != name}
    space.point({**fixed, name: 0})
    marks = _roots([_line(space, f.poly, fixed, name) for f in atoms(*formulas, space.assumptions)])
    return tuple((low + high) / 2 for low, high in marks), fixed


def _line(space: ParameterSpace, poly: Any, fixed: Mapping[str, Fraction], name: str) -> Any:
    """A polynomial along the line, as one of flint's."""
    import flint

    ring = space.ring
    parts = ring.collect(specialised(ring, poly, fixed), name)
    return flint.fmpz_poly(
        [sum(c for _, c in parts[k].terms) if k in parts else 0 for k in range(max(parts, default=0) + 1)]
    )


def _roots(lines: Sequence[Any]) -> list[Interval]:
    """The real roots of polynomials in order, without repetitions, in intervals that do not touch each other."""
    import flint

    rational: set[Fraction] = set()
    factors: dict[tuple[int, ...], Any] = {}
    for line in lines:
        for factor, _ in line.factor()[1] if line.degree() > 0 else ():
            if factor.degree() == 1:
                rational.add(Fraction(-int(factor[0]), int(factor[1])))
            else:
                factors[tuple(map(int, factor.coeffs()))] = factor
    precision = 53
    while True:
        found: list[Interval] = [(x, x) for x in rational]
        with flint.ctx.workprec(precision):
            for factor in factors.values():
                found += [_bounds(root.real) for root, _ in factor.complex_roots() if root.imag == 0]
        found.sort()
        if all(a[1] < b[0] for a, b in pairwise(found)):
            return found
        precision *= 2


def _bounds(ball: Any) -> Interval:
    ends = []
    for end in (ball.lower(), ball.upper()):
        mantissa, exponent = (int(n) for n in end.man_exp())
        ends.append(Fraction(mantissa) * Fraction(2) ** exponent)
    return ends[0], ends[1]
