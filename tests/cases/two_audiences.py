"""The umbrella before an ally and an adversary: exact points and closed forms of the pure classes, ties included."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase

MODEL = "asia_pacific/two_audiences"
SOURCE = "derived by hand; enumeration at 4000 random exact points agrees"

BOMB, CALM, WAR, TAKEN = "proliferation", "non-nuclear deterrence", "war for the ally", "ally taken"

FACTS = ModelFacts(
    model=MODEL, players=("Patron", "Ally", "Adversary"), parameters=16, information_sets=12, terminals=32,
    outcomes=(BOMB, CALM, WAR, TAKEN),
)


def _pooling(signal: str, arms: str, *payoffs: str) -> Play:
    return Play((("signal|R", signal), ("signal|U", signal), (f"arms|{signal}", arms)), payoffs)


def _separating(*payoffs: str) -> Play:
    return Play((("signal|R", "1"), ("signal|U", "0"), ("arms|1", "N"), ("arms|0", "G")), payoffs)


ARMED_SILENCE = _pooling("0", "G", "-9/8", "-9/10", "-1")

POINTS: tuple[PointCase, ...] = (
    PointCase(
        MODEL, "baseline", SOURCE, plays=(ARMED_SILENCE, _separating("-7/8", "-9/20", "-1/2")),
        outcomes=(CALM, BOMB),
    ),
    PointCase(MODEL, "cheap signal", SOURCE, {"k": "1/2"}, plays=(ARMED_SILENCE,), outcomes=(BOMB,)),
    PointCase(MODEL, "very cheap signal", SOURCE, {"k": "1/8"}, plays=(ARMED_SILENCE,)),
    PointCase(
        MODEL, "everybody signals, the strongly motivated challenge", SOURCE, {"mu": "3/4", "k": "1/8"},
        plays=(_pooling("0", "N", "-5/16", "-3/4", "1/8"), _pooling("1", "N", "-7/16", "-3/4", "1/8")),
        outcomes=(TAKEN, CALM, WAR),
    ),
    PointCase(
        MODEL, "silence of the trusted", SOURCE, {"mu": "3/4", "k": "1/2"},
        plays=(_pooling("0", "N", "-5/16", "-3/4", "1/8"),),
    ),
    PointCase(
        MODEL, "tie: the signal costs what the bomb costs the resolved", SOURCE, {"k": "3/2"},
        plays=(ARMED_SILENCE, _separating("-9/8", "-9/20", "-1/2")),
    ),
    PointCase(
        MODEL, "the unresolved mind the bomb more", SOURCE, {"gU": "2"},
        plays=(_pooling("0", "G", "-7/4", "-9/10", "-1"),),
    ),
    PointCase(
        MODEL, "trusted beyond doubt", SOURCE, {"mu": "9/10", "k": "1/8", "fR": "1", "lR": "2"},
        plays=(_pooling("0", "N", "0", "0", "0"), _pooling("1", "N", "-1/8", "0", "0")), outcomes=(CALM,),
    ),
    PointCase(
        MODEL, "tie: the ally is just reassured", SOURCE, {"mu": "3/5", "k": "1/8"},
        plays=(
            _pooling("0", "G", "-6/5", "-9/10", "-1"), _pooling("0", "N", "-7/20", "-9/10", "1/2"),
            _pooling("1", "N", "-19/40", "-9/10", "1/2"),
        ),
    ),
)

BOTH = {signal: (("signal|R", signal), ("signal|U", signal)) for signal in "01"}
MU_A = "(pi*L - kap)/(pi*(L - d))"
T_H = "vH/(vH + w)"

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(MODEL, "nobody signals", SOURCE, "true", choices=BOTH["0"]),
    ConditionCase(
        MODEL, "separating", SOURCE, "gU <= k <= gR", choices=(("signal|R", "1"), ("signal|U", "0")),
    ),
    ConditionCase(
        MODEL, "everybody signals", SOURCE,
        f"mu >= {MU_A} and ((mu <= {T_H} and k <= gR - pi*fR and k <= gU - pi*lU) "
        f"or (mu >= {T_H} and k <= gR and k <= gU))",
        choices=BOTH["1"],
    ),
    ConditionCase(
        MODEL, "the unresolved alone signal", SOURCE, "false", choices=(("signal|R", "0"), ("signal|U", "1")),
    ),
    ConditionCase(MODEL, "certain calm", SOURCE, f"mu >= {T_H}", CALM),
    ConditionCase(MODEL, "certain proliferation", SOURCE, f"mu <= {MU_A}", BOMB),
    ConditionCase(
        MODEL, "silence without arms", SOURCE, f"mu >= {MU_A}", choices=(*BOTH["0"], ("arms|0", "N")),
    ),
    ConditionCase(MODEL, "a signal that leaves the ally armed", SOURCE, "false", choices=(("arms|1", "G"),)),
)
