"""Numbers in the field of a real root: a field, ordered, decided exactly."""

from __future__ import annotations

from fractions import Fraction
from math import isclose

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from gametheory.errors import ExpressionError
from gametheory.expr import (
    Algebraic,
    ExactNumber,
    Number,
    RealRoot,
    RootOf,
    as_expr,
    evaluate,
    exact_value,
    root_of,
    square_root,
    substitute,
)
from gametheory.expr.parse import parse_expression

CUBE = root_of(0, [-2, 0, 0, 1])  # the cube root of 2
MIDDLE = root_of(1, [1, -4, 0, 1])  # one of three real roots
FAR = root_of(1, [-(10**30), 0, 0, 0, 0, -3, 1])  # of large coefficients

fractions = st.fractions(-9, 9, max_denominator=9)


def numbers(root: RootOf) -> st.SearchStrategy[ExactNumber]:
    """Numbers of one field."""
    return st.lists(fractions, max_size=root.degree).map(lambda c: root.number(*c))


pairs = st.sampled_from([CUBE, MIDDLE, FAR]).flatmap(lambda root: st.tuples(numbers(root), numbers(root)))


@given(pairs)
def test_arithmetic_is_that_of_the_reals(pair: tuple[ExactNumber, ExactNumber]) -> None:
    x, y = pair
    a, b = float(x), float(y)
    for exact, near in ((x + y, a + b), (x - y, a - b), (x * y, a * b)):
        assert isclose(float(exact), near, rel_tol=1e-9, abs_tol=1e-9 * (1 + abs(a) + abs(b)))
    assert x - x == 0 and x * y == y * x and (x + y) - y == x and -1 * -x == x and abs(x) in (x, -x)
    if y != 0:
        assert x / y * y == x and 3 / y * y == 3 and y**-2 * y * y == 1
    assert (x < y) == (y > x) == (not x >= y) and (x <= y) == (x < y or x == y)


def test_a_root_is_one() -> None:
    """The powers of a root are those that its polynomial says."""
    x = MIDDLE.number(0, 1)
    assert x**3 - 4 * x + 1 == 0 and 0 < x < Fraction(1, 2) and isinstance(x, Algebraic)
    assert isclose(float(CUBE.number(0, 1)), 2 ** (1 / 3), rel_tol=1e-15)
    assert [float(root_of(i, [1, -4, 0, 1]).number(0, 1)) for i in range(3)] == pytest.approx(
        sorted(sympy.Poly([1, 0, -4, 1], sympy.Symbol("x")).nroots()), rel=1e-14
    )


def test_numbers_of_different_fields_are_compared() -> None:
    """The cube root of 16 is twice that of 2."""
    one, other = CUBE.number(0, 1), root_of(0, [-16, 0, 0, 1]).number(0, Fraction(1, 2))
    assert one == other and hash(one) == hash(other) and one <= other and not one < other
    assert one < MIDDLE.number(0, 9) and one != MIDDLE.number(0, 1)
    assert square_root(Fraction(3, 2)) < one < square_root(Fraction(2)) and one != square_root(Fraction(2))
    for wrong in (lambda: one + MIDDLE.number(0, 1), lambda: square_root(Fraction(2)) * one, lambda: 1 / other - one):
        with pytest.raises(ExpressionError, match="different fields"):
            wrong()


def test_an_equal_square_root_is_not_told_apart() -> None:
    """A number of degree 4 whose square is 2."""
    root = root_of(3, [1, 0, -10, 0, 1])  # sqrt(2) + sqrt(3)
    x = root.number(0, Fraction(-9, 2), 0, Fraction(1, 2))
    assert x * x == 2
    with pytest.raises(ExpressionError, match="too close to be told apart"):
        assert x < square_root(Fraction(2))


def test_other_operands_are_refused() -> None:
    x = CUBE.number(0, 1)
    for bad in (lambda: x + "1", lambda: x * 0.5, lambda: x < 1.5, lambda: x**0.5, lambda: x / 0.5):
        with pytest.raises(TypeError):
            bad()
    assert x != "root" and x != 1.26


@pytest.mark.parametrize(
    ("value", "shown", "latex"),
    [
        (CUBE.number(0, 1), "root(0, -2, 0, 0, 1)", r"\mathrm{root}_{1}\left(x^{3} - 2\right)"),
        (
            CUBE.number(1, Fraction(-1, 2), 3), "1 - root(0, -2, 0, 0, 1)/2 + 3*root(0, -2, 0, 0, 1)^2",
            r"1 - \frac{\mathrm{root}_{1}\left(x^{3} - 2\right)}{2}"
            r" + 3 \, \left(\mathrm{root}_{1}\left(x^{3} - 2\right)\right)^{2}",
        ),
    ],
)  # fmt: skip
def test_text_and_latex(value: ExactNumber, shown: str, latex: str) -> None:
    e = as_expr(value)
    assert (str(value), repr(value)) == (shown, f"<Algebraic {shown}>")
    assert (e.latex(), exact_value(e, {})) == (latex, value)
    assert parse_expression(shown, result=True) == e


def test_in_expressions() -> None:
    e = RealRoot(CUBE) * 2 + parse_expression("p")
    assert exact_value(e, {"p": Fraction(1)}) == 2 * CUBE.number(0, 1) + 1
    assert substitute(e, {"p": Number(Fraction(1))}) == RealRoot(CUBE) * 2 + 1
    assert e.sympy() == 2 * sympy.CRootOf(sympy.Symbol("x") ** 3 - 2, 0) + sympy.Symbol("p")
    with pytest.raises(ExpressionError, match="irrational at this point"):
        evaluate(e, {"p": Fraction(1)})
    with pytest.raises(ExpressionError, match="root of an irrational number"):
        exact_value(parse_expression("sqrt(q)", result=True), {"q": CUBE.number(0, 1)})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("root(1)", "irreducible polynomial of degree 3 or more"), ("root(0, -2, 0, 1)", "degree 3 or more"),
        ("root(0, -8, 0, 0, 1)", "irreducible"), ("root(0, -2, 0, 0, 2)", "irreducible"),
        ("root(1, -2, 0, 0, 1)", "has no real root number 1"), ("root(-1, -2, 0, 0, 1)", "no real root number -1"),
        ("root(p, -2, 0, 0, 1)", "a root of more than integers"), ("root(0, 1/2, 0, 0, 1)", "more than integers"),
        ("root(p > 1)", "a condition stands where an expression is needed"),
    ],
)  # fmt: skip
def test_bad_roots_are_refused(text: str, problem: str) -> None:
    with pytest.raises(ExpressionError, match=problem):
        parse_expression(text, result=True)


def test_models_have_none() -> None:
    with pytest.raises(ExpressionError, match="'root' is called like a function"):
        parse_expression("root(0, -2, 0, 0, 1)")
    assert parse_expression("2*root", result=True) == parse_expression("2*root")
