"""Audience costs, with a known and with an uncertain target: exact points, closed forms and bluffs."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase, ProfileCase

MODEL, TWO_SIDED = "deterrence/audience_costs", "deterrence/audience_costs_two_sided"
SOURCE = "two-stage form of Fearon 1994; enumeration at 2000 random exact points agrees"

PEACE, CONCESSION, RETREAT, WAR = "status quo", "target concedes", "challenger backs down", "war"

FACTS = (
    ModelFacts(
        model=MODEL, players=("Challenger", "Target"), parameters=5, information_sets=5, terminals=8,
        outcomes=(PEACE, CONCESSION, RETREAT, WAR),
    ),
    ModelFacts(
        model=TWO_SIDED, players=("Challenger", "Target"), parameters=7, information_sets=6, terminals=16,
        outcomes=(PEACE, CONCESSION, RETREAT, WAR),
    ),
)

POOLING = Play((("crisis|high", "challenge"), ("crisis|low", "challenge"), ("answer", "concede")), ("1", "0"))
SILENCE = Play((("crisis|high", "none"), ("crisis|low", "none")), ("0", "1"))


def _two_sided(high: str, low: str) -> Play:
    return Play((("crisis|high", high), ("crisis|low", low)), (None, None))


NOBODY, HIGH, BOTH = (
    _two_sided("none", "none"), _two_sided("challenge", "none"), _two_sided("challenge", "challenge"),
)

POINTS: tuple[PointCase, ...] = (
    PointCase(
        MODEL, "likely high type", SOURCE, {"p": "3/5"}, plays=(POOLING, SILENCE), outcomes=(PEACE, CONCESSION),
    ),
    PointCase(MODEL, "unlikely high type", SOURCE, plays=(SILENCE,)),
    PointCase(MODEL, "complete credibility", SOURCE, {"a": "3"}, plays=(POOLING,), outcomes=(CONCESSION,)),
    PointCase(MODEL, "audience cost too small", SOURCE, {"a": "1/8"}, plays=(SILENCE,), outcomes=(PEACE,)),
    PointCase(
        MODEL, "tie: the low type just locked in", SOURCE, {"a": "2"}, plays=(POOLING, SILENCE),
    ),
    PointCase(TWO_SIDED, "tough targets tell the types apart", SOURCE, {"k": "3/5"}, plays=(NOBODY, HIGH)),
    PointCase(TWO_SIDED, "tough targets deter", SOURCE, {"k": "3/4"}, plays=(NOBODY,), outcomes=(PEACE,)),
    PointCase(TWO_SIDED, "unlikely tough target", SOURCE, {"k": "1/4"}, plays=(NOBODY, BOTH)),
    PointCase(TWO_SIDED, "both types unlikely", SOURCE, {"k": "1/4", "p": "1/4"}, plays=(NOBODY,)),
    PointCase(TWO_SIDED, "tie: the low type just deterred", SOURCE, {"k": "1/2"}, plays=(NOBODY, HIGH, BOTH)),
    PointCase(TWO_SIDED, "tie: the high type just deterred", SOURCE, {"k": "2/3"}, plays=(NOBODY, HIGH)),
)

PROFILES: tuple[ProfileCase, ...] = (
    ProfileCase(
        MODEL, "baseline", SOURCE, "bluff", {}, (("crisis|low", "challenge", "1/3"), ("answer", "resist", "1/2")),
        {WAR: "1/8"},
    ),
    ProfileCase(
        MODEL, "tie: the low type just locked in", SOURCE, "bluff", {"a": "2"},
        (("crisis|low", "challenge", "1/3"), ("answer", "resist", "1/3")),
    ),
    ProfileCase(MODEL, "likely high type", SOURCE, "bluff", {"p": "3/5"}, holds=False),
    ProfileCase(
        TWO_SIDED, "both types unlikely", SOURCE, "bluff", {"k": "1/4", "p": "1/4"},
        (("crisis|low", "challenge", "1/3"), ("answer|weak", "resist", "1/3")),
    ),
)

LOCKED = "-w_H < a < -w_L"

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(
        MODEL, "concession", SOURCE, "a >= -w_L or (a >= -w_H and p >= 1/(1 - w_2))", CONCESSION,
    ),
    ConditionCase(MODEL, "silence", SOURCE, "w_H <= 0 and a <= -w_L", PEACE),
    ConditionCase(MODEL, "nobody challenges", SOURCE, "w_H <= 0", PEACE, premise=LOCKED),
    ConditionCase(
        TWO_SIDED, "separation", SOURCE, "1/(1 + a) <= k <= 1/(1 - w_H)",
        choices=(("crisis|high", "challenge"), ("crisis|low", "none")),
    ),
    ConditionCase(
        TWO_SIDED, "both challenge", SOURCE, "k <= 1/(1 + a) and p >= 1/(1 - w_2)",
        choices=(("crisis|high", "challenge"), ("crisis|low", "challenge")),
    ),
    ConditionCase(TWO_SIDED, "nobody challenges", SOURCE, "true", PEACE),
)
