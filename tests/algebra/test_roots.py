"""Polynomials with square roots: reduced, squared away in conditions, differentiated, and read back."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from gametheory.algebra import ParameterSpace, Poly, RatFun, evaluate
from gametheory.errors import RootsExhaustedError
from gametheory.expr import COMPARE, ExactNumber, exact_value, square_root
from gametheory.expr.parse import parse_condition, parse_expression

NAMES = ("a", "b", "r0", "r1")


def space() -> ParameterSpace:
    return ParameterSpace(NAMES, parse_condition("a > 0, b > 0"), 2)


def ratfun(own: ParameterSpace, text: str) -> RatFun:
    return own.ring.read(parse_expression(text, result=True))


def drawn(rng: random.Random, own: ParameterSpace) -> Poly:
    terms = {
        (rng.randint(0, 2), rng.randint(0, 1), rng.randint(0, 1), rng.randint(0, 1)): rng.choice((-3, -2, -1, 1, 2, 4))
        for _ in range(rng.randint(1, 4))
    }
    total = own.ring.zero
    for term in terms.items():
        total = own.ring.add(total, Poly((term,)))
    return total


def whole(a: Fraction, b: Fraction) -> list[ExactNumber]:
    """A point with the roots of a**2 + b and of a + 1."""
    return [a, b, square_root(a * a + b), square_root(a + 1)]


@pytest.mark.parametrize("seed", range(30))
def test_a_condition_without_roots_is_the_condition_with_them(seed: int) -> None:
    rng, own = random.Random(seed), space()
    ratfun(own, "sqrt(a^2 + b) + sqrt(a + 1)")
    p, q = drawn(rng, own), drawn(rng, own)
    product = own.ring.mul(p, q)
    for rel in (">", ">=", "=", "!=", "<", "<="):
        f = own.table.atom(p, rel)
        assert all(v < 2 for v in _variables(own, f))
        for _ in range(12):
            at = whole(Fraction(rng.randint(1, 9), rng.randint(1, 3)), Fraction(rng.randint(1, 9)))
            assert product.at(at) == p.at(at) * q.at(at)
            assert evaluate(f, [*at[:2], Fraction(0), Fraction(0)]) == COMPARE[rel](p.at(at), 0)  # type: ignore[arg-type]


def _variables(own: ParameterSpace, f: object) -> set[int]:
    from gametheory.algebra import atoms

    return {v for node in atoms(f) if node.poly is not None for v in node.poly.variables}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("sqrt(a)^2", "a"),
        ("1/(1 - sqrt(a))", "(-sqrt(a) - 1)/(a - 1)"),
        ("1/(sqrt(a) + sqrt(b))", "(sqrt(a) - sqrt(b))/(a - b)"),
        ("sqrt(4*a)/2", "sqrt(a)"),
        ("sqrt(a/b)", "sqrt(a*b)/b"),
        ("sqrt(8)", "2*sqrt(2)"),
        ("(a - b)/(sqrt(a) - sqrt(b))", "sqrt(a) + sqrt(b)"),
    ],
)
def test_fractions_are_rationalised_and_read_back(text: str, shown: str) -> None:
    own = space()
    value = ratfun(own, text)
    assert str(own.expr(value)) == shown
    assert ratfun(own, shown) == value


@pytest.mark.parametrize(
    ("text", "derivative"),
    [
        ("sqrt(a)", "1/(2*sqrt(a))"),
        ("(b - sqrt(a^2 + b))/(a + 1)", "-a/((a + 1)*sqrt(a^2 + b)) - (b - sqrt(a^2 + b))/(a + 1)^2"),
        ("a^2/b", "2*a/b"),
    ],
)
def test_derivatives(text: str, derivative: str) -> None:
    own = space()
    found = own.ring.roots.derivative(ratfun(own, text), "a")
    assert own.ring.minus(found, ratfun(own, derivative)).num.is_zero


def test_signs() -> None:
    own = space()
    for text, sign in (("sqrt(a) + b", "+"), ("a - sqrt(a^2 + b)", "-"), ("sqrt(a) - b", None)):
        assert own.sign(ratfun(own, text).num) == sign


def test_room_runs_out() -> None:
    own = space()
    ratfun(own, "sqrt(a) + sqrt(b) + sqrt(4*a)")
    with pytest.raises(RootsExhaustedError, match=r"no symbol is left for the square root of a \+ b"):
        ratfun(own, "sqrt(a + b)")


def test_values_are_those_of_the_expression() -> None:
    own = space()
    e = parse_expression("(3 - b*sqrt(a^2 + b))/(a + sqrt(a + 1))", result=True)
    point = {"a": Fraction(2), "b": Fraction(3)}
    assert exact_value(own.expr(own.ring.read(e)), point) == exact_value(e, point)
