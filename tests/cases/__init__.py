"""Games with known answers, as data: every case has a source."""

from __future__ import annotations

from tests.cases import alliance_dilemma, chain_store, election, nuclear_sharing, rudimentary, umbrella
from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase

_FAMILIES = (umbrella, election, nuclear_sharing, rudimentary, chain_store, alliance_dilemma)

FACTS: tuple[ModelFacts, ...] = tuple(family.FACTS for family in _FAMILIES)
POINTS: tuple[PointCase, ...] = tuple(case for family in _FAMILIES for case in family.POINTS)
CONDITIONS: tuple[ConditionCase, ...] = tuple(case for family in _FAMILIES for case in family.CONDITIONS)
MARKET_POINTS = chain_store.MARKET_POINTS

__all__ = ["CONDITIONS", "FACTS", "MARKET_POINTS", "POINTS", "ConditionCase", "ModelFacts", "Play", "PointCase"]
