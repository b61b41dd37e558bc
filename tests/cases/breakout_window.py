"""Latency and the breakout window: exact points and closed forms, ties included."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase

MODEL = "asia_pacific/breakout_window"
SOURCE = "derived by hand; backward induction at 4000 random exact points agrees"

NO_BOMB, EARLY, LATE, BOMB = "no bomb", "early strike", "strike in the window", "bomb"

FACTS = ModelFacts(
    model=MODEL, players=("Ally", "Adversary"), parameters=10, information_sets=6, terminals=11,
    outcomes=(NO_BOMB, EARLY, LATE, BOMB),
)


def _abstain(*payoffs: str) -> Play:
    return Play((("hedge", "N"),), payoffs)


def _hedge(holds: str, fails: str, *payoffs: str) -> Play:
    steps = [("hedge", "H"), ("early", "wait")]
    for action in (holds, fails):
        steps.append(("dash", action))
        if action == "dash":
            steps.append(("late_strike", "strike"))
    return Play(tuple(steps), payoffs)


LATENT = ("stay", "dash")

POINTS: tuple[PointCase, ...] = (
    PointCase(MODEL, "baseline", SOURCE, plays=(_hedge(*LATENT, "-7/12", "-1/2"),)),
    PointCase(MODEL, "distrusting ally", SOURCE, {"a": "1/2"}, plays=(_abstain("-1", "1/2"),)),
    PointCase(MODEL, "trusting ally", SOURCE, {"a": "1/10"}, plays=(_abstain("-1/5", "1/10"),)),
    PointCase(MODEL, "long window", SOURCE, {"q": "9/10"}, plays=(_abstain("-2/3", "1/3"),), outcomes=(NO_BOMB,)),
    PointCase(MODEL, "short window", SOURCE, {"q": "1/10"}, plays=(_abstain("-2/3", "1/3"),)),
    PointCase(
        MODEL, "tie: an indifferent adversary", SOURCE, {"a": "2/5"},
        plays=(_abstain("-4/5", "2/5"), _hedge(*LATENT, "-41/60", "-3/5")),
    ),
    PointCase(
        MODEL, "tie: an indifferent ally", SOURCE, {"kap": "1/6"},
        plays=(_abstain("-2/3", "1/3"), _hedge(*LATENT, "-2/3", "-1/2")), outcomes=(BOMB, NO_BOMB, LATE),
    ),
    PointCase(
        MODEL, "an ally that wants the bomb", SOURCE, {"b": "1", "q": "1/10", "y": "3"},
        plays=(_hedge("dash", "dash", "13/60", "-19/10"),), outcomes=(BOMB, LATE),
    ),
)

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(
        MODEL, "tolerated hedge", SOURCE, "a*(L - q*m) >= kap and a*(q*Y + (1 - q)*e) <= y",
        choices=(("hedge", "H"), ("early", "wait")), premise="b <= 0",
    ),
    ConditionCase(
        MODEL, "no hedge", SOURCE, "a*(L - q*m) <= kap or a*(q*Y + (1 - q)*e) >= y", choices=(("hedge", "N"),),
        premise="b <= 0",
    ),
    ConditionCase(MODEL, "early strike", SOURCE, "false", EARLY),
    ConditionCase(
        MODEL, "dash when the commitment fails", SOURCE, "q*m <= L", choices=(("dash", "dash"),),
        after={"hedge": "H", "early": "wait", "commitment": "fails"},
    ),
    ConditionCase(
        MODEL, "dash while the commitment holds", SOURCE, "(1 - q)*b >= q*m", choices=(("dash", "dash"),),
        after={"hedge": "H", "early": "wait", "commitment": "holds"},
    ),
    ConditionCase(
        MODEL, "tolerance of a hedge", SOURCE,
        "(q*m <= L and (1 - q)*b >= q*m and q*Y + (1 - q)*e <= y) or "
        "(q*m <= L and (1 - q)*b <= q*m and a*(q*Y + (1 - q)*e) <= y) or "
        "(q*m >= L and (1 - q)*b >= q*m and (1 - a)*(q*Y + (1 - q)*e) - a*v <= y) or "
        "(q*m >= L and (1 - q)*b <= q*m)",
        choices=(("early", "wait"),), after={"hedge": "H"},
    ),
)
