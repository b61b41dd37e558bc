"""Conditions carried to another space: against evaluation at exact points."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from gametheory.algebra import ParameterSpace, evaluate
from gametheory.algebra.shift import Shift
from gametheory.expr import evaluate as value_of
from gametheory.expr.parse import parse_condition, parse_expression
from tests.algebra.spaces import NAMES, random_condition, space

VALUES = tuple(Fraction(v) for v in ("-2", "-1", "0", "1/3", "1", "2"))
MOVES = {
    "one symbol": {"a": "a + d"},
    "a fraction": {"b": "d/(a + 3)"},
    "two at once": {"a": "b", "b": "a"},
    "a number": {"c": "1/2"},
}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("name", MOVES)
def test_against_evaluation(name: str, seed: int) -> None:
    """True of a point exactly if the original is true of what the expressions make of the point."""
    rng = random.Random(seed)
    source = space("no assumption")
    target = ParameterSpace(("d", *NAMES), parse_condition("true"))
    moves = {symbol: parse_expression(text) for symbol, text in MOVES[name].items()}
    f = source.formula(random_condition(rng))
    found = Shift(source, target, moves)(f)
    checked = 0
    for _ in range(40):
        here = {symbol: rng.choice(VALUES) for symbol in target.names}
        if here["a"] + 3 == 0:
            continue
        moved = [value_of(moves[s], here) if s in moves else here[s] for s in NAMES]
        assert evaluate(found, target.point(here)) == evaluate(f, moved)
        checked += 1
    assert checked >= 30


def test_where_an_expression_is_undefined_nothing_holds() -> None:
    source, target = ParameterSpace(("x",), parse_condition("true")), ParameterSpace(("y",), parse_condition("true"))
    shift = Shift(source, target, {"x": parse_expression("1/y")})
    found = shift(source.formula(parse_condition("x < 1")))
    assert [evaluate(found, (Fraction(v),)) for v in (-1, 0, "1/2", 1, 2)] == [True, False, False, False, True]
    never = shift(source.formula(parse_condition("x = 0")))
    assert never.is_false or not evaluate(never, (Fraction(0),))


def test_without_moves_the_other_assumptions_simplify() -> None:
    source, target = ParameterSpace(("x", "y"), parse_condition("x > 0")), ParameterSpace(
        ("x", "y"), parse_condition("0 < x < 1")
    )
    shift = Shift(source, target, {})
    assert shift(source.formula(parse_condition("x < 1 or y > 2"))).is_true
    assert shift(source.formula(parse_condition("x > 1"))).is_false


def test_parts_that_are_shared_are_carried_once() -> None:
    source, target = space("no assumption"), ParameterSpace(("d", *NAMES), parse_condition("true"))
    shift = Shift(source, target, {"a": parse_expression("d")})
    one = source.formula(parse_condition("a > b"))
    both = source.formula(parse_condition("a > b and c > 1 or a > b and c < 0"))
    assert shift(one) is shift(one)
    assert shift(one) is target.formula(parse_condition("d > b"))
    assert shift(both) is target.formula(parse_condition("d > b and c > 1 or d > b and c < 0"))
