"""Whatever stands in a file, reading it gives a game or a ModelError, never another error."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory.errors import ModelError
from gametheory.game import Game
from gametheory.notation import loads
from gametheory.notation.read import build, tables_of
from tests.notation.examples import DETERRENCE, UMBRELLA

WORDS = st.sampled_from([
    "", "p", "wait", "challenge", "response|resolute", "Patron", "Nature", "all", "1/0", "p >= ", "w > 1", "|", "a=b",
    "\0", "q", "*",
])  # fmt: skip
JUNK = st.recursive(
    st.one_of(
        WORDS, st.integers(-3, 3), st.booleans(), st.floats(), st.just(datetime.date(2020, 1, 1)), st.just(10**400),
        st.text(max_size=5),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=4,
)
SOURCES = [tomllib.loads(DETERRENCE), tomllib.loads(UMBRELLA)]


def places(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all values inside."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, entry in entries:
        yield (*above, key)
        yield from places(entry, (*above, key))


def replaced(value: Any, path: tuple[Any, ...], junk: Any) -> Any:
    """A copy with `junk` at the path."""
    if not path:
        return junk
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = replaced(copy[path[0]], path[1:], junk)
    return copy


PATHS = [[path for path in places(source)] for source in SOURCES]


@given(st.data())
def test_junk_in_one_place(data: st.DataObject) -> None:
    number = data.draw(st.integers(0, 1))
    path = data.draw(st.sampled_from(PATHS[number]))
    tables = replaced(SOURCES[number], path, data.draw(JUNK))
    try:
        game = build(tables, source="models/mine.toml")
    except ModelError as error:
        assert all("models/mine.toml" in fault for fault in error.faults)
    else:
        assert isinstance(game, Game)


@given(st.data())
def test_a_key_too_much(data: st.DataObject) -> None:
    number = data.draw(st.integers(0, 1))
    path = data.draw(st.sampled_from(PATHS[number]))
    above = SOURCES[number]
    for part in path[:-1]:
        above = above[part]
    key = data.draw(st.sampled_from(["where", "iff", "if", "players", "x", "when", "measures", "name"]))
    if isinstance(above, dict) and key not in above:
        with_key = replaced(SOURCES[number], path[:-1], {**above, key: data.draw(JUNK)})
        try:
            build(with_key, source="models/mine.toml")
        except ModelError as error:
            assert all("models/mine.toml" in fault for fault in error.faults)


@given(st.binary(max_size=40), st.integers(0, len(DETERRENCE)))
def test_bytes_in_the_text(junk: bytes, at: int) -> None:
    text = DETERRENCE[:at] + junk.decode("latin-1") + DETERRENCE[at:]
    try:
        loads(text, name="models/mine.toml")
    except ModelError as error:
        assert all("models/mine.toml" in fault for fault in error.faults)


DEEP = ["a." * 3000 + "b = 1", "a = " + "[" * 5000 + "]" * 5000, "a = " + "{b=" * 3000 + "1" + "}" * 3000]


@pytest.mark.parametrize("text", DEEP, ids=["keys", "lists", "tables"])
def test_deep_texts(text: str) -> None:
    with pytest.raises(ModelError, match="is not TOML"):
        tables_of(text, "models/mine.toml")
