"""Alliances and nuclear deployments as signals: exact points, closed forms and the mixed equilibria."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, PointCase, ProfileCase

MODEL = "signalling/deployments"
SOURCE = "after Fuhrmann and Sechser 2014; enumeration at 1491 random exact points agrees"

QUIET, WAR, ABANDONED = "quiet", "war", "abandonment"

FACTS = ModelFacts(
    model=MODEL, players=("Patron", "Challenger"), parameters=9, information_sets=11, terminals=18,
    outcomes=(QUIET, WAR, ABANDONED),
)

BINDING = {"mu": "1/2", "a": "1", "e": "0"}
EDGE = {"e": "1/2"}
LOOSE = {"e": "0", "sigma": "3/4"}

POINTS: tuple[PointCase, ...] = (
    PointCase(MODEL, "tie: a binding alliance, just trusted", SOURCE, BINDING, outcomes=(ABANDONED, QUIET, WAR)),
    PointCase(MODEL, "a binding alliance", SOURCE, {"a": "5/4", "mu": "1/3"}, outcomes=(QUIET,)),
    PointCase(MODEL, "a binding deployment", SOURCE, outcomes=(QUIET,)),
    PointCase(MODEL, "a dear binding deployment", SOURCE, {"sigma": "3/4"}, none=True),
    PointCase(MODEL, "nothing binds", SOURCE, LOOSE, outcomes=(ABANDONED, WAR)),
    PointCase(MODEL, "nothing binds, trusted", SOURCE, {"mu": "3/4", "e": "0"}, outcomes=(QUIET,)),
)

ALLIES, SUBSTITUTE, COPY = (
    "alliances imitated now and then", "the unresolved deploy now and then", "deployments imitated now and then",
)

PROFILES: tuple[ProfileCase, ...] = (
    ProfileCase(
        MODEL, "a deployment as a substitute", SOURCE, SUBSTITUTE, {"e": "3/4"},
        (("signal|U", "0", "1/3"), ("challenge|0", "challenge", "1/4")),
    ),
    ProfileCase(
        MODEL, "tie: a deployment that just binds", SOURCE, SUBSTITUTE, EDGE,
        (("signal|U", "0", "1/3"), ("challenge|0", "challenge", "1/4")),
    ),
    ProfileCase(
        MODEL, "a dear deployment as a substitute", SOURCE, SUBSTITUTE, {"sigma": "3/4"},
        (("signal|U", "0", "1/3"), ("challenge|0", "challenge", "3/4")),
    ),
    ProfileCase(
        MODEL, "nothing binds", SOURCE, ALLIES, LOOSE,
        (("signal|U", "A", "1/3"), ("challenge|A", "challenge", "2/3")),
    ),
    ProfileCase(MODEL, "a binding deployment beside the alliance", SOURCE, ALLIES, holds=False),
    ProfileCase(
        MODEL, "a cheap deployment that does not bind", SOURCE, COPY, {"e": "1/4", "sigma": "1/8"},
        (("signal|U", "D", "1/3"), ("challenge|D", "challenge", "1/2")),
    ),
)


def _pair(resolved: str, unresolved: str) -> tuple[tuple[str, str], ...]:
    return ("signal|R", resolved), ("signal|U", unresolved)


ALLIANCE, DEPLOYMENT, LOW = "a >= f_U - l", "a + e >= f_U - l", "mu*(v + w) <= v"

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(MODEL, "both ally", SOURCE, f"{ALLIANCE} or mu*(v + w) >= v", choices=_pair("A", "A")),
    ConditionCase(MODEL, "the unresolved alone ally", SOURCE, ALLIANCE, choices=_pair("0", "A")),
    ConditionCase(
        MODEL, "both deploy", SOURCE, f"sigma <= f_R and a <= f_U - l and ({DEPLOYMENT} or mu*(v + w) >= v)",
        choices=_pair("D", "D"),
    ),
    ConditionCase(
        MODEL, "challenged silence", SOURCE, f"{LOW} and ((a <= f_U - l and sigma >= l) or a + e <= f_U - l)",
        choices=(*_pair("0", "0"), ("challenge|0", "challenge")),
    ),
    ConditionCase(
        MODEL, "trusted silence", SOURCE, "mu*(v + w) >= v", choices=(*_pair("0", "0"), ("challenge|0", "quiet")),
    ),
    *(
        ConditionCase(MODEL, f"never {resolved}{unresolved}", SOURCE, "false", choices=_pair(resolved, unresolved))
        for resolved, unresolved in ("0D", "A0", "AD", "D0", "DA")
    ),
)
