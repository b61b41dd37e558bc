"""Bargaining and war: exact points and closed forms, ties included."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, PointCase, ProfileCase

RISK, SHADOW = "bargaining/risk_return", "bargaining/intervention"
SHIFT, INTERACTION = "bargaining/preventive_war", "bargaining/international_interaction"
SOURCE = "derived by hand; brute force at 1000 to 3000 random exact points agrees"
THEOREM = "Bueno de Mesquita and Lalman 1992; all 1764 pairs of orders agree"

SQ, NEGOTIATION, A_GIVES, B_GIVES, WAR_A = (
    "status quo", "negotiation", "A acquiesces", "B acquiesces", "war begun by A",
)

FACTS: tuple[ModelFacts, ...] = (
    ModelFacts(RISK, ("Proposer", "Responder"), 5, 5, 8, ("agreement", "war")),
    ModelFacts(SHADOW, ("Challenger", "Target", "Third"), 7, 5, 8, ("settlement", "war")),
    ModelFacts(
        SHIFT, ("Declining", "Rising"), 5, 11, 17,
        (
            "preventive war", "war of the rising state", "war tomorrow", "peace, everything conceded", "peace",
            "peace, nothing conceded",
        ),
    ),
    ModelFacts(
        INTERACTION, ("A", "B"), 16, 12, 13,
        (SQ, NEGOTIATION, A_GIVES, B_GIVES, "A capitulates", "B capitulates", WAR_A, "war begun by B"),
    ),
)


def _orders(name: str, changes: dict[str, str], *outcomes: str) -> PointCase:
    return PointCase(INTERACTION, name, THEOREM, changes, outcomes=outcomes)


POINTS: tuple[PointCase, ...] = (
    _orders("baseline", {}, WAR_A),
    _orders("B a dove that prefers to negotiate", {"b_NEGO": "7", "b_CAP_A": "5"}, NEGOTIATION),
    _orders("B a dove", {"b_SQ": "7", "b_NEGO": "6", "b_CAP_A": "5"}, SQ),
    _orders("B gives in rather than fights", {"b_ACQ_B": "3", "b_WAR_A": "2"}, B_GIVES),
    _orders("A gives in rather than fights", {"a_ACQ_A": "4", "a_WAR_A": "3"}, A_GIVES),
    _orders("tie: A between war and giving in", {"a_WAR_A": "3"}, A_GIVES, WAR_A),
)


def _pair(
    model: str, first: str, second: str, name: str, changes: dict[str, str], holds: tuple[bool, bool], war: str = ""
) -> tuple[ProfileCase, ...]:
    """Whether two profiles are equilibria at a point, and the risk of war in the first."""
    outcomes = {"war": war} if war else {}
    return (
        ProfileCase(model, f"{name}, {first}", SOURCE, first, changes, (), outcomes, holds[0]),
        ProfileCase(model, f"{name}, {second}", SOURCE, second, changes, (), {}, holds[1]),
    )


PROFILES: tuple[ProfileCase, ...] = (
    *_pair(RISK, "risky", "safe", "baseline", {}, (True, False), "1/2"),
    *_pair(RISK, "risky", "safe", "likely tough", {"q": "3/4"}, (False, True)),
    *_pair(RISK, "risky", "safe", "tie: an indifferent proposer", {"q": "4/7"}, (True, True), "4/7"),
    *_pair(SHADOW, "high demand", "low demand", "baseline", {}, (True, False), "1/4"),
    *_pair(SHADOW, "high demand", "low demand", "likely commitment", {"q": "3/4"}, (False, True)),
    *_pair(SHADOW, "high demand", "low demand", "tie: an indifferent challenger", {"q": "1/2"}, (True, True), "1/2"),
    *_pair(SHIFT, "preventive war", "peace", "baseline", {}, (True, False)),
    *_pair(SHIFT, "preventive war", "peace", "slow shift", {"p1": "21/50"}, (False, True)),
    *_pair(SHIFT, "preventive war", "peace", "tie: a shift worth the costs", {"p2": "1/2"}, (True, True)),
    *_pair(SHIFT, "preventive war", "peace", "tie: the same from more power", {"p1": "2/5"}, (True, True)),
)

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(
        INTERACTION, "war", THEOREM,
        "a_WAR_A >= a_ACQ_A and a_CAP_A >= a_WAR_B and b_WAR_A >= b_ACQ_B and b_CAP_A >= b_NEGO", WAR_A,
    ),
    ConditionCase(
        INTERACTION, "status quo of two doves", THEOREM, "a_SQ >= a_NEGO and b_SQ >= b_NEGO", SQ,
        premise="a_NEGO > a_CAP_B and b_NEGO > b_CAP_A",
    ),
    ConditionCase(INTERACTION, "no war of B", THEOREM, "false", "war begun by B", up_to="knife-edges"),
    ConditionCase(INTERACTION, "no capitulation of A", THEOREM, "false", "A capitulates", up_to="knife-edges"),
    ConditionCase(INTERACTION, "no capitulation of B", THEOREM, "false", "B capitulates", up_to="knife-edges"),
)
