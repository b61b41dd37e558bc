"""Graded threats, general and immediate deterrence, attribution, pivots: exact points and closed forms."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, PointCase, ProfileCase

GRADED, GENERAL = "deterrence/graded_threat", "deterrence/general_immediate"
ACCUSED, LEANING = "deterrence/attribution", "alliance/pivotal_leaning"
WITHHELD = "alliance/tripartite_private_challenger"
SOURCE = "derived by hand; brute force at 1000 to 4000 random exact points agrees"

SQ, CONCESSION, BACKS_DOWN, WAR = "status quo", "concession", "challenger backs down", "war"
QUIET, FALSE, UNANSWERED, GUILTY, INNOCENT = (
    "no attack", "false alarm", "unanswered attack", "guilty hit", "innocent hit",
)
PEACE, X_BACKED, X_OPPOSED, Y_BACKED, Y_OPPOSED = (
    "peace", "X attacks and is backed", "X attacks and is opposed", "Y attacks and is backed",
    "Y attacks and is opposed",
)
ALONE, CONFLICT = "protege left alone", "conflict"

FACTS: tuple[ModelFacts, ...] = (
    ModelFacts(GRADED, ("Threatener", "Target"), 11, 7, 20, ("compliance", "defiance", "disaster")),
    ModelFacts(GENERAL, ("Challenger", "Defender"), 9, 8, 24, (SQ, CONCESSION, BACKS_DOWN, WAR)),
    ModelFacts(
        ACCUSED, ("Attacker1", "Attacker2", "Defender"), 11, 6, 70, (QUIET, FALSE, UNANSWERED, GUILTY, INNOCENT),
    ),
    ModelFacts(LEANING, ("X", "Y", "Pivot"), 8, 2, 6, (PEACE, X_BACKED, X_OPPOSED, Y_BACKED, Y_OPPOSED)),
    ModelFacts(WITHHELD, ("Challenger", "Defender"), 10, 5, 8, (SQ, ALONE, BACKS_DOWN, CONFLICT)),
)

SUSPICIOUS = {"y_R": "1/4"}

POINTS: tuple[PointCase, ...] = (
    PointCase(GENERAL, "no pure equilibrium: partial bluff", SOURCE, none=True),
    PointCase(GENERAL, "no bluff", SOURCE, {"a": "3", "x_B": "-4"}, outcomes=(CONCESSION, SQ, WAR)),
    PointCase(GENERAL, "everybody challenges", SOURCE, {"f_W": "3/4", "f_H": "3/16"},
              outcomes=(BACKS_DOWN, CONCESSION, WAR)),
    PointCase(GENERAL, "tie: just no bluff", SOURCE, {"a": "1"}, outcomes=(CONCESSION, SQ, WAR)),
    PointCase(ACCUSED, "deterrence", SOURCE, outcomes=(QUIET, FALSE, GUILTY, INNOCENT, UNANSWERED)),
    PointCase(ACCUSED, "a defender that wants proof", SOURCE, SUSPICIOUS, none=True),
    PointCase(ACCUSED, "one that wants more than there can be", SOURCE, {"y_R": "1/8"},
              outcomes=(QUIET, FALSE, GUILTY, INNOCENT, UNANSWERED)),
    PointCase(LEANING, "a pivot that may join either", SOURCE, outcomes=(PEACE,)),
    PointCase(LEANING, "tie: X just deterred", SOURCE, {"p": "1/2"}, outcomes=(PEACE, X_BACKED, X_OPPOSED)),
    PointCase(LEANING, "tie: Y just deterred", SOURCE, {"p": "1/3"}, outcomes=(PEACE, Y_BACKED, Y_OPPOSED)),
    PointCase(
        LEANING, "no leaning keeps the peace", SOURCE, {"lose_X": "-1/4"}, outcomes=(PEACE, X_BACKED, X_OPPOSED),
    ),
    PointCase(WITHHELD, "hard challengers unlikely", SOURCE, outcomes=(SQ,)),
    PointCase(WITHHELD, "hard challengers likely", SOURCE, {"p": "3/4"}, outcomes=(ALONE, SQ)),
    PointCase(WITHHELD, "hard challengers that do not mind", SOURCE, {"c_CFH": "1"}, none=True),
    PointCase(WITHHELD, "tie: an indifferent defender", SOURCE, {"p": "1/2"}, outcomes=(ALONE, SQ)),
)

PROFILES: tuple[ProfileCase, ...] = (
    ProfileCase(GRADED, "baseline", SOURCE, "least threat", {}, (), {"disaster": "1/16"}),
    ProfileCase(GRADED, "baseline: no reason to be silent", SOURCE, "no threat", holds=False),
    ProfileCase(GRADED, "likely tough", SOURCE, "least threat", {"tau": "3/4"}, holds=False),
    ProfileCase(GRADED, "likely tough: silence", SOURCE, "no threat", {"tau": "3/4"}),
    ProfileCase(GRADED, "tie: an indifferent threatener", SOURCE, "least threat", {"tau": "1/2"}),
    ProfileCase(GRADED, "tie: silence", SOURCE, "no threat", {"tau": "1/2"}),
    ProfileCase(
        GENERAL, "baseline", SOURCE, "partial bluff", {},
        (("answer|irresolute", "resist", "1/3"), ("crisis|bluffer", "challenge", "1/7")),
        {SQ: "3/5", WAR: "1/5", BACKS_DOWN: "1/15"},
    ),
    ProfileCase(
        GENERAL, "a stronger interest", SOURCE, "partial bluff", {"y_I": "-2/15", "k": "3/5"},
        (("crisis|bluffer", "challenge", "2/35"),), {SQ: "33/50", WAR: "1/5"},
    ),
    ProfileCase(
        GENERAL, "tie: all bluffers challenge", SOURCE, "partial bluff", {"f_W": "1/2", "f_H": "1/4"},
        (("crisis|bluffer", "challenge", "1"),),
    ),
    ProfileCase(GENERAL, "too many fighters", SOURCE, "partial bluff", {"f_W": "3/5", "f_H": "1/4"}, holds=False),
    ProfileCase(ACCUSED, "a defender that wants proof", SOURCE, "attacks now and then", SUSPICIOUS),
    ProfileCase(ACCUSED, "one that is easily convinced", SOURCE, "attacks now and then", holds=False),
    ProfileCase(
        WITHHELD, "baseline", SOURCE, "bluff", {}, (("demand|soft", "demand", "1/3"), ("support", "support", "1/2")),
        {CONFLICT: "1/8"},
    ),
    ProfileCase(WITHHELD, "hard challengers likely", SOURCE, "bluff", {"p": "3/4"}, holds=False),
)

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(
        GRADED, "a threat above the critical risk", SOURCE, "tau*pi*(L - D) <= (1 - tau)*(S - L)",
        choices=(("threat", "larger"),),
    ),
    ConditionCase(
        GENERAL, "everybody challenges", SOURCE, "k*(1 + a) <= 1 and (f_W + f_H)*(1 - y_I) >= 1",
        choices=(("crisis|bluffer", "challenge"),),
    ),
    ConditionCase(
        GENERAL, "only the willing", SOURCE, "k*(1 - x_H) >= 1", choices=(("crisis|hesitant", "none"),),
        fixed={"a": "1/2"}, premise="k*3 > 2",
    ),
    ConditionCase(
        ACCUSED, "deterrence", SOURCE, "(1 - y_R)*(g*h*(a + b) + (1 - 2*g*h)*f) <= g*h*a",
        choices=(("attack1", "hold"), ("attack2", "hold")),
    ),
    ConditionCase(
        LEANING, PEACE, SOURCE, "p*win_X + (1 - p)*lose_X <= 0 and (1 - p)*win_Y + p*lose_Y <= 0", PEACE,
    ),
    ConditionCase(
        WITHHELD, "attack", SOURCE, "p*d_CF + (1 - p)*d_CB <= d_W",
        choices=(("demand|hard", "demand"), ("demand|soft", "demand")),
    ),
)
