"""Alliances as costly signals of commitment: exact points and closed forms of the pure equilibria, ties included."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase, ProfileCase

MODEL = "alliance/morrow"
SOURCE = "derived by hand in the spirit of Morrow 1994; enumeration at 4000 random exact points agrees"

PEACE, CONCESSION, JOINT, ALONE = "status quo", "concession", "joint war", "target fights alone"

FACTS = ModelFacts(
    model=MODEL, players=("Defender", "Challenger", "Target"), parameters=12, information_sets=10, terminals=16,
    outcomes=(PEACE, CONCESSION, JOINT, ALONE),
)


def _play(high: str, low: str, *payoffs: str) -> Play:
    return Play((("alliance|H", high), ("alliance|L", low)), payoffs)


CONCEDED = _play("N", "N", "-3/2", "1", "-1")

POINTS: tuple[PointCase, ...] = (
    PointCase(
        MODEL, "baseline", SOURCE, plays=(_play("A", "N", "-9/8", "3/4", "-3/4"), CONCEDED),
        outcomes=(CONCESSION, PEACE),
    ),
    PointCase(MODEL, "cheap alliance", SOURCE, {"k": "1/2"}, plays=(CONCEDED,), outcomes=(CONCESSION,)),
    PointCase(
        MODEL, "trusted defender", SOURCE, {"mu": "3/5", "k": "1/2"},
        plays=(_play("A", "A", "-1/2", "0", "0"), _play("N", "N", "0", "0", "0")), outcomes=(PEACE,),
    ),
    PointCase(
        MODEL, "tie: the alliance costs what the less committed would lose", SOURCE, {"k": "1"},
        plays=(_play("A", "N", "-1", "3/4", "-3/4"), CONCEDED),
    ),
    PointCase(
        MODEL, "tie: an allied defender is just bound", SOURCE, {"b": "1", "mu": "3/5", "k": "1/2"},
        plays=(_play("A", "A", "-1/2", "0", "0"), _play("N", "N", "0", "0", "0")),
    ),
    PointCase(MODEL, "a tie too dear", SOURCE, {"b": "3/2", "k": "7/2"}, plays=(CONCEDED,)),
    PointCase(
        MODEL, "a tie that separates", SOURCE, {"b": "3/2", "k": "5/2"},
        plays=(_play("A", "N", "-11/8", "3/4", "-3/4"),),
    ),
    PointCase(
        MODEL, "a target that resists", SOURCE, {"mu": "2/5", "k": "5/2"},
        plays=(_play("A", "N", "-8/5", "3/5", "-3/5"), _play("N", "N", "-7/5", "1/10", "-19/20")),
        outcomes=(CONCESSION, JOINT, PEACE, ALONE),
    ),
)

T_C, T_T = "h/(h + w)", "e/(L + e - d)"

PROFILES: tuple[ProfileCase, ...] = (
    ProfileCase(
        MODEL, "the target's doubts", SOURCE, "committed without a dear alliance", {"mu": "2/5", "k": "5/2"},
        (("alliance|H", "A", "1/4"), ("reply|N", "resist", "1/2")),
    ),
    ProfileCase(
        MODEL, "the challenger's doubts", SOURCE, "committed without an alliance", {"mu": "3/5", "k": "1/2"},
        (("alliance|H", "A", "1/3"), ("challenge|N", "challenge", "1/4")),
    ),
    ProfileCase(
        MODEL, "imitation", SOURCE, "semi-separating", {"k": "1/2"},
        (("alliance|L", "A", "1/3"), ("challenge|A", "challenge", "1/2")),
    ),
)

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(MODEL, "separating", SOURCE, "vL <= k <= vH", choices=(("alliance|H", "A"), ("alliance|L", "N"))),
    ConditionCase(
        MODEL, "everybody allies", SOURCE, f"k <= vL and (b >= c - vL or (mu >= {T_C} and mu >= {T_T}))",
        choices=(("alliance|H", "A"), ("alliance|L", "A")),
    ),
    ConditionCase(
        MODEL, "nobody allies", SOURCE,
        f"b <= c - vL or (mu >= {T_C} and mu >= {T_T}) or (mu <= {T_T} and k >= vH) "
        f"or ({T_T} <= mu <= {T_C} and k >= c)",
        choices=(("alliance|H", "N"), ("alliance|L", "N")),
    ),
    ConditionCase(
        MODEL, "the less committed alone ally", SOURCE, "false", choices=(("alliance|H", "N"), ("alliance|L", "A")),
    ),
    ConditionCase(
        MODEL, "an alliance is challenged", SOURCE, "false", choices=(("challenge|A", "challenge"),),
    ),
    ConditionCase(
        MODEL, "certain concession", SOURCE, f"mu <= {T_T} and (k >= vH or b <= c - vL)", CONCESSION,
    ),
)
