"""Formulas: normalised without changing the truth at any admissible point, borders included."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import permutations

import pytest

from gametheory.algebra import Evaluator, Formula, FormulaTable, ParameterSpace, Ring, atoms, evaluate, postorder
from gametheory.expr import COMPARE, Comparison, Condition, Number, holds
from gametheory.expr.parse import parse_condition
from tests.algebra.spaces import (
    NAMES,
    RELATIONS,
    WHERE,
    grid,
    random_comparison,
    random_condition,
    random_poly,
    random_product,
    space,
    vector,
)

SEEDS = range(8)
ZERO = Number(Fraction(0))


def differences(name: str, condition: Condition, formula: Formula) -> list[dict[str, Fraction]]:
    """Admissible grid points at which a condition and a formula disagree."""
    return [p for p in grid(name) if holds(condition, p) != evaluate(formula, vector(p))]


@pytest.mark.parametrize("where", WHERE)
class TestNormalisation:
    @pytest.mark.parametrize("seed", SEEDS)
    def test_an_atom_is_true_where_its_comparison_is(self, where: str, seed: int) -> None:
        left = random_product(random.Random(seed))
        for relation in RELATIONS:
            condition = Comparison(left, relation, ZERO)
            assert differences(where, condition, space(where).formula(condition)) == [], (str(condition), where)

    @pytest.mark.parametrize("seed", SEEDS)
    def test_a_formula_is_true_where_its_condition_is(self, where: str, seed: int) -> None:
        condition = random_condition(random.Random(seed))
        assert differences(where, condition, space(where).formula(condition)) == [], (str(condition), where)

    @pytest.mark.parametrize("seed", SEEDS)
    def test_negation(self, where: str, seed: int) -> None:
        table, f = space(where).table, space(where).formula(random_condition(random.Random(seed)))
        not_f = table.negate(f)
        assert table.negate(not_f) is f
        for point in grid(where):
            assert evaluate(not_f, vector(point)) is not evaluate(f, vector(point))

    @pytest.mark.parametrize("seed", SEEDS)
    def test_interior(self, where: str, seed: int) -> None:
        """Within the formula, equal to it off the zeros of its atoms, and open: every atom is strict."""
        table, f = space(where).table, space(where).formula(random_condition(random.Random(seed)))
        inside = table.interior(f)
        assert {a.rel for a in atoms(inside)} <= {">", "!="}
        polys = [a.poly for a in atoms(f) if a.poly is not None]
        for point in grid(where):
            values = vector(point)
            assert not evaluate(inside, values) or evaluate(f, values)
            if all(p.at(values) for p in polys):
                assert evaluate(inside, values) == evaluate(f, values)

    @pytest.mark.parametrize("seed", SEEDS)
    def test_all_of_and_any_of(self, where: str, seed: int) -> None:
        rng = random.Random(seed)
        table = space(where).table
        parts = [space(where).formula(random_condition(rng, 1)) for _ in range(rng.randint(0, 4))]
        parts += [rng.choice([*parts, table.true, table.false])]
        both, either = table.all_of(parts), table.any_of(parts)
        for order in list(permutations(parts))[:6]:
            assert table.all_of(order) is both
            assert table.any_of(order) is either
        for point in grid(where):
            truths = [evaluate(part, vector(point)) for part in parts]
            assert evaluate(both, vector(point)) == all(truths)
            assert evaluate(either, vector(point)) == any(truths)


@pytest.mark.parametrize(
    ("condition", "point", "truth"),
    [
        ("(a - b)^2*c > 0", (1, 1, 1), False), ("(a - b)^2*c > 0", (1, 0, 1), True),
        ("(a - b)^2*c >= 0", (1, 1, -1), True), ("(a - b)^2*c >= 0", (1, 0, -1), False),
        ("(a - b)^2*c = 0", (2, 2, 5), True), ("(a - b)^2*c != 0", (2, 2, 5), False),
        ("(a - b)^2*c < 0", (1, 1, -1), False), ("(a - b)^2*c <= 0", (1, 1, 1), True),
        ("(a - b)^2 <= 0", (1, 1, 0), True), ("(a - b)^2 <= 0", (1, 2, 0), False), ("a^2 >= 0", (0, 0, 0), True),
        ("a^2 > 0", (0, 0, 0), False), ("a^3*b > 0", (-1, -1, 0), True), ("a^3*b > 0", (-1, 1, 0), False),
        ("a^2*b^2 <= 0", (0, 3, 0), True), ("a*b >= 0", (-1, -1, 0), True), ("-a^2*b >= 0", (0, 1, 0), True),
    ],
)
@pytest.mark.parametrize("where", ["true", "c > -10"])
def test_even_powers_and_ties(condition: str, point: tuple[int, int, int], truth: bool, where: str) -> None:
    there = ParameterSpace(NAMES, parse_condition(where))
    assert evaluate(there.formula(parse_condition(condition)), tuple(map(Fraction, point))) is truth


@pytest.mark.parametrize(
    ("where", "condition", "same"),
    [
        ("signs", "a*(b - c) > 0", "b > c"), ("signs", "a*b > 0", "b > 0"), ("signs", "-2*a*c >= 0", "true"),
        ("signs", "a + b > 0", "true"), ("signs", "a - c <= 0", "false"), ("signs", "b*c >= 0", "b = 0 or c = 0"),
        ("strict signs", "a*b*c > 0", "c < 0"), ("order", "(b - a)*c > 0", "true"), ("order", "b < a", "false"),
        ("probability", "a*b >= b^2", "b = 0 or a >= b"), ("probability", "1 - a*b > 0", "true"),
        ("equation", "(a - b)*c >= 0", "true"), ("equation", "(a - b)*c > 0", "false"),
        ("no assumption", "a^2 + b^2 + 1 > 0", "true"), ("no assumption", "4*a - 6*b > 0", "2*a > 3*b"),
    ],
)
def test_known_signs_are_dropped(where: str, condition: str, same: str) -> None:
    there = space(where)
    assert there.formula(parse_condition(condition)) is there.formula(parse_condition(same))


class TestTable:
    """Without any knowledge of signs."""

    @pytest.fixture
    def table(self) -> FormulaTable:
        return FormulaTable(Ring(NAMES), lambda poly: None)

    def test_constants(self, table: FormulaTable) -> None:
        for value in (-2, 0, 3):
            for relation in RELATIONS:
                expected = table.truth(COMPARE[relation](Fraction(value), Fraction(0)))
                assert table.atom(table.ring.constant(value), relation) is expected

    def test_equal_formulas_are_the_same_object(self, table: FormulaTable) -> None:
        a, b = table.ring.symbol("a"), table.ring.symbol("b")
        difference = table.ring.sub(a, b)
        assert table.atom(difference, ">") is table.atom(table.ring.scale(difference, 3), ">")
        assert table.atom(difference, "<") is table.atom(-difference, ">")
        assert table.atom(difference, "=") is table.atom(-difference, "=")
        assert table.atom(difference, ">") is not table.atom(difference, ">=")

    def test_contradictions_and_absorption(self, table: FormulaTable) -> None:
        a, b = table.ring.symbol("a"), table.ring.symbol("b")
        positive, weak, other = table.atom(a, ">"), table.atom(a, ">="), table.atom(b, ">")
        assert table.all_of([positive, table.negate(positive)]) is table.false
        assert table.any_of([positive, table.negate(positive)]) is table.true
        assert table.all_of([positive, weak]) is positive
        assert table.any_of([positive, weak]) is weak
        assert table.all_of([positive, table.any_of([positive, other])]) is positive
        assert table.any_of([positive, table.all_of([positive, other])]) is positive
        assert table.all_of([]) is table.true
        assert table.any_of([]) is table.false
        assert table.all_of([positive, table.all_of([other, positive])]) is table.all_of([other, positive])

    def test_relative_interior_keeps_equations(self, table: FormulaTable) -> None:
        a, b = table.ring.symbol("a"), table.ring.symbol("b")
        f = table.all_of([table.atom(a, "="), table.atom(b, ">=")])
        assert table.relative_interior(f) is table.all_of([table.atom(a, "="), table.atom(b, ">")])
        assert table.relative_interior(table.atom(b, ">=")) is table.atom(b, ">")
        assert table.interior(f) is table.false

    def test_parts_come_before_what_uses_them(self, table: FormulaTable) -> None:
        rng = random.Random(4)
        leaves = [table.atom(random_poly(rng, table.ring), rng.choice(RELATIONS)) for _ in range(12)]
        roots = [table.any_of([table.all_of(rng.sample(leaves, 3)) for _ in range(3)]) for _ in range(3)]
        seen: set[int] = set()
        for node in postorder(*roots):
            assert all(part.number in seen for part in node.parts)
            assert node.number not in seen
            seen.add(node.number)
        assert {root.number for root in roots} <= seen
        assert [a.number for a in atoms(*roots)] == sorted(a.number for a in atoms(*roots))

    @pytest.mark.parametrize("seed", range(10))
    def test_one_evaluator_for_many_formulas(self, table: FormulaTable, seed: int) -> None:
        rng = random.Random(seed)
        here = Evaluator([Fraction(rng.randint(-4, 4), rng.randint(1, 6)) for _ in NAMES])
        for _ in range(20):
            p = random_poly(rng, table.ring)
            value, integer = p.at(here.values), here.value(p)
            assert (integer > 0, integer < 0) == (value > 0, value < 0)
            for relation in (">", ">=", "=", "!="):
                assert here.truth(table.raw_atom(p, relation)) is COMPARE[relation](value, Fraction(0))


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_construction_does_not_change_the_truth(seed: int) -> None:
    rng = random.Random(seed)
    conditions = [random_comparison(rng) for _ in range(4)]
    one, two = (ParameterSpace(NAMES, parse_condition(WHERE["signs"])) for _ in range(2))
    forward = [one.formula(c) for c in conditions]
    backward = [two.formula(c) for c in reversed(conditions)][::-1]
    for point in grid("signs"):
        assert [evaluate(f, vector(point)) for f in forward] == [evaluate(f, vector(point)) for f in backward]
