"""Who sees what: hidden moves, partitions, simultaneous moves, moves revealed later."""

from __future__ import annotations

from gametheory.game import Game, Reveal
from tests.game import examples
from tests.game.declare import game, labels, move, when


def sets_of(found: Game, name: str) -> list[list[str]]:
    """The histories in each information set of a move, as bare actions."""
    found_sets = found.information_sets_of(f"{name}|*")
    return [[" ".join(action for _, action in found.tree.history(n)) for n in s.nodes] for s in found_sets]


def test_simultaneous_moves_are_hidden_and_then_public():
    found = examples.cooperation()
    assert sets_of(found, "b1") == [["C", "D"]]
    assert sets_of(found, "a2") == [["C C"], ["C D"], ["D C"], ["D D"]]
    assert sets_of(found, "b2")[0] == ["C C C", "C C D"]
    assert labels(found)[:4] == ["a1", "b1", "a2|a1=C,b1=C", "b2|a1=C,b1=C"]


def test_simultaneous_moves_link_into_one_group():
    found = examples.pact()
    assert sets_of(found, "m3") == [["e e", "e d", "d e", "d d"]]
    assert len(sets_of(found, "coerce")) == 8


def test_a_move_between_two_simultaneous_ones_does_not_see_the_first():
    found = game(
        "A B C",
        [
            move("A", "a", ["x", "y"]),
            move("C", "between", ["l", "r"]),
            move("B", "b", ["x", "y"], simultaneous="a"),
            move("C", "later", ["l", "r"]),
        ],
    )
    assert sets_of(found, "between") == [["x", "y"]]
    assert len(sets_of(found, "later")) == 8


def test_the_place_of_a_simultaneous_move_that_is_not_played_ends_the_secret():
    found = game(
        "A B C",
        [
            move("C", "allowed", ["yes", "no"]),
            move("A", "a", ["x", "y"]),
            move("B", "b", ["x", "y"], if_={"allowed": "yes"}, simultaneous="a"),
            move("C", "later", ["l", "r"]),
        ],
    )
    assert sets_of(found, "b") == [["yes x", "yes y"]]
    assert sets_of(found, "later")[-2:] == [["no x"], ["no y"]]


def test_seen_by_still_counts_for_a_simultaneous_move():
    found = game(
        "A B C",
        [
            move("A", "a", ["x", "y"], seen_by=["B"]),
            move("B", "b", ["x", "y"], simultaneous="a"),
            move("B", "again", ["l"]),
            move("C", "later", ["l", "r"]),
        ],
    )
    assert len(sets_of(found, "again")) == 4
    assert sets_of(found, "later") == [["x x l", "y x l"], ["x y l", "y y l"]]


def test_partitions_tell_cells_apart_by_name():
    found = examples.partitioned()
    assert labels(found) == [
        "act|R", "hedge|F", "challenge|front", "hedge|O", "challenge|nothing", "hedge|N", "act|U",
    ]
    assert sets_of(found, "challenge")[0] == ["R F hedge", "R F rely", "U F hedge", "U F rely"]
    assert found.information_sets_of("challenge|nothing")[0].seen == (("act", "nothing"),)
    assert len(sets_of(found, "challenge")[1]) == 8


def test_a_mover_always_sees_its_own_move():
    hidden = move("A", "m", ["x", "y"], seen_by=[])
    found = game("A B", [hidden, move("B", "n", ["l", "r"]), move("A", "o", ["u", "v"])])
    assert sets_of(found, "n") == [["x", "y"]]
    assert sets_of(found, "o") == [["x l"], ["x r"], ["y l"], ["y r"]]


def test_one_player_who_decides_in_a_row_recalls_without_seeing_others():
    found = game(
        "A B",
        [
            move("A", "m", ["x", "y"], seen_by=[]),
            move("B", "n", ["l", "r"], seen_by=[]),
            move("A", "o", ["u", "v"], seen_by=[]),
            move("B", "p", ["u", "v"]),
        ],
    )
    assert sets_of(found, "o") == [["x l", "x r"], ["y l", "y r"]]
    assert len(sets_of(found, "p")) == 2


def test_a_hidden_move_is_revealed_after_another():
    found = game(
        "A B",
        [
            move("A", "build", ["yes", "no"], seen_by=[], revealed=[Reveal(("B",), after="inspect")]),
            move("B", "ask", ["l", "r"]),
            move("B", "inspect", ["go", "look"]),
            move("B", "answer", ["u", "v"]),
        ],
    )
    assert len(sets_of(found, "ask")) == 1
    assert len(sets_of(found, "inspect")) == 2
    assert len(sets_of(found, "answer")) == 8


def test_a_hidden_move_is_revealed_on_a_condition():
    found = game(
        "A B",
        [
            move("A", "build", ["yes", "no"], seen_by=[], revealed=[Reveal(("B",), when=when({"inspect": "yes"}))]),
            move("B", "inspect", ["yes", "no"]),
            move("B", "answer", ["u", "v"]),
        ],
    )
    assert sets_of(found, "answer") == [["yes yes"], ["yes no", "no no"], ["no yes"]]
    assert labels(found) == ["build", "inspect", "answer|build=yes", "answer|inspect=no", "answer|build=no"]


def test_a_cell_opens_into_its_actions_when_revealed():
    found = game(
        "A B",
        [
            move(
                "A", "act", ["F", "O", "N"], seen_by={"B": {"front": ["F"], "nothing": ["O", "N"]}},
                revealed=[Reveal(("B",), when=when({"look": "yes"}))],
            ),
            move("B", "look", ["yes", "no"]),
            move("B", "reply", ["u", "v"]),
        ],
    )
    assert [s.label for s in found.information_sets_of("reply|*")] == [
        "reply|front,yes", "reply|front,no", "reply|O", "reply|nothing", "reply|N",
    ]
    assert sets_of(found, "reply") == [["F yes"], ["F no"], ["O yes"], ["O no", "N no"], ["N yes"]]


def test_nature_after_decisions_is_seen_by_whom_it_says():
    found = game(
        "A B",
        [
            move("A", "m", ["x", "y"]),
            move("Nature", "luck", {"good": "1/4", "bad": "3/4"}, seen_by=["B"]),
            move("B", "n", ["l", "r"]),
            move("A", "o", ["l", "r"]),
        ],
    )
    assert len(sets_of(found, "n")) == 4
    assert sets_of(found, "o")[0] == ["x good l", "x bad l"]
