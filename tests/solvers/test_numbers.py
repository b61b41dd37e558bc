"""Mixing probabilities that are roots of polynomials of degree 3 and more: many players who move at once."""

from __future__ import annotations

import random
from fractions import Fraction
from functools import cache

import numpy as np
import pytest

import gametheory as gt
from gametheory.expr import Algebraic
from gametheory.expr.parse import parse_condition, parse_expression
from gametheory.solution.confirm import assessment_at
from gametheory.verify import Assessment, check, numeric
from tests.solvers.many_players import Table, Tie, agree, challenged, drawn, profiles, volunteers

A, B, C, D = (parse_expression(name) for name in "abcd")


@cache
def dilemma() -> gt.Solution:
    """The volunteer's dilemma of four with a cost of 1/3; see :mod:`tests.solvers.test_quadratic`."""
    return gt.solve(volunteers([Fraction(1, 3)] * 4).game())


def all_mix(solution: gt.Solution) -> gt.Equilibrium:
    return next(row for row in solution.equilibria if len(row.mixing) == len(row.path))


class TestVolunteers:
    def test_each_stays_out_with_the_cube_root_of_the_cost(self) -> None:
        row = all_mix(dilemma())
        assert dilemma().complete and dilemma().coverage().proved and row.confirmed == 1
        shares = {label: dict(own) for label, own in row.mixing}
        assert len(set(map(str, shares.values()))) == 1, "all mix alike"
        assert str(shares["m0"]["b"]) == "1 - root(0, -18, 27, -9, 1)/3"
        assert {str(p) for _, p in row.payoffs} == {"2/3"}
        *_, found = dilemma().at()
        out = found.strategy["m0"]["b"]
        assert isinstance(out, Algebraic) and out**3 == Fraction(1, 3)
        assert sum(p for _, p in found.outcomes) == 1

    def test_the_numbers_are_printed_in_decimals_too(self) -> None:
        assert "a with probability root(0, -18, 27, -9, 1)/3 (about 0.3066)" in " ".join(str(dilemma()).split())
        assert r"\frac{\mathrm{root}_{1}\left(x^{3} - 9 x^{2} + 27 x - 18\right)}{3} \approx 0.3066$" in (
            dilemma().propositions()
        )
        assert "(about 0.6934)" in dilemma()._repr_html_()

    @pytest.mark.parametrize("players", [3, 4, 5])
    def test_with_any_number_of_players(self, players: int) -> None:
        solution = gt.solve(volunteers([Fraction(2, 7)] * players).game())
        assert solution.complete and len(solution.equilibria) == 2**players - 1, "whoever is in, in one way"
        for found in solution.at():
            mixing = [p["b"] for p in found.strategy.values() if not isinstance(p, str)]
            assert all(out ** (len(mixing) - 1) == Fraction(2, 7) for out in mixing)

    def test_the_checker_decides_exactly(self) -> None:
        """It accepts the assessment, and rejects one that is off by 1e-12."""
        solution, row = dilemma(), all_mix(dilemma())
        there = numeric(solution.game, {})
        right = assessment_at(solution.game, solution.found, row.play, ())
        assert check(there, right).ok
        shift = Fraction(1, 10**12)
        m0 = {"a": right.strategy["m0"]["a"] + shift, "b": right.strategy["m0"]["b"] - shift}
        report = check(there, Assessment({**right.strategy, "m0": m0}))
        assert not report.ok and report.regret is not None and 0 < report.regret < Fraction(1, 10**11)

    @pytest.mark.parametrize("backend", ["numpy", "numba"])
    def test_kernels(self, backend: str) -> None:
        found = dilemma().evaluate(all_mix(dilemma()).label, {}, backend=backend)
        assert found.exists and np.isclose(found.strategy["m3", "b"], 3 ** (-1 / 3), rtol=1e-14)
        assert np.isclose(found.outcomes["m0=b, m1=b, m2=b, m3=b"], 3 ** (-4 / 3), rtol=1e-12)

    def test_stored_and_read_back(self) -> None:
        text = dilemma().to_json()
        again = gt.Solution.from_json(text)
        assert again.to_json() == text and again.at() == dilemma().at()
        assert '"root(0, -18, 27, -9, 1)"' in text
        for other in ("root(0, 18, 27, 9, 1)", "sqrt(2)"):
            with pytest.raises(gt.errors.StoreError, match="is not a positive root of a polynomial"):
                gt.Solution.from_json(text.replace('"root(0, -18, 27, -9, 1)"', f'"{other}"'))

    def test_with_parameters_the_equation_is_listed_and_solved_at_points(self) -> None:
        solution = gt.solve(volunteers([A, B, C, D]).game("a b c d", parse_condition("0<a<1, 0<b<1, 0<c<1, 0<d<1")))
        assert not solution.complete and solution.undecided == (
            "equilibria that mix at m0, m1, m2, m3: no closed form was found for the probability q of 'a' at m1, "
            "where b^2*q^3 - 3*b^2*q^2 + a*c*d + 3*b^2*q - b^2 = 0",
        )
        point = dict(zip("abcd", (Fraction(1, n) for n in (3, 3, 4, 3)), strict=True))
        *_, found = solution.at(point)
        out = [found.strategy[m]["b"] for m in ("m0", "m1", "m2", "m3")]
        for cost, own in zip(point.values(), out, strict=True):
            assert out[0] * out[1] * out[2] * out[3] == cost * own, "nobody else volunteers with a chance of the cost"
        assert len(solution.at(point)) == len(solution.equilibria) + 1


def test_a_threat_that_rests_on_such_numbers() -> None:
    """Nobody volunteers with a chance of 3**(-4/3), about 0.231: above 1/5, so that the challenge pays."""
    solution = gt.solve(challenged(volunteers([Fraction(1, 3)] * 4), 4))
    assert solution.complete and solution.coverage().proved
    all_in = [e for e in solution.at() if all(isinstance(e.strategy[f"m{i}"], dict) for i in range(4))]
    assert [e.strategy["go"] for e in all_in] == ["in"]
    payoff = dict(all_in[0].payoffs)["Challenger"]
    assert (payoff + 1) ** 3 * 81 == 125 and payoff > 0


def games(rng: random.Random, count: int, players: int) -> list[tuple[Table, list[tuple[float, ...]]]]:
    """Random games in which all mix in some equilibrium, with the equilibria."""
    found: list[tuple[Table, list[tuple[float, ...]]]] = []
    while len(found) < count:
        table = drawn(rng, players, 20)
        try:
            expected = table.equilibria()
        except Tie:
            continue
        if any(all(0 < p < 1 for p in profile) for profile in expected):
            found.append((table, expected))
    return found


def compare(table: Table, expected: list[tuple[float, ...]]) -> None:
    solution = gt.solve(table.game())
    assert solution.complete and agree(profiles(solution, table.moves), expected), table
    assert all(row.confirmed == 1 for row in solution.equilibria)


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(10))
def test_random_games_of_four_against_newtons_method(seed: int) -> None:
    for table, expected in games(random.Random(seed), 3, 4):
        compare(table, expected)


def test_a_random_game_of_four_against_newtons_method() -> None:
    """Seven equilibria: two pure, two in which two mix, one in which three do, two in which all four do."""
    table = drawn(random.Random(2), 4, 99)
    expected = table.equilibria()
    assert sorted(sum(0 < p < 1 for p in e) for e in expected) == [0, 0, 2, 2, 3, 4, 4]
    compare(table, expected)
