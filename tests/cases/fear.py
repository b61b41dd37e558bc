"""A transgression that tests for belligerence: exact points, closed forms and the mixed equilibrium."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase, ProfileCase

MODEL = "deterrence/fear"
SOURCE = "in the spirit of Gurantz and Hirsch 2017; enumeration at 699 random exact points agrees"

COMPLIANCE, NOW, LATER, ALLOWED = "compliance", "war now", "war later", "transgression allowed"

FACTS = ModelFacts(
    model=MODEL, players=("Challenger", "Defender"), parameters=9, information_sets=5, terminals=8,
    outcomes=(COMPLIANCE, NOW, LATER, ALLOWED),
)


def _play(normal: str, belligerent: str, value: str) -> Play:
    return Play((("act|normal", normal), ("act|belligerent", belligerent)), (None, value))


def _test(value: str) -> Play:
    return _play("comply", "transgress", value)


def _appeasement(value: str) -> Play:
    return _play("transgress", "transgress", value)


DETERRED = _play("comply", "comply", "0")

POINTS: tuple[PointCase, ...] = (
    PointCase(MODEL, "baseline", SOURCE, plays=(_test("-1/10"), _appeasement("-13/20"))),
    PointCase(MODEL, "much fear", SOURCE, {"beta": "1/2"}, plays=(_test("-1/2"),), outcomes=(COMPLIANCE, NOW)),
    PointCase(
        MODEL, "belligerents mind war now", SOURCE, {"w1_b": "-1/5"}, plays=(DETERRED, _appeasement("-13/20")),
        outcomes=(COMPLIANCE, ALLOWED, LATER),
    ),
    PointCase(
        MODEL, "tie: an indifferent defender", SOURCE, {"beta": "1/3", "w1_b": "-1/5"},
        plays=(DETERRED, _appeasement("-1")),
    ),
    PointCase(
        MODEL, "tie: an indifferent belligerent", SOURCE, {"beta": "1/2", "w1_b": "0"},
        plays=(DETERRED, _test("-1/2")),
    ),
)

RATES = (("act|normal", "transgress", "2/9"), ("response", "war", "1/2"))

PROFILES: tuple[ProfileCase, ...] = (
    ProfileCase(MODEL, "baseline", SOURCE, "partial test", {}, RATES),
    ProfileCase(MODEL, "belligerents mind war now", SOURCE, "partial test", {"w1_b": "-1/5"}, RATES),
    ProfileCase(MODEL, "much fear", SOURCE, "partial test", {"beta": "1/2"}, holds=False),
)

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(
        MODEL, "test", SOURCE, "w1_b >= 0", choices=(("act|normal", "comply"), ("act|belligerent", "transgress")),
    ),
    ConditionCase(MODEL, "deterrence", SOURCE, "w1_b <= 0", COMPLIANCE),
    ConditionCase(
        MODEL, "appeasement", SOURCE, "beta*(W2 - l) <= W1 - l", choices=(("act|normal", "transgress"),),
    ),
)
