"""Elimination of a positive real: against exact search over the roots of the atoms and the points between them."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product

import pytest

from gametheory.algebra import Evaluator, Formula, ParameterSpace, Poly, atoms
from gametheory.algebra.elimination import exists_positive, mentions
from gametheory.errors import NotLinearError
from gametheory.expr import ExactNumber, square_root
from gametheory.expr.parse import parse_condition

VALUES = tuple(Fraction(v) for v in ("-2", "-1", "-1/2", "0", "1/3", "1", "2"))
NAMES = ("a", "b", "x", "y")
X, Y = 2, 3
WEAK, ALL = (">=",), (">", ">=", "=", "!=", "<", "<=")


def space() -> ParameterSpace:
    return ParameterSpace(NAMES, parse_condition("x > 0, y > 0"))


def random_formula(
    rng: random.Random, space: ParameterSpace, relations: tuple[str, ...], variables: tuple[str, ...], depth: int = 2
) -> Formula:
    """Atoms ``A + B*x`` (and the like) with small linear A and B, so that roots coincide often."""
    table = space.table
    if depth == 0 or rng.random() < 0.15:
        return table.atom(random_linear(rng, space, variables), rng.choice(relations))
    parts = [random_formula(rng, space, relations, variables, depth - 1) for _ in range(rng.randint(2, 3))]
    return (table.all_of if rng.random() < 0.6 else table.any_of)(parts)


def random_linear(rng: random.Random, space: ParameterSpace, variables: tuple[str, ...]) -> Poly:
    ring = space.ring

    def small() -> Poly:
        terms = (ring.constant(1), ring.symbol("a"), ring.symbol("b"))
        total = ring.zero
        for term in rng.sample(terms, rng.randint(1, 2)):
            total = ring.add(total, ring.scale(term, rng.choice((-2, -1, 1, 1))))
        return total

    poly = small()
    for name in variables:
        if rng.random() < 0.8:
            poly = ring.add(poly, ring.mul(small(), ring.symbol(name)))
    return poly


def candidates(f: Formula, variable: int, at: tuple[Fraction, ...]) -> list[ExactNumber]:
    """Positive values among which there is one with `f` if there is any: the roots of its atoms and points between."""
    roots: set[ExactNumber] = set()
    for node in atoms(f):
        assert node.poly is not None
        at_0, at_1, at_2 = (node.poly.at((*at[:variable], Fraction(v), *at[variable + 1 :])) for v in range(3))
        c = (at_2 - 2 * at_1 + at_0) / 2
        b = at_1 - at_0 - c
        if c and b * b >= 4 * at_0 * c:
            roots.update((-b + sign * square_root(b * b - 4 * at_0 * c)) / (2 * c) for sign in (1, -1))
        elif b and not c:
            roots.add(-at_0 / b)
    marks = sorted(root for root in roots if root > 0)
    between = [(low + high) / 2 for low, high in zip(marks, marks[1:], strict=False)]
    return [*marks, *between, *([marks[0] / 2, marks[-1] + 1] if marks else [Fraction(1)])]


def satisfiable(f: Formula, variable: int, at: tuple[Fraction, ...]) -> bool:
    return any(
        Evaluator((*at[:variable], value, *at[variable + 1 :])).truth(f) for value in candidates(f, variable, at)
    )


@pytest.mark.parametrize("relations", [WEAK, ALL], ids=["weak", "every relation"])
@pytest.mark.parametrize("seed", range(25))
def test_one_variable(seed: int, relations: tuple[str, ...]) -> None:
    rng, here = random.Random(seed), space()
    f = random_formula(rng, here, relations, ("x",))
    found = exists_positive(here.table, f, X)
    assert not mentions(found, X)
    for a, b in product(VALUES, repeat=2):
        at = (a, b, Fraction(1), Fraction(1))
        assert Evaluator(at).truth(found) is satisfiable(f, X, at), (a, b)


@pytest.mark.parametrize("relations", [WEAK, ALL], ids=["weak", "every relation"])
@pytest.mark.parametrize("seed", range(15))
def test_the_other_variable_stays(seed: int, relations: tuple[str, ...]) -> None:
    """Atoms with products of the two variables: the answer is a condition on the other one, at ties too."""
    rng, here = random.Random(1000 + seed), space()
    f = random_formula(rng, here, relations, ("x", "y"), depth=1)
    found = exists_positive(here.table, f, X)
    assert not mentions(found, X)
    for a, b, y in product(VALUES[1:], VALUES[1:], (Fraction(1, 2), Fraction(1), Fraction(2))):
        at = (a, b, Fraction(1), y)
        assert Evaluator(at).truth(found) is satisfiable(f, X, at), (a, b, y)


@pytest.mark.parametrize("seed", range(20))
def test_one_after_the_other(seed: int) -> None:
    """Two variables that occur in separate terms; what is left after the first is searched for the second."""
    rng, here = random.Random(2000 + seed), space()
    f = random_formula(rng, here, (">=", ">", "="), ("x", "y"), depth=1)
    first = exists_positive(here.table, f, X)
    both = exists_positive(here.table, first, Y)
    assert not mentions(both, X) and not mentions(both, Y)
    for a, b in product(VALUES, repeat=2):
        at = (a, b, Fraction(1), Fraction(1))
        # the first step is tested above; a witness of the second gives one of the first, and so of the whole
        witness = [y for y in candidates(first, Y, at) if Evaluator((a, b, at[X], y)).truth(first)]
        assert Evaluator(at).truth(both) is bool(witness)
        if witness:
            assert satisfiable(f, X, (a, b, at[X], witness[0]))


@pytest.mark.parametrize("relations", [WEAK, ALL], ids=["weak", "every relation"])
@pytest.mark.parametrize("seed", range(20))
def test_squares(seed: int, relations: tuple[str, ...]) -> None:
    """Atoms of degree 2 with coefficients that may vanish: tangents, double roots and ties included."""
    rng, here = random.Random(3000 + seed), space()
    square = here.ring.mul(here.ring.symbol("x"), here.ring.symbol("x"))
    table, parts = here.table, []
    for _ in range(rng.randint(1, 3)):
        poly = random_linear(rng, here, ("x",))
        if rng.random() < 0.8:
            poly = here.ring.add(poly, here.ring.mul(random_linear(rng, here, ()), square))
        parts.append(table.atom(poly, rng.choice(relations)))
    f = (table.all_of if rng.random() < 0.7 else table.any_of)(parts)
    found = exists_positive(table, f, X, degree=2)
    assert not mentions(found, X)
    for a, b in product(VALUES, repeat=2):
        at = (a, b, Fraction(1), Fraction(1))
        assert Evaluator(at).truth(found) is satisfiable(f, X, at), (a, b)


CASES = [
    ("a + b*x >= 0", "a > 0 or b > 0 or (a = 0 and b = 0)", "a row of a belief: one side may gain"),
    ("a - x >= 0", "a > 0", "an upper end"),
    ("x - a >= 0", "true", "a lower end"),
    ("x > a, x < b", "b > 0 and a < b", "an open interval"),
    ("x >= a, x <= b", "b > 0 and a <= b", "a point is enough"),
    ("x >= a, x < b", "b > 0 and a < b", "half open"),
    ("x = a, x = b", "a > 0 and a = b", "two equations"),
    ("a*x = b", "a*b > 0 or (a = 0 and b = 0)", "a slope that may vanish"),
    ("x != a, x >= b, x <= b", "b > 0 and a != b", "a hole"),
    ("x != a, x >= a, x <= b", "b > 0 and a < b", "a hole at the end"),
    ("x*a >= 1, x*b <= 1", "a > 0 and b <= a", "slopes of any sign"),
    ("x > a or a > 1", "true", "a disjunction"),
    ("b > 0", "b > 0", "without the variable"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[c[2] for c in CASES])
def test_cases_by_hand(text: str, expected: str, why: str) -> None:
    here = space()
    found = exists_positive(here.table, here.formula(parse_condition(text, known=NAMES)), X)
    wanted = here.formula(parse_condition(expected, known=NAMES))
    assert here.region(found).equivalent(here.region(wanted), up_to="exact")


def test_a_square_is_refused_with_its_name() -> None:
    here = space()
    f = here.formula(parse_condition("a + b*x^2 >= x", known=NAMES))
    with pytest.raises(NotLinearError, match=r"^degree 2 in x$"):
        exists_positive(here.table, f, X)


def test_parts_without_the_variable_are_kept_as_they_are() -> None:
    here = space()
    free = here.formula(parse_condition("a > b or b > 3", known=NAMES))
    bound = here.formula(parse_condition("x > 1", known=NAMES))
    assert exists_positive(here.table, here.table.all_of([free, bound]), X) is free
    assert exists_positive(here.table, free, X) is free
