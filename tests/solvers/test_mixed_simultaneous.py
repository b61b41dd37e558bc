"""Two players who move at once: against an exact enumeration of supports and against nashpy."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest

import gametheory as gt
from gametheory.verify import Assessment, check, numeric
from tests.solvers.mixed_agreement import matches
from tests.solvers.simultaneous import COLUMNS, ROWS, Bimatrix, drawn
from tests.solvers.support_enumeration import MIXED, Member

SHAPES = ((2, 2), (2, 3), (3, 3))
CLOSE = 1e-9  # nashpy computes in floating point


def compare(table: Bimatrix, rng: random.Random) -> None:
    """The solution's rows are the feasible supports, and its probabilities those of the enumeration."""
    game = table.game()
    there = numeric(game, {})
    solution = gt.solve(game, supports="all")
    assert solution.complete, (table, solution.undecided)
    rows: dict[frozenset[tuple[str, str]], list[gt.Equilibrium]] = {}
    for row in solution.equilibria:
        rows.setdefault(frozenset(row.path), []).append(row)
    expected = {
        frozenset({("row", MIXED.join(ROWS[i] for i in own)), ("column", MIXED.join(COLUMNS[j] for j in other))}): (
            own, other, *mixtures,
        )
        for (own, other), mixtures in table.components().items()
    }
    assert set(rows) == set(expected), table
    for path, (own, other, first, second) in expected.items():
        free = {len(row.free) for row in rows[path]}
        assert max(free) >= first.dimension(range(len(own))) + second.dimension(range(len(other))), (table, path)
        for x, y in zip(first.sample(rng, 3), second.sample(rng, 3), strict=True):
            mixed = {
                "row": {ROWS[i]: p for i, p in zip(own, x, strict=True)},
                "column": {COLUMNS[j]: p for j, p in zip(other, y, strict=True)},
            }
            assert check(there, Assessment(mixed), "nash").ok, (table, mixed)
            assert any(matches(row, {}, Member(mixed, {})) for row in rows[path]), (table, mixed)
    for found in solution.at({}):
        mixed = {k: {p: Fraction(1)} if isinstance(p, str) else dict(p) for k, p in found.strategy.items()}
        assert check(there, Assessment(mixed), "nash").ok, (table, mixed)


def profiles(table: Bimatrix) -> list[tuple[float, ...]]:
    """The solution's equilibria as numbers, all isolated."""
    many, wide = table.shape
    found = []
    for row in gt.solve(table.game(), supports="all").at({}):
        played = {k: {p: Fraction(1)} if isinstance(p, str) else p for k, p in row.strategy.items()}
        found.append(
            tuple(float(played["row"].get(a, 0)) for a in ROWS[:many])
            + tuple(float(played["column"].get(a, 0)) for a in COLUMNS[:wide])
        )
    return sorted(found)


def of_nashpy(table: Bimatrix) -> Iterator[list[tuple[float, ...]]]:
    import nashpy

    played = nashpy.Game(np.array(table.first), np.array(table.second))
    for found in (played.support_enumeration(), played.vertex_enumeration()):
        yield sorted({tuple(round(float(p), 12) for p in (*x, *y)) for x, y in found})


@pytest.mark.parametrize("shape", SHAPES, ids="{0[0]}x{0[1]}".format)
def test_against_nashpy(shape: tuple[int, int]) -> None:
    """What nashpy finds is found; what it loses in its floats is an equilibrium by exact best replies."""
    rng, compared = random.Random(f"{shape}"), 0
    while compared < 6:
        table = drawn(rng, *shape, 9)
        if table.is_degenerate:
            continue
        compared += 1
        found = profiles(table)
        for theirs in of_nashpy(table):
            assert all(any(np.allclose(one, other, atol=CLOSE) for other in found) for one in theirs), table
            if len(theirs) < len(found):
                compare(table, rng)


@pytest.mark.parametrize("shape", SHAPES, ids="{0[0]}x{0[1]}".format)
def test_ties_against_the_enumeration(shape: tuple[int, int]) -> None:
    rng, compared = random.Random(f"ties {shape}"), 0
    while compared < 6:
        table = drawn(rng, *shape, 1)
        compared += table.is_degenerate
        compare(table, rng)


def test_the_enumeration_itself() -> None:
    coordination = Bimatrix(((2, 0), (0, 1)), ((2, 0), (0, 1)))
    assert not coordination.is_degenerate
    assert sorted(coordination.components()) == [((0,), (0,)), ((0, 1), (0, 1)), ((1,), (1,))]
    first, second = coordination.components()[(0, 1), (0, 1)]
    assert first.inside == second.inside == (Fraction(1, 3), Fraction(2, 3))
    same = Bimatrix(((1, 1), (1, 1)), ((1, 0), (1, 0)))
    assert same.is_degenerate
    assert sorted(same.components()) == [((0,), (0,)), ((0, 1), (0,)), ((1,), (0,))]
    assert same.components()[(0, 1), (0,)][0].dimension([0, 1]) == 1
