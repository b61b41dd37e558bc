"""Military mobilisation: exact points, closed forms and the mixed equilibria."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase, ProfileCase

MODEL = "signalling/mobilisation"
SOURCE = "in the spirit of Slantchev 2005; enumeration at 6000 random exact points agrees"

FACTS = ModelFacts(
    model=MODEL, players=("Coercer", "Holder"), parameters=9, information_sets=8, terminals=12,
    outcomes=("concession", "war", "coercer backs down"),
)


def _pair(high: str, low: str) -> tuple[tuple[str, str], ...]:
    return ("mobilise|high", high), ("mobilise|low", low)


def _play(high: str, low: str, *payoffs: str) -> Play:
    return Play(_pair(high, low), payoffs)


STILL = _play("0", "0", "1/20", "3/4")
CHEAP = {"m": "1/2"}

POINTS: tuple[PointCase, ...] = (
    PointCase(MODEL, "baseline", SOURCE, plays=(_play("m", "0", "3/16", "3/4"), STILL)),
    PointCase(MODEL, "cheap mobilisation", SOURCE, CHEAP, plays=(STILL,)),
    PointCase(
        MODEL, "tie: the low type just not tempted", SOURCE, {"m": "1"}, plays=(_play("m", "0", "1/4", "3/4"), STILL),
    ),
    PointCase(
        MODEL, "tie: the high type just gains", SOURCE, {"m": "9/5"}, plays=(_play("m", "0", "1/20", "3/4"), STILL),
    ),
    PointCase(MODEL, "mobilisation too dear", SOURCE, {"m": "19/10"}, plays=(STILL,)),
    PointCase(
        MODEL, "coercion by commitment", SOURCE, {"c_1": "2/3", "m": "1/2"}, plays=(_play("m", "m", "3/4", "0"),),
        outcomes=("concession",),
    ),
    PointCase(
        MODEL, "a holder who fights", SOURCE, {"c_2": "1/8", "m": "1/4"}, plays=(_play("m", "0", "9/80", "25/32"),),
        outcomes=("coercer backs down", "war"),
    ),
    PointCase(
        MODEL, "likely high type", SOURCE, {"mu": "9/10", "m": "1/2"},
        plays=(_play("m", "m", "7/5", "0"), _play("0", "0", "9/50", "1/10")),
    ),
)

PROFILES: tuple[ProfileCase, ...] = (
    ProfileCase(
        MODEL, "cheap mobilisation", SOURCE, "mobilisation imitated now and then", CHEAP,
        (("mobilise|low", "m", "1/12"), ("reply|m", "resist", "1/2")), {"war": "1/8"},
    ),
    ProfileCase(
        MODEL, "likely high type", SOURCE, "mobilisation imitated now and then", {"mu": "9/10", "m": "1/2"},
        holds=False,
    ),
)

WAR0 = "p_0*v_H - c_1"

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(
        MODEL, "separation", SOURCE, f"v_L <= m and m <= v_H and m <= v_H - ({WAR0})", choices=_pair("m", "0"),
        premise="c_2 > (1 - p_m)*v_2",
    ),
    ConditionCase(
        MODEL, "coercion by commitment", SOURCE, f"m <= v_L and m <= v_H - ({WAR0})", choices=_pair("m", "m"),
        premise="c_2 > (1 - p_m)*v_2 and p_m*v_L > c_1",
    ),
    ConditionCase(
        MODEL, "coercion by a sunk cost", SOURCE,
        f"mu*(c_2 + p_m*v_2) >= v_2 and m <= v_L and m <= v_H - ({WAR0})", choices=_pair("m", "m"),
        premise="c_2 > (1 - p_m)*v_2 and p_m*v_L < c_1",
    ),
    ConditionCase(
        MODEL, "war after mobilisation", SOURCE,
        f"p_m*v_H - c_1 - m >= {WAR0} and p_m*v_H - c_1 - m >= 0 and p_m*v_L - c_1 >= m", choices=_pair("m", "m"),
        premise="c_2 < (1 - p_m)*v_2 and p_m*v_L > c_1",
    ),
    ConditionCase(
        MODEL, "no mobilisation under commitment", SOURCE,
        f"({WAR0} >= 0 and mu*(c_2 + p_0*v_2) >= v_2) or ({WAR0} >= v_H - m and m >= v_L) "
        f"or ({WAR0} <= 0 and m >= v_H)",
        choices=_pair("0", "0"), premise="c_2 > (1 - p_m)*v_2 and p_m*v_L > c_1", up_to="knife-edges",
    ),
)
