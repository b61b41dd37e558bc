"""The normal form of games of two players: plans, payoffs, and Nash equilibria against sequential ones."""

from __future__ import annotations

from fractions import Fraction

import pytest

import gametheory as gt
from gametheory.errors import ModelError, SolverError
from gametheory.verify import Assessment, check, numeric


def test_plans_leave_out_what_they_rule_out() -> None:
    centipede = gt.load("classics/centipede")
    form = gt.normal_form(centipede)
    first, second = (set(move.actions) for move in form.moves)
    assert all(name.startswith("take/-") or not name.startswith("take") for name in first)
    assert not any("-" in name.partition("/")[0] for name in first | second)


def test_payoffs_are_expectations_over_nature() -> None:
    game = gt.load("classics/beer_quiche").at(p="1/3", g=1, d=2, v=1, l=1)
    form = numeric(gt.normal_form(game))
    pays = {form.history(n.index): n.payoffs for n in form.nodes if n.is_terminal}
    # both types have beer; the receiver fights after quiche only: the tough one gets g + d, the weak one d
    assert pays[("plan_1", "beer/beer"), ("plan_2", "leave/fight")] == (
        Fraction(1, 3) * 3 + Fraction(2, 3) * 2,
        Fraction(1, 3),
    )
    assert len(pays) == 16


def test_nash_equilibria_contain_the_sequential_ones() -> None:
    game = gt.load("classics/beer_quiche")
    nash = gt.solve(gt.normal_form(game), concept="nash")
    assert nash.complete and nash.coverage()
    solution = gt.solve(game)
    for point in solution.space.region("true").sample(20):
        sequential = solution.at(point)
        kinds = {frozenset(payoff for payoff in e.payoffs) for e in nash.at(point)}
        assert {frozenset(e.payoffs) for e in sequential} <= kinds


def test_every_member_is_a_nash_equilibrium() -> None:
    form = gt.normal_form(gt.load("classics/beer_quiche"))
    solution = gt.solve(form, concept="nash")
    for point in solution.space.region("true").sample(10):
        here = numeric(form, point)
        for e in solution.at(point):
            mixed = {s: {a: Fraction(1)} if isinstance(a, str) else dict(a) for s, a in e.strategy.items()}
            assert check(here, Assessment(mixed), "nash").ok


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "asia_pacific/umbrella",
            "the normal form is made for two players who move; here Patron, Ally, Adversary move",
        ),
    ],
)
def test_refusals(name: str, text: str) -> None:
    with pytest.raises(ModelError, match=f"^{text}"):
        gt.normal_form(gt.load(name))


def test_mixed_nash_of_a_game_with_stages_points_to_the_normal_form() -> None:
    with pytest.raises(SolverError, match=r"gt\.normal_form\(game\) makes such a game"):
        gt.solve(gt.load("classics/beer_quiche"), concept="nash", supports="all")
