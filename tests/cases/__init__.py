"""Games with known answers, as data: every case has a source."""

from __future__ import annotations

from tests.cases import (
    alliance_dilemma,
    arming,
    assurance_provocation,
    beer_quiche,
    benchmark_games,
    chain_store,
    costly_signals,
    election,
    morrow,
    nuclear_sharing,
    rudimentary,
    selten_horse,
    two_audiences,
    umbrella,
    unilateral,
)
from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase

_FAMILIES = (
    umbrella, election, nuclear_sharing, rudimentary, chain_store, alliance_dilemma, two_audiences, costly_signals,
    assurance_provocation, unilateral, morrow, beer_quiche, selten_horse, arming,
)

FACTS: tuple[ModelFacts, ...] = (
    *(family.FACTS for family in _FAMILIES), unilateral.ONE_SIDED_FACTS, arming.DILEMMA_FACTS,
    arming.STAG_HUNT_FACTS, arming.CHICKEN_FACTS, *benchmark_games.FACTS,
)
POINTS: tuple[PointCase, ...] = tuple(case for family in (*_FAMILIES, benchmark_games) for case in family.POINTS)
CONDITIONS: tuple[ConditionCase, ...] = tuple(
    case for family in (*_FAMILIES, benchmark_games) for case in family.CONDITIONS
)
MARKET_POINTS = chain_store.MARKET_POINTS

__all__ = ["CONDITIONS", "FACTS", "MARKET_POINTS", "POINTS", "ConditionCase", "ModelFacts", "Play", "PointCase"]
