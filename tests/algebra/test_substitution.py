"""A symbol replaced by a fraction: against evaluation at exact points."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from gametheory.algebra import ParameterSpace, Poly, RatFun, evaluate
from gametheory.algebra.substitution import composed, replaced, substituted
from gametheory.expr.parse import parse_condition, parse_expression
from tests.algebra.spaces import NAMES, random_condition, random_poly, space

VALUES = tuple(Fraction(v) for v in ("-2", "-1", "-1/2", "0", "1/3", "1", "2"))
SPACE = ParameterSpace(NAMES, parse_condition("true"))
RING = SPACE.ring
LAST = NAMES.index("c")


def polynomial(text: str) -> Poly:
    value = RING.read(parse_expression(text))
    assert value.den == RING.one
    return value.num


def points(rng: random.Random, n: int) -> list[tuple[Fraction, ...]]:
    return [tuple(rng.choice(VALUES) for _ in NAMES) for _ in range(n)]


@pytest.mark.parametrize(
    ("p", "num", "den", "expected", "degree"),
    [
        ("a + b", "a", "b", "a + b", 0),
        ("2*c - a", "b", "1", "2*b - a", 1),
        ("2*c - a", "b", "a", "2*b - a^2", 1),
        ("c^2 + c + 1", "a", "b", "a^2 + a*b + b^2", 2),
        ("c^3 - a", "1", "2", "1 - 8*a", 3),
        ("c", "0", "1", "0", 1),
    ],
)
def test_known_results(p: str, num: str, den: str, expected: str, degree: int) -> None:
    assert substituted(RING, polynomial(p), LAST, polynomial(num), polynomial(den)) == (polynomial(expected), degree)


@pytest.mark.parametrize("seed", range(20))
def test_polynomials_at_points(seed: int) -> None:
    rng = random.Random(seed)
    p, num, den = (random_poly(rng, RING) for _ in range(3))
    num, den = (Poly(tuple(t for t in q.terms if not t[0][LAST])) for q in (num, den))  # free of the symbol itself
    found, degree = substituted(RING, p, LAST, num, den)
    assert degree == max((e[LAST] for e, _ in p.terms), default=0)
    for at in points(rng, 12):
        below = den.at(at)
        if below:
            moved = (*at[:LAST], num.at(at) / below, *at[LAST + 1 :])
            assert found.at(at) == p.at(moved) * below**degree


@pytest.mark.parametrize("seed", range(20))
def test_rational_functions_at_points(seed: int) -> None:
    rng = random.Random(seed)
    p, q, num, den = (random_poly(rng, RING) for _ in range(4))
    num, den = (Poly(tuple(t for t in r.terms if not t[0][LAST])) for r in (num, den))
    if q.is_zero or den.is_zero:
        q, den = RING.one, RING.one
    if substituted(RING, q, LAST, num, den)[0].is_zero:
        return
    found = composed(RING, RING.ratfun(p, q), LAST, num, den)
    assert all(LAST not in part.variables for part in (found.num, found.den))
    for at in points(rng, 12):
        if den.at(at):
            moved = (*at[:LAST], num.at(at) / den.at(at), *at[LAST + 1 :])
            if q.at(moved):
                assert found.num.at(at) / found.den.at(at) == p.at(moved) / q.at(moved)


def test_a_function_without_the_symbol_is_itself() -> None:
    f = RING.read(parse_expression("a/(a + b)"))
    assert composed(RING, f, LAST, polynomial("b"), polynomial("a")) is f


@pytest.mark.parametrize("assumption", ["no assumption", "signs", "order", "probability"])
@pytest.mark.parametrize("seed", range(6))
def test_conditions_at_points(assumption: str, seed: int) -> None:
    """Signs survive because the denominator is positive, odd degrees included."""
    own, rng = space(assumption), random.Random(seed)
    f = own.formula(random_condition(rng))
    num, den = (own.ring.read(parse_expression(text)).num for text in ("a - 2*b", "a^2 + b^2 + 1"))
    found = replaced(own.table, f, LAST, num, den)
    checked = 0
    for at in points(rng, 60):
        moved = (*at[:LAST], num.at(at) / den.at(at), *at[LAST + 1 :])
        if evaluate(own.assumptions, at) and evaluate(own.assumptions, moved):
            assert evaluate(found, at) == evaluate(f, moved)
            checked += 1
    assert checked or assumption == "order"


def test_a_condition_without_the_symbol_is_itself() -> None:
    f = SPACE.formula(parse_condition("a > b or a = 2"))
    assert replaced(SPACE.table, f, LAST, polynomial("a"), polynomial("1")) is f


def test_composition_of_a_constant() -> None:
    one = RatFun(RING.one, RING.one)
    assert composed(RING, RING.read(parse_expression("c")), LAST, RING.one, RING.one) == one
