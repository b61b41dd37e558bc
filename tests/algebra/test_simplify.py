"""Points in small numbers stay where they are wanted."""

from __future__ import annotations

from fractions import Fraction as F

from hypothesis import given
from hypothesis import strategies as st

from gametheory.algebra import Evaluator, ParameterSpace
from gametheory.algebra.simplify import simplified
from gametheory.expr.parse import parse_condition

SPACE = ParameterSpace(("p", "q"), parse_condition("0 < p < 1, 0 < q < 3"))
FORMULA = SPACE.formula(parse_condition("p*q > 1/3 and q < 1 + p"))


@given(st.fractions(0, 1, max_denominator=10**6), st.fractions(0, 3, max_denominator=10**6))
def test_the_point_stays_inside_and_its_denominators_do_not_grow(p: F, q: F) -> None:
    inside, admitted = SPACE.oracle.open(FORMULA), SPACE.table.all_of([FORMULA, SPACE.assumptions])
    found = simplified(SPACE, FORMULA, (p, q))
    if Evaluator((p, q)).truth(admitted):
        assert Evaluator(found).truth(inside if Evaluator((p, q)).truth(inside) else admitted)
        assert all(new.denominator <= old.denominator for new, old in zip(found, (p, q), strict=True))
    else:
        assert found == (p, q)


def test_small_numbers_are_found() -> None:
    assert simplified(SPACE, FORMULA, (F(524281, 1048576), F(1048571, 1048576))) == (F(1, 2), F(1))


def test_on_a_border_the_other_coordinates_get_simple() -> None:
    border = SPACE.formula(parse_condition("p = 1/2 and q > 1/7"))
    assert simplified(SPACE, border, (F(1, 2), F(1001, 7001))) == (F(1, 2), F(1))


def test_a_narrow_place_keeps_the_numbers_it_needs() -> None:
    narrow = SPACE.formula(parse_condition("333/1000 < p < 334/1000 and q > 1"))
    assert simplified(SPACE, narrow, (F(3333, 10000), F(22222, 10001))) == (F(1, 3), F(2))
