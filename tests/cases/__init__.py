"""Games with known answers, as data: every case has a source."""

from __future__ import annotations

from tests.cases import (
    alliance_dilemma,
    alliances,
    arming,
    assurance_provocation,
    assurances,
    audience_costs,
    bargains,
    beer_quiche,
    benchmark_games,
    breakout_window,
    brinkmanship,
    capability_transfer,
    chain_store,
    coercion_assurances,
    coercion_pact,
    costly_signals,
    denuclearisation,
    deployments,
    dialogue,
    domino,
    election,
    escalation,
    fear,
    known_unknowns,
    mobilisation,
    morrow,
    mutual,
    nuclear_sharing,
    offstage,
    opposition,
    rapprochement,
    reassurance,
    reputation,
    rudimentary,
    selten_horse,
    textbook,
    threat_to_chance,
    threats,
    trust,
    two_audiences,
    tying_hands,
    umbrella,
    unilateral,
)
from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase, ProfileCase

_FAMILIES = (
    umbrella, election, nuclear_sharing, rudimentary, chain_store, alliance_dilemma, two_audiences, costly_signals,
    assurance_provocation, unilateral, morrow, beer_quiche, selten_horse, arming, benchmark_games, denuclearisation,
    breakout_window, capability_transfer, coercion_pact, dialogue, domino, rapprochement, known_unknowns, fear,
    audience_costs, threat_to_chance, coercion_assurances, offstage, trust, opposition, deployments, tying_hands,
    mobilisation, alliances, bargains, escalation, brinkmanship, reputation, reassurance, textbook,
    mutual, threats, assurances,
)

_FACTS: tuple[ModelFacts | tuple[ModelFacts, ...], ...] = (
    *(family.FACTS for family in _FAMILIES), unilateral.ONE_SIDED_FACTS, arming.DILEMMA_FACTS,
    arming.STAG_HUNT_FACTS, arming.CHICKEN_FACTS, arming.OFFENCE_FACTS,
)
FACTS: tuple[ModelFacts, ...] = tuple(
    facts for entry in _FACTS for facts in (entry if isinstance(entry, tuple) else (entry,))
)
POINTS: tuple[PointCase, ...] = tuple(case for family in _FAMILIES for case in family.POINTS)
CONDITIONS: tuple[ConditionCase, ...] = tuple(case for family in _FAMILIES for case in family.CONDITIONS)
PROFILES: tuple[ProfileCase, ...] = tuple(case for family in _FAMILIES for case in getattr(family, "PROFILES", ()))
MARKET_POINTS = chain_store.MARKET_POINTS

__all__ = [
    "CONDITIONS", "FACTS", "MARKET_POINTS", "POINTS", "PROFILES", "ConditionCase", "ModelFacts", "Play", "PointCase",
    "ProfileCase",
]
