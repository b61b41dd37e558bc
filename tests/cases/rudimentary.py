"""Rudimentary asymmetric deterrence with known preferences: exact points and closed forms, ties included."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase

MODEL = "deterrence/rudimentary"
SOURCE = "Zagare and Kilgour 2000, chapter 3, with utilities of our own"

PEACE, CONCESSION, CONFLICT = "status quo", "Defender concedes", "conflict"

FACTS = ModelFacts(
    model=MODEL, players=("Challenger", "Defender"), parameters=6, information_sets=2, terminals=3,
    outcomes=(PEACE, CONCESSION, CONFLICT),
)

KEPT = Play((("demand", "C"),), ("0", "0"))
CONCEDED = (("demand", "D"), ("answer", "C"))
DENIED = (("demand", "D"), ("answer", "D"))

POINTS: tuple[PointCase, ...] = (
    PointCase(MODEL, "capable and credible", SOURCE, plays=(KEPT,), outcomes=(PEACE,)),
    PointCase(
        MODEL, "not credible", SOURCE, {"d_DD": "-3"}, plays=(Play(CONCEDED, ("1", "-2")),), outcomes=(CONCESSION,),
    ),
    PointCase(
        MODEL, "credible, not capable", SOURCE, {"c_DD": "1/2"}, plays=(Play(DENIED, ("1/2", "-1")),),
        outcomes=(CONFLICT,),
    ),
    PointCase(
        MODEL, "tie: the Defender is indifferent", SOURCE, {"d_DC": "-1"}, plays=(KEPT, Play(CONCEDED, ("1", "-1"))),
        outcomes=(CONCESSION, PEACE),
    ),
)

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(MODEL, PEACE, SOURCE, "c_SQ >= c_DD and d_DD >= d_DC", PEACE),
    ConditionCase(MODEL, CONCESSION, SOURCE, "d_DC >= d_DD", CONCESSION),
    ConditionCase(MODEL, CONFLICT, SOURCE, "d_DD >= d_DC and c_DD >= c_SQ", CONFLICT),
    ConditionCase(MODEL, "answer to a demand", SOURCE, "d_DD >= d_DC", CONFLICT, after={"demand": "D"}),
)
