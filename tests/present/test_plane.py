"""The decomposition of the plane: exact borders, nothing missed, however thin."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely import Polygon

from gametheory.present import label, outline, plane
from gametheory.present.slice import Terms, exact_sign, value

ON_THE_CURVE = 1e-9  # the promise on every vertex of a border
CHORD = 3e-3  # curves are drawn through 241 exact points; between them a chord may stray by this much


def terms(**monomials: int) -> Terms:
    """``terms(x2=1, y=-1, one=3)`` is x^2 - y + 3."""
    table = {
        "one": (0, 0),
        "x": (1, 0),
        "y": (0, 1),
        "xy": (1, 1),
        "x2": (2, 0),
        "y2": (0, 2),
        "x3": (3, 0),
        "y3": (0, 3),
    }
    return tuple(sorted((table[name], c) for name, c in monomials.items() if c))


def decompose(polys: list[Terms], points: int = 241) -> tuple[outline.Shape, ...]:
    """Pieces of constant signs of all polynomials."""
    cells = plane.columns(polys, points)
    keys = [
        [sum(3**k * sign(poly, x, y) for k, poly in enumerate(polys)) for x, y in column.inside] for column in cells
    ]
    return outline.shapes(cells, keys)


def sign(poly: Terms, x: Fraction | float, y: Fraction | float) -> int:
    if isinstance(x, Fraction) and isinstance(y, Fraction):
        return exact_sign(poly, x, y)
    number = value(poly, x, y)
    return int(number > 0) - int(number < 0)


CASES = {
    "parabola and diagonal": [terms(y=1, x2=-1), terms(y=1, x=-1)],
    "vertical and horizontal lines": [terms(x=3, one=-1), terms(y=2, one=-1)],
    "circle inside": [terms(x2=100, y2=100, x=-100, y=-100, one=46)],
    "hyperbola with its pole inside": [terms(xy=2, y=-1, one=-1, x=1)],
    "cubic with three branches over x": [terms(y3=64, y2=-96, y=44, x=-1, one=-6)],
    "two curves that touch": [terms(y=4, x2=-4, x=4, one=-2), terms(y=4, one=-1)],
    "a common factor": [terms(xy=1, x=-1, y=-1, one=1), terms(y=2, one=-1), terms(xy=4, x=-2, y=-2, one=1)],
    "a sliver of width 1/1000": [terms(y=1, x=-1), terms(y=1000, x=-999)],
    "a disc of radius 1/500": [terms(x2=250000, y2=250000, x=-250000, y=-250000, one=124999)],
    "no real points": [terms(x2=1, y2=1, one=1)],
    "nothing": [],
}


@pytest.mark.parametrize("polys", CASES.values(), ids=CASES)
def test_pieces_tile_the_frame_and_have_the_signs_they_say(polys: list[Terms]) -> None:
    pieces = decompose(polys)
    assert sum(piece.area for piece in pieces) == pytest.approx(1, abs=1e-12)
    for piece in pieces:
        shell, *holes = piece.lines
        drawn = Polygon(shell, holes)
        assert drawn.is_valid or drawn.buffer(0).area == pytest.approx(drawn.area, abs=1e-9)
        assert drawn.area == pytest.approx(piece.area, abs=1e-12)
        assert label.contains(piece.lines, piece.inside).all()
        for x, y in np.concatenate(piece.lines):
            on_frame = min(x, 1 - x, y, 1 - y) <= ON_THE_CURVE
            assert on_frame or min(abs(value(poly, x, y)) for poly in polys) <= ON_THE_CURVE


@pytest.mark.parametrize(
    ("case", "number"),
    [("circle inside", 2), ("a sliver of width 1/1000", 3), ("a disc of radius 1/500", 2), ("two curves that touch", 4),
     ("no real points", 1), ("nothing", 1), ("vertical and horizontal lines", 4), ("a common factor", 4)],
)  # fmt: skip
def test_number_of_pieces(case: str, number: int) -> None:
    assert len(decompose(CASES[case])) == number


def test_a_hole_is_a_clockwise_line() -> None:
    around, disc = decompose(CASES["circle inside"])
    assert [len(piece.lines) for piece in (around, disc)] == [2, 1]
    assert disc.area == pytest.approx(np.pi * 0.04, abs=1e-4)


def test_corners_are_exact() -> None:
    """The two curves y = x^2 and y = 1 - x meet at x = (sqrt(5) - 1)/2; that point is a vertex of all four pieces."""
    golden = (5**0.5 - 1) / 2
    for piece in decompose([terms(y=1, x2=-1), terms(y=1, x=1, one=-1)]):
        corners = np.concatenate(piece.lines)
        assert np.hypot(*(corners - [golden, golden**2]).T).min() < 1e-15


coefficients = st.integers(-4, 4)


@given(st.lists(st.tuples(*[coefficients] * 6), min_size=1, max_size=3))
def test_random_conics(rows: list[tuple[int, ...]]) -> None:
    polys = [terms(one=a, x=2 * b, y=2 * c, xy=4 * d, x2=4 * e, y2=4 * f) for a, b, c, d, e, f in rows]
    assume(all(any(any(exponents) for exponents, _ in poly) for poly in polys))
    pieces = decompose(polys, points=81)
    assert sum(piece.area for piece in pieces) == pytest.approx(1, abs=1e-9)
    for piece in pieces:
        for x, y in np.concatenate(piece.lines):
            on_frame = min(x, 1 - x, y, 1 - y) <= ON_THE_CURVE
            assert on_frame or min(abs(value(poly, x, y)) for poly in polys) <= ON_THE_CURVE
    grid = np.array([((2 * i + 1) / 26, (2 * j + 1) / 26) for i, j in product(range(13), repeat=2)])
    for piece in pieces:
        within = label.contains(piece.lines, grid)
        gap = np.min([label.distance(grid, line) for line in piece.lines], axis=0)
        for x, y in grid[within & (gap > CHORD * 3)]:
            assert sum(3**k * sign(poly, x, y) for k, poly in enumerate(polys)) == piece.key


@pytest.mark.parametrize(
    ("poly", "roots"),
    [
        ((2, -1), [0.5]),
        ((1, 0, -2), [-(2**0.5), 2**0.5]),
        ((1, 0, 1), []),
        ((1, -6, 11, -6), [1, 2, 3]),
        ((48, 0, -24, 4), [-0.77907889, 0.17793354, 0.60114535]),
        ((8, -2, -7, -2), [-0.5, -0.42539053, 1.17539053]),
        ((1, 0, -5, 0, 4), [-2, -1, 1, 2]),
    ],
)
def test_real_roots(poly: tuple[int, ...], roots: list[float]) -> None:
    """Rational roots beside irrational ones included: an isolating interval may end at another root."""
    found = plane.real_roots(poly)
    assert [float(root) for root in found] == pytest.approx(roots, abs=1e-7)
    assert len(set(found)) == len(roots)


@given(st.lists(st.integers(-6, 6), min_size=2, max_size=4), st.lists(st.integers(-3, 3), min_size=1, max_size=3))
def test_real_roots_of_products(integers: list[int], quadratics: list[int]) -> None:
    """Products of different (x - a) and (x^2 - 2 b^2 - 3)."""
    poly = np.array([1], dtype=object)
    expected = []
    for a in sorted(set(integers)):
        poly = np.polymul(poly, np.array([1, -a], dtype=object))
        expected.append(float(a))
    for b in sorted({b * b for b in quadratics}):
        poly = np.polymul(poly, np.array([1, 0, -2 * b - 3], dtype=object))
        expected += [-((2 * b + 3) ** 0.5), (2 * b + 3) ** 0.5]
    squarefree = len(set(expected)) == len(expected)
    assume(squarefree)
    found = plane.real_roots(tuple(int(c) for c in poly))
    assert [float(root) for root in found] == pytest.approx(sorted(expected), abs=1e-12)


def test_the_pole_of_a_triangle_is_its_incentre() -> None:
    triangle = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    radius = 1 - 2**0.5 / 2
    assert label.pole([triangle], np.array([[0.1, 0.1]])) == pytest.approx([radius, radius], abs=2e-3)


def test_the_pole_avoids_a_hole() -> None:
    square = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    hole = np.array([[0.3, 0.3], [0.3, 0.7], [0.7, 0.7], [0.7, 0.3]])
    at = label.pole([square, hole], np.array([[0.1, 0.1]]))
    assert not label.contains([hole], at[None])[0]
    assert min(label.distance(at[None], line)[0] for line in (square, hole)) > 0.17
