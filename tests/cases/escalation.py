"""Strategic and asymmetric deterrence and massive retaliation: exact points and closed forms, ties included."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, PointCase, ProfileCase

STRATEGIC, ASYMMETRIC = "deterrence/strategic_deterrence", "deterrence/asymmetric_escalation"
CHALLENGER, DEFENDER = "deterrence/asymmetric_uncertain_challenger", "deterrence/asymmetric_uncertain_defender"
MASSIVE, TWO_SIDED = "deterrence/massive_retaliation", "deterrence/asymmetric_two_sided"
SOURCE = "derived by hand; enumeration at 600 to 1800 random rankings agrees"

SQ, CONCEDES, LIMITED, WINS_C, WINS_D, ALL_OUT = (
    "status quo", "defender concedes", "limited conflict", "challenger prevails", "defender prevails",
    "all-out conflict",
)
SIDES = ("Challenger", "Defender")

FACTS: tuple[ModelFacts, ...] = (
    ModelFacts(STRATEGIC, ("State1", "State2"), 8, 3, 4, (SQ, "capitulation", "first state backs down", "war")),
    ModelFacts(ASYMMETRIC, SIDES, 12, 5, 7, (SQ, CONCEDES, LIMITED, WINS_C, WINS_D, ALL_OUT)),
    ModelFacts(CHALLENGER, SIDES, 14, 8, 14, (SQ, CONCEDES, LIMITED, WINS_C, WINS_D, ALL_OUT)),
    ModelFacts(DEFENDER, SIDES, 15, 10, 17, (SQ, CONCEDES, LIMITED, WINS_C, ALL_OUT)),
    ModelFacts(MASSIVE, SIDES, 12, 6, 16, (SQ, CONCEDES, WINS_D, ALL_OUT)),
    ModelFacts(TWO_SIDED, SIDES, 18, 8, 32, (SQ, CONCEDES, LIMITED, WINS_C, WINS_D, ALL_OUT)),
)

POINTS: tuple[PointCase, ...] = (
    PointCase(STRATEGIC, "baseline", SOURCE, outcomes=("capitulation",)),
    PointCase(STRATEGIC, "a resolute second state", SOURCE, {"u2_War": "1"}, outcomes=(SQ,)),
    PointCase(STRATEGIC, "tie: an indifferent second state", SOURCE, {"u2_War": "0"}, outcomes=("capitulation", SQ)),
    PointCase(STRATEGIC, "war", SOURCE, {"u2_War": "1", "u1_War": "1/2"}, outcomes=("war",)),
    PointCase(ASYMMETRIC, "hard challenger, hard defender", SOURCE, outcomes=(SQ,)),
    PointCase(ASYMMETRIC, "hard challenger, tactically soft defender", SOURCE, {"d_DD": "-3"}, outcomes=(CONCEDES,)),
    PointCase(
        ASYMMETRIC, "soft challenger, soft defender", SOURCE, {"c_EE": "-6", "d_DD": "-3", "d_EE": "-6"},
        outcomes=(SQ,),
    ),
    PointCase(CHALLENGER, "baseline", SOURCE, outcomes=(SQ,)),
    PointCase(CHALLENGER, "likely hard challenger", SOURCE, {"p": "4/5"}, outcomes=(CONCEDES, SQ)),
    PointCase(CHALLENGER, "tie: an indifferent defender", SOURCE, {"p": "3/5"}, outcomes=(CONCEDES, SQ)),
    PointCase(CHALLENGER, "hard in both ways", SOURCE, {"p": "4/5", "d_DD": "-1"}, outcomes=(SQ,)),
    PointCase(DEFENDER, "baseline", SOURCE, outcomes=(CONCEDES, SQ)),
    PointCase(DEFENDER, "few strategically hard", SOURCE, {"p_HH": "1/10", "p_HS": "1/2"}, outcomes=(CONCEDES,)),
    PointCase(
        DEFENDER, "tie: enough strategically hard", SOURCE, {"p_HH": "2/5", "p_HS": "1/5"}, outcomes=(CONCEDES, SQ),
    ),
    PointCase(
        DEFENDER, "limited conflict", SOURCE, {"p_HH": "1/10", "p_HS": "1/20"}, outcomes=(CONCEDES, LIMITED),
    ),
    PointCase(MASSIVE, "baseline", SOURCE, outcomes=(ALL_OUT, CONCEDES, WINS_D, SQ)),
    PointCase(MASSIVE, "likely hard challenger", SOURCE, {"p": "4/5"}, outcomes=(CONCEDES, SQ)),
    PointCase(MASSIVE, "likely hard defender", SOURCE, {"h": "1/2"}, outcomes=(SQ,)),
    PointCase(TWO_SIDED, "constrained limited response", SOURCE, outcomes=(CONCEDES, LIMITED, SQ)),
    PointCase(
        TWO_SIDED, "deterrence by limited response", SOURCE, {"p_HH": "1/2", "p_HS": "1/8", "p_SH": "1/8"},
        outcomes=(CONCEDES, SQ),
    ),
)

BLUFF, RARE, HARD, SOFT = (
    "bluff against a hard defender", "limited response now and then", "bluff, hard defenders escalate now and then",
    "bluff, soft defenders escalate now and then",
)

FEW_STRATEGIC = {"p_HH": "1/10", "p_HS": "1/2", "p_SH": "1/10"}

PROFILES: tuple[ProfileCase, ...] = (
    ProfileCase(
        TWO_SIDED, "few strategically hard", SOURCE, "escalatory limited response", FEW_STRATEGIC,
        (("response|HS", "D", "1/10"), ("after_D|hard", "E", "5/16")),
        {LIMITED: "9/80", ALL_OUT: "1/40", WINS_C: "1/80"},
    ),
    ProfileCase(
        TWO_SIDED, "challengers likely soft", SOURCE, "escalatory limited response", FEW_STRATEGIC | {"p": "1/2"},
        holds=False,
    ),
    ProfileCase(
        CHALLENGER, "baseline", SOURCE, BLUFF, {}, (("initiate|soft", "D", "2/3"), ("response", "E", "1/6")),
    ),
    ProfileCase(CHALLENGER, "likely hard challenger", SOURCE, BLUFF, {"p": "4/5"}, holds=False),
    ProfileCase(
        DEFENDER, "few strategically hard", SOURCE, RARE, {"p_HH": "1/10", "p_HS": "1/2"},
        (("response|HS", "D", "1/10"), ("after_D", "E", "1/4")), {LIMITED: "9/80", ALL_OUT: "1/40", WINS_C: "1/80"},
    ),
    ProfileCase(
        DEFENDER, "tie: an indifferent challenger", SOURCE, RARE, {"p_HH": "1/6", "p_HS": "1/2"},
        (("response|HS", "D", "1/6"),),
    ),
    ProfileCase(
        DEFENDER, "tie: an indifferent challenger, deterred", SOURCE, "deterrence by rare limited response",
        {"p_HH": "1/6", "p_HS": "1/2"},
    ),
    ProfileCase(
        DEFENDER, "few strategically hard, not deterred", SOURCE, "deterrence by rare limited response",
        {"p_HH": "1/10", "p_HS": "1/2"}, holds=False,
    ),
    ProfileCase(
        MASSIVE, "likely hard defender", SOURCE, HARD, {"h": "1/2"},
        (("initiate|soft", "D", "2/3"), ("response|hard", "E", "1/3")),
    ),
    ProfileCase(
        MASSIVE, "both types unlikely to be hard", SOURCE, SOFT, {"p": "1/3"},
        (("initiate|soft", "D", "2/3"), ("response|soft", "E", "2/27")),
    ),
)

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(STRATEGIC, "war", SOURCE, "u1_War >= u1_BD and u1_War >= u1_SQ and u2_War >= u2_Cap", "war"),
    ConditionCase(ASYMMETRIC, "deterrence", SOURCE, "c_EE <= c_DE or (d_DD >= d_DC and d_EE >= d_ED)", SQ),
    ConditionCase(
        CHALLENGER, "attack", SOURCE, "p*(d_DE - d_EE) >= d_DE - d_DC", CONCEDES, premise="d_DD < d_DC or d_EE < d_ED",
    ),
    ConditionCase(
        DEFENDER, "limited response", SOURCE, "p_HH*(c_ED - c_EE) >= (c_ED - c_DD)*(p_HH + p_HS)",
        choices=(("response|HH", "D"), ("response|HS", "D")), after={"initiate": "D"},
    ),
    ConditionCase(MASSIVE, "attack", SOURCE, "p*(d_DE - d_EEp) >= d_DE - d_DC", CONCEDES),
)
