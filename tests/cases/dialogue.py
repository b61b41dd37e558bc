"""Dialogue and verification: exact points and closed forms of the pure equilibria, ties included."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase

MODEL = "asia_pacific/dialogue"
SOURCE = "derived by hand; enumeration of all pure equilibria at 4000 random exact points agrees"

PEACE, SPIRAL, EXPLOITED, CONTAINED = (
    "reconciliation", "spiral", "hostile adversary exploits", "hostile adversary contained",
)

FACTS = ModelFacts(
    model=MODEL, players=("Adversary", "Defender"), parameters=10, information_sets=5, terminals=10,
    outcomes=(PEACE, SPIRAL, EXPLOITED, CONTAINED),
)


def _path(fearful: str, hostile: str, **line: str) -> tuple[tuple[str, str], ...]:
    types = (("talks|fearful", fearful), ("talks|hostile", hostile))
    return (*types, *((f"line|{talks}", action) for talks, action in line.items()))


def _play(value: str, *path: tuple[str, str]) -> Play:
    return Play(path, (None, value))


CLOSED = _path("closed", "closed", closed="hard")
APART = _path("open", "closed", open="soft", closed="hard")
TOGETHER = _path("open", "open", open="soft")

POINTS: tuple[PointCase, ...] = (
    PointCase(MODEL, "baseline", SOURCE, plays=(_play("-1", *CLOSED),), outcomes=(CONTAINED, SPIRAL)),
    PointCase(
        MODEL, "good verification", SOURCE, {"q": "2/3"}, plays=(_play("-1", *CLOSED), _play("-2/3", *APART)),
        outcomes=(CONTAINED, PEACE, SPIRAL),
    ),
    PointCase(
        MODEL, "high trust", SOURCE, {"phi": "2/3"}, plays=(_play("-1", *CLOSED), _play("-5/6", *TOGETHER)),
        outcomes=(CONTAINED, EXPLOITED, PEACE, SPIRAL),
    ),
    PointCase(
        MODEL, "tie: just enough verification", SOURCE, {"q": "19/30"},
        plays=(_play("-1", *CLOSED), _play("-2/3", *APART)),
    ),
    PointCase(
        MODEL, "tie: just enough trust", SOURCE, {"phi": "3/5"}, plays=(_play("-1", *CLOSED), _play("-1", *TOGETHER)),
    ),
    PointCase(MODEL, "dear opening", SOURCE, {"s": "2", "q": "9/10"}, plays=(_play("-1", *CLOSED),)),
    PointCase(MODEL, "weak verification", SOURCE, {"q": "1/4"}, plays=(_play("-1", *CLOSED),)),
    PointCase(
        MODEL, "free talk with next to no verification", SOURCE, {"q": "1/1000", "s": "0"},
        plays=(_play("-1", *CLOSED),),
    ),
)

TRUST, CHECK = "phi*k >= (1 - phi)*(1 - q)*(c - p)", "q*(v + y + x) >= v + y - s"

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(
        MODEL, "separation", SOURCE, f"s <= z and {CHECK}", choices=_path("open", "closed"),
    ),
    ConditionCase(
        MODEL, "pooled opening believed", SOURCE, f"s <= z and {TRUST} and q*(v + y + x) <= v + y - s",
        choices=TOGETHER,
    ),
    ConditionCase(MODEL, "no talks", SOURCE, "true", choices=_path("closed", "closed")),
    ConditionCase(
        MODEL, "no talks and a soft line", SOURCE, "phi*k >= (1 - phi)*(c - p)",
        choices=_path("closed", "closed", closed="soft"),
    ),
    ConditionCase(MODEL, "the hostile alone open", SOURCE, "false", choices=_path("closed", "open")),
)
