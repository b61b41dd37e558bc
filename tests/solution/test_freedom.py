"""Continua of equilibria: the values that free probabilities may take, against the checker."""

from __future__ import annotations

from fractions import Fraction

import pytest

import gametheory as gt
from gametheory.verify import Assessment, check, numeric


@pytest.fixture(scope="module")
def nash() -> gt.Solution:
    return gt.solve(gt.normal_form(gt.load("classics/beer_quiche")), concept="nash")


def test_the_range_is_what_the_checker_accepts(nash: gt.Solution) -> None:
    """After pooling on beer any fight often enough after quiche will do."""
    row = next(r for r in nash.equilibria if r.free and dict(r.path)["plan_1"] == "beer/beer")
    ((name, _),) = row.free
    assert row.freedom is not None
    assert str(row.freedom.about(name)) == f"{name} >= g/d"
    ((where, shares),) = row.mixing
    for point in row.region.sample(6):
        here = numeric(nash.game, point)
        for q in (Fraction(k, 12) for k in range(1, 12)):
            first, second = (action for action, _ in shares)
            strategy = {"plan_1": {"beer/beer": Fraction(1)}, where: {first: q, second: 1 - q}}
            accepted = check(here, Assessment(strategy), "nash").ok
            assert row.freedom.contains({**point, name: q}) == accepted


def test_it_is_printed_and_stored(nash: gt.Solution) -> None:
    assert "for any q between 0 and 1 with q >= g/d" in str(nash)
    again = gt.Solution.from_json(nash.to_json())
    assert again.to_json() == nash.to_json()
    assert [r.freedom and r.freedom.text() for r in again.equilibria] == [
        r.freedom and r.freedom.text() for r in nash.equilibria
    ]


def test_a_row_without_free_probabilities_has_none() -> None:
    assert all(r.freedom is None and r.free == () for r in gt.solve(gt.load("classics/beer_quiche")).equilibria)
