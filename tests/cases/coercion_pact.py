"""Economic coercion, solidarity and diversification: exact points and closed forms, ties included."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, PointCase

MODEL = "asia_pacific/coercion_pact"
SOURCE = "derived by hand; enumeration of all pure equilibria at 3000 random exact points agrees"

CALM, SUPPORTED, ALONE, BOTH, ONE = (
    "no coercion", "resistance with support", "resistance alone", "both concede", "the exposed one concedes",
)

FACTS = ModelFacts(
    model=MODEL, players=("Ally1", "Ally2", "Coercer"), parameters=7, information_sets=14, terminals=16,
    outcomes=(CALM, SUPPORTED, ALONE, BOTH, ONE),
)

EXPOSED, ESCAPE = {"div1": "e", "div2": "e"}, {"div1": "d", "div2": "e"}

_ROWS: tuple[tuple[str, dict[str, str], tuple[str, ...], tuple[str, ...]], ...] = (
    ("baseline", {}, (CALM,), (CALM,)),
    ("dear support", {"phi": "3/2"}, (BOTH,), (CALM,)),
    ("cheap exits", {"c1": "1/4", "c2": "1/4"}, (CALM,), (CALM,)),
    ("little relief", {"A": "1/2"}, (BOTH,), (CALM,)),
    ("tie: support costs what it averts", {"phi": "1"}, (BOTH, CALM), (CALM,)),
    ("one cheap exit", {"c1": "1/4", "c2": "2"}, (CALM,), (CALM,)),
    ("one cheap exit, dear support", {"c1": "1/4", "c2": "2", "phi": "3/2"}, (BOTH,), (ONE,)),
)

POINTS: tuple[PointCase, ...] = (
    *(PointCase(MODEL, name, SOURCE, changes, outcomes=whole) for name, changes, _, whole in _ROWS),
    *(
        PointCase(MODEL, f"{name}, both exposed", SOURCE, changes, EXPOSED, outcomes=exposed)
        for name, changes, exposed, _ in _ROWS
    ),
    *(
        PointCase(MODEL, f"{name}, the first diversified", SOURCE, changes, ESCAPE, outcomes=(ONE,))
        for name, changes, _, _ in _ROWS
    ),
)


def _div(first: str, second: str) -> tuple[tuple[str, str], ...]:
    return ("div1", first), ("div2", second)


CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(MODEL, "pact", SOURCE, "H - A <= D and phi <= D", CALM, after=EXPOSED),
    ConditionCase(MODEL, "no pact", SOURCE, "H - A >= D or phi >= D", BOTH, after=EXPOSED),
    ConditionCase(MODEL, "no embargo is resisted", SOURCE, "false", SUPPORTED, after=EXPOSED),
    ConditionCase(
        MODEL, "both exposed", SOURCE, "(H - A <= D and phi <= D) or (c1 >= D and c2 >= D)", choices=_div("e", "e"),
    ),
    ConditionCase(MODEL, "both diversified", SOURCE, "c1 <= D and c2 <= D", choices=_div("d", "d")),
    ConditionCase(
        MODEL, "the first diversified", SOURCE, "(H - A >= D or phi >= D) and c1 <= D <= c2", choices=_div("d", "e"),
    ),
    ConditionCase(
        MODEL, "the second diversified", SOURCE, "(H - A >= D or phi >= D) and c2 <= D <= c1", choices=_div("e", "d"),
    ),
)
