"""Lines, assurances and concessions in place of bombs: exact points and closed forms, ties included."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase, ProfileCase

LINE, SHIFT, MIDDLE = "assurance/announced_line", "assurance/shifting_power", "assurance/undervalued_middle"
BUTTER, LEAST = "proliferation/butter_for_bombs", "proliferation/butter_for_bombs_least"
SOURCE = "derived by hand; backward induction at 600 to 2000 random exact points agrees"

AT_LINE, BELOW, BETRAYAL = "deal at the line", "deal below the line", "betrayal"
STRUCK_FIRST, STRUCK, KEPT = "receiver attacks", "sender attacks", "deal kept"
DEAL, WAR, PREVENTED, BOMB = "deal", "war", "preventive war", "bomb"
BOMB_OUTCOMES = (DEAL, WAR, PREVENTED, BOMB)

FACTS: tuple[ModelFacts, ...] = (
    ModelFacts(LINE, ("Receiver", "Sender"), 7, 5, 7, (STRUCK_FIRST, AT_LINE, BELOW, STRUCK, BETRAYAL)),
    ModelFacts(SHIFT, ("Receiver", "Sender"), 5, 5, 7, (STRUCK_FIRST, STRUCK, KEPT, BETRAYAL)),
    ModelFacts(MIDDLE, ("Receiver", "Sender"), 5, 2, 3, (STRUCK_FIRST, DEAL, STRUCK)),
    ModelFacts(BUTTER, ("Rival", "Proliferator"), 6, 9, 16, BOMB_OUTCOMES),
    ModelFacts(LEAST, ("Rival", "Proliferator"), 6, 9, 16, BOMB_OUTCOMES),
)


def _bargain(p: str, p2: str, c_R: str, c_D: str, k: str, d: str) -> dict[str, str]:  # noqa: N803 (the model's symbols)
    return {"p": p, "p2": p2, "c_R": c_R, "c_D": c_D, "k": k, "d": d}


BOTH = _bargain("2/5", "11/20", "1/20", "1/5", "3/10", "7/10")
BUTTER_ONLY = _bargain("2/5", "7/10", "1/10", "1/10", "4/15", "1/2")
CREDIBLE = _bargain("2/5", "7/10", "1/10", "1/15", "1/10", "1/2")
COLD = _bargain("2/5", "1/2", "1/20", "1/5", "1", "1/2")
HOT = _bargain("1/5", "19/20", "1/20", "1/20", "1/10", "9/10")

POINTS: tuple[PointCase, ...] = (
    PointCase(LINE, "a shift of power, bought off", SOURCE, outcomes=(AT_LINE, STRUCK_FIRST)),
    PointCase(
        LINE, "a small shift", SOURCE, {"lam": "1/20"}, outcomes=(BELOW,),
        plays=(Play((("offer", "less"), ("reply", "accept"), ("conduct", "keep")), ("3/5", "7/20")),),
    ),
    PointCase(LINE, "a shift that nothing buys off", SOURCE, {"lam": "1/2"}, outcomes=(STRUCK_FIRST,)),
    PointCase(SHIFT, "baseline: an assurance that keeps the peace", SOURCE, outcomes=(KEPT, STRUCK_FIRST)),
    PointCase(SHIFT, "no assurance", SOURCE, {"a_A": "0"}, outcomes=(STRUCK_FIRST,)),
    PointCase(SHIFT, "tie: a shift just bought off", SOURCE, {"lam": "2/5"}, outcomes=(KEPT, STRUCK_FIRST)),
    PointCase(SHIFT, "too large a shift", SOURCE, {"lam": "1/2"}, outcomes=(STRUCK_FIRST,)),
    PointCase(MIDDLE, "no assurance", SOURCE, {"a_A": "0"}, outcomes=(STRUCK_FIRST, STRUCK)),
    PointCase(MIDDLE, "tie: an assurance just dear enough", SOURCE, {"a_A": "9/100"},
              outcomes=(DEAL, STRUCK_FIRST, STRUCK)),
    PointCase(
        BUTTER, "too hot: building would be prevented", SOURCE, HOT, {"offer": "war"}, outcomes=(DEAL, WAR),
    ),
    PointCase(LEAST, "too cold: the bomb does not tempt", SOURCE, COLD, outcomes=(DEAL, WAR)),
)

PROFILES: tuple[ProfileCase, ...] = (
    ProfileCase(LEAST, "butter or the bomb", SOURCE, "butter", BOTH),
    ProfileCase(LEAST, "butter alone", SOURCE, "butter", BUTTER_ONLY),
    ProfileCase(LEAST, "credible prevention", SOURCE, "credible prevention", CREDIBLE),
    ProfileCase(LEAST, "butter where less is credible", SOURCE, "butter", CREDIBLE, holds=False),
)

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(SHIFT, KEPT, SOURCE, "lam <= c_S + c_R + a_A", KEPT),
    ConditionCase(MIDDLE, DEAL, SOURCE, "v + a_A >= p - c_S", DEAL),
    ConditionCase(
        LINE, BELOW, SOURCE, "x >= p - c_S + a_T and x >= p - c_S + lam", BELOW, after={"offer": "less"},
    ),
    ConditionCase(
        BUTTER, "no deal needed", SOURCE, "d*(p2 - p) <= (1 - d)*k or p + c_D <= d*(p2 - c_R) + (1 - d)*(p - c_R)",
        choices=(("offer", "war"), ("reply", "accept")),
    ),
    ConditionCase(
        LEAST, "the bomb or butter", SOURCE,
        "(1 - d)*(p - c_R - d*(p2 - c_R) + (1 - d)*k + d*(p2 - c_R)) <= p + c_D - d*(p2 - c_R)",
        choices=(("offer", "least"), ("reply", "build")),
        premise="p - c_R < p2 - c_R - (1 - d)*k/d and "
                "(1 - d)*(p2 - c_R - (1 - d)*k/d) < p + c_D - d*(p2 - c_R)",
    ),
)
