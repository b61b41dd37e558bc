"""Reassurance on both sides, contagion of fear, false assurances, arms control: points and closed forms, with ties."""

from __future__ import annotations

from collections.abc import Mapping

from tests.cases.nouns import ConditionCase, ModelFacts, PointCase, ProfileCase

TRUST, ROUNDS = "assurance/trust_two_sided", "assurance/reassurance_two_rounds"
RACE, WORD, CONTROL = "assurance/arms_race_contagion", "assurance/false_assurance", "proliferation/arms_control"
SOURCE = "derived by hand; brute force at 3000 to 6000 random exact points agrees"

STATES = ("State1", "State2")

FACTS: tuple[ModelFacts, ...] = (
    ModelFacts(TRUST, STATES, 6, 20, 64, ("cooperation", "first exploited", "second exploited", "mutual defection")),
    ModelFacts(
        ROUNDS, STATES, 5, 20, 64,
        ("cooperation at last", "first exploited at last", "second exploited at last", "defection at last"),
    ),
    ModelFacts(RACE, STATES, 7, 6, 36, ("arms race", "first armed alone", "second armed alone", "peace")),
    ModelFacts(WORD, ("Sender", "Receiver"), 7, 3, 6, ("war today", "deal kept", "betrayal")),
    ModelFacts(CONTROL, ("Armer", "Rival"), 8, 5, 8, ("no deal", "arms control", "cheating", "war")),
)

POINTS: tuple[PointCase, ...] = (
    PointCase(TRUST, "baseline", SOURCE, outcomes=("cooperation", "mutual defection")),
    PointCase(ROUNDS, "baseline", SOURCE, outcomes=("cooperation at last", "defection at last")),
    PointCase(RACE, "baseline: contagion", SOURCE, outcomes=("arms race",)),
    PointCase(
        RACE, "few hawks", SOURCE, {"f_h": "1/8"},
        outcomes=("arms race", "first armed alone", "peace", "second armed alone"),
    ),
    PointCase(
        RACE, "tie: moderates just hold back", SOURCE, {"f_h": "1/7"},
        outcomes=("arms race", "first armed alone", "peace", "second armed alone"),
    ),
    PointCase(WORD, "tie: an indifferent receiver", SOURCE, outcomes=("betrayal", "deal kept", "war today")),
    PointCase(WORD, "distrust", SOURCE, {"mu": "1/2"}, outcomes=("war today",)),
    PointCase(WORD, "trust", SOURCE, {"mu": "4/5"}, outcomes=("betrayal", "deal kept")),
)


def _deal(name: str, holds: bool, **changes: str) -> ProfileCase:
    return ProfileCase(CONTROL, name, SOURCE, "deal kept", changes, holds=holds)


PROFILES: tuple[ProfileCase, ...] = (
    _deal("baseline", True),
    _deal("too little transparency", False, t="1/8"),
    _deal("tie: just not too much transparency", True, t="1/5"),
    _deal("too much transparency", False, t="1/4"),
    _deal("dear transparency", False, x="5/8", k="1/8"),
    _deal("tie: the only deal there is", True, x="5/8", k="1/8", s="1/2", t="1/4"),
    _deal("beside the only deal", False, x="5/8", k="1/8", s="1/2", t="3/10"),
    _deal("cheap transparency", True, x="5/8", k="1/8", s="1/8", t="1/2"),
    _deal("punishment not credible", False, x="3/4", k="1/8", s="1/8", t="9/10", c_B="3/4"),
)

Classes = Mapping[str, tuple[tuple[str, str], ...]]


def _types(move: str, t: str, u: str) -> tuple[tuple[str, str], ...]:
    return tuple((f"{move}{i}|{kind}", action) for i in (1, 2) for kind, action in (("t", t), ("u", u)))


def _after(move: str, act: str, seen: str, action: str) -> tuple[tuple[str, str], ...]:
    """What the trustworthy do after a pair of own and other's earlier choices."""
    own, other = seen
    return (
        (f"{act}1|t,{move}1={own},{move}2={other}", action), (f"{act}2|t,{move}1={other},{move}2={own}", action),
    )


GESTURES: Classes = {
    "mistrust": (*_types("signal", "0", "0"), *_after("signal", "act", "00", "D")),
    "trust": (*_types("signal", "0", "0"), *_after("signal", "act", "00", "C")),
    "reassurance": (
        *_types("signal", "1", "0"), *_after("signal", "act", "11", "C"), *_after("signal", "act", "10", "D"),
    ),
    "pooling": (*_types("signal", "1", "1"), *_after("signal", "act", "11", "C")),
}
STEPS: Classes = {
    "reassurance": (
        *_types("early", "C", "D"), *_after("early", "late", "CC", "C"), *_after("early", "late", "CD", "D"),
    ),
    "one round": (*_types("early", "C", "D"), *_after("early", "late", "CC", "D")),
    "pooling": (*_types("early", "C", "C"), *_after("early", "late", "CC", "C")),
    "mistrust": (*_types("early", "D", "D"), *_after("early", "late", "DD", "D")),
    "late trust": (*_types("early", "D", "D"), *_after("early", "late", "DD", "C")),
}
USUAL = {"T_t": "1/2", "T_u": "3/2", "L": "1"}


def _classes(model: str, classes: Classes, name: str, fixed: dict[str, str], *found: str) -> tuple[ConditionCase, ...]:
    """Which classes of equilibria there are at a point."""
    return tuple(
        ConditionCase(
            model, f"{name}: {kind}", SOURCE, "true" if kind in found else "false", choices=choices,
            fixed=USUAL | fixed,
        )
        for kind, choices in classes.items()
    )


CONDITIONS: tuple[ConditionCase, ...] = (
    *_classes(
        TRUST, GESTURES, "half trust", {"tau": "1/2", "k_t": "1/4", "k_u": "1"}, "mistrust", "reassurance",
    ),
    *_classes(
        TRUST, GESTURES, "much trust", {"tau": "3/4", "k_t": "1/4", "k_u": "1"}, "mistrust", "trust", "pooling",
    ),
    *_classes(TRUST, GESTURES, "three ties", {"tau": "2/3", "k_t": "1/3", "k_u": "1"}, *GESTURES),
    *_classes(ROUNDS, STEPS, "baseline", {"tau": "9/20", "alpha": "1/2"}, "reassurance", "mistrust"),
    *_classes(
        ROUNDS, STEPS, "much trust", {"tau": "3/4", "alpha": "1/2"}, "one round", "pooling", "mistrust", "late trust",
    ),
    *_classes(ROUNDS, STEPS, "tie: the only prior", {"tau": "2/7", "alpha": "1/3"}, "reassurance", "mistrust"),
    *_classes(ROUNDS, STEPS, "a gesture too small", {"tau": "1/5", "alpha": "1/4"}, "mistrust"),
    *_classes(ROUNDS, STEPS, "a large gesture", {"tau": "16/25", "alpha": "9/10"}, "reassurance", "mistrust"),
    *_classes(
        ROUNDS, STEPS, "a large gesture, much trust", {"tau": "9/10", "alpha": "9/10"},
        "reassurance", "one round", "mistrust", "late trust",
    ),
    *_classes(ROUNDS, STEPS, "tie: the threshold", {"tau": "2/3", "alpha": "2/3"}, *STEPS),
    ConditionCase(RACE, "everybody builds", SOURCE, "true", "arms race"),
    ConditionCase(
        RACE, "moderates hold back", SOURCE, "c_m >= mu + f_h*(d - mu)",
        choices=(("build1|m", "N"), ("build2|m", "N"), ("build1|w", "N"), ("build2|w", "N")),
    ),
    ConditionCase(WORD, "concession", SOURCE, "mu*(p + lam + c_R - x) >= lam", choices=(("offer", "concede"),)),
    ConditionCase(
        CONTROL, "arms control", SOURCE,
        "p + g - k <= x <= p + g and x >= (1 - t)*(x + g - k) + t*(p - s*t - c_A) and "
        "p + c_B - x - g <= s*t <= p + c_B - x",
        "arms control",
    ),
)
