"""Models with perfect information, solved once."""

from __future__ import annotations

from functools import cache

import gametheory as gt
from gametheory.game import Game
from gametheory.solution import Solution


@cache
def model(key: str) -> Game:
    """A model of the catalogue."""
    return gt.load(key)


@cache
def solved(key: str) -> Solution:
    """Its solution."""
    return gt.solve(model(key))


@cache
def solved_pure(key: str) -> Solution:
    """Its solution in pure strategies."""
    return gt.solve(model(key), supports="pure")


def has_perfect_information(key: str) -> bool:
    """Whether every information set of a model is one history."""
    return model(key).tree.has_perfect_information


SAMPLE = (
    "alliance/alliance_dilemma",
    "asia_pacific/nuclear_sharing",
    "asia_pacific/umbrella",
    "assurance/shifting_power",
    "bargaining/preventive_war",
    "classics/centipede",
    "classics/chain_store_two_markets",
    "deterrence/rudimentary",
)
"""Models with perfect information that are looked at in every run; all of them are under `make fuzz`."""

PERFECT = tuple(entry.key for entry in gt.catalog() if has_perfect_information(entry.key))
