"""Long random comparisons of the algebra with direct evaluation and with Fourier-Motzkin elimination."""

from __future__ import annotations

import random

import pytest

from gametheory.algebra import ParameterSpace, Region, atoms, evaluate
from gametheory.expr import all_of, holds
from gametheory.expr.parse import parse_condition
from tests.algebra.fourier_motzkin import possible
from tests.algebra.spaces import NAMES, WHERE, grid, linear_condition, random_condition, vector
from tests.algebra.test_printed import assert_equivalent

pytestmark = pytest.mark.fuzz

SEEDS = range(1000, 1400)
CHUNK = 40
CHUNKS = [SEEDS[i : i + CHUNK] for i in range(0, len(SEEDS), CHUNK)]
LINEAR = [name for name in WHERE if name != "product"]


def fresh(where: str) -> ParameterSpace:
    """A space of its own for each chunk, so that memory is given back."""
    return ParameterSpace(NAMES, parse_condition(WHERE[where]))


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda seeds: str(seeds[0]))
def test_formulas_keep_the_truth_at_every_point(where: str, seeds: range) -> None:
    there = fresh(where)
    for seed in seeds:
        condition = random_condition(random.Random(seed))
        f = there.formula(condition)
        not_f, inside = there.table.negate(f), there.table.interior(f)
        polys = [a.poly for a in atoms(f) if a.poly is not None]
        for point in grid(where):
            values = vector(point)
            truth = holds(condition, point)
            assert evaluate(f, values) is truth, (seed, str(condition), point)
            assert evaluate(not_f, values) is not truth
            assert not evaluate(inside, values) or truth
            if all(p.at(values) for p in polys):
                assert evaluate(inside, values) is truth


@pytest.mark.parametrize("where", LINEAR)
@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda seeds: str(seeds[0]))
def test_linear_questions_against_elimination(where: str, seeds: range) -> None:
    there, assumed = fresh(where), parse_condition(WHERE[where])
    for seed in seeds:
        rng = random.Random(seed)
        one, two = linear_condition(rng, 1), linear_condition(rng, 1)
        left, right = there.region(one), there.region(two)
        assert left.is_empty() is not possible(all_of(assumed, one), NAMES), (seed, str(one))
        assert left.implies(right) is not possible(all_of(assumed, one, ~two), NAMES), (seed, str(one), str(two))
        point = left.difference(right)
        assert point is None or (holds(assumed, point) and holds(one, point) != holds(two, point))


@pytest.mark.parametrize("where", ["no assumption", "signs", "strict signs", "order", "probability", "either"])
@pytest.mark.parametrize("seeds", CHUNKS[::2], ids=lambda seeds: str(seeds[0]))
def test_printed_conditions(where: str, seeds: range) -> None:
    there = fresh(where)
    for seed in seeds[::4]:
        region = Region(there, there.formula(linear_condition(random.Random(seed))))
        assert region.cover.closed
        assert_equivalent(region, region.condition, where, exact=region.exact, seed=seed)


@pytest.mark.parametrize("where", ["signs", "order", "probability"])
@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda seeds: str(seeds[0]))
def test_nonlinear_questions_are_never_denied_wrongly(where: str, seeds: range) -> None:
    there = fresh(where)
    for seed in seeds:
        f = there.formula(random_condition(random.Random(seed), 1))
        answer = there.oracle.ask(f, quick=True)
        if answer.possible is False:
            assert not any(evaluate(f, vector(point)) for point in grid(where)), seed
        if answer.point is not None:
            assert evaluate(f, answer.point) and evaluate(there.assumptions, answer.point)
