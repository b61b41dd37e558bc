"""Where a region begins and ends along one parameter, exactly."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from gametheory.algebra.formulas import atoms, evaluate
from gametheory.algebra.region import Region
from gametheory.errors import NotFoundError
from gametheory.expr import as_number


def borders(region: Region, name: str, at: Mapping[str, object]) -> tuple[Fraction, ...]:
    """The values of `name`, in order, at which membership of `region` changes while the rest stays at `at`.

    The candidates are the real roots of the region's atoms along the line, isolated by flint.

    Raises
    ------
    NotFoundError
        If `name` is not a symbol, or membership changes at an irrational value.
    """
    import flint

    space = region.space
    if name not in space.names:
        raise NotFoundError(f"unknown parameter {name!r}; there are: {', '.join(space.names)}")
    fixed = {k: as_number(v) for k, v in at.items() if k != name}
    space.point({**fixed, name: 0})
    roots: set[Fraction] = set()
    irrational = False
    for f in atoms(region.formula, space.assumptions):
        assert f.poly is not None
        parts = space.ring.collect(space.ring.specialise(f.poly, fixed), name)
        line = flint.fmpz_poly(
            [sum(c for _, c in parts[k].terms) if k in parts else 0 for k in range(max(parts, default=0) + 1)]
        )
        if line.degree() < 1:
            continue
        for factor, _ in line.factor()[1]:
            if factor.degree() == 1:
                roots.add(Fraction(-int(factor[0]), int(factor[1])))
            else:
                irrational = irrational or _has_real_root(factor)
    marks = sorted(roots)
    if not marks:
        return ()
    probes = [marks[0] - 1, *((a + b) / 2 for a, b in zip(marks, marks[1:], strict=False)), marks[-1] + 1]

    def inside(x: Fraction) -> bool:
        point = space.point({**fixed, name: x})
        return evaluate(region.formula, point) and evaluate(space.assumptions, point)

    sides = [inside(x) for x in probes]
    found = tuple(m for m, before, after in zip(marks, sides, sides[1:], strict=False) if before != after)
    if irrational and not found:
        raise NotFoundError(f"membership may change at irrational values of {name!r} only; plot the region instead")
    return found


def _has_real_root(factor: Any) -> bool:
    """Whether an irreducible polynomial of degree 2 or more changes sign somewhere (Sturm's count by isolation)."""
    return any(root.imag == 0 for root, _ in factor.complex_roots())
