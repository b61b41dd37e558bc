"""The pieces of a region diagram: where which equilibria exist, over two parameters, with exact borders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from gametheory.errors import AssumptionError, GameTheoryError, NotFoundError
from gametheory.expr import as_number
from gametheory.game.names import find, unknown
from gametheory.game.nouns import Parameter
from gametheory.present import plane
from gametheory.present.label import pole
from gametheory.present.outline import shapes
from gametheory.present.protocols import SolutionLike
from gametheory.present.slice import Slice, Terms, cut, exact_sign, integral

Bounds = tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]]

LARGEST = 10**300
"""Numbers beyond this have no float near them, or their products have none."""


@dataclass(frozen=True, eq=False)
class Piece:
    """A connected part of the diagram in which the same equilibria exist.

    Attributes
    ----------
    labels : tuple of str
        What exists here, in the order of the solution; empty where nothing was found or the point is inadmissible.
    admissible : bool
        Whether the standing assumptions hold.
    polygons : tuple of arrays of shape (n, 2)
        The outer border, counter-clockwise, then the borders of holes, clockwise; every vertex lies on a border of
        the exact conditions, or on the frame.
    label_at : tuple of float
        The point inside that is farthest from the border, both axes taken as equally long.
    area : float
        In units of the axes.
    """

    labels: tuple[str, ...]
    admissible: bool
    polygons: tuple[NDArray[np.float64], ...]
    label_at: tuple[float, float]
    area: float


@dataclass(frozen=True, slots=True)
class View:
    """What a diagram shows: two parameters with their bounds, all others fixed, rows grouped under labels.

    `mixed` says of each label whether all its rows are in mixed strategies.
    """

    x: Parameter
    y: Parameter
    bounds: Bounds
    fixed: tuple[tuple[str, Fraction], ...]
    labels: tuple[str, ...]
    groups: tuple[tuple[int, ...], ...]
    mixed: tuple[bool, ...]


def pieces(
    solution: SolutionLike,
    *,
    x: str,
    y: str,
    at: Mapping[str, Any] | None = None,
    bounds: Mapping[str, tuple[Any, Any]] | None = None,
    points: int = 241,
    by: Literal["label", "outcome"] = "label",
) -> tuple[Piece, ...]:
    """The connected pieces of a diagram over `x` and `y`, largest first.

    Overlaps, where several equilibria exist, are pieces of their own. Equilibria that exist on lines only have none.

    Parameters
    ----------
    solution : SolutionLike
        What :func:`gametheory.solve` returns.
    x, y : str
        The two parameters.
    at : mapping, optional
        Values of the others (exact or read as exact), over the game's baseline.
    bounds : mapping of str to (low, high), optional
        Over the ranges that the parameters declare.
    points : int
        Abscissae along the frame; curved borders are drawn through about so many exact points.
    by : {"label", "outcome"}
        Whether rows with the same outcomes are shown as one.

    Raises
    ------
    NotFoundError
        If a parameter is unknown, or has no value or no bounds.
    GameTheoryError
        If bounds are reversed or `x` and `y` are the same.
    AssumptionError
        If no point shown is admissible, up to lines.
    """
    seen = view(solution, x=x, y=y, at=at, bounds=bounds, by=by)
    found = decompose(solution, seen, points)
    if not any(piece.admissible for piece in found):
        fixed = ", ".join(f"{name} = {number}" for name, number in seen.fixed)
        raise AssumptionError(
            f"no point of this diagram over {x} and {y} is admissible: with {fixed or 'these bounds'} "
            f"the standing assumptions {solution.game.where!s} fail everywhere\n"
            "  choose other values in at=... or other bounds=..."
        )
    return found


def view(
    solution: SolutionLike,
    *,
    x: str,
    y: str,
    at: Mapping[str, Any] | None,
    bounds: Mapping[str, tuple[Any, Any]] | None,
    by: str,
) -> View:
    """What the diagram shows, with every name and number checked (see :func:`pieces`)."""
    table = {parameter.name: parameter for parameter in solution.game.parameters}
    across, up = find(table, x, "parameter"), find(table, y, "parameter")
    if x == y:
        raise GameTheoryError(f"a diagram needs two different parameters, not {x!r} twice\n  give another one as y=...")
    for name in (*(at or {}), *(bounds or {})):
        find(table, name, "parameter")
    for name in bounds or {}:
        if name not in (x, y):
            raise NotFoundError(
                f"bounds are given for {name!r}, which is not on an axis; the axes are {x!r} and {y!r}\n"
                "  give bounds for these only"
            )
    values = dict(solution.game.baseline) | {name: as_number(number) for name, number in (at or {}).items()}
    missing = [name for name in table if name not in values and name not in (x, y)]
    if missing:
        raise NotFoundError(
            f"no value for {', '.join(map(repr, missing))}, which this diagram over {x} and {y} holds fixed\n"
            f"  give one in at={{{missing[0]!r}: ...}}, or a baseline in the model"
        )
    fixed = tuple((name, values[name]) for name in table if name not in (x, y))
    limits = (_limits(across, bounds), _limits(up, bounds))
    labels, groups = _groups(solution, by)
    mixed = tuple(all(solution.equilibria[row].mixing for row in rows) for rows in groups)
    return View(across, up, limits, fixed, labels, groups, mixed)


def _limits(parameter: Parameter, bounds: Mapping[str, tuple[Any, Any]] | None) -> tuple[Fraction, Fraction]:
    given = (bounds or {}).get(parameter.name, parameter.range)
    if given is None:
        raise NotFoundError(
            f"no bounds for the axis {parameter.name!r}: the model declares no range for it\n"
            f"  give bounds={{{parameter.name!r}: (low, high)}}, or a range in the model"
        )
    low, high = (as_number(end) for end in given)
    if max(abs(low), abs(high)) > LARGEST:
        raise GameTheoryError(
            f"a bound of {parameter.name!r} is larger than 1e300\n  choose other units of measurement"
        )
    if low >= high:
        raise GameTheoryError(
            f"the bounds of {parameter.name!r} are reversed or equal: ({low}, {high})\n  write the lower end first"
        )
    return low, high


def _groups(solution: SolutionLike, by: str) -> tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]:
    if by not in ("label", "outcome"):
        raise NotFoundError(unknown("grouping", by, ("label", "outcome")))
    rows: dict[str, list[int]] = {}
    for number, row in enumerate(solution.equilibria):
        key = row.label if by == "label" else " / ".join(name for name, _ in row.outcomes)
        rows.setdefault(key, []).append(number)
    return tuple(rows), tuple(tuple(numbers) for numbers in rows.values())


def decompose(solution: SolutionLike, seen: View, points: int) -> tuple[Piece, ...]:
    """The pieces of a view, largest first."""
    formulas = [solution.space.assumptions, *(row.region.formula for row in solution.equilibria)]
    flat = cut(formulas, solution.space.names, seen.x.name, seen.y.name, dict(seen.fixed))
    (x0, x1), (y0, y1) = seen.bounds
    unit = [_rescale(terms, x0, x1 - x0, y0, y1 - y0) for terms in flat.polys]
    cells = plane.columns(unit, points)
    keys = _keys(flat, unit, cells, seen.groups)
    origin = np.array([float(x0), float(y0)])
    size = np.array([float(x1 - x0), float(y1 - y0)])
    found = []
    for shape in shapes(cells, keys):
        mask = shape.key
        labels = tuple(label for k, label in enumerate(seen.labels) if mask >> k & 1) if mask >= 0 else ()
        x, y = (origin + pole(shape.lines, shape.inside) * size).tolist()
        polygons = tuple(origin + line * size for line in shape.lines)
        found.append(Piece(labels, mask >= 0, polygons, (x, y), shape.area * float(np.prod(size))))
    found.sort(key=lambda piece: (-piece.area, piece.labels, piece.label_at))
    return tuple(found)


def _rescale(terms: Terms, x0: Fraction, width: Fraction, y0: Fraction, height: Fraction) -> Terms:
    """The polynomial in coordinates in which the frame is the unit square."""
    from math import comb

    total: dict[tuple[int, int], Fraction] = {}
    for (i, j), coefficient in terms:
        for a in range(i + 1):
            for b in range(j + 1):
                part = comb(i, a) * width**a * x0 ** (i - a) * comb(j, b) * height**b * y0 ** (j - b)
                total[(a, b)] = total.get((a, b), Fraction(0)) + coefficient * part
    return integral(total)


def _keys(
    flat: Slice, unit: Sequence[Terms], cells: Sequence[plane.Column], groups: Sequence[Sequence[int]]
) -> list[list[int]]:
    """Per column and cell the bitmask of the groups that exist there, -1 where the point is inadmissible."""
    at = [point for column in cells for point in column.inside]
    signs = np.array([[exact_sign(terms, x, y) for x, y in at] for terms in unit], dtype=np.int8).reshape(
        len(unit), len(at)
    )
    truth = flat.truth(signs)
    masks = []
    for k in range(len(at)):
        mask = sum(1 << place for place, rows in enumerate(groups) if any(truth[1 + row, k] for row in rows))
        masks.append(mask if truth[0, k] else -1)
    keys, start = [], 0
    for column in cells:
        keys.append(masks[start : start + len(column.inside)])
        start += len(column.inside)
    return keys
