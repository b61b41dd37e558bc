"""Two states decide whether to arm: the general game with its closed forms, and the three classic cases."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase

MODEL = "classics/security_dilemma"
DILEMMA, STAG_HUNT, CHICKEN = "classics/prisoners_dilemma", "classics/stag_hunt", "classics/chicken"
OFFENCE = "classics/offence_defence"
SOURCE = "Jervis 1978; payoffs in three numbers a reconstruction"

NONE, B_ALONE, A_ALONE, RACE = "both unarmed", "B armed alone", "A armed alone", "both armed"

FACTS, DILEMMA_FACTS, STAG_HUNT_FACTS, CHICKEN_FACTS, OFFENCE_FACTS = (
    ModelFacts(
        model=model, players=("A", "B"), parameters=parameters, information_sets=2, terminals=4,
        outcomes=(NONE, B_ALONE, A_ALONE, RACE),
    )
    for model, parameters in ((MODEL, 6), (DILEMMA, 3), (STAG_HUNT, 3), (CHICKEN, 3), (OFFENCE, 4))
)

CHOICES = {NONE: "CC", B_ALONE: "CD", A_ALONE: "DC", RACE: "DD"}


def _play(outcome: str, *payoffs: str) -> Play:
    return Play(tuple(zip(("arms_A", "arms_B"), CHOICES[outcome], strict=True)), payoffs)


def _point(name: str, g: str, l: str, plays: tuple[Play, ...]) -> PointCase:  # noqa: E741 (the symbol of the model)
    changes = {f"{symbol}_{state}": value for symbol, value in (("g", g), ("l", l)) for state in "AB"}
    return PointCase(MODEL, name, SOURCE, changes, plays=plays)


REST, ARMED = _play(NONE, "0", "0"), _play(RACE, "-1", "-1")

POINTS: tuple[PointCase, ...] = (
    _point("stag hunt", "1/2", "2", (REST, ARMED)),
    _point("prisoners' dilemma", "3/2", "2", (ARMED,)),
    _point("chicken", "3/2", "1/2", (_play(B_ALONE, "-1/2", "1/2"), _play(A_ALONE, "1/2", "-1/2"))),
    _point("harmony", "1/2", "1/2", (REST,)),
    _point("tie: between stag hunt and dilemma", "1", "2", (REST, ARMED)),
    _point("stag hunt without risk dominance", "3/4", "5/4", (REST, ARMED)),
    PointCase(DILEMMA, "baseline", SOURCE, plays=(ARMED,), outcomes=(RACE,)),
    PointCase(STAG_HUNT, "baseline", SOURCE, plays=(REST, ARMED), outcomes=(RACE, NONE)),
    PointCase(
        CHICKEN, "baseline", SOURCE, plays=(_play(B_ALONE, "-1/2", "1/2"), _play(A_ALONE, "1/2", "-1/2")),
        outcomes=(A_ALONE, B_ALONE),
    ),
    PointCase(OFFENCE, "baseline: stag hunt", SOURCE, plays=(REST, ARMED)),
    PointCase(OFFENCE, "defence dominates", SOURCE, {"o": "1/4"}, plays=(REST,)),
    PointCase(OFFENCE, "offence dominates", SOURCE, {"o": "3/2"}, plays=(ARMED,)),
    PointCase(OFFENCE, "tie: between harmony and stag hunt", SOURCE, {"o": "1/2"}, plays=(REST, ARMED)),
    PointCase(OFFENCE, "chicken", SOURCE, {"gam": "2", "lam": "1"}, outcomes=(A_ALONE, B_ALONE)),
)

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(MODEL, NONE, SOURCE, "g_A <= k_A and g_B <= k_B", NONE),
    ConditionCase(MODEL, RACE, SOURCE, "l_A >= k_A and l_B >= k_B", RACE),
    ConditionCase(MODEL, A_ALONE, SOURCE, "g_A >= k_A and l_B <= k_B", A_ALONE),
    ConditionCase(MODEL, B_ALONE, SOURCE, "g_B >= k_B and l_A <= k_A", B_ALONE),
    ConditionCase(OFFENCE, RACE, SOURCE, "o*lam >= k", RACE),
    ConditionCase(OFFENCE, A_ALONE, SOURCE, "o*lam <= k <= o*gam", A_ALONE),
    *(
        ConditionCase(model, outcome, SOURCE, "true" if outcome in found else "false", outcome)
        for model, found in ((DILEMMA, (RACE,)), (STAG_HUNT, (NONE, RACE)), (CHICKEN, (A_ALONE, B_ALONE)))
        for outcome in CHOICES
    ),
)
