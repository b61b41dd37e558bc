"""Expression and condition trees: constructors, exact numbers, evaluation, substitution."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gametheory.errors import ExpressionError
from gametheory.expr import (
    FALSE,
    ONE,
    TRUE,
    ZERO,
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
    Truth,
    add,
    all_of,
    any_of,
    as_expr,
    as_number,
    children,
    divide,
    evaluate,
    holds,
    multiply,
    negate,
    power,
    substitute,
    symbols,
)
from gametheory.expr.nodes import Extremum, Not, extremum
from tests.expr.strategies import NAMES, conditions, expressions, points

a, b, c = Symbol("a"), Symbol("b"), Symbol("c")


def number(*value: int) -> Number:
    return Number(Fraction(*value))


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (3, Fraction(3)),
        (Fraction(1, 3), Fraction(1, 3)),
        ("1/3", Fraction(1, 3)),
        ("-1/3", Fraction(-1, 3)),
        ("+2", Fraction(2)),
        (" 0.3 ", Fraction(3, 10)),
        (".5", Fraction(1, 2)),
        ("5.", Fraction(5)),
        ("1e-3", Fraction(1, 1000)),
        (0.1, Fraction(1, 10)),
        (0.1 + 0.2, Fraction(30000000000000004, 10**17)),
        (-0.0, Fraction(0)),
        (1e22, Fraction(10**22)),
        (np.float64(0.1), Fraction(1, 10)),
        (np.float32(0.1), Fraction(1, 10)),
        (np.int64(7), Fraction(7)),
        (Decimal("0.25"), Fraction(1, 4)),
        (sympy.Rational(2, 3), Fraction(2, 3)),
        (number(2, 3), Fraction(2, 3)),
        ("9" * 1000, Fraction(10**1000 - 1)),
        ("1e400", Fraction(10**400)),
    ],
    ids=lambda v: repr(v)[:30],
)
def test_numbers_are_exact(given, value) -> None:
    assert as_number(given) == value
    assert type(as_number(given)) is Fraction


NOT_NUMBERS = [
    "", "x", "1/0", "0/0", "1/-3", "1 / 3", "1_000", "1e5_0", "nan", "inf", "-Infinity", "0x10", "1e²", "²", "٣",
    "1//2", "1/2/3", "0.1/3", "--1", "1+1", "1e", "1.2.3", float("nan"), float("inf"), np.float64("-inf"), None, 1j,
    b"1", (1, 2), a,
]  # fmt: skip


@pytest.mark.parametrize("given", NOT_NUMBERS, ids=repr)
def test_what_is_no_finite_number_is_refused(given) -> None:
    shown = float.__repr__(given) if isinstance(given, float) else str(given)
    with pytest.raises(ExpressionError) as caught:
        as_number(given)
    assert str(caught.value) == (
        f"{shown!r} is not a finite number; give an integer, a fraction such as '1/3', "
        "a decimal such as '0.3', or a float"
    )


def test_numbers_out_of_bounds_are_refused_before_they_are_computed() -> None:
    with pytest.raises(ExpressionError, match=r"^True is not a number; write 0 or 1$"):
        as_number(True)
    with pytest.raises(ExpressionError, match=r"^the number '1e999999999' has an exponent beyond 400$"):
        as_number("1e999999999")
    with pytest.raises(ExpressionError, match=r"^the number ' 1E-401 ' has an exponent beyond 400$"):
        as_number(" 1E-401 ")
    with pytest.raises(ExpressionError, match=r"^the number '11111111111111111111'\.\.\. has 1001 characters; at most"):
        as_number("1" * 1001)


def test_smart_constructors_fold_and_flatten() -> None:
    assert add() == ZERO and multiply() == ONE
    assert add(a) == a and multiply(a) == a
    assert add(number(1), a, number(-1)) == a
    assert add(number(1), a, add(b, number(2))) == Sum((a, b, number(3)))
    assert multiply(a, number(2), multiply(number(1, 2), b)) == Product((a, b))
    assert multiply(a, number(3), b) == Product((number(3), a, b))
    assert multiply(a, ZERO, b) == ZERO
    assert divide(a, number(2)) == Product((number(1, 2), a))
    assert divide(ZERO, a) == ZERO and divide(a, ONE) == a
    assert divide(a, b) == Quotient(a, b)
    assert power(a, 0) == ONE and power(a, 1) == a and power(a, 2) == Power(a, 2)
    assert power(number(2), 3) == number(8) and power(number(2), -1) == number(1, 2)
    assert power(a, -2) == Quotient(ONE, Power(a, 2))
    assert extremum("min", number(2), number(1)) == ONE
    assert extremum("max", a, number(1)) == Extremum("max", (a, ONE))


def test_a_minus_is_distributed_and_taken_back() -> None:
    assert negate(a) == Product((number(-1), a))
    assert negate(negate(a)) == a
    assert negate(number(2)) == number(-2) and negate(ZERO) == ZERO
    assert negate(Product((number(3), a))) == Product((number(-3), a))
    assert negate(Product((number(-1), a, b))) == Product((a, b))
    assert negate(Product((a, b))) == Product((number(-1), a, b))
    assert negate(Sum((a, number(-1)))) == Sum((negate(a), ONE))
    assert a - (b + c) == Sum((a, negate(b), negate(c)))


def test_negating_a_sum_leaves_no_sum_inside_a_sum() -> None:
    inner = multiply(number(-1), add(a, b))
    assert negate(add(c, inner)) == Sum((negate(c), a, b))
    assert negate(add(c, multiply(number(-1), add(a, number(2))), number(1))) == Sum((negate(c), a, ONE))


def test_operators_build_the_same_nodes_on_both_sides() -> None:
    assert 1 + a == Sum((a, ONE)) and "1/2" * a == a / 2
    assert 1 - a == Sum((negate(a), ONE)) and 2 / a == Quotient(number(2), a)
    assert +a is a and a**2 == Power(a, 2)
    assert a + sympy.Symbol("b") == Sum((a, b))
    assert (a < 1) == Comparison(a, "<", ONE) and (1 < a) == Comparison(a, ">", ONE)
    assert (a <= b, a >= b) == (Comparison(a, "<=", b), Comparison(a, ">=", b))
    assert a.equal_to(0) == Comparison(a, "=", ZERO)


def test_numpy_numbers_on_the_left_leave_the_operation_to_expressions() -> None:
    assert np.float64(0.5) * a == a / 2 and np.int64(1) - a == 1 - a
    assert (np.float64(0.5) < a) == (a > Fraction(1, 2))


def test_bad_operands_are_refused() -> None:
    with pytest.raises(ExpressionError, match=r"^division by zero in \(a\) / 0$"):
        _ = a / 0
    with pytest.raises(ExpressionError, match=r"^division by zero in \(1\) / 0$"):
        power(ZERO, -1)
    with pytest.raises(ExpressionError, match=r"^the exponent 1\.5 is not an integer$"):
        _ = a**1.5
    with pytest.raises(ExpressionError, match=r"^the exponent 65 is beyond 64$"):
        _ = a**65
    with pytest.raises(ExpressionError, match=r"^'b' is not a finite number; "):
        _ = a + "b"
    with pytest.raises(ExpressionError, match=r"^True is not a number; write 0 or 1$"):
        _ = a > True
    with pytest.raises(ExpressionError, match=r"^the condition b > 0 stands where an expression is needed$"):
        as_expr(sympy.Symbol("b") > 0)


def test_conditions_join_flat_and_without_repetition() -> None:
    first, second, third = a > 0, b > 0, c > 0
    assert all_of() == TRUE and any_of() == FALSE
    assert (first & second) & third == And((first, second, third))
    assert first | (second | first) == Or((first, second))
    assert first & first == first
    assert first & TRUE == first and first & FALSE == FALSE
    assert first | TRUE == TRUE and first | FALSE == first
    assert ~first == Not(first)
    assert first & (second | third) == And((first, Or((second, third))))


def test_a_condition_has_no_truth_value_of_its_own() -> None:
    with pytest.raises(TypeError) as caught:
        _ = 0 < a < 1  # the chain that Python reads as "and"
    assert str(caught.value) == (
        "the condition a > 0 has no truth value of its own; join conditions with &, | and ~, "
        "and write a chain as text, for example '0 < p < 1'"
    )


def test_nodes_are_immutable_hashable_and_survive_copies() -> None:
    node = (a + b) ** 2 / (1 - c)
    condition = (node > 0) | ~(a < b)
    for whole in (node, condition):
        assert copy.deepcopy(whole) == whole == pickle.loads(pickle.dumps(whole))
        assert len({whole, copy.deepcopy(whole)}) == 1
    with pytest.raises(AttributeError):
        a.name = "b"
    assert a != b and Number(Fraction(1)) != Truth(True)


def test_parts_and_symbols() -> None:
    node = Quotient(Sum((a, Power(b, 2))), Extremum("min", (c, ONE)))
    condition = all_of(Comparison(node, ">", a), Not(any_of(b > 0, c > 0)), TRUE)
    assert children(node) == (node.numerator, node.denominator)
    assert children(Power(b, 2)) == (b,) and children(a) == () and children(ONE) == () and children(TRUE) == ()
    assert children(Not(a > b)) == (a > b,)
    assert symbols(condition) == {"a", "b", "c"}
    assert symbols(ONE) == symbols(TRUE) == frozenset()


def test_values_at_a_point() -> None:
    point = {"a": Fraction(1, 2), "b": Fraction(-3), "c": Fraction(0)}
    assert evaluate((a - b) ** 2 / (1 + a), point) == Fraction(49, 6)
    assert evaluate(Extremum("min", (a, b)), point) == -3
    assert evaluate(Extremum("max", (a, b, c)), point) == Fraction(1, 2)
    for op, truth in {"<": False, "<=": False, "=": False, ">=": True, ">": True, "!=": True}.items():
        assert holds(Comparison(a, op, b), point) is truth
        assert holds(Comparison(a, op, a), point) is (op in ("<=", "=", ">="))
    assert holds(TRUE, point) and not holds(FALSE, point)
    assert holds((a > 0) & ~(b > 0), point) and holds((a < 0) | (b < 0), point)


def test_values_stay_exact_when_the_point_is_made_of_integers() -> None:
    found = evaluate(a / b, {"a": 1, "b": 3})
    assert found == Fraction(1, 3) and type(found) is Fraction


def test_values_that_do_not_exist_are_refused() -> None:
    with pytest.raises(ExpressionError, match=r"^the denominator a - 1 is zero at this point$"):
        evaluate(b / (a - 1), {"a": Fraction(1), "b": Fraction(1)})
    with pytest.raises(ExpressionError, match=r"^no value for the symbol 'b'; give one for each of the game's para"):
        holds(a > b, {"a": Fraction(1)})
    with pytest.raises(TypeError, match="not an expression"):
        evaluate(a > b, {})
    with pytest.raises(TypeError, match="not a condition"):
        holds(a, {})
    with pytest.raises(TypeError, match="not an expression or condition: 3"):
        substitute(3, {})


def test_substitution_is_simultaneous_and_folds() -> None:
    assert substitute(a - b, {"a": b, "b": a}) == b - a
    assert substitute(a / b, {"b": number(2)}) == a / 2
    assert substitute(Power(a, 2), {"a": number(3)}) == number(9)
    assert substitute(a > b, {"a": number(1), "b": number(0)}) == TRUE
    assert substitute((a > 0) & (b > 0), {"a": ONE}) == (b > 0)
    assert substitute((a > 0) | (b > 0), {"a": ONE}) == TRUE
    assert substitute(~(a > 0), {"a": ONE}) == FALSE
    assert substitute(~(a > b), {"a": ONE}) == ~(ONE > b)
    with pytest.raises(ExpressionError, match=r"^division by zero in \(a\) / 0$"):
        substitute(a / b, {"b": ZERO})


def test_substituting_numbers_decides_a_minimum() -> None:
    condition = Comparison(Extremum("min", (a, b)), ">", ONE)
    assert substitute(condition, {"a": number(2), "b": number(3)}) == TRUE
    assert substitute(condition, {"a": number(2), "b": ONE}) == FALSE
    assert substitute(condition, {"a": number(2)}) == Comparison(Extremum("min", (number(2), b)), ">", ONE)


@given(expressions(extrema=True), points(), st.sets(st.sampled_from(NAMES)))
@settings(max_examples=150, deadline=None)
def test_substituting_numbers_and_evaluating_commute(node: Expr, point: dict[str, Fraction], fixed: set[str]) -> None:
    value = _value(node, point)
    assume(value is not None)
    assert evaluate(substitute(node, {name: Number(point[name]) for name in fixed}), point) == value
    assert substitute(node, {name: Number(point[name]) for name in NAMES}) == Number(value)


@given(conditions(), points())
@settings(max_examples=100, deadline=None)
def test_a_condition_at_a_point_is_decided_by_substitution(node, point) -> None:
    try:
        decided = substitute(node, {name: Number(value) for name, value in point.items()})
    except ExpressionError:
        return
    assert decided == Truth(holds(node, point))


@given(expressions(), expressions(), points())
@settings(max_examples=100, deadline=None)
def test_operators_keep_values(left: Expr, right: Expr, point: dict[str, Fraction]) -> None:
    x, y = _value(left, point), _value(right, point)
    assume(x is not None and y is not None)
    assert evaluate(left + right, point) == x + y
    assert evaluate(left - right, point) == x - y
    assert evaluate(left * right, point) == x * y
    assert evaluate(-left, point) == -x
    if y and right != ZERO:
        assert evaluate(left / right, point) == x / y


def _value(node: Expr, point: dict[str, Fraction]) -> Fraction | None:
    try:
        return evaluate(node, point)
    except ExpressionError:
        return None
