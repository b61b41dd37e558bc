"""The game tree as SVG."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest

from gametheory.expr import ONE
from gametheory.game import Game
from gametheory.present.tree_layout import ROW, layout
from gametheory.present.tree_svg import letters, tree_svg
from tests.game import examples
from tests.present.fakes import Region, Row, Space

SVG = "{http://www.w3.org/2000/svg}"
GAMES = [
    examples.umbrella, examples.deterrence, examples.two_audiences, examples.beer_quiche, examples.commitment,
    examples.horse, examples.chain_store, examples.cooperation,
]  # fmt: skip


def said(picture: str) -> list[str]:
    root = ElementTree.fromstring(picture)
    return ["".join(text.itertext()).replace("\u200b", "") for text in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("build", GAMES, ids=lambda build: build.__name__)
def test_everything_is_in_the_picture(build: Callable[[], Game]) -> None:
    game = build()
    texts = said(tree_svg(game))
    for node in game.tree.nodes:
        if not node.is_terminal:
            assert node.move in texts
            assert all(any(text.startswith(action) for text in texts) for action in node.actions)
        elif node.outcome:
            assert node.outcome in texts
    for player in game.players:
        assert texts.count(player) >= 2


@pytest.mark.parametrize("build", GAMES, ids=lambda build: build.__name__)
def test_layout_keeps_things_apart(build: Callable[[], Game]) -> None:
    tree = build().tree
    at = layout(tree, lambda node: 30.0, lambda node: 25.0)
    rows = sorted(at.y[node.index] for node in tree.terminals)
    assert all(b - a >= ROW for a, b in zip(rows, rows[1:], strict=False))
    for node in tree.nodes:
        for child in node.children:
            assert at.x[child] >= at.x[node.index] + 30
        if node.children:
            assert at.y[node.index] == (at.y[node.children[0]] + at.y[node.children[-1]]) / 2
    for group in tree.information_sets:
        assert len({at.x[node] for node in group.nodes}) == 1
    assert len(at.links) == sum(len(group.nodes) - 1 for group in tree.information_sets)
    for one, other in combinations([link for link in at.links if link.lane], 2):
        if at.x[one.above] == at.x[other.above] and one.lane == other.lane:
            assert at.y[one.below] <= at.y[other.above] or at.y[other.below] <= at.y[one.above]


def test_payoffs_probabilities_and_symbols() -> None:
    texts = said(tree_svg(examples.commitment()))
    assert "R (p)" in texts and "W (1 − p)" in texts
    assert "v − cR + w" in texts and "1/2 − d − w" in texts
    assert "Nature" in texts
    assert "H (π)" in said(tree_svg(examples.two_audiences()))
    assert "Nature" not in said(tree_svg(examples.umbrella()))


def test_path_of_play_is_thick() -> None:
    game = examples.umbrella()
    space = Space(())
    path = (
        ("tie", "1"),
        (f"posture|{_seen(game, 'posture', '1')}", "N"),
        (f"challenge|{_seen(game, 'challenge', '1')}", "quiet"),
    )
    row = Row("NQ", Region(space, space.true()), (("NQ", ONE),), path=path)
    assert tree_svg(game, path=row).count('stroke-width="2.6"') == 3
    assert tree_svg(game).count('stroke-width="2.6"') == 0


def _seen(game: Game, move: str, tie: str) -> str:
    """What distinguishes the information set of a move after a tie, as its label says it."""
    (label,) = [s.label for s in game.tree.information_sets if s.move == move and ("tie", tie) in s.seen]
    return label.partition("|")[2]


def test_user_text_is_escaped() -> None:
    game = replace(examples.umbrella(), title="<script>&\"'", players=("<b>", "Ally", "A & B"))
    assert (
        ElementTree.fromstring(tree_svg(replace(game, tree=_renamed(game)))).find(f"{SVG}title").text == "<script>&\"'"
    )


def _renamed(game: Game):  # type: ignore[no-untyped-def]
    names = {"Patron": "<b>", "Adversary": "A & B"}
    nodes = tuple(
        replace(n, player=names.get(n.player or "", n.player), outcome=n.outcome and f"</text>{n.outcome}")
        for n in game.tree.nodes
    )
    sets = tuple(replace(s, player=names.get(s.player, s.player)) for s in game.tree.information_sets)
    return replace(game.tree, nodes=nodes, information_sets=sets)


@pytest.mark.parametrize(
    ("players", "marks"),
    [
        (("Patron", "Adversary"), ("P", "A")),
        (("Entrant 1", "Entrant 2", "Incumbent"), ("E1", "E2", "I")),
        (("Patron", "Ally", "Adversary"), ("Pa", "Al", "Ad")),
        (("state", "stare"), ("1", "2")),
    ],
)
def test_letters(players: tuple[str, ...], marks: tuple[str, ...]) -> None:
    assert letters(players) == marks


def test_one_terminal_history_is_a_tree_too() -> None:
    tree = examples.umbrella().tree
    last = replace(tree.terminals[0], index=0, parent=None)
    game = replace(examples.umbrella(), tree=replace(tree, nodes=(last,), information_sets=()))
    assert "NQ" in said(tree_svg(game))
