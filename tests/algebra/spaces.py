"""Small parameter spaces with every admissible point of a grid, and random conditions and polynomials in them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from itertools import product

from gametheory.algebra import ParameterSpace, Poly, Ring
from gametheory.expr import Comparison, Condition, Expr, Not, Number, Symbol, all_of, any_of, holds, multiply, power
from gametheory.expr.parse import parse_condition, parse_expression

Point = Mapping[str, Fraction]

NAMES = ("a", "b", "c")
VALUES = tuple(Fraction(v) for v in ("-2", "-1", "-1/2", "0", "1/3", "1/2", "1", "2"))
WHERE = {
    "no assumption": "true",
    "signs": "a > 0, b >= 0, c <= 0",
    "strict signs": "a > 0, b < 0, c != 0",
    "order": "0 < a < b, c >= a",
    "probability": "0 < a < 1, 0 <= b <= 1",
    "equation": "a = b, b > 0",
    "product": "a*b >= c, c > 0",
    "either": "a > 1/4 or b > 1/4",
}
RELATIONS = ("<", "<=", "=", ">=", ">", "!=")
FACTORS = tuple(
    parse_expression(text)
    for text in (
        "a", "b", "c", "a - b", "b - a", "a + b", "a - b + c", "a*b - c", "a^2 + 1", "a^2 + b^2", "1 - a", "a - 2*c",
        "a*c + b", "2*a - 1", "b^2 - a", "c + 1",
    )
)


@cache
def space(name: str) -> ParameterSpace:
    """The space of one of the assumptions of `WHERE`, made once."""
    return ParameterSpace(NAMES, parse_condition(WHERE[name]))


@cache
def grid(name: str) -> tuple[dict[str, Fraction], ...]:
    """The admissible points among all triples of `VALUES`: borders and ties are common."""
    where = parse_condition(WHERE[name])
    points = (dict(zip(NAMES, values, strict=True)) for values in product(VALUES, repeat=len(NAMES)))
    return tuple(point for point in points if holds(where, point))


def random_product(rng: random.Random) -> Expr:
    """A constant times powers of a few factors; many of them of a known or weak sign."""
    chosen = rng.sample(FACTORS, rng.randint(1, 3))
    return multiply(
        Number(Fraction(rng.choice((-2, -1, 1, 3)), rng.choice((1, 2)))),
        *(power(factor, rng.choice((1, 1, 1, 2, 2, 3))) for factor in chosen),
    )


def random_side(rng: random.Random) -> Expr:
    """A number or a short sum."""
    value: Expr = Number(Fraction(rng.choice((0, 0, 0, 1, -1))))
    for _ in range(rng.choice((0, 0, 1))):
        value = value + Symbol(rng.choice(NAMES)) * rng.choice((-1, 1, 2))
    return value


def random_comparison(rng: random.Random) -> Comparison:
    """A product compared with 0 or with a short sum."""
    return Comparison(random_product(rng), rng.choice(RELATIONS), random_side(rng))


def random_condition(rng: random.Random, depth: int = 2) -> Condition:
    """*and*, *or* and *not* of comparisons."""
    if depth == 0 or rng.random() < 0.2:
        return random_comparison(rng)
    parts = [random_condition(rng, depth - 1) for _ in range(rng.randint(2, 3))]
    found = (all_of if rng.random() < 0.5 else any_of)(*parts)
    return Not(found) if rng.random() < 0.2 else found


def linear_condition(rng: random.Random, depth: int = 2) -> Condition:
    """The same with comparisons of linear sums."""
    if depth == 0 or rng.random() < 0.2:
        left: Expr = Number(Fraction(rng.randint(-1, 1)))
        for name in rng.sample(NAMES, rng.randint(1, 3)):
            left = left + Symbol(name) * rng.choice((-2, -1, 1, 1, 2))
        return Comparison(left, rng.choice(RELATIONS), Number(Fraction(0)))
    parts = [linear_condition(rng, depth - 1) for _ in range(rng.randint(2, 3))]
    return (all_of if rng.random() < 0.5 else any_of)(*parts)


def random_poly(rng: random.Random, ring: Ring, terms: int = 4, degree: int = 3) -> Poly:
    """A polynomial with small coefficients, possibly zero or constant."""
    found = ring.zero
    for _ in range(rng.randint(0, terms)):
        term = ring.constant(rng.choice((-6, -3, -2, -1, 1, 1, 2, 5)))
        for _ in range(rng.randint(0, degree)):
            term = ring.mul(term, ring.symbol(rng.choice(ring.names)))
        found = ring.add(found, term)
    return found


def vector(point: Point) -> tuple[Fraction, ...]:
    """The coordinates in the spaces' order."""
    return tuple(point[name] for name in NAMES)
