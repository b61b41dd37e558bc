"""The umbrella over a non-nuclear ally: exact points and closed forms, ties included."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase

MODEL = "asia_pacific/umbrella"
SOURCE = "derived by hand; backward induction at 4000 random exact points agrees"

CALM, WAR, TAKEN, BOMB, OPPOSED, UNOPPOSED = (
    "non-nuclear deterrence", "war for the ally", "ally taken",
    "peaceful proliferation", "opposed strike", "unopposed strike",
)

FACTS = ModelFacts(
    model=MODEL, players=("Patron", "Ally", "Adversary"), parameters=14, information_sets=11, terminals=12,
    outcomes=(CALM, WAR, TAKEN, BOMB, OPPOSED, UNOPPOSED),
)

GIVE = {"tie": "1"}
ABSTAIN = {"tie": "0"}

UMBRELLA = Play((("tie", "1"), ("arms", "N"), ("challenge", "quiet")), ("-1/2", "0", "0"))
STRUCK = Play((("tie", "0"), ("arms", "G"), ("strike", "strike"), ("shield", "abandon")), ("-1", "-1", "-1/2"))


def _points(
    name: str, changes: dict[str, str], plays: tuple[Play, ...], at_tie: tuple[str, ...]
) -> tuple[PointCase, ...]:
    """The whole game, play under the guarantee, and play without it (always an unopposed strike at these points)."""
    return (
        PointCase(MODEL, name, SOURCE, changes, plays=plays),
        PointCase(MODEL, f"{name}, guarantee given", SOURCE, changes, GIVE, outcomes=at_tie),
        PointCase(MODEL, f"{name}, no guarantee", SOURCE, changes, ABSTAIN, outcomes=(UNOPPOSED,)),
    )


POINTS: tuple[PointCase, ...] = (
    *_points("baseline", {}, (UMBRELLA,), (CALM,)),
    *_points("strong tie shields the programme", {"h": "3"}, (STRUCK,), (BOMB,)),
    *_points("strong but conditional tie", {"h": "3", "lam": "0"}, (UMBRELLA,), (CALM,)),
    *_points("tie: the shield is just credible", {"h": "2"}, (STRUCK, UMBRELLA), (CALM, BOMB)),
    *_points("tie: the defence is just credible", {"h": "1"}, (STRUCK, UMBRELLA), (CALM, UNOPPOSED)),
    *_points("weak tie", {"h": "1/2"}, (STRUCK,), (UNOPPOSED,)),
    *_points("guarantee too dear", {"k": "2"}, (STRUCK,), (CALM,)),
    *_points("strong tie, no temptation", {"h": "3", "b": "-1"}, (UMBRELLA,), (CALM,)),
)


def _after(tie: str, H: str) -> tuple[ConditionCase, ...]:  # noqa: N803 (the symbol of the model)
    """Every outcome at a given tie, knife-edges included: each player may do what no reply to its alternative beats."""
    quiet = f"{H} >= f - l and w >= 0"
    war = f"{H} >= f - l and w <= 0"
    taken = f"{H} <= f - l"
    wait = f"((lam*{H} >= f - l and e <= Y) or (lam*{H} <= f - l and e <= y))"
    opposed = f"lam*{H} >= f - l and e >= Y"
    unopposed = f"lam*{H} <= f - l and e >= y"
    struck = f"(({opposed}) or ({unopposed}))"
    conditions = {
        CALM: f"{H} >= f - l and w >= 0 and (b <= 0 or e >= Y or (e >= y and lam*{H} <= f - l))",
        WAR: f"{war} and (({struck} and d <= m) or ({wait} and b <= -d))",
        TAKEN: f"{taken} and (({struck} and L <= m) or ({wait} and b <= -L))",
        BOMB: f"{wait} and (({quiet} and b >= 0) or ({war} and b >= -d) or ({taken} and b >= -L))",
        OPPOSED: f"{opposed} and (({war} and m <= d) or ({taken} and m <= L))",
        UNOPPOSED: f"{unopposed} and (({war} and m <= d) or ({taken} and m <= L))",
    }
    return tuple(
        ConditionCase(MODEL, f"{outcome} at tie {tie}", SOURCE, condition, outcome, after={"tie": tie})
        for outcome, condition in conditions.items()
    )


ANSWER = "h >= f - l and w >= 0 and (b <= 0 or e >= Y or (e >= y and lam*h <= f - l))"

CONDITIONS: tuple[ConditionCase, ...] = (
    *_after("1", "h"),
    *_after("0", "0"),
    ConditionCase(
        MODEL, "challenge of a guaranteed non-nuclear ally", SOURCE, "h <= f - l or w <= 0",
        choices=(("challenge", "challenge"),), after={"tie": "1", "arms": "N"},
    ),
    ConditionCase(
        MODEL, "strike on a guaranteed arming ally", SOURCE, "e >= Y or (e >= y and lam*h <= f - l)",
        choices=(("strike", "strike"),), after={"tie": "1", "arms": "G"},
    ),
    ConditionCase(
        MODEL, "Goldilocks guarantee", SOURCE, "f - l <= h and lam*h < f - l", CALM, after=GIVE,
        premise="l < f and w >= 0 and b > 0 and y < e <= Y", up_to="knife-edges",
    ),
    ConditionCase(
        MODEL, "no window under an unconditional tie", SOURCE, "f - l = h", CALM, after=GIVE, fixed={"lam": "1"},
        premise="l < f and w >= 0 and b > 0 and y < e < Y",
    ),
    ConditionCase(
        MODEL, "no ceiling under a strictly conditional tie", SOURCE, "f - l <= h", CALM, after=GIVE,
        fixed={"lam": "0"}, premise="l < f and w >= 0 and b > 0 and y < e < Y",
    ),
    ConditionCase(
        MODEL, "non-proliferation premium", SOURCE,
        "(e > y and k <= l) or (e < y and b < -L and k <= l) or (e < y and b > -L and k <= g)",
        choices=(("tie", "1"),), up_to="knife-edges",
        premise="0 < f - l < h and w > 0 and (b < 0 or e > Y or (e > y and lam*h < f - l))",
    ),
    ConditionCase(
        MODEL, "when the umbrella holds", SOURCE,
        "(l > f and w > 0 and (b < 0 or e > Y)) or "
        "(l < f < h + l and w > 0 and (b < 0 or e > Y or (e > y and lam*h < f - l)) and "
        "((e > y and k < l) or (e < y and b < -L and k < l) or (e < y and b > -L and k < g)))",
        CALM, up_to="knife-edges",
    ),
)
