"""Capability transfer and the half-measure trap: exact points and closed forms, ties included."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase

MODEL = "asia_pacific/capability_transfer"
SOURCE = "derived by hand; backward induction at 4000 random exact points agrees"

CALM, CHALLENGE, ARSENAL, STRIKE = "calm", "challenge", "arsenal", "strike"

FACTS = ModelFacts(
    model=MODEL, players=("Patron", "Ally", "Adversary"), parameters=11, information_sets=7, terminals=8,
    outcomes=(CALM, CHALLENGE, ARSENAL, STRIKE),
)

NO, YES = {"transfer": "no"}, {"transfer": "yes"}
STEPS = {CALM: ("challenge", "quiet"), CHALLENGE: ("challenge", "challenge")}


def _play(transfer: str, outcome: str, *payoffs: str) -> Play:
    return Play((("transfer", transfer), ("arms", "N"), STEPS[outcome]), payoffs)


REFUSED = _play("no", CHALLENGE, "-1", "-1", "1")


def _points(
    name: str, changes: dict[str, str], plays: tuple[Play, ...], without: tuple[str, ...], given: tuple[str, ...]
) -> tuple[PointCase, ...]:
    return (
        PointCase(MODEL, name, SOURCE, changes, plays=plays),
        PointCase(MODEL, f"{name}, no transfer", SOURCE, changes, NO, outcomes=without),
        PointCase(MODEL, f"{name}, transfer", SOURCE, changes, YES, outcomes=given),
    )


POINTS: tuple[PointCase, ...] = (
    *_points("baseline", {}, (_play("yes", CALM, "-3/8", "0", "0"),), (CHALLENGE,), (CALM,)),
    *_points("trap", {"x": "3/4"}, (REFUSED,), (CHALLENGE,), (ARSENAL,)),
    *_points("small transfer", {"x": "1/4"}, (REFUSED,), (CHALLENGE,), (CHALLENGE,)),
    *_points("tie: the programme is just shielded", {"x": "1/2"}, (REFUSED,), (CHALLENGE,), (ARSENAL, CHALLENGE)),
    *_points(
        "tie: the challenge is just denied", {"x": "1"}, (REFUSED, _play("yes", CALM, "-1/4", "0", "0")),
        (CHALLENGE,), (ARSENAL, CALM),
    ),
    *_points("substitution", {"e": "2/5"}, (_play("yes", CALM, "-3/8", "0", "0"),), (ARSENAL,), (CALM,)),
    *_points("an ally that wants the bomb", {"b": "1/4"}, (REFUSED,), (CHALLENGE,), (ARSENAL,)),
)


def _after(transfer: str, X: str) -> tuple[ConditionCase, ...]:  # noqa: N803 (the symbol of the model)
    """Every outcome at a given transfer, ties included."""
    struck = f"e >= y + eta*{X}"
    conditions = {
        CALM: f"E <= {X} and (b <= 0 or {struck})",
        CHALLENGE: f"E >= {X} and (b <= -ell or {struck})",
        ARSENAL: f"e <= y + eta*{X} and (b >= 0 or (E >= {X} and b >= -ell))",
        STRIKE: "false",
    }
    return tuple(
        ConditionCase(MODEL, f"{name}, transfer {transfer}", SOURCE, condition, name, after={"transfer": transfer})
        for name, condition in conditions.items()
    )


CONDITIONS: tuple[ConditionCase, ...] = (
    *_after("no", "0"),
    *_after("yes", "x"),
    ConditionCase(
        MODEL, "price of denial", SOURCE, "k*x <= f", choices=(("transfer", "yes"),),
        premise="e > y and 0 < E < x and -ell < b < 0",
    ),
    ConditionCase(
        MODEL, "price of substitution", SOURCE, "k*x <= g", choices=(("transfer", "yes"),),
        premise="e < y and 0 < E < x and -ell < b < 0",
    ),
)
