"""Printing: the style of a paper, and text that reads back."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings

from gametheory.errors import ExpressionError
from gametheory.expr import (
    And,
    Comparison,
    Expr,
    Number,
    Or,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    children,
    evaluate,
    holds,
)
from gametheory.expr.letters import symbol_latex
from gametheory.expr.nodes import Extremum, Not
from gametheory.expr.parse import parse_condition, parse_expression
from gametheory.expr.printing import latex, text
from tests.expr.strategies import conditions, expressions, points, raw_conditions

a, b, c = Symbol("a"), Symbol("b"), Symbol("c")

EXPRESSIONS = [
    ("0", "0", "0"),
    ("-3", "-3", "-3"),
    ("1/3", "1/3", r"\frac{1}{3}"),
    ("-0.3", "-3/10", r"-\frac{3}{10}"),
    ("1 - p", "1 - p", "1 - p"),
    ("-p + 1", "1 - p", "1 - p"),
    ("p + 1", "p + 1", "p + 1"),
    ("1 - p + q", "1 - p + q", "1 - p + q"),
    ("-l + f", "f - l", "f - l"),
    ("-k", "-k", "-k"),
    ("-a - b", "-a - b", "-a - b"),
    ("-a - 1", "-a - 1", "-a - 1"),
    ("1*x", "x", "x"),
    ("x + -y", "x - y", "x - y"),
    ("x - -y", "x + y", "x + y"),
    ("lam*h", "lam*h", r"\mathit{lam} \, h"),
    ("(V - k)/2", "(V - k)/2", r"\frac{V - k}{2}"),
    ("0.5*(V - k)", "(V - k)/2", r"\frac{V - k}{2}"),
    ("V/2 - k/2", "V/2 - k/2", r"\frac{V}{2} - \frac{k}{2}"),
    ("3*x/2", "3*x/2", r"\frac{3 x}{2}"),
    ("-x/2", "-x/2", r"-\frac{x}{2}"),
    ("2*(a - b)", "2*(a - b)", r"2 \left(a - b\right)"),
    ("-2*(a - b)", "-2*(a - b)", r"-2 \left(a - b\right)"),
    ("x - (a + b)", "x - a - b", "x - a - b"),
    ("x - 2*(a + b)", "x - 2*(a + b)", r"x - 2 \left(a + b\right)"),
    ("x - (a + b)*c", "x - (a + b)*c", r"x - \left(a + b\right) c"),
    ("-(a + b)*c", "(-a - b)*c", r"\left(-a - b\right) c"),
    ("G/(G + C)", "G/(G + C)", r"\frac{G}{G + C}"),
    ("-C/(G + C)", "-C/(G + C)", r"-\frac{C}{G + C}"),
    ("1 - G/(G + C)", "1 - G/(G + C)", r"1 - \frac{G}{G + C}"),
    ("1/(2*b)", "1/(2*b)", r"\frac{1}{2 b}"),
    ("-1/(2*b)", "-1/(2*b)", r"-\frac{1}{2 b}"),
    ("a/(-b)", "-a/b", r"-\frac{a}{b}"),
    ("a/(0.5*b)", "2*a/b", r"\frac{2 a}{b}"),
    ("a/b/c*d", "a*d/(b*c)", r"\frac{a d}{b c}"),
    ("a/(b/c)", "a/(b/c)", r"\frac{a}{\frac{b}{c}}"),
    ("a/(2*b/c)", "a/(2*(b/c))", r"\frac{a}{2 \frac{b}{c}}"),
    ("a/b/(c/d)", "a/(b*c/d)", r"\frac{a}{\frac{b c}{d}}"),
    ("a/(b/(c/d))", "a/(b/(c/d))", r"\frac{a}{\frac{b}{\frac{c}{d}}}"),
    ("x^2", "x^2", "x^{2}"),
    ("-x^2", "-x^2", "-x^{2}"),
    ("(-x)^2", "(-x)^2", r"\left(-x\right)^{2}"),
    ("(x + y)**3", "(x + y)^3", r"\left(x + y\right)^{3}"),
    ("(x^2)^3", "(x^2)^3", r"\left(x^{2}\right)^{3}"),
    ("(x/y)^2", "(x/y)^2", r"\left(\frac{x}{y}\right)^{2}"),
    ("x^-2", "1/x^2", r"\frac{1}{x^{2}}"),
    ("w_R^2*p", "w_R^2*p", "w_{R}^{2} p"),
    ("p*(V - k)/2 - (1 - p)*w", "p*(V - k)/2 - (1 - p)*w", r"\frac{p \left(V - k\right)}{2} - \left(1 - p\right) w"),
]


@pytest.mark.parametrize(("written", "shown", "set_in_latex"), EXPRESSIONS, ids=[e[0] for e in EXPRESSIONS])
def test_an_expression_is_printed_as_in_a_paper(written: str, shown: str, set_in_latex: str) -> None:
    node = parse_expression(written)
    assert text(node) == str(node) == shown
    assert latex(node) == node.latex() == set_in_latex


CONDITIONS = [
    ("h >= f - l", "h >= f - l", r"h \ge f - l"),
    ("a != b", "a != b", r"a \ne b"),
    ("a <= b", "a <= b", r"a \le b"),
    ("true", "true", r"\text{true}"),
    ("false", "false", r"\text{false}"),
    ("0 < p and p < 1", "0 < p < 1", "0 < p < 1"),
    ("p > 0, p < 1", "0 < p < 1", "0 < p < 1"),
    ("p < 1, p > 0", "0 < p < 1", "0 < p < 1"),
    ("1 > p > 0", "1 > p > 0", "1 > p > 0"),
    ("b > a, b < c", "a < b < c", "a < b < c"),
    ("a < b, a > c", "c < a < b", "c < a < b"),
    ("a = b, b = c, c < d", "a = b = c < d", "a = b = c < d"),
    ("a < b, a = b", "b = a < b", "b = a < b"),
    ("a = b, b > c, b = c", "a = b > c and b = c", None),
    ("a > b, b != c", "a > b and b != c", r"a > b \text{ and } b \ne c"),
    ("q < 0, 0 < p", "q < 0 and 0 < p", r"q < 0 \text{ and } 0 < p"),
    ("a < b, b > c", "a < b and b > c", r"a < b \text{ and } b > c"),
    ("a < b, (c > 0 or d > 0), b < c", "a < b and (c > 0 or d > 0) and b < c", None),
    ("h >= f - l and w >= 0 and (b <= 0 or e >= Y)", "h >= f - l and w >= 0 and (b <= 0 or e >= Y)", None),
    (
        "a > 0 and b > 0 or c > 0",
        "(a > 0 and b > 0) or c > 0",
        r"\left(a > 0 \text{ and } b > 0\right) \text{ or } c > 0",
    ),
    ("c > 0 or 0 < a and a < b", "c > 0 or 0 < a < b", r"c > 0 \text{ or } 0 < a < b"),
    (
        "b <= 0 or e >= Y or e >= y and h*lam <= f - l",
        "b <= 0 or e >= Y or (e >= y and h*lam <= f - l)",
        r"b \le 0 \text{ or } e \ge Y \text{ or } \left(e \ge y \text{ and } h \, \mathit{lam} \le f - l\right)",
    ),
    ("(a > 0 or b > 0) and c > 0", "(a > 0 or b > 0) and c > 0", None),
    ("not a > b", "not a > b", r"\text{not } a > b"),
    ("not (a > b)", "not a > b", r"\text{not } a > b"),
    ("not (a > b and c > d)", "not (a > b and c > d)", r"\text{not } \left(a > b \text{ and } c > d\right)"),
    ("not (a > b or c > d)", "not (a > b or c > d)", None),
    ("not (not a > b)", "not (not a > b)", None),
    ("not (0 < p < 1)", "not (0 < p < 1)", None),
    ("max(a, b - 1) >= 2*min(a, 1/2)", "max(a, b - 1) >= 2*min(a, 1/2)", None),
    ("min(a, b)^2 > 0", "min(a, b)^2 > 0", r"\min\left\{a, b\right\}^{2} > 0"),
    (
        "0 < p < 1, 0 < w_R < l < w_U, G > 0, C > 0",
        "0 < p < 1 and 0 < w_R < l < w_U and G > 0 and C > 0",
        r"0 < p < 1 \text{ and } 0 < w_{R} < l < w_{U} \text{ and } G > 0 \text{ and } C > 0",
    ),
]


@pytest.mark.parametrize(("written", "shown", "set_in_latex"), CONDITIONS, ids=[c[0] for c in CONDITIONS])
def test_a_condition_is_printed_with_few_parentheses(written: str, shown: str, set_in_latex: str | None) -> None:
    node = parse_condition(written)
    assert text(node) == str(node) == shown
    if set_in_latex is not None:
        assert latex(node) == node.latex() == set_in_latex


@given(expressions(extrema=False), points())
@settings(max_examples=150, deadline=None)
def test_an_expression_reads_back_with_equal_value(node: Expr, point: dict[str, Fraction]) -> None:
    again = parse_expression(text(node))
    assert text(again) == text(node)
    assert _value(again, point) == _value(node, point)


@given(conditions(extrema=True), points())
@settings(max_examples=150, deadline=None)
def test_a_condition_reads_back_with_equal_truth(node, point) -> None:
    again = parse_condition(text(node))
    assert text(again) == text(node)
    assert _truth(again, point) == _truth(node, point)


@given(raw_conditions(), points())
@settings(max_examples=100, deadline=None)
def test_trees_made_by_hand_read_back_as_well(node, point) -> None:
    again = parse_condition(text(node))
    assert text(again) == text(node)
    if _truth(node, point) is not None:
        assert _truth(again, point) == _truth(node, point)


@given(conditions(extrema=True))
@settings(max_examples=100, deadline=None)
def test_latex_is_balanced_and_has_no_doubled_signs(node) -> None:
    shown = latex(node)
    assert shown.count("{") == shown.count("}")
    assert shown.count(r"\left") == shown.count(r"\right")
    assert "--" not in shown and "+ -" not in shown and "- -" not in shown


def _value(node, point):
    try:
        return evaluate(node, point)
    except ExpressionError:
        return None


def _truth(node, point):
    """Truth at a point, ``None`` where any part is undefined (``holds`` may stop before it gets there)."""
    sides = [node]
    for part in sides:
        if isinstance(part, Comparison):
            if None in (_value(part.left, point), _value(part.right, point)):
                return None
        else:
            sides.extend(children(part))
    return holds(node, point)


def test_trees_without_canonical_form_are_printed_with_their_value() -> None:
    two = Number(Fraction(2))
    minus = Number(Fraction(-1))
    assert text(Sum((a, Sum((b, Product((minus, Sum((a, two)))))), two))) == "a + b - a"
    assert text(Product((minus, Sum((a, b))))) == "-a - b"
    assert text(Power(Number(Fraction(-1, 2)), 2)) == "1/4"
    assert text(Quotient(a, Number(Fraction(0)))) == "a/(0)"
    assert text(Extremum("max", (two, minus))) == "2"
    assert text(And((Comparison(a, ">", b), And((Comparison(b, ">", c),))))) == "a > b > c"
    assert text(Or((Comparison(a, ">", b), And(())))) == "true"
    assert text(Not(Or(()))) == "not false"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("p", "p"),
        ("w_R", "w_{R}"),
        ("h_new", r"h_{\mathrm{new}}"),
        ("s1", "s_{1}"),
        ("s12_R", "s_{12,R}"),
        ("alpha", r"\alpha"),
        ("Delta", r"\Delta"),
        ("pi_star", r"\pi_{\mathrm{star}}"),
        ("w_delta", r"w_{\delta}"),
        ("lam", r"\mathit{lam}"),
        ("cost", r"\mathit{cost}"),
        ("p2x", r"\mathit{p2x}"),
        ("x_", r"\mathit{x\_}"),
        ("a__b", r"\mathit{a\_\_b}"),
    ],
)
def test_symbols_are_set_by_their_names(name: str, shown: str) -> None:
    assert symbol_latex(name) == latex(Symbol(name)) == shown


def test_declared_latex_goes_before_the_default() -> None:
    names = {"lam": r"\lambda", "pi": r"\pi^{*}", "w_R": ""}
    assert latex(parse_expression("lam*h + pi^2 - w_R"), names) == r"\lambda h + {\pi^{*}}^{2} - w_{R}"
    assert parse_condition("lam > pi").latex(names) == r"\lambda > \pi^{*}"


def test_other_objects_are_refused() -> None:
    with pytest.raises(TypeError, match="not an expression: 3"):
        text(3)
    with pytest.raises(TypeError, match="not an expression: 'p'"):
        latex("p")
