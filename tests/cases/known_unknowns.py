"""Opaque militarisation and mistaken preventive war: exact points, closed forms and the mixed equilibrium."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase, ProfileCase

MODEL = "proliferation/known_unknowns"
SOURCE = "in the spirit of Debs and Monteiro 2014; all Nash equilibria at 399 random points agree"

PEACE, MISTAKE, DETECTED, SUSPECTED, SHIFT = (
    "peace", "mistaken war", "war on detection", "war on suspicion", "power shift",
)

FACTS = ModelFacts(
    model=MODEL, players=("Target", "Deterrer"), parameters=5, information_sets=3, terminals=6,
    outcomes=(PEACE, MISTAKE, DETECTED, SUSPECTED, SHIFT),
)

QUIET = Play((("programme", "abstain"), ("after_silence", "wait")), ("0", "0"))
COMPLETED = Play(
    (("programme", "invest"), ("after_detection", "wait"), ("after_silence", "wait")), ("1/20", "-1/4"),
)

POINTS: tuple[PointCase, ...] = (
    PointCase(MODEL, "baseline: no certainty", SOURCE, none=True),
    PointCase(MODEL, "deterred", SOURCE, {"s": "9/10"}, plays=(QUIET,), outcomes=(PEACE,)),
    PointCase(MODEL, "no threat", SOURCE, {"Delta": "1/4"}, plays=(COMPLETED,), outcomes=(SHIFT,)),
    PointCase(MODEL, "a strike that hurts", SOURCE, {"c_T": "1/4"}, none=True),
    PointCase(MODEL, "tie: a programme just pays", SOURCE, {"s": "4/5"}, plays=(QUIET,)),
)


def _suspicion(
    name: str, changes: dict[str, str], rates: tuple[str, str], holds: bool = True, **outcomes: str
) -> ProfileCase:
    return ProfileCase(
        MODEL, name, SOURCE, "suspicion", changes,
        (("programme", "invest", rates[0]), ("after_silence", "attack", rates[1])),
        {name.replace("_", " "): value for name, value in outcomes.items()}, holds,
    )


PROFILES: tuple[ProfileCase, ...] = (
    _suspicion(
        "baseline", {}, ("5/12", "2/3"), mistaken_war="7/18", war_on_detection="1/6", power_shift="1/12",
        war_on_suspicion="1/6",
    ),
    _suspicion("a strike that hurts", {"c_T": "1/4"}, ("5/12", "3/5"), mistaken_war="7/20"),
    _suspicion("tie: a programme just pays", {"s": "4/5"}, ("15/22", "0"), mistaken_war="0"),
)

GAIN = "(1 - s)*Delta - s*c_T"

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(MODEL, "power shift", SOURCE, "Delta >= k", SHIFT, premise="pi > Delta"),
    ConditionCase(MODEL, "peace", SOURCE, f"(Delta >= pi and {GAIN} <= k) or Delta <= k", PEACE),
    ConditionCase(MODEL, "mistaken war", SOURCE, "false", MISTAKE),
)
