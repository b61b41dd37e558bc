"""Domestic opposition as a second signaller: exact points, closed forms and the mixed equilibria."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase, ProfileCase

MODEL = "signalling/opposition"
SOURCE = "in the spirit of Schultz 1998; enumeration at 4000 random exact points agrees"

PEACE, SUCCESS, WAR, COLLAPSE = "status quo", "threat succeeds", "war", "bluff collapses"

FACTS = ModelFacts(
    model=MODEL, players=("Government", "Opposition", "Target"), parameters=11, information_sets=6, terminals=10,
    outcomes=(PEACE, SUCCESS, WAR, COLLAPSE),
)

HONEST = (("threat|R", "challenge"), ("threat|B", "none"))
BOTH = (("threat|R", "challenge"), ("threat|B", "challenge"))

POINTS: tuple[PointCase, ...] = (
    PointCase(
        MODEL, "baseline: informative opposition", SOURCE, plays=(Play(HONEST, ("1/4", "1/8", "-1/8")),),
        outcomes=(PEACE, SUCCESS),
    ),
    PointCase(MODEL, "little to gain from exposure", SOURCE, {"f": "1/4"}, none=True),
    PointCase(MODEL, "nothing to gain from exposure", SOURCE, {"f": "-1/4"}, none=True),
    PointCase(
        MODEL, "likely resolute", SOURCE, {"f": "1/4", "mu": "3/5"}, plays=(Play(BOTH, ("1", "1/2", "-1/2")),),
        outcomes=(SUCCESS,),
    ),
    PointCase(
        MODEL, "tie: exposure worth a success", SOURCE, {"f": "1/2"}, plays=(Play(HONEST, ("1/4", "1/8", "-1/8")),),
    ),
)


def _mixed(
    name: str, changes: dict[str, str], profile: str, bluff: str, support: str, resist: str, war: str
) -> ProfileCase:
    chances = (("threat|B", "challenge", bluff), ("stance|B", "support", support), ("reply|support", "resist", resist))
    found = tuple(chance for chance in chances if chance[2] != "1")
    return ProfileCase(MODEL, name, SOURCE, profile, changes, found, {WAR: war})


SUPPORTED, SOMETIMES, RARE = "bluffs supported", "bluffs supported now and then", "rare bluffs, rare support"

PROFILES: tuple[ProfileCase, ...] = (
    _mixed("little to gain from exposure", {"f": "1/4"}, RARE, "1/2", "2/3", "1/4", "1/16"),
    _mixed("tie of two branches, first", {"f": "1/4", "mu": "2/5"}, SOMETIMES, "1", "2/3", "1/4", "1/10"),
    _mixed("tie of two branches, second", {"f": "1/4", "mu": "2/5"}, RARE, "1", "2/3", "1/4", "1/10"),
    _mixed("nothing to gain from exposure", {"f": "-1/4"}, SUPPORTED, "1/3", "1", "1/2", "1/8"),
    _mixed("tie: support just pays", {"f": "0"}, SUPPORTED, "1/3", "1", "1/2", "1/8"),
    _mixed("tie: exposure worth a success", {"f": "1/2"}, RARE, "2/3", "1/2", "0", "0"),
    ProfileCase(MODEL, "an informative opposition", SOURCE, SUPPORTED, holds=False),
)

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(MODEL, "honest threats", SOURCE, "f >= s", choices=HONEST),
    ConditionCase(MODEL, "trusted threats", SOURCE, "mu*(b + c) >= L + b", choices=BOTH),
    ConditionCase(MODEL, "no war for sure", SOURCE, "false", WAR),
)
