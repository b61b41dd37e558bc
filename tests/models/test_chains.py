"""Receivers in a chain and receivers that are siblings, at sizes where beliefs are linked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

import pytest

import gametheory as gt
from gametheory.game import Game
from gametheory.game.labels import information_sets_of
from gametheory.solution import Solution
from gametheory.testing import admissible_points
from gametheory.verify import Assessment, check, numeric
from tests.cases.chains import chain, siblings
from tests.models.reference import equilibria, follows

COUNTS = {(2, 2, 2): 24, (4, 2, 2): 46, (2, 3, 2): 48, (2, 2, 3): 33, (3, 2, 2): 35}


@pytest.mark.parametrize(("size", "information_sets"), COUNTS.items(), ids=str)
def test_size_of_chains(size: tuple[int, int, int], information_sets: int) -> None:
    assert len(chain(*size).tree.information_sets) == information_sets


@cache
def solved_chain() -> Solution:
    solution = gt.solve(chain(2, 2, 2), supports="pure")
    assert solution.complete
    return solution


ARMS = tuple(product(("arm", "rely"), repeat=2))


def harm(armed: tuple[str, ...]) -> str:
    """What the receivers' arms cost the sender."""
    return " + ".join(["0", *(f"g_r{n}" for n, action in enumerate(armed, start=1) if action == "arm")])


def replies(armed: tuple[str, ...], doubt: str) -> str:
    """When the receivers act so if they give the type that folds the probability `doubt`."""
    sign = {"arm": ">=", "rely": "<="}
    return " and ".join(f"{doubt}*x_r{n} {sign[action]} a_r{n}" for n, action in enumerate(armed, start=1))


def punished(armed: tuple[str, ...], extra: str) -> str:
    """When silence, read as a sign of the type that folds, costs the sender so much that it rather pays `extra`."""
    worst = [f"({replies(other, '1')} and k_1 + {extra} + {harm(armed)} <= {harm(other)})" for other in ARMS]
    return " or ".join(worst)


def pooling_on_silence(armed: tuple[str, ...]) -> str:
    return f"({replies(armed, '(1 - p_1)')}) and (w_2 >= l + r or k_1 >= {harm(armed)})"


def pooling_on_the_tie(armed: tuple[str, ...]) -> str:
    weak = f"w_2 >= l + r and ({replies(armed, '(1 - p_1)')}) and ({punished(armed, 'r')})"
    if armed != ("rely", "rely"):
        return weak
    return f"({weak}) or (w_2 <= l + r and ({punished(armed, '0')}) and ({punished(armed, 'w_2 - l')}))"


def separating(armed: tuple[str, ...]) -> str:
    return (
        f"({replies(armed, '1')}) and k_1 <= {harm(armed)} and {harm(armed)} <= k_1 + r "
        f"and {harm(armed)} <= k_1 + w_2 - l"
    )


CLASSES = {
    "silence": ("0", "0", pooling_on_silence), "tie": ("1", "1", pooling_on_the_tie), "apart": ("1", "0", separating),
}


@pytest.mark.parametrize("armed", ARMS, ids="-".join)
@pytest.mark.parametrize("name", CLASSES)
def test_classes_of_the_chain(name: str, armed: tuple[str, ...]) -> None:
    strong, weak, condition = CLASSES[name]
    solution = solved_chain()
    choices = (
        ("message|1", strong), ("message|2", weak), (f"arms1|message={weak}", armed[0]),
        (f"arms2|message={weak},arms1={armed[0]}", armed[1]),
    )
    found = solution.space.region("false")
    for row in (*solution.equilibria, *solution.knife_edges):
        if follows(solution.game, choices, row.path):
            found |= row.region
    decided = solution.space.region("w_2 != l + r")
    assert (found & decided).equivalent(solution.space.region(condition(armed)) & decided, up_to="exact")


def test_nothing_else_in_the_chain() -> None:
    """Separation needs some arms to avert, and pooling on the tie fewer arms than the most there may be."""
    solution = solved_chain()
    kinds = Counter((dict(row.path)["message|1"], dict(row.path)["message|2"]) for row in solution.equilibria)
    assert kinds == {("0", "0"): 4, ("1", "0"): 3, ("1", "1"): 4}


def test_chain_at_points() -> None:
    solution = solved_chain()
    for point in admissible_points(solution.game, 3, 5):
        assert paths(solution.at(point)) == paths(equilibria(solution.game, point))


def paths(found: Iterable[Any]) -> set[frozenset[tuple[str, str]]]:
    """Equilibrium paths, whatever the order in which the choices are listed."""
    return {frozenset(equilibrium.path) for equilibrium in found}


@cache
def solved_siblings() -> Solution:
    return gt.solve(siblings(), supports="pure")


SIBLINGS = {"n": "1 - p1 - p2 <= 2/3", "c": "1 - p1 - p2 >= 2*p2 and p1 <= 1/2"}
"""Last receiver's reply on the path, and when."""


@pytest.mark.parametrize("reply", SIBLINGS)
def test_all_types_come_in(reply: str) -> None:
    solution = solved_siblings()
    assert solution.complete
    assert {e for row in solution.equilibria for label, e in row.path if label.startswith("entry")} == {"m"}
    (row,) = (row for row in solution.equilibria if dict(row.path)["after_y"] == reply)
    assert row.region.equivalent(solution.space.region(SIBLINGS[reply]), up_to="exact")
    assert len(solution.equilibria) == len(SIBLINGS) and not solution.knife_edges


def all_out(game: Game) -> Assessment:
    """All types out, held up by the belief in type 2 after x and in type 3 after y."""
    choices = {s.label: "a" if s.move == "again" else "c" for s in game.tree.information_sets}
    choices |= {s.label: "out" for s in game.tree.information_sets if s.move == "entry"}
    choices |= {"first": "x", "again|1,x": "b", "again|1,y": "b"}
    there = numeric(game, {})
    wanted = {"first": "1", "after_x": "2", "after_y": "3"}
    beliefs = {
        s.label: {i: Fraction(dict(game.tree.history(i))["type"] == wanted[s.label]) for i in s.nodes}
        for s in there.information_sets
        if s.label in wanted
    }
    return Assessment.pure(choices, beliefs)


def test_all_out_is_supported_by_beliefs_that_are_not_consistent() -> None:
    game = siblings().at(p1="1/3", p2="1/3")
    there = numeric(game, {})
    assert check(there, all_out(game), "weak perfect bayesian").ok
    assert not check(there, all_out(game), "sequential").ok
    assert {action for f in equilibria(game, {}) for label, action in f.path if label.startswith("entry")} == {"m"}


def test_siblings_at_points() -> None:
    solution = solved_siblings()
    for point in admissible_points(solution.game, 20, 1):
        assert paths(solution.at(point)) == paths(equilibria(solution.game, point))


def test_both_types_out_with_linked_beliefs() -> None:
    """Weak perfect Bayesian with beliefs chosen set by set, but not with beliefs that one tremble brings about."""
    game = gt.load("benchmarks/linked_beliefs").at(p="1/3")
    there = numeric(game, {})
    (profile,) = (p for p in game.profiles if p.name == "both out")
    choices = {s.label: action for label, action in profile.strategy for s in information_sets_of(game.tree, label)}
    resolute = {"first": Fraction(1, 2), "second": Fraction(1, 2)}
    beliefs = {
        s.label: {i: resolute[s.label] if dict(game.tree.history(i))["type"] == "R" else 1 - resolute[s.label]
                  for i in s.nodes}
        for s in there.information_sets
        if s.label in resolute
    }
    assert check(there, Assessment.pure(choices, beliefs), "weak perfect bayesian").ok
    assert not check(there, Assessment.pure(choices, beliefs), "sequential").ok
    (only,) = equilibria(game, {})
    assert dict(only.choices) == {
        "entry|R": "out", "entry|U": "m", "first": "y", "again|R": "a", "again|U": "b", "second": "r",
    }
