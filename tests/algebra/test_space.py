"""Parameter spaces: signs, rational functions, comparisons, conditions with min and max, points."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from gametheory.algebra import ParameterSpace, evaluate
from gametheory.errors import AssumptionError, ExpressionError, GameTheoryError
from gametheory.expr import FALSE, TRUE, Comparison, Extremum, Not, Symbol, holds
from gametheory.expr import evaluate as value_of
from gametheory.expr.parse import parse_condition, parse_expression
from tests.algebra.spaces import (
    NAMES,
    RELATIONS,
    WHERE,
    grid,
    random_condition,
    random_poly,
    random_side,
    space,
    vector,
)

SIGNS = (
    ("signs", "a", "+"), ("signs", "b", "0+"), ("signs", "c", "0-"), ("signs", "a*b", "0+"), ("signs", "-a*c", "0+"),
    ("signs", "a - c", "+"), ("signs", "c - a", "-"), ("signs", "b + c", None), ("signs", "b - c", "0+"),
    ("strict signs", "a*b", "-"), ("strict signs", "c", None), ("strict signs", "c^2", "+"),
    ("order", "b - a", "+"), ("order", "a - c", "0-"), ("order", "b*c", "+"), ("order", "a*b - b*c", "0-"),
    ("order", "b - c", None), ("equation", "a - b", "0"), ("equation", "a + b", "+"), ("equation", "c", None),
    ("equation", "a*c - b*c", "0"), ("equation", "a^2 - b", None), ("product", "a*b", "+"), ("product", "a", None),
    ("product", "a*b - c", "0+"), ("product", "c", "+"), ("probability", "1 - a*b", "+"),
    ("probability", "b - b^2", "0+"),
    ("either", "a + b", None), ("no assumption", "a^2 + b^2 + 1", "+"), ("no assumption", "a^2 - 2*a*b + b^2", "0+"),
    ("no assumption", "-a^2 - 3", "-"), ("no assumption", "a^2*b^2", "0+"), ("no assumption", "a", None),
)  # fmt: skip


@pytest.mark.parametrize(("where", "expression", "sign"), SIGNS)
def test_signs(where: str, expression: str, sign: str | None) -> None:
    poly = space(where).ring.read(parse_expression(expression)).num
    flipped = {"+": "-", "-": "+", "0+": "0-", "0-": "0+"}.get(sign or "", sign)
    assert space(where).sign(poly) == sign
    assert space(where).sign(-poly) == flipped


@pytest.mark.parametrize("value", [-3, 0, 7])
def test_signs_of_constants(value: int) -> None:
    there = space("signs")
    assert there.sign(there.ring.constant(value)) == ("0" if not value else "+" if value > 0 else "-")


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("seed", range(15))
def test_a_sign_that_is_stated_holds_at_every_point(where: str, seed: int) -> None:
    poly = random_poly(random.Random(seed), space(where).ring)
    sign = space(where).sign(poly)
    allowed = {"+": (1,), "-": (-1,), "0+": (0, 1), "0-": (-1, 0), "0": (0,), None: (-1, 0, 1)}[sign]
    for point in grid(where):
        value = poly.at(vector(point))
        assert (value > 0) - (value < 0) in allowed


def test_signs_under_a_nonlinear_assumption_are_found_without_end() -> None:
    """Finding the sign of a symbol asks for the relaxation of a product, which asks for signs of symbols."""
    there = ParameterSpace(("x", "y", "z"), parse_condition("x*y >= z, z > 0, y > 0"))
    signs = [there.sign(there.ring.symbol(name)) for name in there.names]
    assert signs == ["+", "+", "+"]


class TestRationalFunctions:
    def test_the_denominator_is_positive(self) -> None:
        there = space("order")
        for text in ("c/(a - b)", "1/(b - a)", "(a + b)/(c + 1)", "a/b + b/a", "1/(1/(a - b))"):
            value = there.ratfun(parse_expression(text))
            assert there.sign(value.den) == "+"
            for point in grid("order"):
                expected = value_of(parse_expression(text), point)
                assert value.num.at(vector(point)) / value.den.at(vector(point)) == expected
                assert value_of(there.expr(value), point) == expected

    @pytest.mark.parametrize(
        ("where", "expression", "message"),
        [
            (
                "signs", "1/b",
                "the denominator b has no definite sign under the standing assumptions, in 1/b\n"
                "  add an assumption such as 'b > 0', or split the model.",
            ),
            (
                "order", "a/(b - c)",
                "the denominator b - c has no definite sign under the standing assumptions, in a/(b - c)\n"
                "  add an assumption such as 'b - c > 0', or split the model.",
            ),
            ("signs", "a + zeta", "the symbol 'zeta' is not a parameter here; there are: a, b, c"),
        ],
    )
    def test_what_may_vanish_is_refused(self, where: str, expression: str, message: str) -> None:
        with pytest.raises(ExpressionError) as error:
            space(where).ratfun(parse_expression(expression))
        assert str(error.value) == message

    @pytest.mark.parametrize("relation", RELATIONS)
    def test_comparison(self, relation: str) -> None:
        there = space("order")
        left, right = parse_expression("c/(b - a) + 1"), parse_expression("b/(a + c)")
        f = there.compare(there.ratfun(left), relation, there.ratfun(right))
        for point in grid("order"):
            assert evaluate(f, vector(point)) == holds(Comparison(left, relation, right), point)


class TestConditions:
    @pytest.mark.parametrize("relation", RELATIONS)
    @pytest.mark.parametrize("where", ["no assumption", "signs", "order"])
    @pytest.mark.parametrize("seed", range(4))
    def test_minima_and_maxima(self, where: str, relation: str, seed: int) -> None:
        rng = random.Random(seed)
        inner = Extremum("max", (Symbol("a"), random_side(rng)))
        left = Extremum("min", (inner * Symbol("c"), random_side(rng), Symbol("b") + 1)) - Symbol("a")
        condition = Comparison(left, relation, random_side(rng) * 2)
        f = space(where).formula(condition)
        for point in grid(where)[::5]:
            assert evaluate(f, vector(point)) == holds(condition, point)

    @pytest.mark.parametrize("relation", RELATIONS)
    def test_fractions_where_the_denominator_may_have_either_sign(self, relation: str) -> None:
        condition = Comparison(parse_expression("a/(b - c)"), relation, parse_expression("1/b"))
        f = space("no assumption").formula(condition)
        for point in grid("no assumption"):
            defined = point["b"] != point["c"] and point["b"] != 0
            assert evaluate(f, vector(point)) == (defined and holds(condition, point))

    def test_truth_values_and_negation(self) -> None:
        there = space("no assumption")
        assert there.formula(TRUE) is there.table.true
        assert there.formula(FALSE) is there.table.false
        assert there.formula(Not(parse_condition("b > c"))) is there.formula(parse_condition("b <= c"))

    def test_a_region_from_text_condition_or_formula(self) -> None:
        there = space("signs")
        text = "b > c and a >= 1"
        condition = parse_condition(text)
        regions = [there.region(x) for x in (text, condition, there.formula(condition))]
        assert len({region.formula.number for region in regions}) == 1

    def test_an_unknown_symbol_in_a_text(self) -> None:
        with pytest.raises(ExpressionError) as error:
            space("signs").region("b > aa")
        assert str(error.value) == (
            "unknown symbol 'aa'\n    b > aa\n        ^\n  declared: a, b, c. Did you mean 'a'?"
        )

    @pytest.mark.parametrize("seed", range(10))
    def test_moving_a_formula_to_another_table(self, seed: int) -> None:
        condition = random_condition(random.Random(seed))
        source, target = space("no assumption"), space("signs")
        moved = source.transfer(source.formula(condition), target.table)
        for point in grid("signs"):
            assert evaluate(moved, vector(point)) == holds(condition, point)


class TestPoints:
    def test_numbers_in_all_spellings(self) -> None:
        there = space("no assumption")
        assert there.point({"c": 0.1, "a": "1/3", "b": 2}) == (Fraction(1, 3), Fraction(2), Fraction(1, 10))

    @pytest.mark.parametrize(
        ("values", "message"),
        [
            ({"a": 1, "b": 2}, "no value for c\n  give exactly one value for each of: a, b, c"),
            (
                {"a": 1, "b": 2, "c": 3, "d": 4},
                "d is not a parameter here\n  give exactly one value for each of: a, b, c",
            ),
            (
                {"A": 1},
                "no value for a, b, c; A is not a parameter here\n  give exactly one value for each of: a, b, c",
            ),
        ],
    )
    def test_missing_and_unknown_names(self, values: dict[str, int], message: str) -> None:
        with pytest.raises(ExpressionError) as error:
            space("no assumption").point(values)
        assert str(error.value) == message

    def test_a_number_that_is_none(self) -> None:
        with pytest.raises(ExpressionError, match=r"^'nan' is not a finite number; "):
            space("no assumption").point({"a": float("nan"), "b": 0, "c": 0})

    def test_a_space_without_parameters(self) -> None:
        there = ParameterSpace((), TRUE)
        assert there.point({}) == ()
        assert there.region("1 > 0").contains()
        assert not there.region("1 < 0").contains()
        assert there.region("true").witness() == {}
        assert there.region("1 = 2").is_empty()
        assert repr(there) == "<ParameterSpace of no symbols where true>"
        with pytest.raises(ExpressionError) as error:
            there.point({"a": 1})
        assert str(error.value) == "a is not a parameter here\n  give exactly one value for each of: no parameters"


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        ("a > 0, a < 0", "0 < a < 0"), ("0 < a < 1, a > b > 2", "0 < a < 1 and a > b > 2"), ("false", "false"),
        ("a = b, b = c, a > c", "a = b = c < a"), ("a^2 + b^2 < 0", "a^2 + b^2 < 0"),
        ("a*b = 1, a > 0, b < 0", "a*b = 1 and a > 0 and b < 0"), ("a^2 + 1 = 0", "a^2 + 1 = 0"),
    ],
)
def test_assumptions_that_contradict_each_other(where: str, shown: str) -> None:
    with pytest.raises(AssumptionError) as error:
        ParameterSpace(NAMES, parse_condition(where))
    assert str(error.value) == (
        f"the standing assumptions contradict each other: no point satisfies {shown}\n"
        "  drop one of them, or split the model into two."
    )


@pytest.mark.parametrize(
    "where", ["a = b", "a = b, b = c, a > 0", "a*b = 1", "a = 1/2", "a^2 = 4, b > a", "a >= 1, a <= 1"]
)
def test_assumptions_on_a_lower_dimensional_set_are_consistent(where: str) -> None:
    there = ParameterSpace(NAMES, parse_condition(where))
    assert there.region("true").is_empty() is False
    witness = there.region("true").witness()
    assert witness is not None
    assert holds(parse_condition(where), witness)


def test_all_errors_belong_to_the_package() -> None:
    assert issubclass(AssumptionError, GameTheoryError)
    assert issubclass(ExpressionError, GameTheoryError)
