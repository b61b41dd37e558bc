"""Beer and quiche: exact points and closed forms of the pure equilibria, ties included."""

from __future__ import annotations

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase

MODEL = "classics/beer_quiche"
SOURCE = "Cho and Kreps 1987; general payoffs derived by hand"

FACTS = ModelFacts(
    model=MODEL, players=("Sender", "Receiver"), parameters=5, information_sets=4, terminals=8,
    outcomes=("fight after beer", "peace after beer", "fight after quiche", "peace after quiche"),
)


def _both(breakfast: str, *payoffs: str) -> Play:
    path = (("breakfast|tough", breakfast), ("breakfast|weak", breakfast), (f"reply|{breakfast}", "leave"))
    return Play(path, payoffs)


def _apart(*payoffs: str) -> Play:
    favourites = (("breakfast|tough", "beer"), ("breakfast|weak", "quiche"))
    return Play((*favourites, ("reply|beer", "leave"), ("reply|quiche", "fight")), payoffs)


POINTS: tuple[PointCase, ...] = (
    PointCase(
        MODEL, "payoffs of the article", SOURCE,
        plays=(_both("beer", "29/10", "9/10"), _both("quiche", "21/10", "9/10")),
        outcomes=("peace after beer", "peace after quiche"),
    ),
    PointCase(MODEL, "many weak senders", SOURCE, {"p": "1/4"}, none=True),
    PointCase(MODEL, "breakfast first", SOURCE, {"g": "3"}, plays=(_apart("24/5", "1"),)),
    PointCase(
        MODEL, "tie: an indifferent receiver", SOURCE, {"p": "1/2"},
        plays=(_both("beer", "5/2", "1/2"), _both("quiche", "5/2", "1/2")),
    ),
    PointCase(
        MODEL, "tie: a breakfast is worth a fight", SOURCE, {"g": "1", "d": "1"},
        plays=(_both("beer", "19/10", "9/10"), _both("quiche", "11/10", "9/10"), _apart("19/10", "1")),
    ),
)

POOLING = "g <= d and p >= v/(v + l)"

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(MODEL, "pooling on beer", SOURCE, POOLING, "peace after beer"),
    ConditionCase(MODEL, "pooling on quiche", SOURCE, POOLING, "peace after quiche"),
    ConditionCase(
        MODEL, "separating", SOURCE, "g >= d", choices=(("breakfast|tough", "beer"), ("breakfast|weak", "quiche")),
    ),
    ConditionCase(
        MODEL, "the wrong way round", SOURCE, "false",
        choices=(("breakfast|tough", "quiche"), ("breakfast|weak", "beer")),
    ),
    ConditionCase(MODEL, "everybody fought over beer", SOURCE, "false", "fight after beer"),
    ConditionCase(MODEL, "everybody fought over quiche", SOURCE, "false", "fight after quiche"),
)
