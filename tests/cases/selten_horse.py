"""Selten's horse: exact points and closed forms of the pure equilibria, and the Nash equilibria that are none."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase

MODEL = "classics/selten_horse"
SOURCE = "Selten 1975; general payoffs derived by hand, enumeration at 3000 random exact points agrees"

FACTS = ModelFacts(
    model=MODEL, players=("Player1", "Player2", "Player3"), parameters=4, information_sets=3, terminals=5,
    outcomes=("both continue", "1 down, left", "1 down, right", "2 down, left", "2 down, right"),
)

ACROSS = Play((("first", "C"), ("second", "c")), ("1", "1", "1"))
DOWN = Play((("first", "D"), ("third", "L")), ("3", "3", "2"))

POINTS: tuple[PointCase, ...] = (
    PointCase(MODEL, "payoffs of the article", SOURCE, plays=(ACROSS,), outcomes=("both continue",)),
    PointCase(MODEL, "player 2 would continue", SOURCE, {"y": "1/2"}, plays=(ACROSS, DOWN)),
    PointCase(MODEL, "player 2 would go down", SOURCE, {"y": "2"}, plays=(ACROSS, DOWN)),
    PointCase(MODEL, "nobody wants to go down", SOURCE, {"x": "1/2", "y": "1/2"}, plays=(ACROSS,)),
    PointCase(MODEL, "tie: an indifferent player 2", SOURCE, {"y": "1"}, plays=(ACROSS, DOWN)),
)

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(MODEL, "both continue", SOURCE, "true", "both continue"),
    ConditionCase(MODEL, "1 down, left", SOURCE, "x >= 1 and x >= y", "1 down, left"),
    ConditionCase(MODEL, "1 down, right", SOURCE, "false", "1 down, right"),
    ConditionCase(MODEL, "2 down, left", SOURCE, "false", "2 down, left"),
    ConditionCase(MODEL, "2 down, right", SOURCE, "false", "2 down, right"),
)

NASH: dict[str, str] = {
    "(C, c, R)": "true", "(D, c, L)": "x >= 1", "(D, d, L)": "x >= y", "(C, c, L)": "x <= 1 and y <= 1",
}
"""Condition under which each named profile is a Nash equilibrium, sequential or not."""
