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
from gametheory.present.believed import belief_texts
from gametheory.solution import Equilibrium, Solution
from gametheory.testing import admissible_points, random_perfect_information_game
from tests.solution.solved import SAMPLE, solved

AGAIN = "\n  solve the game again and save it."
OTHER = f": it is damaged, or another version wrote it{AGAIN}"


@pytest.mark.parametrize("key", SAMPLE)
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


MIXED = ("classics/beer_quiche", "deterrence/unilateral", "asia_pacific/costly_signals")
"""Models with mixed rows; in the last some probabilities are free."""


def texts(row: Equilibrium) -> list[tuple[str, str, str]]:
    """What a row says in expressions, as text."""
    mixing = [(label, action, str(p)) for label, shares in row.mixing for action, p in shares]
    return [*mixing, *((kind, name, str(e)) for kind in ("outcomes", "payoffs") for name, e in getattr(row, kind))]


@pytest.mark.parametrize("key", [*MIXED[:2], pytest.param(MIXED[2], marks=pytest.mark.fuzz)])
def test_mixed_rows_are_the_same_when_read_back(key: str) -> None:
    solution = solved(key)
    text = solution.to_json()
    again = Solution.from_json(text)
    assert again.to_json() == text
    assert again.scope == solution.scope and again.scope.supports == "all"
    assert again.found.generic is solution.found.generic is True
    mixed = [row for row in solution.equilibria if row.mixing]
    assert mixed and any(row.free for row in mixed) is (key == "asia_pacific/costly_signals")
    for row in mixed[:4]:
        copy = again.one(row.label)
        assert copy.free == row.free and texts(copy) == texts(row)
        assert (copy.freedom is None) is (row.freedom is None)
        assert copy.freedom is None or copy.freedom.text() == row.freedom.text()  # type: ignore[union-attr]
        if key != "asia_pacific/costly_signals":
            assert belief_texts(again.beliefs(row.label)) == belief_texts(solution.beliefs(row.label)) != []
        (point,) = row.region.sample(1)
        assert again.at(point) == solution.at(point)
    if key != "asia_pacific/costly_signals":
        assert str(again) == str(solution) and again.propositions() == solution.propositions()


def test_a_refined_solution_keeps_its_refinement() -> None:
    refined = solved("classics/beer_quiche").refine("intuitive criterion")
    again = Solution.from_json(refined.to_json())
    assert again.scope == refined.scope and again.scope.refinement == "intuitive criterion"
    assert again.labels == refined.labels and str(again) == str(refined)


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
        "where", "generic", "roots", "slots", "regions", "guards", "play", "equilibria", "knife_edges",
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
    (change(lambda c: c.pop("game")), f"the stored solution has no 'game'{OTHER}"),
    (change(lambda c: c.pop("equilibria")), f"the stored solution has no 'equilibria'{OTHER}"),
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
        change(set_at("guards", 0, [">", [[[[99, 1]], "1"]]])),
        f"the stored solution is damaged: StoreError: a polynomial does not fit the parameters{AGAIN}",
    ),
    (
        change(set_at("guards", 0, ["and", [5000]])),
        f"the stored solution is damaged: StoreError: the number 5000 refers to nothing; there are 0{AGAIN}",
    ),
    (
        change(set_at("guards", 0, [">", [[[[0, 10**9]], "1"]]])),
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
        f"the stored solution has no 'supports'{OTHER}",
    ),
    (
        change(set_at("scope", "supports", "some")),
        f"the stored solution is damaged: StoreError: unknown supports 'some'{AGAIN}",
    ),
    (
        change(set_at("scope", "about", "x")),
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


def stored_mixture(content: Any) -> Any:
    """The first way to play in a stored solution that mixes."""
    return next(way for c in content["play"] for way in c if way["mixed"])


def a_mixed_row(content: Any) -> Any:
    """The first row in a stored solution that mixes."""
    return next(row for row in content["equilibria"] if row["mixing"])


MIXED_DAMAGE: tuple[tuple[Callable[[Any], object], str], ...] = (
    (lambda c: c.pop("generic"), f"the stored solution has no 'generic'{OTHER}"),
    (lambda c: a_mixed_row(c).pop("mixing"), f"the stored solution has no 'mixing'{OTHER}"),
    (lambda c: a_mixed_row(c).pop("mixtures"), f"the stored solution has no 'mixtures'{OTHER}"),
    (lambda c: a_mixed_row(c).pop("free"), f"the stored solution has no 'free'{OTHER}"),
    (lambda c: stored_mixture(c).pop("mixed"), f"the stored solution has no 'mixed'{OTHER}"),
    (lambda c: stored_mixture(c).pop("solved"), f"the stored solution has no 'solved'{OTHER}"),
    (lambda c: stored_mixture(c).pop("loose"), f"the stored solution has no 'loose'{OTHER}"),
    (
        lambda c: stored_mixture(c)["mixed"][0].__setitem__(0, 99),
        f"the stored solution is damaged: StoreError: there is no action 'fight' at the information set 99{AGAIN}",
    ),
    (
        lambda c: stored_mixture(c)["mixed"][0][1][0].__setitem__(2, []),
        f"the stored solution is damaged: StoreError: a denominator is zero{AGAIN}",
    ),
    (
        lambda c: stored_mixture(c).__setitem__("loose", [99]),
        f"the stored solution is damaged: StoreError: there is no slot 99{AGAIN}",
    ),
    (
        lambda c: stored_mixture(c).__setitem__("solved", [[-1, [], []]]),
        f"the stored solution is damaged: StoreError: there is no slot -1{AGAIN}",
    ),
    (
        lambda c: a_mixed_row(c)["mixing"][0][1][0].__setitem__(1, "q"),
        "the stored solution is damaged: ExpressionError: unknown symbol 'q'",
    ),
)  # fmt: skip


@pytest.mark.parametrize(("edit", "message"), MIXED_DAMAGE, ids=range(len(MIXED_DAMAGE)))
def test_a_damaged_mixture(edit: Callable[[Any], object], message: str) -> None:
    content = json.loads(solved("classics/beer_quiche").to_json())
    edit(content)
    with pytest.raises(StoreError) as error:
        Solution.from_json(json.dumps(content))
    shown = str(error.value)
    assert shown == message or (shown.startswith(message) and shown.endswith(AGAIN))


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every part of a JSON value."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        yield (*path, key)
        yield from places(value, (*path, key))


@pytest.mark.parametrize("key", ["deterrence/rudimentary", "classics/beer_quiche"])
@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_damaged_is_refused_or_read_but_never_fails_otherwise(seed: int, key: str) -> None:
    rng = random.Random(seed)
    content = json.loads(solved(key).to_json())
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
