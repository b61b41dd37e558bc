"""Declarations that are not well formed: the full message of each fault, and all of them together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from gametheory.errors import ModelError
from gametheory.expr import Symbol
from gametheory.game import Reveal
from gametheory.game import tree as expansion
from tests.game.declare import depends, game, move, outcome, payment, symbols, when

P, Q = symbols("p q")
CHALLENGE = move("Adversary", "challenge", ["challenge", "wait"])
RESPONSE = move("Patron", "response", ["defend", "abandon"], if_={"challenge": "challenge"})
BOTH = [CHALLENGE, RESPONSE]
PAYS = {"Adversary": 0, "Patron": 0}
QUO = outcome("status quo", {"challenge": "wait"}, PAYS)
WAR = outcome("war", {"response": "defend"}, PAYS)
LOSS = outcome("loss", {"response": "abandon"}, PAYS)


def faults(moves: Any = BOTH, players: str = "Adversary Patron", **fields: Any) -> tuple[str, ...]:
    """The faults of a game made from these parts."""
    with pytest.raises(ModelError) as error:
        game(players, moves, **fields)
    assert str(error.value) == "\n".join(error.value.faults)
    return error.value.faults


STRUCTURE: dict[str, tuple[list[Any], str]] = {
    "same name": (
        [CHALLENGE, move("Patron", "challenge", ["x"])],
        'move "challenge": two moves have this name; a condition would not know which is meant: rename one',
    ),
    "bad name": (
        [move("Patron", "re-ply", ["x"])],
        'move "re-ply": the name may have letters, digits and underscores only, since labels are made of it',
    ),
    "no moves": ([], "moves: there are none; a game needs at least one move"),
    "no actions": ([move("Patron", "m", [])], 'move "m", actions: there are none; list at least one action'),
    "action twice": ([move("Patron", "m", ["x", "y", "x"])], "move \"m\", actions: 'x' is listed twice; drop one"),
    "unreadable action": (
        [move("Patron", "m", ["x=1", "y"])],
        "move \"m\", actions: 'x=1' cannot be read in a label; avoid | , = * and spaces at the ends",
    ),
    "unknown mover": (
        [move("Patrom", "m", ["x"])],
        "move \"m\", by: unknown player 'Patrom'; there are: Adversary, Patron, Nature. Did you mean 'Patron'?",
    ),
    "nature without probabilities": (
        [move("Nature", "m", ["x", "y"])],
        'move "m", actions: a move of Nature needs the probability of each action, '
        'for example { yes = "p", no = "1 - p" }',
    ),
    "probabilities of a player": (
        [move("Patron", "m", {"x": "1/2", "y": "1/2"})],
        "move \"m\", actions: 'Patron' chooses, so the actions have no probabilities; "
        "list them, or let the move be by Nature",
    ),
    "certain chance": (
        [move("Nature", "m", {"x": 1, "y": 0})],
        'move "m", actions.x: the probability is 1; it must lie strictly between 0 and 1: '
        "change it, or drop the actions that are never taken",
    ),
    "unknown move in when": (
        [CHALLENGE, move("Patron", "m", ["x"], if_={"chalenge": "wait"})],
        "move \"m\", when: unknown move 'chalenge'; there is: challenge. Did you mean 'challenge'?",
    ),
    "unknown action in when": (
        [CHALLENGE, move("Patron", "m", ["x"], if_={"challenge": ["chalenge", "wait"]})],
        "move \"m\", when: unknown action 'chalenge' of the move 'challenge'; there are: challenge, wait. "
        "Did you mean 'challenge'?",
    ),
    "nothing in when": (
        [CHALLENGE, move("Patron", "m", ["x"], if_={"challenge": []})],
        "move \"m\", when: no action of the move 'challenge' is given; name one, or drop the entry",
    ),
    "later move in when": (
        [move("Patron", "m", ["x"], if_={"challenge": "wait"}), CHALLENGE],
        "move \"m\", when: refers to the move 'challenge', which is not played before; "
        "let it depend on earlier moves only, or reorder the moves",
    ),
    "own move in when": (
        [move("Patron", "m", ["x"], if_={"m": "x"})],
        "move \"m\", when: refers to the move 'm', which is not played before; "
        "let it depend on earlier moves only, or reorder the moves",
    ),
    "unknown observer": (
        [move("Patron", "m", ["x"], seen_by=["Adversery"])],
        "move \"m\", seen_by: unknown player 'Adversery'; there are: Adversary, Patron. Did you mean 'Adversary'?",
    ),
    "observer twice": (
        [move("Patron", "m", ["x"], seen_by=["Adversary", "Adversary"])],
        "move \"m\", seen_by: 'Adversary' is listed twice; drop one",
    ),
    "action in no cell": (
        [move("Patron", "m", ["x", "y"], seen_by={"Adversary": {"first": ["x"]}})],
        "move \"m\", seen_by.Adversary: the action 'y' is in no cell; add it to one",
    ),
    "action in two cells": (
        [move("Patron", "m", ["x", "y"], seen_by={"Adversary": {"first": ["x"], "all": ["x", "y"]}})],
        "move \"m\", seen_by.Adversary: the action 'x' is in two cells; keep it in one",
    ),
    "unknown action in cell": (
        [move("Patron", "m", ["one", "two"], seen_by={"Adversary": {"a": ["one"], "b": ["two", "tow"]}})],
        "move \"m\", seen_by.Adversary: unknown action 'tow' of the move 'm'; there are: one, two. Did you mean 'two'?",
    ),
    "cell called like an action": (
        [move("Patron", "m", ["x", "y"], seen_by={"Adversary": {"x": ["x", "y"]}})],
        "move \"m\", seen_by.Adversary: the cell 'x' has the name of an action but is not that action alone; rename it",
    ),
    "unknown simultaneous move": (
        [CHALLENGE, move("Patron", "m", ["x"], simultaneous="chalenge")],
        "move \"m\", simultaneous: unknown move 'chalenge'; there is: challenge. Did you mean 'challenge'?",
    ),
    "simultaneous with a later move": (
        [move("Patron", "m", ["x"], simultaneous="challenge"), CHALLENGE],
        "move \"m\", simultaneous: the move 'challenge' is not earlier; write it on the later one of the two moves",
    ),
    "simultaneous with oneself": (
        [CHALLENGE, move("Adversary", "m", ["x"], simultaneous="challenge")],
        "move \"m\", simultaneous: 'Adversary' makes both moves and always sees its own; "
        "drop it, or let the agents be two players",
    ),
    "revealed though public": (
        [move("Patron", "m", ["x"], revealed=[Reveal(("Adversary",), after="challenge")]), CHALLENGE],
        'move "m", revealed: everyone sees this move at once; '
        "say with seen_by who does, so that it can become visible to others",
    ),
    "revealed to a stranger": (
        [move("Patron", "m", ["x"], seen_by=[], revealed=[Reveal(("Adversry",), after="challenge")]), CHALLENGE],
        "move \"m\", revealed.to: unknown player 'Adversry'; there are: Adversary, Patron. Did you mean 'Adversary'?",
    ),
    "revealed to nobody": (
        [move("Patron", "m", ["x"], seen_by=[], revealed=[Reveal((), after="challenge")]), CHALLENGE],
        "move \"m\", revealed: it names nobody; say to whom with 'to'",
    ),
    "revealed at no time": (
        [move("Patron", "m", ["x"], seen_by=[], revealed=[Reveal(("Adversary",))])],
        "move \"m\", revealed: it does not say when; give 'after' (a move) or 'when' (a condition)",
    ),
    "revealed after itself": (
        [move("Patron", "m", ["x"], seen_by=[], revealed=[Reveal(("Adversary",), after="m")])],
        'move "m", revealed.after: a move is not revealed after itself; use seen_by for who sees it at once',
    ),
    "revealed after an unknown move": (
        [move("Patron", "m", ["x"], seen_by=[], revealed=[Reveal(("Adversary",), after="challeng")]), CHALLENGE],
        "move \"m\", revealed.after: unknown move 'challeng'; there are: m, challenge. Did you mean 'challenge'?",
    ),
    "revealed on an unknown action": (
        [
            move("Patron", "m", ["x"], seen_by=[], revealed=[Reveal(("Adversary",), when=when({"challenge": "wiat"}))]),
            CHALLENGE,
        ],
        "move \"m\", revealed.when: unknown action 'wiat' of the move 'challenge'; there are: challenge, wait. "
        "Did you mean 'wait'?",
    ),
}


@pytest.mark.parametrize("case", STRUCTURE, ids=str)
def test_faults_of_moves(case):
    moves, message = STRUCTURE[case]
    found = faults(moves)
    assert found[0] == message
    assert len(found) == (2 if case == "certain chance" else 1)


PAYMENTS: dict[str, tuple[dict[str, Any], str]] = {
    "no outcome": (
        {"outcomes": [QUO, WAR]},
        "outcomes: there is a terminal history with no outcome (challenge=challenge, response=abandon); "
        "add an outcome for it, or widen the 'when' of one there is",
    ),
    "two outcomes": (
        {"outcomes": [QUO, WAR, outcome("battle", {"challenge": "challenge"}, PAYS)]},
        "outcomes: there is a terminal history with 2 outcomes (challenge=challenge, response=defend); "
        "narrow the 'when' of one of them, or join them: 'war', 'battle'",
    ),
    "outcome name twice": (
        {"outcomes": [QUO, WAR, LOSS, WAR]},
        'outcome "war": two outcomes have this name; rename one, or join them: when = [..., ...]',
    ),
    "outcome that forgets a player": (
        {"outcomes": [QUO, WAR, outcome("loss", {"response": "abandon"}, {"Patron": 0})]},
        'outcome "loss", pays: nothing for Adversary; name every player (0 is written), or leave pays out',
    ),
    "no payoff": (
        {"outcomes": [QUO, WAR, outcome("loss", {"response": "abandon"})], "payments": [payment(None, {"Patron": 1})]},
        "payoffs: there is a terminal history with no payoff for 'Adversary' (challenge=challenge, response=abandon); "
        "add Adversary to the pays of the outcome or to a pays block that holds there (0 is written)",
    ),
    "no payoff without outcomes": (
        {"payments": [payment({"challenge": "challenge"}, PAYS), payment(None, {"Patron": 0})]},
        "payoffs: there is a terminal history with no payoff for 'Adversary' (challenge=wait); "
        "add Adversary to the pays of the outcome or to a pays block that holds there (0 is written)",
    ),
    "no payoff anywhere": (
        {"payments": [payment(None, {"Patron": 0})]},
        "payoffs: there are 3 terminal histories with no payoff for 'Adversary' "
        "(challenge=challenge, response=defend; challenge=challenge, response=abandon; challenge=wait); "
        "add Adversary to the pays of the outcome or to a pays block that holds there (0 is written)",
    ),
    "unknown payee": (
        {"outcomes": [QUO, WAR, outcome("loss", {"response": "abandon"}, {**PAYS, "Patrn": 0})]},
        "outcome \"loss\", pays: unknown player 'Patrn'; there are: Adversary, Patron. Did you mean 'Patron'?",
    ),
    "unknown measure": (
        {"payments": [payment(None, {**PAYS, "war rsk": 0})], "measures": ["war risk"]},
        "pays block 1: unknown player or measure 'war rsk'; there are: Adversary, Patron, war risk. "
        "Did you mean 'war risk'?",
    ),
    "unknown action in an outcome": (
        {"outcomes": [outcome("status quo", {"challenge": "wiat"}, PAYS), WAR, LOSS]},
        "outcome \"status quo\", when: unknown action 'wiat' of the move 'challenge'; there are: challenge, wait. "
        "Did you mean 'wait'?",
    ),
    "unknown move in a payment": (
        {"payments": [payment(None, PAYS), payment({"respons": "defend"}, PAYS)]},
        "pays block 2, when: unknown move 'respons'; there are: challenge, response. Did you mean 'response'?",
    ),
    "measure called like a player": (
        {"payments": [payment(None, PAYS)], "measures": ["Patron"]},
        "measures: 'Patron' is a player too; a measure is nobody's payoff: rename it",
    ),
    "measure twice": (
        {"payments": [payment(None, PAYS)], "measures": ["risk", "risk"]},
        "measures: 'risk' is listed twice; drop one",
    ),
    "depends on an unknown move": (
        {"dependents": [depends("w", "respons", {"defend": 1, "abandon": 2})]},
        "depends \"w\", on: unknown move 'respons'; there are: challenge, response. Did you mean 'response'?",
    ),
    "depends on an unknown action": (
        {"dependents": [depends("w", "response", {"defend": 1, "abandn": 2})]},
        "depends \"w\", values: unknown action 'abandn' of the move 'response'; there are: defend, abandon. "
        "Did you mean 'abandon'?",
    ),
    "depends without a value": (
        {
            "dependents": [depends("w", "response", {"defend": 1})],
            "outcomes": [QUO, WAR, outcome("loss", {"response": "abandon"}, {"Adversary": 0, "Patron": -Symbol("w")})],
        },
        "outcome \"loss\", pays.Patron: 'w' depends on the move 'response' and has no value for its action 'abandon', "
        "played at the history challenge=challenge, response=abandon; add abandon to its values",
    ),
    "depends on a move that is not played": (
        {
            "dependents": [depends("w", "response", {"defend": 1, "abandon": 2})],
            "payments": [payment(None, {"Adversary": 0, "Patron": Symbol("w")})],
        },
        "pays block 1, pays.Patron: 'w' depends on the move 'response', "
        "which is not played at the history challenge=wait; "
        "give it a value another way, or let 'when' leave such histories out",
    ),
    "depends on itself": (
        {"dependents": [depends("w", "response", {"defend": 2 * Symbol("w"), "abandon": 2})]},
        'depends "w", values: its values lead back to itself; write one of them without the other symbol',
    ),
    "depends name twice": (
        {"dependents": [depends("w", "response", {"defend": 1, "abandon": 2})] * 2},
        'depends "w": two symbols have this name; rename one',
    ),
    "depends called like a parameter": (
        {"dependents": [depends("p", "response", {"defend": 1, "abandon": 2})], "parameters": "p"},
        'depends "p": a parameter has this name too; rename one of them',
    ),
    "unknown symbol in pays": (
        {"payments": [payment(None, {"Adversary": 0, "Patron": Symbol("w_r")})], "parameters": "w_R w_U"},
        "pays block 1, pays.Patron: unknown symbol 'w_r'; there are: w_R, w_U. Did you mean 'w_R'?",
    ),
    "unknown symbol in where": (
        {"where": Symbol("w_r") > 0, "parameters": "w_R"},
        "where: unknown symbol 'w_r'; there is: w_R. Did you mean 'w_R'?",
    ),
    "parameter twice": ({"parameters": "p p"}, 'parameter "p": two parameters have this name; drop one'),
    "start that is not the start": (
        {"start": (("response", "defend"),)},
        "start: 'response' is not played after the start of the game: the move 'challenge' comes next; "
        "name the moves as played",
    ),
    "start beyond the end": (
        {"start": (("challenge", "wait"), ("response", "defend"))},
        "start: 'response' is not played after the history challenge=wait: play is over; name the moves as played",
    ),
    "unknown start": (
        {"start": (("challenge", "wiat"),)},
        "start: unknown action 'wiat' of the move 'challenge'; there are: challenge, wait. Did you mean 'wait'?",
    ),
}


@pytest.mark.parametrize("case", PAYMENTS, ids=str)
def test_faults_of_payoffs(case):
    fields, message = PAYMENTS[case]
    assert faults(**fields) == (message,)


PLAYERS = {
    "": "players: there are none; name at least one player",
    "Adversary Patron Patron": "players: 'Patron' is listed twice; drop one",
    "Adversary Patron Nature": "players: 'Nature' is not a player: it is the name of chance moves; choose another name",
}


@pytest.mark.parametrize("players", PLAYERS, ids=repr)
def test_faults_of_players(players):
    assert faults(players=players)[0] == PLAYERS[players]


def test_a_player_who_forgets_what_it_knew():
    moves = [
        move(
            "A", "build", ["yes", "no"], seen_by=[],
            revealed=[Reveal(("B",), when=when({"leak": "yes"})), Reveal(("B",), after="ask")],
        ),
        move("A", "leak", ["yes", "no"], seen_by=[]),
        move("B", "ask", ["l", "r"]),
        move("B", "answer", ["u", "v"]),
    ]
    found = faults(moves, "A B")
    assert len(found) == 4
    assert found[0] == (
        "move \"answer\": 'B' does not have perfect recall: having seen build=yes, ask=l, it cannot tell "
        "the history build=yes, leak=yes, ask=l from the history build=yes, leak=no, ask=l, but it went through "
        "[ask=l on having seen build=yes] in the first and through [ask=l on having seen nothing] in the second; "
        "change seen_by or revealed so that it keeps apart what it once told apart, or let two players decide"
    )


def test_the_same_sight_with_two_players_is_no_fault():
    found = game(
        "A B D",
        [
            move("A", "build", ["yes", "no"], seen_by=[], revealed=[
                Reveal(("B",), when=when({"leak": "yes"})), Reveal(("D",), after="ask"),
            ]),
            move("A", "leak", ["yes", "no"], seen_by=[]),
            move("B", "ask", ["l", "r"]),
            move("D", "answer", ["u", "v"]),
        ],
    )
    assert len(found.information_sets_of("answer|*")) == 4


def test_all_faults_come_together():
    found = faults(
        [
            move("Nature", "type", {"R": P, "U": 1 - P}, seen_by=["Patrn"]),
            CHALLENGE,
            move("Patron", "response", ["defend", "abandon"], if_={"challenge": "challenge"}, simultaneous="chalenge"),
        ],
        parameters="p",
        outcomes=[QUO, WAR, outcome("defeat", {"response": "defend"}, PAYS)],
        dependents=[depends("w", "typ", {"R": 1})],
        payments=[payment(None, {"Patron": Q})],
    )
    assert found == (
        "move \"type\", seen_by: unknown player 'Patrn'; there are: Adversary, Patron. Did you mean 'Patron'?",
        "move \"response\", simultaneous: unknown move 'chalenge'; there are: type, challenge. "
        "Did you mean 'challenge'?",
        "depends \"w\", on: unknown move 'typ'; there are: type, challenge, response. Did you mean 'type'?",
        "outcomes: there are 2 terminal histories with 2 outcomes (type=R, challenge=challenge, response=defend; "
        "type=U, challenge=challenge, response=defend); "
        "narrow the 'when' of one of them, or join them: 'war', 'defeat'",
        "outcomes: there are 2 terminal histories with no outcome (type=R, challenge=challenge, response=abandon; "
        "type=U, challenge=challenge, response=abandon); add an outcome for it, or widen the 'when' of one there is",
        "pays block 1, pays.Patron: unknown symbol 'q'; there are: p, w.",
    )


def test_probabilities_one_short():
    with pytest.raises(ModelError) as error:
        game("A", [replace(move("Nature", "m", {"x": P, "y": 1 - P}), probabilities=(P,))], parameters="p")
    assert str(error.value) == 'move "m", actions: there are 2 actions but 1 probabilities; give one for each'


def test_a_tree_beyond_the_bound_is_refused(monkeypatch):
    monkeypatch.setattr(expansion, "MAX_HISTORIES", 1000)
    moves = [move("A", f"m{n}", ["x", "y", "z"]) for n in range(30)]
    assert faults(moves, "A") == (
        "moves: there are more than 1000 histories, the most that are expanded; drop some moves",
    )
