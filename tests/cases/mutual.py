"""Deterrence with an uncertain defender, and of two states by each other: exact points and closed forms."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase, ProfileCase

UNCERTAIN = "deterrence/rudimentary_uncertain_defender"
ONCE, TWICE, SUPPORT = "deterrence/mutual_one_shot", "deterrence/mutual_sequential", "alliance/support_game"
SOURCE = "derived by hand; brute force at 1500 to 4000 random exact points agrees"

SQ, CONCEDES, CONFLICT, A_WINS, B_WINS = "status quo", "Defender concedes", "conflict", "A wins", "B wins"
STRONG, FIRST, SECOND, WEAK = "both strong", "first strong alone", "second strong alone", "both weak"

FACTS: tuple[ModelFacts, ...] = (
    ModelFacts(UNCERTAIN, ("Challenger", "Defender"), 8, 3, 6, (SQ, CONCEDES, CONFLICT)),
    ModelFacts(ONCE, ("A", "B"), 8, 2, 4, (SQ, A_WINS, B_WINS, CONFLICT)),
    ModelFacts(TWICE, ("A", "B"), 8, 4, 6, (SQ, A_WINS, B_WINS, CONFLICT)),
    ModelFacts(SUPPORT, ("Ally1", "Ally2"), 4, 2, 4, (STRONG, FIRST, SECOND, WEAK)),
)

KEPT, MADE = Play((("demand", "C"),), ("0", "0")), (("demand", "D"),)
BOTH_HARD = {"a_DD": "-1", "a_CD": "-2", "b_DD": "-1", "b_CD": "-2"}
ONLY_A_HARD = BOTH_HARD | {"b_CD": "-1", "b_DD": "-2"}
BOTH_SOFT = {"a_CD": "-1", "a_DD": "-2", "b_CD": "-1", "b_DD": "-2"}


def _alliance(name: str, a: str, b: str, c: str, d: str, *outcomes: str) -> PointCase:
    return PointCase(SUPPORT, name, SOURCE, {"a": a, "b": b, "c": c, "d": d}, outcomes=tuple(sorted(outcomes)))


POINTS: tuple[PointCase, ...] = (
    PointCase(UNCERTAIN, "credible enough", SOURCE, plays=(KEPT,)),
    PointCase(
        UNCERTAIN, "not credible enough", SOURCE, {"p": "1/4"}, plays=(Play(MADE, ("1/4", None)),),
        outcomes=(CONCEDES, CONFLICT),
    ),
    PointCase(
        UNCERTAIN, "tie: an indifferent Challenger", SOURCE, {"p": "1/3"}, plays=(KEPT, Play(MADE, ("0", None))),
    ),
    PointCase(ONCE, "chicken", SOURCE, outcomes=(A_WINS, B_WINS)),
    PointCase(ONCE, "prisoners' dilemma", SOURCE, BOTH_HARD, outcomes=(CONFLICT,)),
    PointCase(ONCE, "one hard state", SOURCE, ONLY_A_HARD, outcomes=(A_WINS,)),
    PointCase(ONCE, "tie: B neither hard nor soft", SOURCE, {"b_DD": "-1", "a_DD": "-1", "a_CD": "-2"},
              outcomes=(A_WINS, CONFLICT)),
    PointCase(TWICE, "two hard states", SOURCE, outcomes=(CONFLICT, SQ)),
    PointCase(TWICE, "one hard state", SOURCE, ONLY_A_HARD, outcomes=(A_WINS,)),
    PointCase(TWICE, "two soft states", SOURCE, BOTH_SOFT, outcomes=(A_WINS, B_WINS)),
    PointCase(TWICE, "a threat that does not hurt", SOURCE, {"a_DD": "1/2"}, outcomes=(CONFLICT,)),
    _alliance("assurance", "3", "0", "2", "1", STRONG, WEAK),
    _alliance("chicken", "2", "1", "3", "0", FIRST, SECOND),
    _alliance("weak support dominates", "2", "0", "3", "1", WEAK),
    _alliance("tie: nothing depends on oneself", "1", "0", "1", "0", STRONG, FIRST, SECOND, WEAK),
)

PROFILES: tuple[ProfileCase, ...] = (
    ProfileCase(ONCE, "chicken", SOURCE, "mixed", {}, (("act_A", "C", "1/2"), ("act_B", "C", "1/2"))),
    ProfileCase(ONCE, "one hard state", SOURCE, "mixed", ONLY_A_HARD, holds=False),
    ProfileCase(SUPPORT, "assurance", SOURCE, "mixed", {}, (("support1", "strong", "1/2"),)),
    ProfileCase(
        SUPPORT, "chicken", SOURCE, "mixed", {"a": "2", "b": "1", "c": "3", "d": "0"}, (("support2", "strong", "1/2"),),
    ),
)

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(
        UNCERTAIN, SQ, SOURCE, "p*c_DD + (1 - p)*c_DC <= c_SQ", SQ,
    ),
    ConditionCase(ONCE, CONFLICT, SOURCE, "a_DD >= a_CD and b_DD >= b_CD", CONFLICT),
    ConditionCase(ONCE, SQ, SOURCE, "false", SQ),
    ConditionCase(TWICE, SQ, SOURCE, "a_CD <= a_DD <= a_SQ and b_CD <= b_DD <= b_SQ", SQ),
    ConditionCase(SUPPORT, STRONG, SOURCE, "a >= c", STRONG),
    ConditionCase(SUPPORT, FIRST, SOURCE, "c >= a and b >= d", FIRST),
)
