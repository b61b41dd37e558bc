"""The bank of points: admissible exactly, varied, the same in every run."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory.algebra import ParameterSpace, evaluate
from gametheory.expr import holds
from gametheory.expr.parse import parse_condition
from tests.algebra.spaces import NAMES, WHERE, space

OPEN = [name for name in WHERE if name != "equation"]


@pytest.mark.parametrize("where", OPEN)
def test_points_satisfy_the_assumptions_exactly(where: str) -> None:
    bank = space(where).bank
    assumptions = parse_condition(WHERE[where])
    assert len(bank) >= 1000
    for index in range(0, len(bank), max(1, len(bank) // 300)):
        point = bank.exact(index)
        assert all(value.denominator & (value.denominator - 1) == 0 for value in point), "dyadic"
        assert holds(assumptions, dict(zip(NAMES, point, strict=True)))


@pytest.mark.parametrize("where", OPEN)
def test_points_are_varied(where: str) -> None:
    columns = space(where).bank.columns
    assert len(np.unique(columns, axis=1).T) >= 500
    for row in columns:
        assert len(np.unique(row)) >= 100


def test_bounded_symbols_are_reached_everywhere_and_chains_mix() -> None:
    there = ParameterSpace(("x", "y", "p"), parse_condition("0 <= x < y, 0 < p < 1"))
    x, y, p = there.bank.columns
    assert p.min() < 0.1 and p.max() > 0.9
    assert (x / y).min() < 0.1 and (x / y).max() > 0.9
    assert y.max() > 2


def test_a_lower_dimensional_set_has_no_bank_but_has_points() -> None:
    bank = space("equation").bank
    assert len(bank) == 0
    assert space("equation").region("c > a").witness() is not None


@pytest.mark.parametrize("where", OPEN)
@pytest.mark.parametrize(
    "text", ["a*c > b", "a^2 >= b and c < 1", "a = b or c != 0", "a + b > 2*c or a*b*c > 1", "not a < b"]
)
def test_masks_are_never_wrong(where: str, text: str) -> None:
    """Where the bank is sure, exact arithmetic agrees; *surely yes* and *surely no* exclude each other."""
    there = ParameterSpace(NAMES, parse_condition(WHERE[where]))
    f = there.formula(parse_condition(text))
    yes, no = there.bank.masks(f)
    assert not (yes & no).any()
    for index in range(0, len(there.bank), max(1, len(there.bank) // 200)):
        truth = evaluate(f, there.bank.exact(index))
        assert truth or not yes[index]
        assert not truth or not no[index]


def test_extending_adds_points_of_the_formula_only() -> None:
    there = ParameterSpace(("x", "y"), parse_condition("x > 0, y > 0"))
    before = len(there.bank)
    narrow = there.formula(parse_condition("x > 1000 and 1000*y < x and y > 1"))
    assert not there.bank.masks(narrow)[0].any()
    there.bank.extend((Fraction(100000), Fraction(3, 2)), narrow)
    assert len(there.bank) > before
    assert there.bank.masks(narrow)[0][before:].all()
    for index in range(before, len(there.bank)):
        assert evaluate(narrow, there.bank.exact(index))


def test_a_point_outside_is_not_added() -> None:
    there = ParameterSpace(("x", "y"), parse_condition("x > 0, y > 0"))
    before = len(there.bank)
    there.bank.extend((Fraction(-1), Fraction(1)), there.table.true)
    there.bank.extend((Fraction(1), Fraction(1)), there.formula(parse_condition("x > y")))
    assert len(there.bank) == before


def test_two_banks_of_the_same_assumptions_are_equal() -> None:
    one, two = (ParameterSpace(NAMES, parse_condition(WHERE["order"])) for _ in range(2))
    assert np.array_equal(one.bank.columns, two.bank.columns)


def test_signs_seen_at_points() -> None:
    there = space("order")
    ring = there.ring
    assert there.bank.signs(ring.symbol("a")) == (True, False)
    assert there.bank.signs(ring.sub(ring.symbol("a"), ring.symbol("b"))) == (False, True)
    assert there.bank.signs(ring.sub(ring.symbol("b"), ring.symbol("c"))) == (True, True)
