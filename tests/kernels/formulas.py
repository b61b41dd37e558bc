"""Random formulas and points for the tests of kernels."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np

from gametheory.algebra.formulas import Formula, FormulaTable
from gametheory.algebra.polynomials import Poly, RatFun, Ring
from gametheory.kernels import Kernel, compile_conditions

NAMES = ("p", "f", "h", "lam")


def table(names: tuple[str, ...] = NAMES) -> FormulaTable:
    """A table that knows no signs."""
    return FormulaTable(Ring(names), lambda poly: None)


def random_poly(rng: random.Random, ring: Ring, terms: int = 4, degree: int = 3) -> Poly:
    """A polynomial with small coefficients that is not constant."""
    while True:
        found = ring.zero
        for _ in range(rng.randint(1, terms)):
            term = ring.constant(rng.choice([-3, -2, -1, 1, 1, 2, 5]))
            for _ in range(rng.randint(0, degree)):
                term = ring.mul(term, ring.symbol(rng.choice(ring.names)))
            found = ring.add(found, term)
        if found.constant is None:
            return found


def random_formula(rng: random.Random, of: FormulaTable, depth: int = 3) -> Formula:
    """An *and*-*or* graph over a few atoms."""
    if depth == 0 or rng.random() < 0.2:
        rel = rng.choice([">", ">=", ">", ">=", "=", "!="])
        return of.raw_atom(random_poly(rng, of.ring), rel)
    join = rng.choice([of.all_of, of.any_of])
    return join([random_formula(rng, of, depth - 1) for _ in range(rng.randint(2, 3))])


def random_kernel(seed: int, conditions: int = 6, outputs: int = 2) -> Kernel:
    """A kernel of random conditions under a random assumption that holds at most points."""
    rng = random.Random(seed)
    of = table()
    ring = of.ring
    assumption = of.any_of([random_formula(rng, of, 2), of.raw_atom(random_poly(rng, ring), ">=")])
    made = []
    while len(made) < outputs:
        made.append(ring.ratfun(random_poly(rng, ring), random_poly(rng, ring)))
    return compile_conditions(NAMES, assumption, [random_formula(rng, of) for _ in range(conditions)], made)


def ratfun_at(value: RatFun, point: tuple[Fraction, ...]) -> Fraction | None:
    """Exact value, or ``None`` where the denominator is zero."""
    below = value.den.at(point)
    return value.num.at(point) / below if below else None


def random_points(seed: int, n: int, names: tuple[str, ...] = NAMES) -> dict[str, np.ndarray]:
    """Points of which many lie on borders: small multiples of 1/4, some of them nudged by rounding."""
    rng = np.random.default_rng(seed)
    points = {name: rng.integers(-8, 9, n) / 4 for name in names}
    for column in points.values():
        where = rng.random(n) < 0.2
        column[where] = np.nextafter(column[where], 10)
        where = rng.random(n) < 0.3
        column[where] = rng.normal(size=where.sum())
    return points
