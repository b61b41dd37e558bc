"""Weak perfect Bayesian equilibria: beliefs off the path are free, set by set."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

import gametheory as gt
from gametheory.errors import SolverError
from gametheory.game import Game
from gametheory.testing import random_signalling_game
from gametheory.verify.assessment import Assessment
from gametheory.verify.brute_force import path_of
from gametheory.verify.checking import check
from gametheory.verify.numeric import numeric

WEAK = "weak perfect bayesian"


def test_linked_beliefs_tell_the_two_concepts_apart() -> None:
    game = gt.load("benchmarks/linked_beliefs")
    at = {"p": "1/3"}
    sequential, weak = gt.solve(game, supports="pure").at(at), gt.solve(game, concept=WEAK).at(at)
    assert [e.label for e in sequential] == ["separating"]
    assert [e.label for e in weak] == ["pooling on out", "separating"]
    out = weak[0]
    assert {out.strategy[label] for label in out.strategy if label.startswith("entry")} == {"out"}
    assert (out.strategy["first"], out.strategy["second"]) == ("y", "L")
    assert gt.Solution.from_json(text := gt.solve(game, concept=WEAK).to_json()).to_json() == text
    beliefs = {label: dict(belief) for label, belief in out.beliefs.items()}
    assert beliefs["first"]["type=R, entry=m"] <= Fraction(1, 2)
    assert beliefs["second"]["type=R, entry=m, first=y, again=b"] >= Fraction(1, 2)


def brute_force(game: Game) -> set[tuple[tuple[str, str], ...]]:
    """Paths of pure profiles for which some belief of the off-path receivers passes the checker (two types)."""
    there = numeric(game, {})
    sets = there.information_sets
    wide = [s for s in sets if len(s.nodes) == 2]
    levels = sorted({Fraction(a, b) for b in range(1, 13) for a in range(b + 1)})
    found = set()
    for actions in product(*(s.actions for s in sets)):
        choices = {s.label: a for s, a in zip(sets, actions, strict=True)}
        path = tuple(sorted(path_of(there, choices)))
        if path in found:
            continue
        reached = {label for label, _ in path}
        free = [s for s in wide if s.label not in reached]
        options = [[{s.nodes[0]: x, s.nodes[1]: 1 - x} for x in levels] for s in free]
        for s, beliefs in zip(free, options, strict=True):       # each receiver's belief matters to itself alone
            good = [b for b in beliefs if not _gains(there, choices, {s.label: b}, s.label)]
            if not good:
                break
            options[free.index(s)] = good[:1]
        else:
            stated = {s.label: o[0] for s, o in zip(free, options, strict=True)}
            if check(there, Assessment.pure(choices, stated), WEAK).ok:
                found.add(path)
    return found


def _gains(there, choices, beliefs, label: str) -> bool:  # type: ignore[no-untyped-def]
    report = check(there, Assessment.pure(choices, beliefs), WEAK)
    return any(fault.startswith((f"at {label!r}", f"from {label!r}")) for fault in report.faults)


@pytest.mark.parametrize("seed", range(12))
def test_random_games_against_enumeration(seed: int) -> None:
    game = random_signalling_game(seed, 2, 2, receivers=1)
    solution = gt.solve(game, concept=WEAK)
    assert solution.complete
    assert {tuple(sorted(e.path)) for e in solution.at()} == brute_force(game)


def test_beliefs_of_players_who_moved_before_are_refused() -> None:
    game = gt.load("benchmarks/commitment_signal")
    with pytest.raises(SolverError, match="forms a belief after a move of its own\n.*use concept=\"sequential\""):
        gt.solve(game, concept=WEAK)
