"""Exact linear and multiplicative feasibility against points, floats and hand-made cases."""

from __future__ import annotations

import random
from fractions import Fraction
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory.verify.linear import feasible_point, linked, positive_weights
from gametheory.verify.multiplicative import has_positive_solution, is_satisfiable, positive_solution
from gametheory.verify.odds import Odds, Undecided, common_odds

F = Fraction
NUMBERS = st.integers(-3, 3)


@given(st.lists(st.tuples(st.tuples(NUMBERS, NUMBERS, NUMBERS), st.sampled_from([">=", "="]), NUMBERS), max_size=5))
def test_feasible_points_satisfy_the_rows_and_scipy_agrees(rows: list[tuple[tuple[int, ...], str, int]]) -> None:
    scipy = pytest.importorskip("scipy.optimize")
    point = feasible_point(rows, 3)
    if point is not None:
        assert min(point) >= 0
        for coefficients, relation, right in rows:
            value = sum(c * x for c, x in zip(coefficients, point, strict=True))
            assert value == right if relation == "=" else value >= right
    if rows:
        equal = [row for row in rows if row[1] == "="]
        least = [row for row in rows if row[1] == ">="]
        answer = scipy.linprog(
            [0] * 3, A_ub=[[-c for c in a] for a, _, _ in least] or None, b_ub=[-b for _, _, b in least] or None,
            A_eq=[list(a) for a, _, _ in equal] or None, b_eq=[b for _, _, b in equal] or None,
        )
        assert (answer.status == 0) is (point is not None)


def test_a_degenerate_program_that_cycles_without_blands_rule() -> None:
    """Beale 1955: with the objective as a row, many ratios tie at 0."""
    rows = [
        ((F(-1, 4), 60, F(1, 25), -9), ">=", 0),
        ((F(-1, 2), 90, F(1, 50), -3), ">=", 0),
        ((0, 0, -1, 0), ">=", -1),
        ((F(3, 4), -150, F(1, 50), -6), ">=", F(1, 20)),
    ]
    point = feasible_point(rows, 4)
    assert point is not None
    assert feasible_point([*rows[:3], (rows[3][0], ">=", F(51, 1000))], 4) is None  # the optimum is 1/20


def test_positive_weights() -> None:
    assert positive_weights([(F(1), F(-2))], 2) is not None
    assert positive_weights([(F(1), F(-2)), (F(-1), F(2))], 2) == (2, 1)
    assert positive_weights([(F(1), F(-2)), (F(-1), F(1))], 2) is None
    assert positive_weights([(F(0), F(-1))], 2) is None
    assert positive_weights([], 2) == (1, 1)


LINKED = [
    ([], ()),
    ([(1, 0), (0, 1)], ((0,), (1,))),
    ([(1, 0), (2, 0), (0, 1)], ((0, 1), (2,))),
    ([(1, -1, 0), (0, 1, -1), (1, 0, -1)], ((0, 1, 2),)),
    ([(1, 0, 0, 0), (0, 1, 0, 0), (1, 1, 0, 0), (0, 0, 1, 0), (0, 0, 1, 1), (0, 0, 0, 1)], ((0, 1, 2), (3, 4, 5))),
]


@pytest.mark.parametrize(("vectors", "parts"), LINKED)
def test_linked_vectors(vectors: list[tuple[int, ...]], parts: tuple[tuple[int, ...], ...]) -> None:
    assert linked(vectors) == parts


def test_equations_between_monomials() -> None:
    equations = [((2, 0), F(4)), ((1, 1), F(6)), ((0, -1), F(1, 3))]
    assert positive_solution(equations, 2) == (2, 3)
    assert not has_positive_solution([*equations, ((1, -1), F(1, 2))])
    assert has_positive_solution([((2,), F(2))])
    assert positive_solution([((2,), F(2))], 1) is None  # the square root of 2
    assert positive_solution([((3,), F(27, 8))], 1) == (F(3, 2),)
    assert positive_solution([((3,), F(10**60 + 1))], 1) is None
    assert positive_solution([], 2) == (1, 1)
    assert positive_solution([((1,), F(2)), ((1,), F(3))], 1) is None
    assert has_positive_solution([((2, 0), F(2)), ((0, 2), F(8)), ((1, 1), F(4))])  # sqrt 2 times sqrt 8
    assert not has_positive_solution([((2, 0), F(2)), ((0, 2), F(8)), ((1, 1), F(5))])


def test_inequalities_between_monomials_agree_with_logarithms() -> None:
    scipy = pytest.importorskip("scipy.optimize")
    rng = random.Random(5)
    answers = []
    for _ in range(150):
        rows = [
            (tuple(rng.randint(-1, 1) for _ in range(3)), F(rng.randint(1, 6), rng.randint(1, 6)))
            for _ in range(rng.randint(2, 5))
        ]
        logs = [log(q) for _, q in rows]
        # the largest t with exponents . y >= log q + t; near 0 it is a tie, which holds exactly
        answer = scipy.linprog(
            [0, 0, 0, -1], A_ub=[[-e for e in exponents] + [1] for exponents, _ in rows], b_ub=[-v for v in logs],
            bounds=[(None, None)] * 3 + [(None, 1)],
        )
        margin = -answer.fun
        if abs(margin) > 1e-7:
            assert is_satisfiable(rows) is (margin > 0)
            answers.append(margin > 0)
        else:
            assert is_satisfiable(rows)
    assert 20 < sum(answers) < len(answers) - 20


def test_odds_that_cannot_be_decided() -> None:
    """Four type pairs judged by a third player: odds11 * odds22 = odds12 * odds21 is not linear."""
    pairs = ((1, 0, 1, 0), (1, 0, 0, 1), (0, 1, 1, 0), (0, 1, 0, 1))
    most = tuple(tuple(F(3, 10) - (i == k) for k in range(4)) for i in range(4))  # each at most 3/10
    shown = common_odds([Odds(pairs, most)])
    assert shown.exist and shown.equations is not None and positive_solution(shown.equations, 4) == (1, 1, 1, 1)
    least = tuple(tuple((i == k) - F(4, 10) for k in range(4)) for i in (0, 3))  # 11 and 22 each at least 4/10
    with pytest.raises(Undecided):
        common_odds([Odds(pairs, least)])
    refuted = ((F(1), F(-2), F(0), F(0)), (F(-1), F(1), F(0), F(0)))
    assert not common_odds([Odds(pairs, refuted)]).exist


def test_odds_shared_by_sets_with_a_common_factor() -> None:
    first = Odds(((1, 0, 0), (0, 1, 0)), ((F(1), F(-2)),))
    again = Odds(((1, 0, 1), (0, 1, 1)), ((F(-1), F(2)),))
    answer = common_odds([first, again])
    assert answer.exist and answer.equations == (((-1, 1, 0), F(1, 2)),)
    more = Odds(((1, 0, 1), (0, 1, 1)), ((F(-2), F(3)),))
    assert not common_odds([first, more]).exist
    assert common_odds([first, Odds(((1, 0, 0), (0, 0, 1)), ((F(-2), F(3)),))]).exist
