"""Trust and reassurance by a sunk signal: exact points, closed forms and occasional deception."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase, ProfileCase

MODEL = "assurance/trust_one_sided"
SOURCE = "after Kydd 2005; enumeration at 160 random exact points agrees"

FACTS = ModelFacts(
    model=MODEL, players=("Sender", "Receiver"), parameters=8, information_sets=8, terminals=16,
    outcomes=("cooperation", "sender exploited", "receiver exploited", "mutual defection"),
)


def _signals(trustworthy: str, untrustworthy: str, *more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return ("signal|trustworthy", trustworthy), ("signal|untrustworthy", untrustworthy), *more


def _play(path: tuple[tuple[str, str], ...], value: str) -> Play:
    return Play(path, (None, value))


MISTRUST = _play(_signals("0", "0", ("reply|0", "D")), "0")
TRUSTED = _signals("0", "0", ("reply|0", "C"))
GESTURE = _signals("1", "1", ("reply|1", "C"))
APART = _signals("1", "0")

CHEAP = {"k_t": "1/4", "k_u": "5/4"}

POINTS: tuple[PointCase, ...] = (
    PointCase(MODEL, "baseline", SOURCE, plays=(MISTRUST, _play(APART, "1/4"))),
    PointCase(MODEL, "a gesture cheap to all", SOURCE, CHEAP, plays=(MISTRUST,)),
    PointCase(
        MODEL, "much trust", SOURCE, {"tau": "3/4", "k_u": "1"},
        plays=(MISTRUST, _play(TRUSTED, "1/2"), _play(GESTURE, "1/2")),
    ),
    PointCase(
        MODEL, "tie: the gesture costs each what it gains", SOURCE, {"k_t": "1", "k_u": "3/2"},
        plays=(MISTRUST, _play(APART, "1/4")),
    ),
    PointCase(MODEL, "equal costs", SOURCE, {"k_t": "5/4", "k_u": "5/4"}, plays=(MISTRUST,)),
)

PROFILES: tuple[ProfileCase, ...] = (
    ProfileCase(
        MODEL, "a gesture cheap to all", SOURCE, "occasional deception", CHEAP,
        (("signal|untrustworthy", "1", "1/6"), ("reply|1", "C", "5/6")),
    ),
    ProfileCase(
        MODEL, "too cheap to keep the trustworthy cooperating", SOURCE, "occasional deception",
        {"k_t": "1/8", "k_u": "3/4"}, (("reply|1", "C", "1/2"),), holds=False,
    ),
)

TRUST = "tau*(1 - T_2 + L_2) >= L_2"

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(MODEL, "mistrust", SOURCE, "true", "mutual defection"),
    ConditionCase(MODEL, "trust", SOURCE, TRUST, choices=TRUSTED),
    ConditionCase(MODEL, "pooling on the gesture", SOURCE, f"{TRUST} and k_t <= 1 and k_u <= T_u", choices=GESTURE),
    ConditionCase(MODEL, "reassurance", SOURCE, "k_t <= 1 and k_u >= T_u", choices=APART),
    ConditionCase(MODEL, "never the wrong way round", SOURCE, "false", choices=_signals("0", "1")),
    ConditionCase(MODEL, "no gesture in vain", SOURCE, "false", choices=_signals("1", "1", ("reply|1", "D"))),
)
