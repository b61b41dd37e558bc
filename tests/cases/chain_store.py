"""The chain store: exact points for one to three markets, closed forms for two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cases.nouns import ConditionCase, ModelFacts, Play, PointCase

if TYPE_CHECKING:
    from gametheory.game import Game

MODEL = "classics/chain_store_two_markets"
SOURCE = "Selten 1978; variations derived"

ACCOMMODATION, DETERRENCE, MIXED = "accommodation", "deterrence", "mixed conduct"

FACTS = ModelFacts(
    model=MODEL, players=("Incumbent", "Entrant1", "Entrant2"), parameters=6, information_sets=8, terminals=9,
    outcomes=(ACCOMMODATION, DETERRENCE, MIXED),
)


def markets(number: int) -> Game:
    """The chain store with any number of markets, without names for outcomes."""
    from gametheory import GameBuilder

    entrants = [f"Entrant{n}" for n in range(1, number + 1)]
    draft = GameBuilder(f"Chain store with {number} markets", players=["Incumbent", *entrants])
    symbols = {
        name: draft.parameter(name, means, at=at)
        for name, means, at in (
            ("I_O", "incumbent, no entry", 5), ("I_C", "incumbent, cooperation", 2), ("I_F", "incumbent, fight", 0),
            ("E_O", "entrant, out", 1), ("E_C", "entrant, cooperation", 2), ("E_F", "entrant, fought", 0),
        )
    }
    draft.where("I_O > I_C, I_O > I_F, E_C > E_O > E_F")
    for n, entrant in enumerate(entrants, start=1):
        entry, reply = f"entry{n}", f"reply{n}"
        draft.move(entrant, entry, ["out", "in"])
        draft.move("Incumbent", reply, ["coop", "fight"], when={entry: "in"})
        for move, action, kind in ((entry, "out", "O"), (reply, "coop", "C"), (reply, "fight", "F")):
            draft.pays(when={move: action}, pays={"Incumbent": symbols[f"I_{kind}"], entrant: symbols[f"E_{kind}"]})
    return draft.build()


ENTER, STAY = ("in", "coop"), ("out",)


def _play(records: tuple[tuple[str, ...], ...], *payoffs: str) -> Play:
    path = tuple(
        (move + str(n), action)
        for n, record in enumerate(records, start=1)
        for move, action in zip(("entry", "reply"), record, strict=False)
    )
    return Play(path, payoffs)


POINTS: tuple[PointCase, ...] = (
    PointCase(
        MODEL, "payoffs of the article", SOURCE, plays=(_play((ENTER, ENTER), "4", "2", "2"),),
        outcomes=(ACCOMMODATION,),
    ),
    PointCase(
        MODEL, "an incumbent who likes to fight", SOURCE, {"I_F": "3"}, plays=(_play((STAY, STAY), "10", "1", "1"),),
        outcomes=(DETERRENCE,),
    ),
    PointCase(
        MODEL, "tie: an indifferent incumbent", SOURCE, {"I_F": "2"}, outcomes=(ACCOMMODATION, DETERRENCE, MIXED),
        plays=(
            _play((STAY, STAY), "10", "1", "1"), _play((STAY, ENTER), "7", "1", "2"),
            _play((ENTER, STAY), "7", "2", "1"), _play((ENTER, ENTER), "4", "2", "2"),
        ),
    ),
)

MARKET_POINTS: tuple[tuple[int, PointCase], ...] = (
    (1, PointCase("", "payoffs of the article", SOURCE, plays=(_play((ENTER,), "2", "2"),))),
    (3, PointCase("", "payoffs of the article", SOURCE, plays=(_play((ENTER,) * 3, "6", "2", "2", "2"),))),
    (4, PointCase("", "payoffs of the article", SOURCE, plays=(_play((ENTER,) * 4, "8", "2", "2", "2", "2"),))),
    (3, PointCase("", "likes to fight", SOURCE, {"I_F": "3"}, plays=(_play((STAY,) * 3, "15", "1", "1", "1"),))),
    (
        1,
        PointCase(
            "", "tie: an indifferent incumbent", SOURCE, {"I_F": "2"},
            plays=(_play((STAY,), "5", "1"), _play((ENTER,), "2", "2")),
        ),
    ),
)

CONDITIONS: tuple[ConditionCase, ...] = (
    ConditionCase(MODEL, ACCOMMODATION, SOURCE, "I_C >= I_F", ACCOMMODATION),
    ConditionCase(MODEL, DETERRENCE, SOURCE, "I_F >= I_C", DETERRENCE),
    ConditionCase(MODEL, MIXED, SOURCE, "I_F = I_C", MIXED),
    ConditionCase(
        MODEL, "entry into the second market after a fight", SOURCE, "I_C >= I_F", choices=(("entry2", "in"),),
        after={"entry1": "in", "reply1": "fight"},
    ),
    ConditionCase(
        MODEL, "entry into the second market after none", SOURCE, "I_C >= I_F", choices=(("entry2", "in"),),
        after={"entry1": "out"},
    ),
)
