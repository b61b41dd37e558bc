"""Every published or derived point: the solver finds exactly the stated equilibria, ties included."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import gametheory as gt
from gametheory.expr import Number
from gametheory.game import Game
from tests.cases import MARKET_POINTS, POINTS, PointCase
from tests.cases.chain_store import markets
from tests.models.reference import equilibria, model, same_plays

IDS = [f"{case.model}: {case.name}" for case in POINTS]


def value(expression: Any) -> Fraction:
    """The number that an expression of a game without parameters is."""
    assert isinstance(expression, Number), expression
    return expression.value


def at_the_point(game: Game, case: PointCase) -> Game:
    """The game of a case: a model after a history, without parameters."""
    return game.at(**(game.baseline | case.changes)).after(**case.after)


def assert_solved(game: Game, case: PointCase) -> None:
    there = at_the_point(game, case)
    solution = gt.solve(there, supports="pure")
    assert solution.complete
    rows = solution.equilibria
    if case.none:
        assert rows == (), case.source
    if case.plays:
        found = {(row.path, tuple(value(payoff) for _, payoff in row.payoffs)) for row in rows}
        assert same_plays(there, case.plays, found), case.source
        assert len(rows) == len(case.plays)
    if case.outcomes:
        reached = {name for row in rows for name, weight in row.outcomes if value(weight)}
        assert reached == set(case.outcomes), case.source


@pytest.mark.parametrize("case", POINTS, ids=IDS)
def test_solved_at_the_point(case: PointCase) -> None:
    assert_solved(model(case.model), case)


@pytest.mark.parametrize(("number", "case"), MARKET_POINTS, ids=lambda x: getattr(x, "name", x))
def test_chain_store_with_any_number_of_markets(number: int, case: PointCase) -> None:
    assert_solved(markets(number), case)


def _brute_force(game: Game, case: PointCase) -> None:
    there = at_the_point(game, case)
    found = equilibria(there, {})
    if case.none:
        assert found == (), case.source
    if case.plays:
        assert same_plays(there, case.plays, {(f.path, f.payoffs) for f in found}), case.source
    if case.outcomes:
        assert frozenset().union(*(f.outcomes for f in found)) == set(case.outcomes), case.source


@pytest.mark.parametrize("case", POINTS, ids=IDS)
def test_brute_force_agrees_with_the_source(case: PointCase) -> None:
    assert case.plays or case.outcomes or case.none
    _brute_force(model(case.model), case)


@pytest.mark.parametrize(("number", "case"), MARKET_POINTS, ids=lambda x: getattr(x, "name", x))
def test_brute_force_agrees_with_the_source_for_any_number_of_markets(number: int, case: PointCase) -> None:
    _brute_force(markets(number), case)
