"""The page of a model: what a reader finds on it, and that no text of a model is read as markup."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

import gametheory as gt
from gametheory.notation.works import works
from gametheory.present.page import LARGEST_TREE, anchor, literal, model_page

VOID = {"br", "img"}


class Balanced(HTMLParser):
    """Notes the tags that are open at the end of a text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(key: str, **changes: object) -> str:
    game = replace(gt.load(key), **changes)  # type: ignore[arg-type]
    return model_page(
        game, key=key, works=[str(work) for work in works(game.cite)], solution=gt.solve(game),
        verdicts=gt.check(game), figure="figure.svg", caption="over p_1 and d",
    )  # fmt: skip


@pytest.fixture(scope="module")
def bargaining() -> str:
    return page("bargaining/risk_return")


def test_a_reader_finds(bargaining: str) -> None:
    heads = [line for line in bargaining.splitlines() if line.startswith("#")]
    assert heads == [
        "# The trade\\-off of risk and return in crisis bargaining", "## Sequence of play", "## Parameters",
        "## Outcomes and payoffs", "## Equilibria", "## Profiles", "## What does not hold", "## Claims",
    ]  # fmt: skip
    assert "Fearon, James D. (1995). Rationalist Explanations for War." in bargaining
    assert 'gt.load("bargaining/risk_return")' in bargaining
    assert "5 information sets, 8 terminal histories" in bargaining and "<svg" in bargaining
    assert "```{figure} figure.svg\n:alt: Region diagram\n\nover p\\_1 and d\n```" in bargaining


def test_what_does_not_hold_comes_with_a_counterexample_and_what_does(bargaining: str) -> None:
    box = next(line for line in bargaining.splitlines() if 'class="claim false"' in line)
    assert "<b>Counterexample:</b> at q = 1/2, " in box and "an equilibrium lacks the property" in box
    assert f'<a href="#{anchor("safe demand")}">' in box
    assert f'class="claim" id="{anchor("safe demand")}"' in bargaining


def test_blocks_are_whole_and_on_one_line(bargaining: str) -> None:
    for line in bargaining.splitlines():
        if line.startswith("<"):
            reader = Balanced()
            reader.feed(line)
            assert reader.open == []
    (tree,) = (line for line in bargaining.splitlines() if line.startswith('<div class="tree"'))
    ElementTree.fromstring(tree)


def test_texts_of_a_model_are_not_markup() -> None:
    text = page("deterrence/rudimentary", title="<b>*A* [x](y)", note="<script>\n\n# head")
    assert text.startswith("# \\<b\\>\\*A\\* \\[x\\]\\(y\\)\n\n<p>&lt;script&gt;  # head</p>\n")
    assert "<script" not in text


def test_a_large_tree_is_not_drawn() -> None:
    game = gt.load("asia_pacific/rapprochement")
    assert len(game.tree.terminals) > LARGEST_TREE
    text = model_page(game, key="k", works=(), solution=gt.solve(gt.load("deterrence/rudimentary")), verdicts=())
    assert "<svg" not in text and "Sources" not in text and "{figure}" not in text


def test_moves_at_the_same_time_name_each_other() -> None:
    game = gt.load("classics/stag_hunt")
    first, second = game.moves
    text = model_page(game, key="k", works=(), solution=gt.solve(game), verdicts=())
    assert all(f"at the same time as {move.name}" in text for move in (first, second)) and "seen by all" not in text


def test_literal() -> None:
    assert literal("a_b: `c` é") == "a\\_b\\: \\`c\\` é"
