"""Nuclear dominoes by deflection: exact points and closed forms of the pure equilibria."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase

MODEL = "asia_pacific/domino"
SOURCE = "derived by hand; enumeration of all pure equilibria at 6000 random exact points agrees"

FACTS = ModelFacts(
    model=MODEL, players=("Ally1", "Ally2", "Adversary"), parameters=10, information_sets=6, terminals=16,
    outcomes=(
        "no challenge", "first ally defended", "first ally abandoned", "second ally defended", "second ally abandoned",
        "armed ally challenged",
    ),
)


def _play(arms: str, target: str, *payoffs: str | None) -> Play:
    first, second = arms
    seen = f"challenge|arms1={first},arms2={second}"
    return Play((("arms1", first), ("arms2", second), (seen, target)), (*payoffs, None))


DOMINO = _play("GG", "none", "-1", "-1")

POINTS: tuple[PointCase, ...] = (
    PointCase(MODEL, "baseline", SOURCE, plays=(DOMINO,), outcomes=("no challenge",)),
    PointCase(
        MODEL, "dear first bomb", SOURCE, {"kap1": "2"}, plays=(_play("NN", "first", "-3/2", "0"),),
        outcomes=("first ally abandoned", "first ally defended"),
    ),
    PointCase(
        MODEL, "guarantee deflection", SOURCE, {"kap1": "2", "p1": "4/5"}, plays=(_play("NG", "none", "0", "-1"),),
    ),
    PointCase(
        MODEL, "sanction", SOURCE, {"kap2": "2"}, plays=(_play("GN", "second", "-1", "-3/2"),),
        outcomes=("second ally abandoned", "second ally defended"),
    ),
    PointCase(MODEL, "firebreak", SOURCE, {"p2": "3/4"}, plays=(_play("GN", "none", "-1", "0"),)),
    PointCase(
        MODEL, "two good guarantees", SOURCE, {"p1": "4/5", "p2": "4/5"}, plays=(_play("NN", "none", "0", "0"),),
    ),
    PointCase(
        MODEL, "tie: the second bomb costs what it averts", SOURCE, {"kap2": "3/2"},
        plays=(_play("GG", "none", "-1", "-3/2"), _play("GN", "second", "-1", "-3/2")),
    ),
    PointCase(
        MODEL, "tie: the second ally is just not worth a challenge", SOURCE, {"p2": "2/3"},
        plays=(DOMINO, _play("GN", "none", "-1", "0")),
    ),
)

E1, E2 = "(1 - p1)*v1 - p1*w", "(1 - p2)*v2 - p2*w"
ELL1, ELL2 = "p1*d + (1 - p1)*L", "p2*d + (1 - p2)*L"


def _arms(first: str, second: str) -> tuple[tuple[str, str], ...]:
    return ("arms1", first), ("arms2", second)


CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(
        MODEL, "domino", SOURCE, f"{E1} >= 0 and {E2} >= 0 and kap1 <= {ELL1} and kap2 <= {ELL2}",
        choices=_arms("G", "G"),
    ),
    ConditionCase(
        MODEL, "one bomb", SOURCE, f"{E1} >= 0 and kap1 <= {ELL1} and ({E2} <= 0 or kap2 >= {ELL2})",
        choices=_arms("G", "N"), premise=f"{E1} > {E2}", up_to="knife-edges",
    ),
    ConditionCase(
        MODEL, "no bomb", SOURCE, f"{E1} <= 0 or kap1 >= {ELL1}", choices=_arms("N", "N"), premise=f"{E1} > {E2}",
    ),
    ConditionCase(
        MODEL, "the less exposed ally alone", SOURCE, "false", choices=_arms("N", "G"), premise=f"{E1} > {E2}",
        up_to="knife-edges",
    ),
)
