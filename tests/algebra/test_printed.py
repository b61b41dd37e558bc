"""Printed conditions: equivalent to the region at every point off the borders, and on them where that is promised."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction

import pytest

from gametheory.algebra import ParameterSpace, Region, atoms, evaluate
from gametheory.algebra.implicants import Cover, cover
from gametheory.errors import ExpressionError
from gametheory.expr import Condition, holds
from gametheory.expr.parse import parse_condition
from tests.algebra.spaces import NAMES, WHERE, grid, linear_condition, random_condition, space, vector

POINTS = 1000


def points(where: str, rng: random.Random) -> Iterator[dict[str, Fraction]]:
    """The grid's points, where ties are common, then points of the bank and random fractions."""
    yield from grid(where)
    bank, assumptions = space(where).bank, space(where).assumptions
    for index in range(0, len(bank), max(1, len(bank) // POINTS)):
        yield dict(zip(NAMES, bank.exact(index), strict=True))
    for _ in range(POINTS):
        values = tuple(Fraction(rng.randint(-12, 12), rng.choice((1, 2, 3, 5, 7))) for _ in NAMES)
        if evaluate(assumptions, values):
            yield dict(zip(NAMES, values, strict=True))


def assert_equivalent(region: Region, shown: Condition, where: str, *, exact: bool, seed: int = 0) -> None:
    """At every point off the zeros of the atoms of both; at every point if `exact`."""
    there = region.space
    other = there.formula(shown)
    borders = [a.poly for a in atoms(region.formula, other) if a.poly is not None]
    compared = 0
    for point in points(where, random.Random(seed)):
        values = vector(point)
        if exact or all(p.at(values) for p in borders):
            try:
                found = holds(shown, point)
            except ExpressionError:  # a printed fraction has no value there; only where its denominator may vanish
                assert not exact
                continue
            assert found == evaluate(region.formula, values), (str(shown), point)
            compared += 1
    assert compared >= (10 if where == "equation" else 300)


@pytest.mark.parametrize("where", ["no assumption", "signs", "strict signs", "order", "probability", "either"])
@pytest.mark.parametrize("seed", range(4))
def test_linear_conditions(where: str, seed: int) -> None:
    region = space(where).region(linear_condition(random.Random(seed)))
    assert region.cover.closed
    assert_equivalent(region, region.condition, where, exact=region.exact, seed=seed)
    assert_equivalent(region, region.about(NAMES[seed % 3]), where, exact=region.exact, seed=seed)


@pytest.mark.parametrize("where", ["signs", "order", "probability"])
@pytest.mark.parametrize("seed", range(3))
def test_conditions_with_products(where: str, seed: int) -> None:
    region = space(where).region(random_condition(random.Random(100 + seed), 1))
    if max((a.poly.degree for a in atoms(region.formula) if a.poly is not None), default=0) > 4:
        region = space(where).region(linear_condition(random.Random(seed), 1)) & space(where).region("a*c < b")
    if region.cover.closed:
        assert_equivalent(region, region.condition, where, exact=region.exact, seed=seed)
        assert_equivalent(region, region.about("b"), where, exact=region.exact, seed=seed)


@pytest.mark.parametrize("seed", range(5))
def test_under_an_equation(seed: int) -> None:
    region = space("equation").region(linear_condition(random.Random(seed), 1))
    if region.exact:
        assert_equivalent(region, region.condition, "equation", exact=True)
    assert space("equation").region(region.condition).equivalent(region)


@pytest.mark.parametrize("where", ["signs", "order", "probability"])
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("exact", [True, False])
def test_covers_are_sound_and_irredundant(where: str, seed: int, exact: bool) -> None:
    there = space(where)
    f = there.formula(linear_condition(random.Random(seed)))
    found = cover(there, f, exact=exact)
    assert isinstance(found, Cover)
    assert found.closed
    table = there.table
    up_to = "exact" if exact else "knife-edges"
    region = Region(there, f)
    parts = [Region(there, table.all_of(i)) for i in found.implicants]
    union = Region(there, table.any_of([p.formula for p in parts]))
    assert union.equivalent(region, up_to=up_to)
    if found.exact:
        assert union.equivalent(region, up_to="exact")
    for part, implicant in zip(parts, found.implicants, strict=True):
        others = [p.formula for p in parts if p is not part]
        assert not part.implies(Region(there, table.any_of(others)), up_to=up_to), "an implicant that is not needed"
        for atom in implicant:
            rest = Region(there, table.all_of([a for a in implicant if a is not atom]))
            assert not rest.implies(region, up_to=up_to), "an atom that is not needed"


PRINTED = (
    ("h >= 0, f > 0, l > 0", "h >= f - l and w >= 0 or h >= f - l and b > 0", "f <= h + l and (b > 0 or w >= 0)"),
    ("0 < p < 1, G > 0, w > 0", "p*w >= (1 - p)*G", "p >= G/(w + G)"),
    ("0 < p < 1, G > 0, w > 0", "p*w < (1 - p)*G", "p < G/(w + G)"),
    ("x > 0", "x > y and x > y - 1", "x > y"), ("x > 0", "x > y or x > y - 1", "y < x + 1"),
    ("x > 0", "x^2 > x", "x > 1"), ("0 < x < 1", "x^2 < x", "true"), ("x > 1", "x*y < 0 and x < 1", "false"),
    ("x > 0, y > 0", "x/y > 2", "x > 2*y"), ("x > 0, y > 0", "2*x > 4*y and 3*x > 6*y", "x > 2*y"),
    ("true", "x >= y and x <= y", "x = y"), ("true", "x >= y and x <= y and z > 0", "z > 0 and x = y"),
    ("true", "(x - y)^2 <= 0", "x = y"), ("true", "x != y", "true"), ("true", "x = 0 or x > 0", "x >= 0"),
    ("true", "x = 1 or x > 2", "x > 2"),
)


@pytest.mark.parametrize(("where", "text", "shown"), PRINTED)
def test_printed_as_a_paper_would(where: str, text: str, shown: str) -> None:
    names = ("h", "f", "l", "w", "b", "p", "G", "x", "y", "z")
    there = ParameterSpace(names, parse_condition(where))
    region = there.region(text)
    again = there.region(region.condition)
    assert again.equivalent(region, up_to="exact" if region.exact else "knife-edges")
    found = str(region)
    if not region.exact:
        found, shown = (t.replace(">=", ">").replace("<=", "<") for t in (found, shown))
    assert found == shown


@pytest.mark.parametrize("where", list(WHERE))
def test_true_and_false(where: str) -> None:
    there = space(where)
    assert str(there.region("true")) == "true"
    assert str(there.region("false")) == "false"
    assert str(there.region(parse_condition(WHERE[where]))) == "true"
    assert there.region("true").exact
    assert there.region("false").exact
