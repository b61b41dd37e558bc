"""Denuclearisation under the umbrella: exact points and closed forms, ties included."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase

MODEL = "asia_pacific/denuclearisation"
SOURCE = "derived by hand; backward induction at 4000 random exact points agrees"

STALEMATE, BOTH, DISARMED, ALONE, EXPLOITED = (
    "stalemate", "armed on both sides", "denuclearisation", "ally armed alone", "exploited disarmament",
)

FACTS = ModelFacts(
    model=MODEL, players=("Patron", "Adversary", "Ally"), parameters=12, information_sets=9, terminals=10,
    outcomes=(STALEMATE, BOTH, DISARMED, ALONE, EXPLOITED),
)

U, W = {"posture": "U"}, {"posture": "W"}


def _play(choices: str, *payoffs: str) -> Play:
    return Play(tuple(zip(("posture", "arsenal", "arms", "assurance"), choices.split(), strict=False)), payoffs)


def _points(
    name: str, changes: dict[str, str], plays: tuple[Play, ...], under: tuple[str, ...], without: tuple[str, ...]
) -> tuple[PointCase, ...]:
    return (
        PointCase(MODEL, name, SOURCE, changes, plays=plays),
        PointCase(MODEL, f"{name}, umbrella", SOURCE, changes, U, outcomes=under),
        PointCase(MODEL, f"{name}, withdrawal", SOURCE, changes, W, outcomes=without),
    )


POINTS: tuple[PointCase, ...] = (
    *_points("baseline", {}, (_play("U disarm N restrain", "-1/4", "1/2", "0"),), (DISARMED,), (ALONE,)),
    *_points("weak assurance", {"r": "1/4"}, (_play("U keep N", "-5/4", "0", "-1/2"),), (STALEMATE,), (ALONE,)),
    *_points("no reward", {"rho": "-1/2"}, (_play("U keep N", "-5/4", "0", "-1/2"),), (STALEMATE,), (BOTH,)),
    *_points(
        "productive doubt", {"rho": "-1/2", "u": "5/4"}, (_play("U disarm N restrain", "-1/4", "-1/2", "0"),),
        (DISARMED,), (BOTH,),
    ),
    *_points(
        "tie: the assurance just binds", {"r": "1/2"},
        (_play("U disarm N restrain", "-1/4", "1/2", "0"), _play("U keep N", "-5/4", "0", "-1/2")),
        (DISARMED, STALEMATE), (ALONE,),
    ),
    *_points(
        "dear arsenal", {"kap": "2", "rho": "-1/2"}, (_play("W disarm N", "0", "-1/2", "-3/2"),),
        (STALEMATE,), (DISARMED,),
    ),
    *_points(
        "tie: the bomb in prospect just disarms", {"rho": "-1", "u": "5/4"},
        (_play("U disarm N restrain", "-1/4", "-1", "0"), _play("W keep G", "-3", "-1", "-1")),
        (BOTH, DISARMED), (BOTH,),
    ),
)

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(
        MODEL, "both aims under the umbrella", SOURCE, "r >= tau and (rho >= 0 or (u >= kap and rho >= -e))", DISARMED,
        after=U,
    ),
    ConditionCase(
        MODEL, "both aims after a withdrawal", SOURCE, "kap >= n and (rho >= 0 or (kap <= L and rho >= -e))", DISARMED,
        after=W,
    ),
    ConditionCase(
        MODEL, "stalemate under the umbrella", SOURCE,
        "u <= kap and ((r >= tau and rho <= 0) or r <= tau)", STALEMATE, after=U,
    ),
    ConditionCase(
        MODEL, "exploitation", SOURCE, "r <= tau and u >= kap and z <= e", EXPLOITED, after=U,
    ),
    ConditionCase(
        MODEL, "the ally arms under the umbrella", SOURCE,
        "u >= kap and ((r >= tau and rho <= -e) or (r <= tau and z >= e))", BOTH, after=U,
    ),
    ConditionCase(
        MODEL, "exploitable disarmament always beats the bomb", SOURCE, "false", ALONE, after=U,
    ),
)
