"""The numbers of a row at many points: against exact evaluation and against the solution at single points."""

from __future__ import annotations

import re
from fractions import Fraction

import numpy as np
import pytest

from gametheory.errors import ModelError, NotFoundError
from gametheory.expr import evaluate
from tests.solution.solved import solved

BEER, TALK = "classics/beer_quiche", "classics/cheap_talk"
SEMI = "semi-separating (weak and Receiver mix)"
KEYS = (BEER, "deterrence/unilateral", "classics/reputation_two_markets", "deterrence/rudimentary")
ROWS = [(key, row.label) for key in KEYS for row in solved(key).equilibria]


def near(a: float, b: Fraction) -> bool:
    return abs(a - float(b)) <= 1e-9 * max(1.0, abs(float(b)))


@pytest.mark.parametrize(("key", "label"), ROWS)
def test_against_exact_evaluation(key: str, label: str) -> None:
    """Where the row exists its numbers are those of its expressions and of the assessment there; else none."""
    solution = solved(key)
    row, bank = solution.one(label), solution.space.bank
    points = [dict(zip(solution.space.names, bank.exact(i), strict=True)) for i in range(30)]
    points += row.region.sample(10)
    columns = {name: np.array([float(p[name]) for p in points]) for name in solution.space.names}
    found = solution.evaluate(label, columns)
    for i, point in enumerate(points):
        exists = row.region.contains(point)
        assert bool(found.exists[i]) == exists
        tables = (found.outcomes, found.payoffs, found.strategy, found.beliefs)
        if not exists:
            assert all(np.isnan(column[i]) for table in tables for column in table.values())
            continue
        for table, pairs in ((found.outcomes, row.outcomes), (found.payoffs, row.payoffs)):
            assert list(table) == [name for name, _ in pairs]
            for name, e in pairs:
                assert near(table[name][i], evaluate(e, point)), (name, point)
        (here,) = [e for e in solution.at(point) if e.label == label]
        for (where, action), column in found.strategy.items():
            stated = here.strategy[where]
            share = Fraction(stated == action) if isinstance(stated, str) else stated.get(action, Fraction(0))
            assert near(column[i], share), (where, action, point)
        assert {where for where, _ in found.strategy} == {where for where, _ in row.path}
        for (where, history), column in found.beliefs.items():
            told = set(history.split(", "))
            share = sum((p for whole, p in here.beliefs[where] if told <= set(whole.split(", "))), Fraction(0))
            assert near(column[i], share), (where, history, point)


def test_beer_and_quiche_by_hand() -> None:
    """With p = 1/4 a weak sender has beer one time in three, and every second beer is fought (derived)."""
    found = solved(BEER).evaluate(SEMI, {"p": np.array([0.25, 0.75]), "g": 1, "d": 2, "v": 1, "l": 1})
    assert found.exists.tolist() == [True, False]
    assert np.allclose(found.strategy["breakfast|weak", "beer"], [1 / 3, np.nan], equal_nan=True)
    assert np.allclose(found.strategy["reply|beer", "fight"], [1 / 2, np.nan], equal_nan=True)
    assert np.allclose(found.outcomes["fight after beer"], [1 / 4, np.nan], equal_nan=True)
    assert np.allclose(found.payoffs["Receiver"], [3 / 4, np.nan], equal_nan=True)
    (tough,) = [c for (where, history), c in found.beliefs.items() if where == "reply|beer" and "tough" in history]
    assert np.allclose(tough, [1 / 2, np.nan], equal_nan=True)


def test_shapes_are_those_of_the_points() -> None:
    p, g = np.meshgrid(np.linspace(0.1, 0.4, 4), np.linspace(0.5, 1.5, 3))
    found = solved(BEER).evaluate(SEMI, {"p": p, "g": g, "d": 2, "v": 1, "l": 1})
    assert found.exists.shape == found.payoffs["Sender"].shape == (3, 4)
    assert found.exists.all()
    assert np.allclose(found.payoffs["Sender"], g + p * g)


def test_compiled_and_plain_agree() -> None:
    solution = solved(BEER)
    points = dict(zip(solution.space.names, solution.space.bank.columns[:, :500], strict=True))
    plain, compiled = (solution.evaluate(SEMI, points, backend=b) for b in ("numpy", "numba"))
    assert (plain.exists == compiled.exists).all() and plain.exists.any()
    for name, column in plain.payoffs.items():
        assert np.allclose(column, compiled.payoffs[name], rtol=1e-12, equal_nan=True)


def test_a_free_probability_is_a_column_like_a_parameter() -> None:
    """Both types mix alike over two messages, which then tell the receiver nothing: the belief is the prior."""
    solution = solved(TALK)
    row = solution.one("semi-separating: hard (good: 1 or 2, bad: 1 or 2)")
    names = [name for name, _ in row.free]
    assert len(names) == 2
    at = {"p": 0.25, "g": 1, "l": 1, "x": 1, "y": 1}
    found = solution.evaluate(row.label, at | {names[0]: np.array([0.5, 0.2]), names[1]: np.array([0.5, 0.2])})
    assert found.exists.tolist() == [True, True]
    assert np.allclose(found.strategy["message|good", "1"], [0.5, 0.2])
    (good,) = [c for (where, history), c in found.beliefs.items() if where == "reply|1" and "good" in history]
    assert np.allclose(good, 0.25)
    assert not solution.evaluate(row.label, at | {names[0]: 1.5, names[1]: 0.5}).exists.any()


def test_a_free_probability_has_its_limits() -> None:
    """The bad type alone sends the other message; the first must not look too good: p*g <= (1 - p)*l*q (derived)."""
    at = {"p": 0.25, "g": 1, "l": 1, "x": 1, "y": 1}
    found = solved(TALK).evaluate("semi-separating (good: 1, bad: 1 or 2)", at | {"q": np.array([0.3, 0.35, 0.9])})
    assert found.exists.tolist() == [False, True, True]
    assert np.allclose(found.strategy["message|bad", "1"], [np.nan, 0.35, 0.9], equal_nan=True)


@pytest.mark.parametrize(
    ("label", "points", "error", "message"),
    [
        ("war", {}, NotFoundError, "unknown equilibrium 'war'; there are: "),
        (
            SEMI, {"p": 0.5, "g": 1, "d": 2, "v": 1}, ModelError,
            "no values for: l\n  give an array or a number for each of these parameters.",
        ),
        (
            SEMI, {"p": 0.5, "g": 1, "d": 2, "v": 1, "l": 1, "q": 1}, NotFoundError,
            "unknown parameter 'q'; there are: p, g, d, v, l.",
        ),
        (
            SEMI, {"p": np.zeros(3), "g": np.zeros(4), "d": 2, "v": 1, "l": 1}, ModelError,
            "the arrays of points do not fit together: p (3,), g (4,), d (), v (), l ()\n"
            "  give arrays of one shape, or numbers.",
        ),
    ],
)  # fmt: skip
def test_bad_questions(label: str, points: dict[str, object], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=f"^{re.escape(message)}"):
        solved(BEER).evaluate(label, points)
