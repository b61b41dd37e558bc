"""Unilateral deterrence, two-sided and one-sided: exact points and closed forms of the pure equilibria."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase

MODEL = "deterrence/unilateral"
ONE_SIDED = "deterrence/unilateral_one_sided"
SOURCE = "Zagare and Kilgour 1993; conditions derived by hand, enumeration at 1200 random exact points agrees"

PEACE, CONCESSION, RETREAT, CONFLICT = "status quo", "Defender concedes", "Challenger backs down", "conflict"
OUTCOMES = (PEACE, CONCESSION, RETREAT, CONFLICT)

FACTS = ModelFacts(
    model=MODEL, players=("Challenger", "Defender"), parameters=12, information_sets=6, terminals=16,
    outcomes=OUTCOMES,
)
ONE_SIDED_FACTS = ModelFacts(
    model=ONE_SIDED, players=("Challenger", "Defender"), parameters=10, information_sets=4, terminals=8,
    outcomes=OUTCOMES,
)


def _play(hard: str, soft: str, *payoffs: str) -> Play:
    return Play((("demand|hard", hard), ("demand|soft", soft)), payoffs)


KEPT = _play("C", "C", "0", "2")

POINTS: tuple[PointCase, ...] = (
    PointCase(MODEL, "certain deterrence", SOURCE, {"p_Def": "3/5"}, plays=(KEPT,), outcomes=(PEACE,)),
    PointCase(
        MODEL, "certain deterrence of a hard population", SOURCE, {"p_Def": "3/5", "p_Ch": "9/10"}, plays=(KEPT,),
    ),
    PointCase(MODEL, "separating", SOURCE, plays=(KEPT, _play("D", "C", "1/15", "17/15"))),
    PointCase(
        MODEL, "attack", SOURCE, {"p_Def": "1/8", "p_Ch": "3/5"}, plays=(KEPT, _play("D", "D", "13/20", "-33/40")),
        outcomes=(RETREAT, CONCESSION, CONFLICT, PEACE),
    ),
    PointCase(MODEL, "where bluffs are called", SOURCE, {"p_Def": "1/8"}, plays=(KEPT,)),
    PointCase(
        MODEL, "tie: an indifferent soft Challenger", SOURCE, {"p_Def": "1/4", "p_Ch": "3/5"},
        plays=(KEPT, _play("D", "C", "3/10", "7/20"), _play("D", "D", "3/10", "-13/20")),
    ),
    PointCase(
        MODEL, "tie: an indifferent hard Challenger", SOURCE, {"p_Def": "1/2"},
        plays=(KEPT, _play("D", "C", "0", "7/6")),
    ),
    PointCase(
        ONE_SIDED, "not credible enough", SOURCE,
        plays=(Play((("demand", "D"), ("answer|hard", "D"), ("answer|soft", "C")), ("1/5", "-3/5")),),
        outcomes=(CONCESSION, CONFLICT),
    ),
    PointCase(
        ONE_SIDED, "credible", SOURCE, {"p_Def": "3/5"}, plays=(Play((("demand", "C"),), ("0", "2")),),
        outcomes=(PEACE,),
    ),
    PointCase(
        ONE_SIDED, "tie: just credible", SOURCE, {"p_Def": "1/2"}, outcomes=(CONCESSION, CONFLICT, PEACE),
        plays=(Play((("demand", "C"),), ("0", "2")), Play((("demand", "D"),), ("0", "-1/2"))),
    ),
    PointCase(
        ONE_SIDED, "soft Challenger", SOURCE, {"c_DD": "-5", "p_Def": "1/8"},
        plays=(Play((("demand", "C"),), ("0", "2")),), outcomes=(PEACE,),
    ),
)

T_H, T_S = "(c_DC - c_SQ)/(c_DC - c_DH)", "(c_DC - c_SQ)/(c_DC - c_CD)"
R_STAR = "(d_CD - d_DC)/(d_CD - d_DS)"


def _known(challenger: str | None, defender: str | None, expected: dict[str, str]) -> tuple[ConditionCase, ...]:
    """Certain outcomes when types are common knowledge, on one side or on both."""
    fixed = {n: v for n, v in (("p_Ch", challenger), ("p_Def", defender)) if v is not None}
    kinds = {"1": "hard", "0": "soft", None: "uncertain"}
    name = f"{kinds[challenger]} Challenger, {kinds[defender]} Defender"
    return tuple(
        ConditionCase(MODEL, f"{outcome}: {name}", SOURCE, expected.get(outcome, "false"), outcome, fixed=fixed)
        for outcome in OUTCOMES
    )


CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(MODEL, "deterrence", SOURCE, "true", PEACE),
    ConditionCase(
        MODEL, "separating", SOURCE, f"{T_S} <= p_Def <= {T_H}", choices=(("demand|hard", "D"), ("demand|soft", "C")),
    ),
    ConditionCase(
        MODEL, "attack", SOURCE, f"p_Def <= {T_S} and p_Ch >= {R_STAR}",
        choices=(("demand|hard", "D"), ("demand|soft", "D")),
    ),
    ConditionCase(
        MODEL, "the soft alone challenge", SOURCE, "false", choices=(("demand|hard", "C"), ("demand|soft", "D")),
    ),
    *_known("1", "1", {PEACE: "true"}),
    *_known("0", "1", {PEACE: "true"}),
    *_known("0", "0", {PEACE: "true"}),
    *_known("1", "0", {CONCESSION: "true"}),
    *_known("1", None, {PEACE: f"p_Def >= {T_H}"}),
    *_known("0", None, {PEACE: "true"}),
    *_known(None, "1", {PEACE: "true"}),
    *_known(None, "0", {PEACE: "true", CONCESSION: f"p_Ch >= {R_STAR}"}),
    ConditionCase(
        ONE_SIDED, "hard Challenger deterred", SOURCE, "p_Def >= (c_DC - c_SQ)/(c_DC - c_DD)", PEACE,
        premise="c_DD > c_CD",
    ),
    ConditionCase(
        ONE_SIDED, "hard Challenger undeterred", SOURCE, "p_Def <= (c_DC - c_SQ)/(c_DC - c_DD)",
        choices=(("demand", "D"), ("answer|hard", "D"), ("answer|soft", "C")), premise="c_DD > c_CD",
    ),
    ConditionCase(ONE_SIDED, "soft Challenger deterred", SOURCE, "true", PEACE, premise="c_DD <= c_CD"),
    ConditionCase(
        ONE_SIDED, "soft Challenger never challenges", SOURCE, "false", choices=(("demand", "D"),),
        premise="c_DD < c_CD",
    ),
)
