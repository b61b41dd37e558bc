"""The bridge to sympy: exact both ways, and closed to what the notation cannot say."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from hypothesis import assume, given, settings

from gametheory.errors import ExpressionError
from gametheory.expr import Comparison, Number, Symbol, Truth, as_expr, evaluate, holds
from gametheory.expr.nodes import Extremum, Not
from gametheory.expr.parse import parse_condition, parse_expression
from gametheory.expr.sympy_bridge import from_sympy, to_sympy
from tests.expr.strategies import conditions, expressions, points

x, y = sympy.symbols("x y")

PAIRS = [
    (sympy.Integer(3), "3"),
    (sympy.Rational(-2, 3), "-2/3"),
    (sympy.Float(0.1), "1/10"),
    (sympy.Float("0.1", 50), "1/10"),
    (sympy.Float(0.5) * x, "x/2"),
    (sympy.Symbol("x", positive=True), "x"),
    (x + y - 1, "x + y - 1"),
    (1 - x, "1 - x"),
    (x / 2 - y / 3, "x/2 - y/3"),
    ((x - y) / 2, "x/2 - y/2"),
    (x * y, "x*y"),
    (x / y, "x/y"),
    (1 / (x * y), "1/(x*y)"),
    (x**-2, "1/x^2"),
    (2 / (3 * x**2), "2/(3*x^2)"),
    (-x / (x + y), "-x/(x + y)"),
    ((x + y) ** 2, "(x + y)^2"),
    (x**3 + x**2 + x + 1, "x^3 + x^2 + x + 1"),
    (x < y, "x < y"),
    (x <= y, "x <= y"),
    (sympy.Eq(x, y), "x = y"),
    (sympy.Ne(x, y), "x != y"),
    (x >= y, "x >= y"),
    (x > y, "x > y"),
    (1 > x, "x < 1"),
    (sympy.And(x > 0, sympy.Or(y > 0, x > y)), "(x > y or y > 0) and x > 0"),
    (sympy.Not(sympy.And(x > 0, y > 0), evaluate=False), "not (x > 0 and y > 0)"),
    (sympy.true, "true"),
    (sympy.false, "false"),
    (sympy.Max(x, y, 1) > 2, "max(1, x, y) > 2"),
    (sympy.Min(x, y) <= 0, "min(x, y) <= 0"),
]


@pytest.mark.parametrize(("given", "shown"), PAIRS, ids=[p[1] for p in PAIRS])
def test_sympy_objects_are_read(given, shown: str) -> None:
    assert str(from_sympy(given)) == shown


@pytest.mark.parametrize(
    ("written", "theirs"),
    [
        ("(x - y)/2 + 1/3", (x - y) / 2 + sympy.Rational(1, 3)),
        ("x*y/(x + y)^2", x * y / (x + y) ** 2),
        ("x^3 - 2*x", x**3 - 2 * x),
        ("-1/(x*y)", -1 / (x * y)),
        ("x/(y/(x + 1))", x / (y / (x + 1))),
        ("0.3", sympy.Rational(3, 10)),
        ("-x", -x),
    ],
)
def test_expressions_are_handed_out(written: str, theirs) -> None:
    assert to_sympy(parse_expression(written)) == parse_expression(written).sympy() == theirs


def test_conditions_are_handed_out() -> None:
    assert to_sympy(parse_condition("x > 0, not y <= 1")) == sympy.And(x > 0, y > 1)
    assert to_sympy(parse_condition("x = y or x != 1")) == sympy.Or(sympy.Eq(x, y), sympy.Ne(x, 1))
    assert to_sympy(parse_condition("x < y and y >= 2")) == sympy.And(x < y, y >= 2)
    assert to_sympy(Truth(True)) is sympy.true and to_sympy(Truth(False)) is sympy.false
    assert to_sympy(Extremum("max", (Symbol("x"), Symbol("y")))) == sympy.Max(x, y, evaluate=False)


def test_deeply_nested_maxima_take_no_time() -> None:
    node = Symbol("x")
    for _ in range(40):
        node = 1 + 2 * Extremum("max", (Symbol("y"), node))
    condition = Comparison(node, ">", Number(Fraction(0)))
    assert to_sympy(condition).free_symbols == {x, y}


OTHER = "is not of the notation; write it with numbers, symbols, + - * /, integer powers, comparisons, And, Or and Not"
NEITHER = "is not a sympy expression; give texts and numbers as they are"
REFUSED = [
    (sympy.sin(x), f"sin(x) (sin) {OTHER}"),
    (sympy.exp(x), f"exp(x) (exp) {OTHER}"),
    (sympy.Abs(x), f"Abs(x) (Abs) {OTHER}"),
    (sympy.pi, f"pi (Pi) {OTHER}"),
    (sympy.I, f"I (ImaginaryUnit) {OTHER}"),
    (sympy.zoo, f"zoo (ComplexInfinity) {OTHER}"),
    (sympy.Function("f")(x), f"f(x) (f) {OTHER}"),
    (sympy.Piecewise((x, x > 0), (y, True)), f"Piecewise((x, x > 0), (y, True)) (Piecewise) {OTHER}"),
    (sympy.Xor(x > 0, y > 0), f"(x > 0) ^ (y > 0) (Xor) {OTHER}"),
    (sympy.Dummy("x"), f"_x (Dummy) {OTHER}"),
    (sympy.oo, "oo is not a finite rational number"),
    (sympy.nan, "nan is not a finite rational number"),
    (sympy.Float("inf"), "oo is not a finite rational number"),
    (sympy.sqrt(x), "the exponent of sqrt(x) is not an integer; only rational functions can be read"),
    (sympy.sqrt(2), "the exponent of sqrt(2) is not an integer; only rational functions can be read"),
    (x**y, "the exponent of x**y is not an integer; only rational functions can be read"),
    (x**2.5, "the exponent of x**2.5 is not an integer; only rational functions can be read"),
    (x**65, "the exponent 65 is beyond 64"),
    (x + sympy.sin(y), f"sin(y) (sin) {OTHER}"),
    (sympy.Not(x), "x is an expression where a condition is needed; compare it with something"),
    (sympy.And(x, y > 0), "x is an expression where a condition is needed; compare it with something"),
    (sympy.Max(x, y > 0, evaluate=False), "y > 0 is a condition where an expression is needed"),
    (sympy.Matrix([1]), f"Matrix([[1]]) of type MutableDenseMatrix {NEITHER}"),
    ("x + 1", f"'x + 1' of type str {NEITHER}"),
    (3, f"3 of type int {NEITHER}"),
]  # fmt: skip
UNWRITTEN = (
    "has a name that cannot be written in a model; use letters, digits and _, starting with a letter, and no keyword"
)


@pytest.mark.parametrize(("given", "message"), REFUSED, ids=[str(r[0]) for r in REFUSED])
def test_other_sympy_objects_are_refused(given, message: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        from_sympy(given)
    assert str(caught.value) == message


@pytest.mark.parametrize("name", ["lambda", "min", "and", "a b", "_x", "2x", r"\lambda", "x'", "x" * 65, "", "λ"])
def test_symbols_that_no_text_can_name_are_refused(name: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        from_sympy(sympy.Symbol(name))
    assert str(caught.value) == f"the sympy symbol {name!r} {UNWRITTEN}"


def test_operators_accept_sympy() -> None:
    assert as_expr(x / 2) == Symbol("x") / 2
    assert Symbol("y") * (x + 1) == Symbol("y") * (Symbol("x") + 1)
    assert from_sympy(sympy.Not(sympy.Or(x > 0, y > 0), evaluate=False)) == Not((Symbol("x") > 0) | (Symbol("y") > 0))


@given(expressions(max_leaves=8), points())
@settings(max_examples=60, deadline=None)
def test_there_and_back_keeps_the_value(node, point) -> None:
    try:
        value = evaluate(node, point)
    except ExpressionError:
        assume(False)
    theirs = to_sympy(node)
    there = theirs.subs({name: sympy.Rational(v.numerator, v.denominator) for name, v in point.items()})
    assert there == sympy.Rational(value.numerator, value.denominator)
    assert evaluate(from_sympy(theirs), point) == value


@given(conditions(max_leaves=4, quotients=False), points())
@settings(max_examples=60, deadline=None)
def test_there_and_back_keeps_the_truth(node, point) -> None:
    assert holds(from_sympy(to_sympy(node)), point) == holds(node, point)
