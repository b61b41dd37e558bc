"""Rapprochement of two allies: exact points and closed forms of the pure equilibria."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase

MODEL = "asia_pacific/rapprochement"
SOURCE = "derived by hand; enumeration of all pure equilibria at 4000 random exact points agrees"

FACTS = ModelFacts(
    model=MODEL, players=("Ally1", "Ally2", "Adversary"), parameters=11, information_sets=8, terminals=48,
    outcomes=("quiet", "defended", "abandoned"),
)


def _low(first: str, second: str) -> tuple[tuple[str, str], ...]:
    return ("coop1|low", first), ("coop2|low", second)


def _play(first: str, second: str, *payoffs: str | None) -> Play:
    return Play(_low(first, second), payoffs or (None, None, None))


TOGETHER, APART = _play("C", "C"), _play("N", "N")

POINTS: tuple[PointCase, ...] = (
    PointCase(MODEL, "baseline", SOURCE, plays=(_play("C", "C", "-19/8", "-19/8", "3/8"), APART)),
    PointCase(
        MODEL, "needless cooperation", SOURCE, {"p": "3/5"}, plays=(_play("N", "N", "0", "0", "0"),),
        outcomes=("quiet",),
    ),
    PointCase(
        MODEL, "useless cooperation", SOURCE, {"p": "1/10"}, plays=(_play("N", "N", "-14/5", "-14/5", "4/5"),),
        outcomes=("abandoned", "defended"),
    ),
    PointCase(MODEL, "dear cooperation", SOURCE, {"c": "5/4", "p": "1/5"}, plays=(TOGETHER, APART)),
    PointCase(
        MODEL, "crowd-out", SOURCE, {"c": "5/4", "p": "2/5"}, plays=(APART,), outcomes=("abandoned", "defended"),
    ),
    PointCase(MODEL, "one capital is paid", SOURCE, {"s1": "5/4"}, plays=(TOGETHER,)),
    PointCase(
        MODEL, "tie: cooperation averts what it costs", SOURCE, {"c": "5/4"}, plays=(TOGETHER, APART),
        outcomes=("abandoned", "defended", "quiet"),
    ),
)

PIVOTAL = "(v - x)/(v + w) < p < v/(v + w)"
B = "th*(p*d + (1 - p)*L)"

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(
        MODEL, "cooperation", SOURCE, f"{B} >= c - s1 and {B} >= c - s2", choices=_low("C", "C"), premise=PIVOTAL,
    ),
    ConditionCase(
        MODEL, "no cooperation", SOURCE, "s1 <= c and s2 <= c", choices=_low("N", "N"),
        premise="p != v/(v + w) and p != (v - x)/(v + w)",
    ),
    ConditionCase(
        MODEL, "one-sided cooperation", SOURCE, f"s1 >= c and {B} <= c - s2", choices=_low("C", "N"), premise=PIVOTAL,
    ),
    ConditionCase(
        MODEL, "cooperation that deters nobody", SOURCE, "s1 >= c and s2 >= c", choices=_low("C", "C"),
        premise="p < (v - x)/(v + w)",
    ),
)
