"""Nash and subgame-perfect equilibria by enumeration of profiles, against the checker on all profiles at points."""

from __future__ import annotations

import random
import re
from itertools import islice, product

import pytest

import gametheory as gt
from gametheory.errors import SolverError
from gametheory.verify import Assessment, check, numeric
from tests.models.reference import admissible_points
from tests.solution.solved import model

POINTS = 5
HORSE, BEER = "classics/selten_horse", "classics/beer_quiche"


@pytest.mark.parametrize("concept", ["nash", "subgame perfect"])
@pytest.mark.parametrize("key", [HORSE, BEER, "classics/market_entry", "classics/battle_of_the_sexes"])
def test_against_the_checker_on_all_profiles(key: str, concept: str) -> None:
    """Ties included: the points have small denominators."""
    game = model(key)
    method = "enumeration of profiles" + (" in one game" if concept == "nash" else "")
    solution = gt.solve(game, concept=concept, supports="pure", method=method)
    assert solution.complete and solution.scope.concept == concept
    sets = game.tree.information_sets
    for point in islice(admissible_points(game, random.Random(f"{key} {concept}")), POINTS):
        there = numeric(game, point)
        expected = set()
        for actions in product(*(s.actions for s in sets)):
            choices = {s.label: action for s, action in zip(sets, actions, strict=True)}
            if check(there, Assessment.pure(choices), concept).ok:
                expected.add(frozenset((label, choices[label]) for label in reached(game, choices)))
        assert {frozenset(row.path) for row in solution.at(point)} == expected, point


def reached(game: gt.Game, choices: dict[str, str]) -> set[str]:
    """The information sets that play reaches."""
    found, stack = set(), [game.tree.root]
    while stack:
        node = stack.pop()
        if node.information_set is None:
            stack.extend(game.tree.nodes[child] for child in node.children)
        else:
            label = game.tree.information_sets[node.information_set].label
            found.add(label)
            stack.append(game.tree.nodes[node.children[node.actions.index(choices[label])]])
    return found


def test_the_horse() -> None:
    """Selten 1975: no proper subgame, so that subgame perfection excludes nothing (general payoffs derived)."""
    for concept in ("nash", "subgame perfect"):
        solution = gt.solve(model(HORSE), concept=concept)
        assert solution.scope.supports == "pure"
        down = solution.one("1 down, left").region
        assert down.equivalent(solution.space.region("x >= 1 or x >= y"), up_to="exact")
        assert solution.one("both continue").region.equivalent(solution.space.region("true"), up_to="exact")


@pytest.mark.parametrize("concept", ["nash", "subgame perfect"])
def test_constraints_are_not_listed_one_by_one(concept: str) -> None:
    solution = gt.solve(model(HORSE), concept=concept)
    message = (
        f"{concept!r} equilibria compare whole plans here, and ask nothing of play that is not reached\n"
        "  constraints are listed for sequential equilibria, information set by information set."
    )
    with pytest.raises(SolverError, match=f"^{re.escape(message)}$"):
        solution.constraints("both continue")
    with pytest.raises(SolverError, match=f"^{re.escape(message)}$"):
        solution.why_not("both continue", at=solution.game.baseline)
