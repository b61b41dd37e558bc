"""The threat that leaves something to chance: exact points, closed forms and occasional bluffs."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase, ProfileCase

MODEL = "deterrence/threat_to_chance"
SOURCE = "in the spirit of Powell 1988 and 1990; enumeration at 497 random exact points agrees"

QUIET, YIELDS, DISASTER = "quiet", "defender yields", "disaster"

FACTS = ModelFacts(
    model=MODEL, players=("Challenger", "Defender"), parameters=7, information_sets=5, terminals=12,
    outcomes=(QUIET, YIELDS, DISASTER, "challenger backs down", "challenger prevails"),
)

BLUFF = Play((("crisis|resolute", "challenge"), ("crisis|irresolute", "challenge"), ("answer", "yield")), ("1", "0"))
DETERRED = Play((("crisis|resolute", "quiet"), ("crisis|irresolute", "quiet")), ("0", "1"))

BOLD = {"f1": "1/10", "a_R": "1/2", "a_D": "2", "h": "1/5", "mu": "1/4"}
EDGE = {"f1": "1/5", "a_R": "2/3", "mu": "1/2"}

POINTS: tuple[PointCase, ...] = (
    PointCase(MODEL, "a challenger too bold to be deterred", SOURCE, BOLD, none=True),
    PointCase(MODEL, "baseline", SOURCE, plays=(DETERRED,), outcomes=(QUIET,)),
    PointCase(MODEL, "likely resolute", SOURCE, {"mu": "1/2"}, plays=(BLUFF, DETERRED), outcomes=(YIELDS, QUIET)),
    PointCase(MODEL, "tie: indifferent defender, indifferent resolute", SOURCE, EDGE, plays=(BLUFF, DETERRED)),
    PointCase(
        MODEL, "tie: resistance just too risky", SOURCE, {"f1": "1/5", "a_D": "4", "mu": "1/2"},
        plays=(BLUFF, DETERRED),
    ),
)

PROFILES: tuple[ProfileCase, ...] = (
    ProfileCase(
        MODEL, "a challenger too bold to be deterred", SOURCE, "occasional bluff", BOLD,
        (("crisis|irresolute", "challenge", "11/21"), ("answer", "resist", "50/79")), {DISASTER: "495/4424"},
    ),
    ProfileCase(
        MODEL, "baseline", SOURCE, "occasional bluff", {},
        (("crisis|irresolute", "challenge", "5/16"), ("answer", "resist", "1/2")), {DISASTER: "3/32"},
    ),
    ProfileCase(MODEL, "likely resolute", SOURCE, "occasional bluff", {"mu": "1/2"}, holds=False),
)

RESISTED = "(1 - f1)*(1 - f2 - f2*a_R) - f1*a_R"

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(
        MODEL, "bluff", SOURCE, "mu*(1 - f1)*(1 + a_D*f2) >= 1 - f1 - a_D*f1", YIELDS,
    ),
    ConditionCase(MODEL, "deterrence", SOURCE, f"{RESISTED} <= 0 and a_D*f1 <= 1 - f1", QUIET),
    ConditionCase(MODEL, "no disaster for sure", SOURCE, "false", DISASTER),
)
