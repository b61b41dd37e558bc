"""Alliances: restraint, contracts, realignment, formation, pivots, burdens; points and closed forms, ties included."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase, ProfileCase

RESTRAINT, DOUBT = "alliance/restraint", "alliance/restraint_uncertain_target"
CONTRACTS, FORMATION, BURDEN = "alliance/contracts", "alliance/formation", "alliance/burden_sharing"
TRIPARTITE, PRIVATE = "alliance/tripartite", "alliance/tripartite_private"
UNCERTAIN, PIVOT = "alliance/pivotal_uncertainty", "alliance/pivotal_deterrence"
SOURCE = "derived by hand; enumeration at 1500 to 18000 random exact points agrees"

CONCESSION, JOINT, ALONE = "concession", "joint war", "war alone"
WARS = (CONCESSION, JOINT, "desertion", "joint war against advice", ALONE)
PEACE, YIELDS, WAR = "peace", "protege gives way", "war"
KEPT, CAPITULATION = "status quo", "capitulation"

FACTS: tuple[ModelFacts, ...] = (
    ModelFacts(RESTRAINT, ("Ally", "Target", "Challenger"), 10, 5, 6, WARS),
    ModelFacts(DOUBT, ("Ally", "Target", "Challenger"), 12, 7, 12, WARS),
    ModelFacts(
        CONTRACTS, ("Patron", "Protege", "Adversary"), 12, 10, 18, (PEACE, "war started by the protege", YIELDS, WAR),
    ),
    ModelFacts(FORMATION, ("Ally", "Attacker", "Target"), 14, 11, 24, (KEPT, CAPITULATION, JOINT, "desertion")),
    ModelFacts(
        TRIPARTITE, ("Challenger", "Protege", "Defender"), 18, 5, 6,
        (KEPT, "protege concedes", "challenger backs down", "conflict", "protege loses", "protege realigns"),
    ),
    ModelFacts(
        PRIVATE, ("Challenger", "Protege", "Defender"), 17, 6, 9,
        (KEPT, "protege concedes", "conflict", "protege loses", "protege realigns"),
    ),
    ModelFacts(UNCERTAIN, ("X", "Y"), 9, 2, 4, (WAR, "Y yields", "X yields", "settlement")),
    ModelFacts(PIVOT, ("Pivot", "X", "Y"), 9, 9, 16, (PEACE, "X attacks", "Y attacks")),
    ModelFacts(
        BURDEN, ("Great", "Small"), 4, 2, 4,
        ("great provides alone", "small provides alone", "both contribute", "no deterrent"),
    ),
)


def _advised(choices: str, *payoffs: str) -> Play:
    return Play(tuple(zip(("advice", "reply", "war"), choices.split(), strict=False)), payoffs)


def _contract(choices: str, *payoffs: str) -> Play:
    contract, crisis, conduct = choices.split()
    last = {"still": "start"}.get(conduct, "effort")
    return Play((("contract", contract), ("crisis", crisis), (last, conduct)), payoffs)


def _demand(choices: str, *payoffs: str) -> Play:
    steps = (step.split("=") for step in choices.split(", "))
    return Play(tuple((move, action) for move, action in steps), payoffs)


UNPROTECTED = _contract("none provoke careful", "-5/4", "-9/8", "1/2")
FREE = _contract("conditional hold still", "0", "0", "0")
FREE_TOO = _contract("unconditional hold still", "0", "0", "0")
STILL = _contract("none hold still", "0", "0", "0")
DEMANDED = {"demand": "demand"}
YIELDS_X, YIELDS_Y = "X yields", "Y yields"
COSTLY = {"a_X": "2", "a_Y": "2", "b_X": "1", "b_Y": "1"}
WARY = COSTLY | {"g_X": "-1", "g_Y": "-1"}
RELIABLE = {"pr1": "1/3", "pr2": "1/3", "r": "1/2"}

POINTS: tuple[PointCase, ...] = (
    PointCase(RESTRAINT, "baseline", SOURCE, plays=(_advised("R concede", "7/10", "3/5", "1/2"),)),
    PointCase(
        RESTRAINT, "large demand", SOURCE, {"x": "3/4"}, plays=(_advised("S resist fight", "1/2", "7/10", "1/5"),),
    ),
    PointCase(
        RESTRAINT, "small demand", SOURCE, {"x": "3/10"},
        plays=(_advised("S concede", "9/10", "4/5", "3/10"), _advised("R concede", "9/10", "4/5", "3/10")),
    ),
    PointCase(
        RESTRAINT, "war alone", SOURCE, {"c_A": "11/20", "x": "9/10"},
        plays=(_advised("R resist out", "2/5", "3/10", "1/2"),), outcomes=(ALONE,),
    ),
    PointCase(RESTRAINT, "tie: an indifferent ally", SOURCE, {"c_A": "1/5"}, outcomes=(CONCESSION, JOINT)),
    PointCase(
        RESTRAINT, "an ally that would not fight", SOURCE, {"c_A": "4/5", "x": "3/4"}, outcomes=(CONCESSION,),
    ),
    PointCase(RESTRAINT, "tie: an indifferent target", SOURCE, {"x": "2/5"}, outcomes=(CONCESSION,)),
    PointCase(DOUBT, "baseline", SOURCE, outcomes=(CONCESSION,)),
    PointCase(DOUBT, "large demand", SOURCE, {"x": "3/4"}, outcomes=(JOINT,)),
    PointCase(CONTRACTS, "baseline", SOURCE, plays=(FREE,), outcomes=(PEACE,)),
    PointCase(CONTRACTS, "a protege that would not start a war", SOURCE, {"w0": "2"}, plays=(FREE, FREE_TOO)),
    PointCase(CONTRACTS, "small transfer", SOURCE, {"tau": "1/2"}, plays=(UNPROTECTED,), outcomes=(YIELDS, WAR)),
    PointCase(CONTRACTS, "a risk too small to deter", SOURCE, {"ph": "9/20"}, plays=(UNPROTECTED,)),
    PointCase(
        CONTRACTS, "tie: a transfer just large enough", SOURCE, {"tau": "1"}, plays=(UNPROTECTED, FREE, FREE_TOO),
        outcomes=(PEACE, YIELDS, WAR),
    ),
    PointCase(CONTRACTS, "tie: a risk that just deters", SOURCE, {"ph": "1/2"}, plays=(UNPROTECTED, FREE)),
    PointCase(CONTRACTS, "reckless without a contract", SOURCE, {"d": "3/4"}, plays=(STILL, FREE)),
    PointCase(TRIPARTITE, "baseline", SOURCE, plays=(_demand("demand=none", "0", "1", "2"),), outcomes=(KEPT,)),
    PointCase(
        TRIPARTITE, "a loyal protege", SOURCE, {"u_PR": "-2"},
        plays=(_demand("demand=demand, stand=concede", "1", "0", "0"),), outcomes=("protege concedes",),
    ),
    PointCase(
        TRIPARTITE, "a strongly motivated challenger", SOURCE, {"c_CF": "1/2"},
        plays=(_demand("demand=demand, stand=hold, support=support, press=press on", "1/2", "1/2", "-1"),),
        outcomes=("conflict",),
    ),
    PointCase(PRIVATE, "little disloyalty", SOURCE, none=True),
    PointCase(PRIVATE, "much disloyalty", SOURCE, {"q": "1/2"}, outcomes=(KEPT,)),
    PointCase(PRIVATE, "much disloyalty, after the demand", SOURCE, {"q": "1/2"}, DEMANDED, outcomes=("conflict",)),
    PointCase(PRIVATE, "tie: an indifferent defender", SOURCE, {"q": "1/3"}, outcomes=(KEPT,)),
    PointCase(FORMATION, "baseline", SOURCE, outcomes=(KEPT,)),
    PointCase(FORMATION, "baseline, no alliance", SOURCE, {}, {"alliance": "none"}, outcomes=(CAPITULATION,)),
    PointCase(
        FORMATION, "an alliance that would be tested", SOURCE, {"pr1": "1/10", "pr2": "3/10", "r": "1/2"},
        outcomes=(CAPITULATION,),
    ),
    PointCase(
        FORMATION, "an alliance that would be tested, formed", SOURCE, {"pr1": "1/10", "pr2": "3/10", "r": "1/2"},
        {"alliance": "formed"}, outcomes=("desertion", JOINT),
    ),
    PointCase(FORMATION, "tie: an indifferent target", SOURCE, RELIABLE, outcomes=(KEPT,)),
    PointCase(
        FORMATION, "tie: an indifferent attacker", SOURCE, {"r": "1/2"}, outcomes=(CAPITULATION, KEPT),
    ),
    PointCase(FORMATION, "desertion without shame", SOURCE, {"r": "0"}, outcomes=(CAPITULATION,)),
    PointCase(UNCERTAIN, "baseline", SOURCE, outcomes=(YIELDS_X, YIELDS_Y)),
    PointCase(UNCERTAIN, "a pivot that leans to X", SOURCE, {"p": "3/4"}, outcomes=(YIELDS_Y,)),
    PointCase(UNCERTAIN, "tie: X just fights", SOURCE, {"p": "5/8"}, outcomes=(YIELDS_X, YIELDS_Y)),
    PointCase(UNCERTAIN, "wars worth fighting", SOURCE, COSTLY, outcomes=(WAR,)),
    PointCase(UNCERTAIN, "trusting adversaries", SOURCE, WARY, outcomes=("settlement", WAR)),
    PointCase(PIVOT, "baseline", SOURCE, outcomes=(PEACE,)),
    PointCase(PIVOT, "baseline, backing X", SOURCE, {}, {"policy": "back X"}, outcomes=("X attacks", PEACE)),
    PointCase(PIVOT, "baseline, staying out", SOURCE, {}, {"policy": "out"}, outcomes=("X attacks", PEACE)),
    PointCase(
        PIVOT, "peace without the pivot", SOURCE, {"even_X": "-1/4"},
        plays=tuple(
            Play((("policy", policy), ("act_X", "hold"), ("act_Y", "hold")), ("0", "0", "0"))
            for policy in ("pivot", "out")
        ),
    ),
    PointCase(PIVOT, "tie: X just fears the pivot", SOURCE, {"lose_X": "0"}, outcomes=("X attacks", PEACE)),
    PointCase(BURDEN, "baseline", SOURCE, outcomes=("great provides alone",)),
    PointCase(
        BURDEN, "worth its cost to both", SOURCE, {"c": "1/2"},
        outcomes=("great provides alone", "small provides alone"),
    ),
    PointCase(
        BURDEN, "tie: just worth its cost to the great", SOURCE, {"c": "3"},
        outcomes=("great provides alone", "no deterrent"),
    ),
)

PROFILES: tuple[ProfileCase, ...] = (
    ProfileCase(
        PRIVATE, "little disloyalty", SOURCE, "demand met by doubt", {},
        (("stand|loyal", "hold", "2/5"), ("support", "support", "2/3")), {"protege concedes": "1/2"},
    ),
    ProfileCase(UNCERTAIN, "baseline", SOURCE, "mixed", {}, (("stand_X", "firm", "2/3"),), {WAR: "4/9"}),
    ProfileCase(UNCERTAIN, "trusting adversaries", SOURCE, "mixed", WARY, (("stand_Y", "firm", "1/2"),)),
    ProfileCase(UNCERTAIN, "wars worth fighting", SOURCE, "mixed", COSTLY | {"p": "1/3"}, holds=False),
    ProfileCase(
        BURDEN, "worth its cost to both", SOURCE, "mixed", {"c": "1/2"},
        (("great", "contribute", "1/2"), ("small", "contribute", "5/6")),
    ),
)

SUPPORTS, MOOT = "s*(p1 - p2) + V_A + r > c_A", "s*(p1 - p2) < c_A"

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(
        RESTRAINT, "restrained concession", SOURCE, "x <= p1 + c_T + V_T and x*s <= p2*s + c_A",
        choices=(("advice", "R"), ("reply", "concede")), premise=f"{SUPPORTS} and {MOOT} and x > p2 + c_T",
    ),
    ConditionCase(
        CONTRACTS, "conditional contract keeps the peace", SOURCE, "tau*(ph - pl) >= (d - l)*(ph - pl) - ka", PEACE,
        after={"contract": "conditional"}, premise="pl*(g + w) < g and ph*(g + w) > g",
    ),
    ConditionCase(
        TRIPARTITE, "status quo", SOURCE,
        "c_CF <= c_CB or (c_CF <= c_SQ and u_CF >= u_PC and ((u_PR >= u_PL and d_CF >= d_PR) or d_CF >= d_PL))", KEPT,
    ),
    ConditionCase(
        PRIVATE, "support", SOURCE, "q*(d_PL - d_PR) >= d_PL - d_CF", "conflict", after=DEMANDED,
    ),
    ConditionCase(UNCERTAIN, "war", SOURCE, "p*(a_X + b_X) >= b_X - l_X and p*(a_Y + b_Y) <= a_Y + l_Y", WAR),
    ConditionCase(PIVOT, "peace", SOURCE, "lose_X <= 0 and lose_Y <= 0", PEACE),
    ConditionCase(BURDEN, "never both", SOURCE, "false", "both contribute"),
)
