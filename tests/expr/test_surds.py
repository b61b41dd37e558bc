"""Numbers with square roots: a field, ordered, decided exactly."""

from __future__ import annotations

from fractions import Fraction
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory.errors import ExpressionError
from gametheory.expr import (
    ExactNumber,
    Number,
    Root,
    Surd,
    Symbol,
    as_expr,
    evaluate,
    exact_value,
    root,
    square_part,
    square_root,
    substitute,
)
from gametheory.expr.parse import parse_expression

TWO, THREE, FIVE = (square_root(Fraction(n)) for n in (2, 3, 5))
HUGE = 7 * 1009**2  # the square of a prime that is not found by trial

fractions = st.fractions(-9, 9, max_denominator=9)
numbers = st.lists(st.tuples(st.sampled_from([2, 3, 5, 6, 12, 7, HUGE]), fractions), max_size=3).flatmap(
    lambda terms: fractions.map(lambda x: sum((c * square_root(Fraction(n)) for n, c in terms), x))
)


@given(numbers, numbers)
def test_arithmetic_is_that_of_the_reals(x: ExactNumber, y: ExactNumber) -> None:
    a, b = float(x), float(y)
    for exact, near in ((x + y, a + b), (x - y, a - b), (x * y, a * b)):
        assert isclose(float(exact), near, rel_tol=1e-9, abs_tol=1e-9)
    assert x - x == 0 and x * y == y * x and (x + y) - y == x and -1 * -x == x
    if y != 0:
        assert x / y * y == x and y ** -2 * y * y == 1
    assert (x < y) == (y > x) == (not x >= y) and (x <= y) == (x < y or x == y)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (TWO * TWO, "2"), (TWO * THREE / square_root(Fraction(6)), "1"), ((1 + FIVE) / 2, "(1 + sqrt(5))/2"),
        (Fraction(1, 2) - FIVE / 10, "(5 - sqrt(5))/10"), (TWO - 2, "sqrt(2) - 2"), (-TWO / 3, "-sqrt(2)/3"),
        (square_root(Fraction(8, 9)), "2*sqrt(2)/3"), (1 / (TWO + THREE), "sqrt(3) - sqrt(2)"),
        (square_root(Fraction(HUGE)) / square_root(Fraction(7)), "1009"), (TWO * THREE - 1, "sqrt(6) - 1"),
    ],
    ids=str,
)  # fmt: skip
def test_numbers_are_shown_in_lowest_terms(value: ExactNumber, shown: str) -> None:
    assert str(value) == shown
    assert exact_value(parse_expression(shown, result=True), {}) == value == exact_value(as_expr(value), {})


def test_what_is_close_is_told_apart() -> None:
    """sqrt(10**40 + 1) exceeds 10**20 by 5e-21."""
    near = square_root(Fraction(10**40 + 1))
    assert near > 10**20 and near < 10**20 + Fraction(1, 10**20) and near != 10**20
    assert isclose(float(near - 10**20), 5e-21)


def test_equal_numbers_have_one_hash() -> None:
    assert len({FIVE / 5, 1 / FIVE, square_root(Fraction(1, 5))}) == 1
    assert FIVE != 5 and FIVE != "sqrt(5)" and abs(1 - FIVE) == FIVE - 1


def test_squares_are_taken_out() -> None:
    assert [square_part(n) for n in (0, 1, 12, 49, 2 * 1009**2, 1009**2, -8)] == [
        (0, 1), (1, 1), (2, 3), (7, 1), (1, 2 * 1009**2), (1009, 1), (2, -2),
    ]  # fmt: skip


def test_other_operands_are_refused() -> None:
    for bad in (lambda: TWO + "1", lambda: TWO * 0.5, lambda: TWO < 1.5, lambda: TWO**0.5):
        with pytest.raises(TypeError):
            bad()
    with pytest.raises(ExpressionError, match="-1 has no real square root"):
        square_root(Fraction(-1))


class TestExpressions:
    P = Symbol("p")

    def test_values(self) -> None:
        e = (3 - root(self.P + 1)) / 2
        assert evaluate(e, {"p": Fraction(3)}) == Fraction(1, 2)
        assert exact_value(e, {"p": Fraction(4)}) == (3 - FIVE) / 2
        with pytest.raises(ExpressionError, match=r"is irrational at this point: \(3 - sqrt\(5\)\)/2"):
            evaluate(e, {"p": Fraction(4)})
        with pytest.raises(ExpressionError, match="root of an irrational number"):
            exact_value(root(self.P), {"p": TWO})

    def test_numbers_are_folded(self) -> None:
        assert root(Number(Fraction(9, 4))) == Number(Fraction(3, 2))
        assert root(Number(Fraction(8, 9))) == Number(Fraction(2, 3)) * Root(Number(Fraction(2)))
        assert substitute(1 + root(self.P), {"p": Number(Fraction(4))}) == Number(Fraction(3))

    @pytest.mark.parametrize(
        ("written", "shown", "latex"),
        [
            ("1 - sqrt(p)", "1 - sqrt(p)", r"1 - \sqrt{p}"),
            ("(a+sqrt(a^2-4*b))/(2*b)", "(a + sqrt(a^2 - 4*b))/(2*b)", r"\frac{a + \sqrt{a^{2} - 4 b}}{2 b}"),
            ("sqrt(p)^3*2", "2*sqrt(p)^3", r"2 \left(\sqrt{p}\right)^{3}"),
        ],
    )
    def test_text_and_latex(self, written: str, shown: str, latex: str) -> None:
        e = parse_expression(written, result=True)
        assert (str(e), e.latex()) == (shown, latex)
        assert parse_expression(shown, result=True) == e

    def test_they_are_handed_to_sympy(self) -> None:
        import sympy

        assert root(self.P + 1).sympy() == sympy.sqrt(sympy.Symbol("p") + 1)

    def test_models_have_no_roots(self) -> None:
        with pytest.raises(ExpressionError, match="'sqrt' is called like a function"):
            parse_expression("sqrt(p)")
        with pytest.raises(ExpressionError, match="a condition stands where an expression is needed"):
            parse_expression("sqrt(p > 1)", result=True)
        assert parse_expression("2*sqrt", result=True) == 2 * Symbol("sqrt")


def test_a_surd_is_frozen() -> None:
    assert isinstance(TWO, Surd) and repr(TWO) == "<Surd sqrt(2)>"
    with pytest.raises(AttributeError):
        TWO.terms = ()  # type: ignore[misc]
