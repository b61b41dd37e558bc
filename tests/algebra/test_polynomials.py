"""Polynomials and rational functions against sympy, and against their values at points."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product
from math import gcd

import pytest
import sympy
from hypothesis import given, settings

from gametheory.algebra import Poly, RatFun, Ring
from gametheory.algebra.substitution import specialised
from gametheory.errors import ExpressionError
from gametheory.expr import ZERO, Expr, Number, Symbol, evaluate
from gametheory.expr.nodes import Extremum, Quotient
from gametheory.expr.parse import parse_expression
from tests.algebra.spaces import NAMES, VALUES, random_poly
from tests.expr.strategies import expressions

SEEDS = range(40)
SYMBOLS = sympy.symbols(NAMES)
POINTS = tuple(product(VALUES[::2], repeat=3))


def sympy_of(p: Poly) -> sympy.Poly:
    """The same polynomial in sympy."""
    return sympy.Poly(dict(p.terms) or {(0, 0, 0): 0}, *SYMBOLS, domain="ZZ")


def terms_of(p: sympy.Poly) -> dict[tuple[int, ...], int]:
    """Exponents to coefficients, without zeros."""
    return {tuple(e): int(c) for e, c in p.terms() if c}


@pytest.fixture
def ring() -> Ring:
    return Ring(NAMES)


@pytest.mark.parametrize("seed", SEEDS)
class TestAgainstSympy:
    def test_sums_products_and_powers(self, ring: Ring, seed: int) -> None:
        rng = random.Random(seed)
        p, q, n = random_poly(rng, ring), random_poly(rng, ring), rng.randint(0, 4)
        for ours, theirs in (
            (ring.add(p, q), sympy_of(p) + sympy_of(q)),
            (ring.sub(p, q), sympy_of(p) - sympy_of(q)),
            (ring.mul(p, q), sympy_of(p) * sympy_of(q)),
            (ring.power(p, n), sympy_of(p) ** n),
            (ring.scale(p, n - 2), sympy_of(p) * (n - 2)),
            (-p, -sympy_of(p)),
        ):
            assert dict(ours.terms) == terms_of(theirs)
            assert len(dict(ours.terms)) == len(ours.terms)

    def test_derivatives(self, ring: Ring, seed: int) -> None:
        p = random_poly(random.Random(seed), ring)
        for name, symbol in zip(NAMES, SYMBOLS, strict=True):
            assert dict(ring.derivative(p, name).terms) == terms_of(sympy_of(p).diff(symbol))

    def test_factors(self, ring: Ring, seed: int) -> None:
        rng = random.Random(seed)
        p = ring.mul(ring.power(random_poly(rng, ring, 3, 2), rng.randint(1, 3)), random_poly(rng, ring, 2, 2))
        if p.is_zero:
            p = ring.symbol("a")
        content, found = ring.factors(p)
        whole = ring.constant(content)
        for factor, exponent in found:
            assert factor.terms[0][1] > 0, "positive leading coefficient"
            assert gcd(*(c for _, c in factor.terms)) == 1, "primitive"
            whole = ring.mul(whole, ring.power(factor, exponent))
        assert whole == p
        assert len({factor for factor, _ in found}) == len(found)
        theirs = sympy.factor_list(sympy_of(p).as_expr(), *SYMBOLS)[1]
        expected = sorted((str(sympy.expand(f if not _is_negative(f) else -f)), e) for f, e in theirs)
        assert sorted((str(sympy.expand(sympy_of(f).as_expr())), e) for f, e in found) == expected

    def test_values_and_special_cases(self, ring: Ring, seed: int) -> None:
        p = random_poly(random.Random(seed), ring)
        as_expr = ring.write(p)
        for values in POINTS[seed::40]:
            point = dict(zip(NAMES, values, strict=True))
            assert p.at(values) == evaluate(as_expr, point) == evaluate(ring.write_short(p), point)
            fixed = {"b": point["b"]}
            there = specialised(ring, p, fixed)
            assert there.variables in ((), (0,), (2,), (0, 2))
            assert _same_sign(there.at(values), p.at(values))
        assert ring.read(as_expr) == RatFun(p, ring.one)

    def test_collecting_in_one_symbol(self, ring: Ring, seed: int) -> None:
        p = random_poly(random.Random(seed), ring)
        for name in NAMES:
            total = ring.zero
            for power, coefficient in ring.collect(p, name).items():
                assert ring.position(name) not in coefficient.variables
                total = ring.add(total, ring.mul(coefficient, ring.power(ring.symbol(name), power)))
            assert total == p

    def test_rational_functions_are_in_lowest_terms(self, ring: Ring, seed: int) -> None:
        rng = random.Random(seed)
        common = random_poly(rng, ring, 2, 1)
        num, den = random_poly(rng, ring, 3, 2), random_poly(rng, ring, 3, 2)
        if common.is_zero or den.is_zero:
            common = den = ring.symbol("c")
        value = ring.ratfun(ring.mul(num, common), ring.mul(den, common))
        assert ring.mul(value.num, den) == ring.mul(num, value.den), "the same function"
        assert sympy.gcd(sympy_of(value.num), sympy_of(value.den)).is_ground
        assert gcd(*(c for _, c in (*value.num.terms, *value.den.terms))) == 1
        assert value.den.terms[0][1] > 0

    def test_arithmetic_of_rational_functions(self, ring: Ring, seed: int) -> None:
        rng = random.Random(seed)
        one, two = (ring.ratfun(random_poly(rng, ring, 2, 2), _not_zero(rng, ring)) for _ in range(2))
        x, y = (sympy_of(v.num).as_expr() / sympy_of(v.den).as_expr() for v in (one, two))
        pairs = ((ring.plus(one, two), x + y), (ring.minus(one, two), x - y), (ring.times(one, two), x * y))
        for ours, theirs in pairs:
            difference = sympy_of(ours.num).as_expr() / sympy_of(ours.den).as_expr() - theirs
            assert sympy.cancel(difference) == 0
            assert sympy.gcd(sympy_of(ours.num), sympy_of(ours.den)).is_ground


def _is_negative(f: sympy.Expr) -> bool:
    return bool(_of_sympy(f).terms[0][1] < 0)


def _of_sympy(f: sympy.Expr) -> Poly:
    ring = Ring(NAMES)
    found = ring.zero
    for exponents, coefficient in sympy.Poly(f, *SYMBOLS).terms():
        term = ring.constant(int(coefficient))
        for name, exponent in zip(NAMES, exponents, strict=True):
            term = ring.mul(term, ring.power(ring.symbol(name), exponent))
        found = ring.add(found, term)
    return found


def _not_zero(rng: random.Random, ring: Ring) -> Poly:
    while (found := random_poly(rng, ring, 3, 2)).is_zero:
        pass
    return found


def _same_sign(x: Fraction, y: Fraction) -> bool:
    return (x > 0) == (y > 0) and (x < 0) == (y < 0)


@settings(max_examples=150)
@given(expressions(NAMES, max_leaves=8))
def test_reading_an_expression_keeps_its_value(expression: Expr) -> None:
    ring = Ring(NAMES)
    try:
        value = ring.read(expression)
    except ExpressionError as error:
        assert "identically zero" in str(error)
        return
    written = ring.write_fraction(value)
    for values in POINTS[::5]:
        point = dict(zip(NAMES, values, strict=True))
        try:
            expected = evaluate(expression, point)
        except ExpressionError:  # a denominator is zero there; in lowest terms the function may be defined all the same
            continue
        below = value.den.at(values)
        assert below != 0
        assert value.num.at(values) / below == expected == evaluate(written, point)


def test_terms_are_sorted_so_that_equal_polynomials_are_equal(ring: Ring) -> None:
    a, b = ring.symbol("a"), ring.symbol("b")
    one, two = ring.add(ring.mul(a, a), b), ring.add(b, ring.mul(a, a))
    assert one == two
    assert hash(one) == hash(two)
    assert one.terms == (((2, 0, 0), 1), ((0, 1, 0), 1))
    assert (one.degree, one.variables, one.constant) == (2, (0, 1), None)
    assert (ring.zero.degree, ring.zero.variables, ring.zero.constant) == (0, (), 0)
    assert ring.constant(-3).constant == -3


def test_values_in_floating_point_come_with_their_scale(ring: Ring) -> None:
    import numpy as np

    p = ring.read(parse_expression("3*a^2*b - 2*c + 5")).num
    columns = np.array([[1.0, -2.0], [2.0, 0.5], [0.25, 4.0]])
    value, scale = p.on(columns)
    assert value.tolist() == [3 * 2 - 0.5 + 5, 3 * 4 * 0.5 - 8 + 5]
    assert scale.tolist() == [6 + 0.5 + 5, 6 + 8 + 5]


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        (Symbol("z"), "the symbol 'z' is not a parameter here; there are: a, b, c"),
        (Quotient(Symbol("a"), Symbol("b") - Symbol("b")), "the denominator b - b is identically zero"),
        (Extremum("max", (Symbol("a"), ZERO)), "max(...) may stand in conditions only: max(a, 0)"),
    ],
)
def test_what_is_no_rational_function_is_refused(ring: Ring, expression: Expr, message: str) -> None:
    with pytest.raises(ExpressionError) as error:
        ring.read(expression)
    assert str(error.value) == message


def test_division_by_the_zero_polynomial_is_refused(ring: Ring) -> None:
    with pytest.raises(ExpressionError) as error:
        ring.ratfun(ring.one, ring.zero)
    assert str(error.value) == "division by an expression that is identically zero"


def test_a_ring_without_symbols() -> None:
    ring = Ring(())
    two = ring.constant(2)
    assert ring.mul(two, ring.add(two, ring.one)) == ring.constant(6)
    assert ring.read(Number(Fraction(1, 3))) == RatFun(ring.one, ring.constant(3))
    assert ring.factors(ring.constant(-6)) == (-6, ())
    assert ring.symbol is not None
    assert two.at(()) == 2


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a*b - a*c", "a*(b - c)"), ("2*a - 4*b", "2*a - 4*b"), ("-a*b + a*c", "a*(c - b)"), ("a + b", "a + b"),
        ("(a - b)^2*c", "c*(a - b)^2"), ("-3*a^2", "-3*a^2"), ("0", "0"), ("-2*a*b - 2*b", "-2*b*(a + 1)"),
    ],
)
def test_short_forms(ring: Ring, text: str, written: str) -> None:
    assert str(ring.write_short(ring.read(parse_expression(text)).num)) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("(a + b)/(2*c)", "(a + b)/(2*c)"), ("a/2 + b/3", "a/2 + b/3"), ("(a^2 - b^2)/(a + b)", "a - b"), ("0*a", "0"),
        ("(2*a + 2)/(4*b)", "(a + 1)/(2*b)"), ("1/(1/a)", "a"), ("a/(b - a)", "a/(b - a)"),
    ],
)
def test_fractions_as_expressions(ring: Ring, text: str, written: str) -> None:
    value = ring.read(parse_expression(text))
    shown = ring.write_fraction(value)
    assert ring.read(shown) == value
    if text != "a/(b - a)":
        assert str(shown) == written


def test_factors_with_large_coefficients() -> None:
    """python-flint orders factors by coefficients of at most 31 bits."""
    ring, big = Ring(("x", "y")), 2**70
    first, second = (ring.read(parse_expression(text)).num for text in (f"{big}*x + y", f"{big + 1}*x + 3*y"))
    whole = ring.scale(ring.mul(first, ring.mul(second, second)), -2)
    assert ring.factors(whole) == (-2, ((first, 1), (second, 2)))
