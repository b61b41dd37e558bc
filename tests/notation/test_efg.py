"""Export to Gambit: read back by Gambit itself, with the same histories, information sets and payoffs."""

from __future__ import annotations

import io
import re
from fractions import Fraction
from typing import Any

import pytest

from gametheory.errors import ModelError
from gametheory.expr import evaluate
from gametheory.game import NATURE, Game
from gametheory.notation import catalog, export, load, loads
from tests.notation.examples import DETERRENCE, UMBRELLA, changed
from tests.notation.test_read import THREE

POINT = {"p": "1/3", "w_R": "1/7", "w_U": 2, "l": 1, "G": "5/3", "C": "0.125"}


def at_point() -> Game:
    return loads(DETERRENCE).at(**POINT)


def gambit(game: Game) -> Any:
    """The exported game as Gambit reads it."""
    pygambit = pytest.importorskip("pygambit")
    return pygambit.read_efg(io.StringIO(export(game)))


def compare(game: Game) -> None:
    """Walk both trees side by side."""
    theirs = gambit(game)
    assert [player.label for player in theirs.players] == list(game.players)
    stack = [(theirs.root, game.tree.root)]
    partition: dict[Any, set[str]] = {}
    count = 0
    while stack:
        node, ours = stack.pop()
        count += 1
        if ours.is_terminal:
            assert node.is_terminal
            payoffs = [Fraction(str(node.outcome[player])) for player in theirs.players]
            assert payoffs == [evaluate(payoff, {}) for payoff in ours.payoffs]
            assert re.fullmatch(re.escape(ours.outcome or "") + "( [0-9]+)?|_[0-9]+", node.outcome.label)
            continue
        actions = list(node.infoset.actions)
        assert [action.label for action in actions] == list(ours.actions)
        if ours.player == NATURE:
            assert node.player.is_chance
            assert [Fraction(str(a.prob)) for a in actions] == [evaluate(p, {}) for p in ours.probabilities]
        else:
            assert ours.information_set is not None
            found = game.tree.information_sets[ours.information_set]
            assert (node.player.label, node.infoset.label) == (ours.player, found.label)
            partition.setdefault((node.player.label, node.infoset.number), set()).add(found.label)
        stack.extend(zip(node.children, (game.tree.nodes[i] for i in ours.children), strict=True))
    assert count == len(game.tree.nodes)
    assert sorted(len(labels) for labels in partition.values()) == [1] * len(game.tree.information_sets)


def test_a_game_with_types() -> None:
    compare(at_point())


def test_a_game_of_perfect_information() -> None:
    point = {"l": 1, "f": 2, "h": "3/2", "k": "1/2", "lam": "1/2", "g": "3/2", "w": "1/2", "y": "1/2", "Y": 2, "e": 1}
    compare(loads(UMBRELLA).at(**point, L=2, d=1, m=1, b="1/4"))


def test_models_of_the_catalogue() -> None:
    for entry in catalog():
        game = load(entry.key)
        compare(game.at(**game.baseline))


def test_the_text() -> None:
    assert export(at_point()) == """\
EFG 2 R "Extended deterrence" { "Adversary" "Patron" }
"two types of patron"
c "" 1 "resolve" { "resolute" 1/3 "irresolute" 2/3 } 0
p "" 1 1 "challenge" { "challenge" "wait" } 0
p "" 2 1 "response|resolute" { "defend" "abandon" } 0
t "" 1 "war" { -1/8, -1/7 }
t "" 2 "abandonment" { 5/3, -1 }
t "" 3 "status quo" { 0, 0 }
p "" 1 1 "challenge" { "challenge" "wait" } 0
p "" 2 2 "response|irresolute" { "defend" "abandon" } 0
t "" 4 "war 2" { -1/8, -2 }
t "" 2 "abandonment" { 5/3, -1 }
t "" 3 "status quo" { 0, 0 }
"""


def test_names_with_quotes_survive() -> None:
    text = changed(DETERRENCE, 'title   = "Extended deterrence"', "title = 'A \"shield\": bouclier \\ \u00e9p\u00e9e'")
    game = loads(text).at(**POINT)
    assert export(game).startswith(r'EFG 2 R "A \"shield\": bouclier / epee" {')
    assert gambit(game).title == 'A "shield": bouclier / epee'


def test_free_parameters_are_named() -> None:
    with pytest.raises(ModelError) as error:
        export(loads(DETERRENCE).at(p="1/3", G=1))
    assert str(error.value) == (
        "'Extended deterrence' has free parameters: w_R, w_U, l, C\n"
        "  an .efg file holds numbers only; fix them first: game.at(w_R=..., w_U=..., l=..., C=...)."
    )


def test_a_parameter_that_no_payoff_needs_may_stay_free() -> None:
    text = changed(DETERRENCE, "[definitions]", 'q = "usual prior"\n[definitions]', '"p >= p_min"', '"p >= q"')
    assert "1/3" in export(loads(text).at(**POINT))


def test_chance_moves_and_games_without_outcomes() -> None:
    """Nature moves at several nodes, and no terminal history has a name."""
    nature = 'by = "Nature"\nseen_by = ["A"]'
    compare(loads(changed(THREE, 'by = "B"', nature, "[1, 2]", "{ a = 0.3, b = 0.7 }")))
