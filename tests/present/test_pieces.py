"""The pieces of region diagrams against closed forms."""

from __future__ import annotations

from fractions import Fraction
from math import log
from typing import Any

import numpy as np
import pytest

from gametheory.errors import AssumptionError, ExpressionError, GameTheoryError, NotFoundError
from gametheory.present.label import contains
from gametheory.present.pieces import Piece, pieces
from tests.present.fakes import overlapping, umbrella

EXACT = 1e-12


def by_labels(found: tuple[Piece, ...]) -> dict[tuple[str, ...], Piece]:
    return {piece.labels: piece for piece in found}


def test_umbrella_wedge_between_floor_and_hyperbola() -> None:
    """Deterrence without an arsenal: 1 <= h <= 1/lam, cut at h = 4."""
    found = by_labels(pieces(umbrella(), x="lam", y="h", bounds={"h": (0, 4)}))
    assert set(found) == {("NQ",), ("GP",), ("GSA",)}
    (border,) = found[("NQ",)].polygons
    for lam, h in border:
        assert min(abs(lam * h - 1), abs(h - 1), lam, 4 - h) <= EXACT
    corners = [(0, 1), (1, 1), (0.25, 4), (0, 4)]
    for corner in corners:
        assert np.hypot(*(border - corner).T).min() <= EXACT
    assert found[("NQ",)].area == pytest.approx(log(4), abs=1e-4)
    assert found[("GP",)].area == pytest.approx(3 - log(4), abs=1e-4)
    assert found[("GSA",)].area == pytest.approx(1, abs=EXACT)


def test_the_wedge_is_found_where_it_is_thin() -> None:
    found = by_labels(pieces(umbrella(), x="lam", y="h", bounds={"lam": ("999/1000", 1), "h": (0, 4)}, points=9))
    assert found[("NQ",)].area == pytest.approx(0.001 * 0.001 / 2, rel=1e-2)


@pytest.mark.parametrize(("solution", "x", "y"), [(umbrella(), "lam", "h"), (overlapping(), "p", "q")])
def test_labels_stand_inside_their_pieces(solution: Any, x: str, y: str) -> None:
    for piece in pieces(solution, x=x, y=y):
        assert contains(piece.polygons, np.array([piece.label_at]))[0]


def test_overlaps_are_pieces_of_their_own() -> None:
    found = pieces(overlapping(), x="p", y="q")
    assert sorted((piece.labels, piece.admissible, len(piece.polygons)) for piece in found) == [
        ((), False, 1),
        ((), True, 1),
        (("pooling",), True, 1),
        (("pooling", "separating"), True, 2),
        (("pooling", "separating", "mixed"), True, 1),
        (("separating",), True, 1),
    ]
    assert sum(piece.area for piece in found) == pytest.approx(4, abs=1e-9)
    disc = by_labels(found)[("pooling", "separating", "mixed")]
    assert disc.area == pytest.approx(np.pi / 100, abs=3e-4)


def test_rows_with_one_outcome_can_be_shown_as_one() -> None:
    rows = umbrella().equilibria
    same = tuple(row if row.label != "GP" else type(row)("other", row.region, rows[0].outcomes) for row in rows)
    labels = {piece.labels for piece in pieces(umbrella(equilibria=same), x="lam", y="h", by="outcome")}
    assert labels == {("N, quiet",), ("G, strike, abandon",)}


def test_equilibria_on_lines_only_have_no_piece() -> None:
    solution = umbrella()
    line = solution.space.atom({"h": 1, "f": -1, "l": 1}, "=")
    rows = (
        *solution.equilibria,
        type(solution.equilibria[0])("edge", type(solution.equilibria[0].region)(solution.space, line), ()),
    )
    assert all(
        "edge" not in piece.labels for piece in pieces(umbrella(equilibria=rows, space=solution.space), x="lam", y="h")
    )


REFUSED = {
    "unknown axis": (
        {"x": "lan", "y": "h"},
        NotFoundError,
        "unknown parameter 'lan'; there are: l, f, h, lam. Did you mean 'lam'?",
    ),
    "unknown value": (
        {"x": "lam", "y": "h", "at": {"F": 1}},
        NotFoundError,
        "unknown parameter 'F'; there are: l, f, h, lam. Did you mean 'f'?",
    ),
    "one axis twice": (
        {"x": "h", "y": "h"},
        GameTheoryError,
        "a diagram needs two different parameters, not 'h' twice\n  give another one as y=...",
    ),
    "reversed": (
        {"x": "lam", "y": "h", "bounds": {"h": (4, 0)}},
        GameTheoryError,
        "the bounds of 'h' are reversed or equal: (4, 0)\n  write the lower end first",
    ),
    "bounds off the axes": (
        {"x": "lam", "y": "h", "bounds": {"f": (0, 4)}},
        NotFoundError,
        "bounds are given for 'f', which is not on an axis; the axes are 'lam' and 'h'\n  give bounds for these only",
    ),
    "not a number": (
        {"x": "lam", "y": "h", "bounds": {"h": (0, float("inf"))}},
        ExpressionError,
        "'inf' is not a finite number; give an integer, a fraction such as '1/3', a decimal such as '0.3', or a float",
    ),
    "inadmissible": (
        {"x": "lam", "y": "h", "at": {"l": -1}},
        AssumptionError,
        "no point of this diagram over lam and h is admissible: with l = -1, f = 2 the standing assumptions "
        "l >= 0 and f >= 0 and h >= 0 and 0 <= lam <= 1 fail everywhere\n"
        "  choose other values in at=... or other bounds=...",
    ),
    "grouping": (
        {"x": "lam", "y": "h", "by": "outcomes"},
        NotFoundError,
        "unknown grouping 'outcomes'; there are: label, outcome. Did you mean 'outcome'?",
    ),
}


@pytest.mark.parametrize(("options", "error", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(options: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error) as caught:
        pieces(umbrella(), **options)
    assert str(caught.value) == message


def test_missing_value_and_missing_range() -> None:
    solution = umbrella()
    bare = [type(p)(p.name, p.means, None, None, p.latex) for p in solution.game.parameters]
    game = type(solution.game)(solution.game.title, solution.game.players, tuple(bare), solution.game.where)
    with pytest.raises(NotFoundError) as caught:
        pieces(umbrella(game=game), x="lam", y="h")
    assert str(caught.value) == (
        "no value for 'l', 'f', which this diagram over lam and h holds fixed\n"
        "  give one in at={'l': ...}, or a baseline in the model"
    )
    with pytest.raises(NotFoundError) as caught:
        pieces(umbrella(game=game), x="lam", y="h", at={"l": 1, "f": Fraction(2)})
    assert str(caught.value) == (
        "no bounds for the axis 'lam': the model declares no range for it\n"
        "  give bounds={'lam': (low, high)}, or a range in the model"
    )
