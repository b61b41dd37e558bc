"""Brinkmanship and commitment: exact points, closed forms and mixed equilibria."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase, ProfileCase

LADDER, RESOLVE, CHICKEN = (
    "deterrence/brinkmanship_ladder", "deterrence/brinkmanship_private_resolve", "deterrence/commitment_chicken",
)
SOURCE = "derived by hand; enumeration at 1200 to 2500 random exact points agrees"

PREVAILS_C, PREVAILS_D, DISASTER, SQ = "challenger prevails", "defender prevails", "disaster", "status quo"
FIRST, SECOND = "first stands firm", "second stands firm"

FACTS: tuple[ModelFacts, ...] = (
    ModelFacts(LADDER, ("Challenger", "Defender"), 5, 3, 7, (PREVAILS_D, PREVAILS_C, DISASTER)),
    ModelFacts(RESOLVE, ("Challenger", "Defender"), 11, 6, 15, (SQ, PREVAILS_C, PREVAILS_D, DISASTER)),
    ModelFacts(CHICKEN, ("Player1", "Player2"), 9, 3, 6, ("both concede", FIRST, SECOND, DISASTER)),
)

QUIT = Play((("first", "quit"),), ("0", "1"))


def _crisis(*payoffs: str) -> Play:
    return Play((("first", "escalate"), ("second", "quit")), payoffs)


POINTS: tuple[PointCase, ...] = (
    PointCase(LADDER, "baseline", SOURCE, plays=(_crisis("1/4", "-1/4"),), outcomes=(PREVAILS_C, DISASTER)),
    PointCase(LADDER, "too risky for the challenger", SOURCE, {"f": "1/2"}, plays=(QUIT,)),
    PointCase(
        LADDER, "tie: an indifferent challenger", SOURCE, {"f": "1/3"}, plays=(QUIT, _crisis("0", "-1/3")),
    ),
    PointCase(
        RESOLVE, "baseline: a tough defender who may be bullied", SOURCE, outcomes=(PREVAILS_C,),
    ),
    PointCase(RESOLVE, "a defender tough to the end", SOURCE, {"w_T": "4"}, none=True),
    PointCase(RESOLVE, "likely tough", SOURCE, {"w_T": "4", "mu": "3/4"}, outcomes=(SQ,)),
    PointCase(RESOLVE, "tie: bluffs just believed", SOURCE, {"w_T": "4", "mu": "1/2"}, outcomes=(SQ,)),
    PointCase(CHICKEN, "heard well", SOURCE, outcomes=(FIRST,)),
    PointCase(CHICKEN, "heard badly", SOURCE, {"eta": "1/4"}, outcomes=(FIRST, SECOND)),
    PointCase(CHICKEN, "tie: an indifferent first player", SOURCE, {"eta": "1/2"}, outcomes=(FIRST, SECOND)),
)

PROFILES: tuple[ProfileCase, ...] = (
    ProfileCase(
        RESOLVE, "baseline", SOURCE, "bluff", {},
        (("first|weak", "escalate", "1/3"), ("second", "escalate", "5/14")),
    ),
    ProfileCase(RESOLVE, "likely tough", SOURCE, "bluff", {"mu": "1/3"}, holds=True),
    ProfileCase(RESOLVE, "too tough to challenge", SOURCE, "bluff", {"mu": "9/20"}, holds=False),
    ProfileCase(
        CHICKEN, "heard badly", SOURCE, "mixed", {"eta": "1/4"}, (("null", "F", "1/2"), ("commit", "F", "2/5")),
    ),
    ProfileCase(CHICKEN, "tie: an indifferent first player", SOURCE, "mixed", {"eta": "1/2"}, (("null", "F", "1"),)),
    ProfileCase(CHICKEN, "heard well", SOURCE, "mixed", holds=False),
)

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(
        LADDER, "the challenger prevails at a risk", SOURCE, "f*(w_C + d_C) <= w_C", choices=(("second", "quit"),),
    ),
    ConditionCase(LADDER, "it quits", SOURCE, "f*(w_C + d_C) >= w_C", choices=(("first", "quit"),)),
    ConditionCase(
        RESOLVE, "no bluff", SOURCE, "(1 - f1)*w_W <= f1*d_W", after={"crisis": "challenge"},
        choices=(("first|tough", "escalate"), ("first|weak", "quit")),
    ),
    ConditionCase(CHICKEN, "the second stands firm", SOURCE, "(1 - eta)*(W1 - D1) >= W1 - L1", SECOND),
    ConditionCase(CHICKEN, "commitment", SOURCE, "true", FIRST),
)
