"""Coercion and the credibility of assurances: exact points and closed forms, ties included."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, PointCase, ProfileCase

MODEL = "assurance/coercion_assurances"
SOURCE = "after Cebul, Dafoe and Monteiro 2021; enumeration at 650 random exact points agrees"

NONE, PUNISHED, RETREAT, COMPLIED, EXPLOITED = (
    "no demand", "punishment", "coercer backs down", "compliance", "compliance exploited",
)

FACTS = ModelFacts(
    model=MODEL, players=("Coercer", "Target"), parameters=10, information_sets=7, terminals=10,
    outcomes=(NONE, PUNISHED, RETREAT, COMPLIED, EXPLOITED),
)

COSTLY = {
    "v": "1/10", "kap": "1/2", "a": "1/2", "E": "2", "N": "3", "p": "1/3", "rho": "3/4",
}

POINTS: tuple[PointCase, ...] = (
    PointCase(MODEL, "threat not credible", SOURCE, {"p": "1/16"}, outcomes=(NONE,)),
    PointCase(MODEL, "punishment too mild", SOURCE, {"p": "1/8"}, outcomes=(NONE,)),
    PointCase(MODEL, "baseline", SOURCE, outcomes=(COMPLIED,)),
    PointCase(MODEL, "power backfires", SOURCE, {"p": "1/2"}, outcomes=(PUNISHED,)),
    PointCase(MODEL, "power with trust", SOURCE, {"p": "1/2", "rho": "3/4"}, outcomes=(COMPLIED, EXPLOITED)),
    PointCase(
        MODEL, "tie: an indifferent target", SOURCE, {"p": "1/2", "rho": "2/3"},
        outcomes=(COMPLIED, EXPLOITED, PUNISHED),
    ),
    PointCase(MODEL, "great power without trust", SOURCE, {"p": "9/10"}, outcomes=(PUNISHED,)),
    PointCase(MODEL, "costly force", SOURCE, COSTLY, outcomes=(COMPLIED, EXPLOITED, NONE)),
    PointCase(
        MODEL, "tie: exploitation just pays, little trust", SOURCE, {"p": "2/5"}, outcomes=(COMPLIED, PUNISHED),
    ),
)

PROFILES: tuple[ProfileCase, ...] = (
    ProfileCase(
        MODEL, "costly force", SOURCE, "the restrained abstain now and then", COSTLY,
        (("demand|restrained", "demand", "11/21"), ("reply", "comply", "1/7")),
    ),
)

X = "p*V - kap"
TRUSTED = "v + (1 - rho)*p*L_c <= p*L_d"
DISTRUSTED = "v + (1 - rho)*p*L_c >= p*L_d"


def _both(reply: str) -> tuple[tuple[str, str], ...]:
    return ("demand|restrained", "demand"), ("demand|unrestrained", "demand"), ("reply", reply)


CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(
        MODEL, "compliance", SOURCE,
        f"{X} >= -a and ((p*E <= kap and v <= p*L_d) or (p*E >= kap and {TRUSTED}))", choices=_both("comply"),
    ),
    ConditionCase(
        MODEL, "defiance and punishment", SOURCE,
        f"{X} >= 0 and ((p*E <= kap and v >= p*L_d) or (p*E >= kap and {DISTRUSTED}))", PUNISHED,
    ),
    ConditionCase(
        MODEL, "no demand", SOURCE,
        f"{X} <= 0 and ({X} <= -a or (p*E <= kap and v >= p*L_d) or (p*E >= kap and v + p*L_c >= p*L_d))", NONE,
    ),
)
