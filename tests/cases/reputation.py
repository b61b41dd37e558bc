"""Reputation and entry with two and with three markets: exact points and the profiles of the article."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, PointCase, ProfileCase

TWO, THREE = "classics/reputation_two_markets", "classics/reputation_three_markets"
SOURCE = "Kreps and Wilson 1982; brute force at 1200 random exact points agrees"

FACTS: tuple[ModelFacts, ...] = (
    ModelFacts(
        TWO, ("Incumbent", "Entrant1", "Entrant2"), 3, 8, 13,
        ("no entry", "second market entered", "first market entered", "both entered"),
    ),
    ModelFacts(
        THREE, ("Incumbent", "Entrant1", "Entrant2", "Entrant3"), 3, 26, 35,
        ("no entry", "last market entered", "later markets entered", "first market entered"),
    ),
)

POINTS: tuple[PointCase, ...] = (
    PointCase(TWO, "baseline", SOURCE, none=True),
    PointCase(TWO, "likely tough", SOURCE, {"p": "2/3"}, outcomes=("no entry",)),
    PointCase(TWO, "tie: toughness just deters", SOURCE, {"p": "1/2"}, outcomes=("no entry", "second market entered")),
    PointCase(THREE, "baseline", SOURCE, none=True),
    PointCase(THREE, "likely tough", SOURCE, {"p": "2/3"}, outcomes=("no entry",)),
)


def _fights(model: str, profile: str, p: str, *chances: tuple[str, str, str], holds: bool = True) -> ProfileCase:
    return ProfileCase(model, f"{profile} at {p}", SOURCE, profile, {"p": p}, chances, {}, holds)


PROFILES: tuple[ProfileCase, ...] = (
    _fights(TWO, "some reputation", "1/3", ("reply1", "fight", "1/2"), ("after_fight", "out", "1/2")),
    _fights(TWO, "thin reputation", "1/3", holds=False),
    _fights(TWO, "thin reputation", "1/5", ("reply1", "fight", "1/4"), ("after_fight", "out", "1/2")),
    _fights(TWO, "some reputation", "1/5", holds=False),
    _fights(TWO, "some reputation", "1/4"),
    _fights(TWO, "thin reputation", "1/4"),
    _fights(THREE, "reputation for two markets", "1/3", ("reply_o", "fight", "1/2")),
    _fights(THREE, "reputation for one market", "1/5", ("reply", "fight", "3/4"), ("reply_f", "fight", "1/3")),
    _fights(THREE, "thin reputation", "1/10", ("reply", "fight", "1/3"), ("entry_f", "out", "1/2")),
    _fights(THREE, "reputation for two markets", "1/5", holds=False),
    _fights(THREE, "thin reputation", "1/5", holds=False),
)

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(TWO, "nobody enters", SOURCE, "p >= b", "no entry"),
    ConditionCase(TWO, "nothing else is certain", SOURCE, "false", "both entered"),
    ConditionCase(THREE, "nobody enters", SOURCE, "p >= b", "no entry"),
)
