"""Stored solutions: the same bytes and the same answers when read back; damaged files are refused with a reason."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import gametheory as gt
from gametheory.errors import StoreError
from gametheory.solution import Solution
from gametheory.testing import admissible_points, random_perfect_information_game
from tests.solution.solved import PERFECT, solved

AGAIN = "\n  solve the game again and save it."


@pytest.mark.parametrize("key", PERFECT)
def test_the_same_bytes_and_the_same_equilibria(key: str) -> None:
    solution = solved(key)
    text = solution.to_json()
    again = Solution.from_json(text)
    assert again.to_json() == text
    assert again.game == solution.game
    assert (again.scope, again.method, again.complete) == (solution.scope, solution.method, solution.complete)
    assert (again.labels, again.undecided) == (solution.labels, solution.undecided)
    assert [r.confirmed for r in again.equilibria] == [r.confirmed for r in solution.equilibria]
    points = [*admissible_points(solution.game, 25, 4), *(r.region.sample(1)[0] for r in solution.knife_edges)]
    for point in points:
        assert again.at(point) == solution.at(point)
    assert str(again) == str(solution)
    assert again.propositions() == solution.propositions()
    assert again.coverage().proved is True


@pytest.mark.parametrize("seed", range(6))
def test_random_games(seed: int) -> None:
    solution = gt.solve(random_perfect_information_game(seed, 3, 2, nature=0.3, symbolic=True))
    again = Solution.from_json(solution.to_json())
    assert again.to_json() == solution.to_json()
    for point in admissible_points(solution.game, 6, seed):
        assert again.at(point) == solution.at(point)


def test_a_numeric_game() -> None:
    solution = gt.solve(random_perfect_information_game(5, 3, 2))
    again = Solution.from_json(solution.to_json())
    assert again.to_json() == solution.to_json()
    assert again.at() == solution.at()


def test_under_an_assumption_made_after_reading() -> None:
    solution = solved("asia_pacific/umbrella")
    again = Solution.from_json(solution.to_json())
    one, two = solution.assume("b > 0, w > 0"), again.assume("b > 0, w > 0")
    assert one.labels == two.labels
    point = {**solution.game.baseline, "h": "5/2"}
    assert one.at(point) == two.at(point)


def test_the_file_can_be_read_by_others() -> None:
    content = json.loads(solved("deterrence/rudimentary").to_json())
    assert list(content) == [
        "schema", "title", "game", "digest", "versions", "method", "scope", "complete", "undecided", "parameters",
        "where", "slots", "regions", "guards", "play", "equilibria", "knife_edges",
    ]  # fmt: skip
    assert content["schema"] == "gametheory-solution/1"
    assert content["versions"]["gametheory-ir"] == gt.__version__
    first = content["equilibria"][0]
    assert first["label"] == "status quo"
    assert first["condition"] == "d_DD >= d_DC and c_SQ >= c_DD"
    assert first["condition_is_exact"] is True
    assert first["confirmed"] == 16


def test_written_whole_and_read_back(tmp_path: Path) -> None:
    solution = solved("deterrence/rudimentary")
    path = solution.save(tmp_path / "solution.json")
    assert path.read_text(encoding="utf-8") == solution.to_json()
    assert [p.name for p in tmp_path.iterdir()] == ["solution.json"]
    with pytest.raises(StoreError, match="is a file, not a folder"):
        solution.save(path / "below" / "solution.json")


def change(edit: Callable[[Any], object]) -> str:
    """The stored rudimentary game with something changed."""
    content = json.loads(solved("deterrence/rudimentary").to_json())
    edit(content)
    return json.dumps(content)


def set_at(*path: Any) -> Callable[[Any], object]:
    """Put the last item where the others lead."""

    def edit(content: Any) -> None:
        for step in path[:-2]:
            content = content[step]
        content[path[-2]] = path[-1]

    return edit


DIGEST = solved("deterrence/rudimentary").game_digest[:8]
DAMAGE = (
    ("", "not a stored solution: the text is not JSON (Expecting value: line 1 column 1 (char 0))\n"
         "  write one with solution.save(path)."),
    ("[1, 2]", f"not a stored solution: its schema is None, this version reads 'gametheory-solution/1'{AGAIN}"),
    ('"text"', f"not a stored solution: its schema is None, this version reads 'gametheory-solution/1'{AGAIN}"),
    (
        change(set_at("schema", "gametheory-solution/2")),
        "not a stored solution: its schema is 'gametheory-solution/2', this version reads 'gametheory-solution/1'"
        + AGAIN,
    ),
    (change(lambda c: c.pop("game")), f"the stored solution is damaged: KeyError: 'game'{AGAIN}"),
    (change(lambda c: c.pop("equilibria")), f"the stored solution is damaged: KeyError: 'equilibria'{AGAIN}"),
    (
        change(set_at("digest", "0123456789abcdef")),
        f"the stored solution is damaged: StoreError: the stored game has the digest {DIGEST}, "
        f"the solution is of 01234567{AGAIN}",
    ),
    (
        change(set_at("parameters", ["x"])),
        f"the stored solution is damaged: StoreError: the parameters are not those of the stored game{AGAIN}",
    ),
    (
        change(set_at("guards", 0, ["xor", []])),
        f"the stored solution is damaged: StoreError: unknown kind of formula 'xor'{AGAIN}",
    ),
    (
        change(set_at("guards", 0, [">", [[[1, 2], "1"]]])),
        f"the stored solution is damaged: StoreError: a polynomial does not fit the parameters{AGAIN}",
    ),
    (
        change(set_at("guards", 0, ["and", [5000]])),
        f"the stored solution is damaged: StoreError: the number 5000 refers to nothing; there are 0{AGAIN}",
    ),
    (
        change(set_at("guards", 0, [">", [[[10**9, 0, 0, 0, 0, 0], "1"]]])),
        f"the stored solution is damaged: StoreError: a polynomial does not fit the parameters{AGAIN}",
    ),
    (
        change(set_at("slots", 10**9)),
        f"the stored solution is damaged: StoreError: {10**9} slots; there are at most 16{AGAIN}",
    ),
    (
        change(set_at("equilibria", 0, "payoffs", [["Challenger", "__import__('os')"]])),
        "the stored solution is damaged: ExpressionError: ",
    ),
    (
        change(set_at("equilibria", 0, "payoffs", [["Challenger", "c_SQQ"]])),
        "the stored solution is damaged: ExpressionError: unknown symbol 'c_SQQ'",
    ),
    (
        change(set_at("equilibria", 0, "region", 999)),
        "the stored solution is damaged: StoreError: the number 999 refers to nothing; there are ",
    ),
    (
        change(set_at("play", 1, 0, "choices", [[0, "sue for peace"]])),
        "the stored solution is damaged: StoreError: "
        f"there is no action 'sue for peace' at the information set 0{AGAIN}",
    ),
    (
        change(set_at("equilibria", 0, "confirmed", "many")),
        "the stored solution is damaged: ValueError: invalid literal",
    ),
    (
        change(set_at("scope", {"concept": "x"})),
        "the stored solution is damaged: TypeError: ",
    ),
    (change(set_at("game", "players = 3")), "the stored solution is damaged: ModelError: "),
)  # fmt: skip


@pytest.mark.parametrize(("text", "message"), DAMAGE, ids=range(len(DAMAGE)))
def test_a_damaged_file(text: str, message: str) -> None:
    with pytest.raises(StoreError) as error:
        Solution.from_json(text)
    shown = str(error.value)
    assert shown == message or (shown.startswith(message) and shown.endswith(AGAIN))


@pytest.mark.parametrize("edit", ["region", "play", "variants", "active", "choices"])
def test_references_that_lead_nowhere(edit: str) -> None:
    """Numbers out of range, negative ones too, and play that refers to itself."""

    def damage(content: Any) -> None:
        row, play = content["equilibria"][0], content["play"]
        if edit == "region":
            row["region"] = -1
        elif edit == "play":
            row["play"] = len(play)
        elif edit == "variants":
            row["variants"] = [-3]
        elif edit == "active":
            play[0][0]["active"] = [0]
        else:
            play[0][0]["choices"] = [[99, "x"]]

    text = change(damage)
    with pytest.raises(StoreError, match=r"^the stored solution is damaged: "):
        Solution.from_json(text)


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every part of a JSON value."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        yield (*path, key)
        yield from places(value, (*path, key))


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_damaged_is_refused_or_read_but_never_fails_otherwise(seed: int) -> None:
    rng = random.Random(seed)
    content = json.loads(solved("deterrence/rudimentary").to_json())
    *way, last = rng.choice(list(places(content)))
    node = content
    for step in way:
        node = node[step]
    node[last] = rng.choice([None, -1, 10**30, "", "x", [], {}, [[]], True, 1.5, "true", [["and", [0]]]])
    try:
        read = Solution.from_json(json.dumps(content))
    except StoreError as error:
        assert str(error).endswith(AGAIN)
    else:
        assert isinstance(read, Solution)
