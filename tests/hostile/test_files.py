"""Hostile texts planted in model files: a game that is safe to show, or an error that is; nothing is executed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

import gametheory as gt
from gametheory.errors import ExpressionError, ModelError
from gametheory.notation import describe, export
from gametheory.present.tree_svg import tree_svg
from tests.hostile.places import FORMULAS, MODEL, NAMES, REFERENCES, planted
from tests.hostile.strings import CANARY, CODE, HOSTILE, SURROGATE, toml
from tests.hostile.watch import nothing_happens

NAME = "models/mine.toml"
POINT = {"p": "1/2", "G": 1, "C": 1, "l": 1}
LONGEST_LINE = 2_500
MOST_LINES = 100
THROUGHOUT = ("payoff", "probability", "where", "name of a parameter")
"""Places that get every text in every run; the others share the texts out, and get all of them under `make fuzz`."""

LEGAL = {("name of a definition", "not a number")}
"""What may stand where a formula or reference stands: `nan` is a symbol like any other."""


def test_there_are_enough_texts() -> None:
    assert len(HOSTILE) >= 120 and len(set(HOSTILE.values())) == len(HOSTILE)
    assert gt.loads(MODEL).symbols == ("p", "G", "C", "l")


def safe(text: str) -> bool:
    """Whether a text may go to a terminal: no control characters, no endless lines, no flood."""
    lines = text.split("\n")
    return printable(text) and max(map(len, lines)) <= LONGEST_LINE and len(lines) <= MOST_LINES


def printable(text: str) -> bool:
    """Whether there is nothing in the text that a terminal would obey."""
    return all(line.isprintable() for line in text.split("\n"))


def verdict(place: str, name: str, text: str) -> str | None:
    """What is wrong with how the text is taken in the place; ``None`` if nothing is."""
    try:
        game = gt.loads(planted(place, text), name=NAME)
    except ModelError as error:
        if not all(NAME in fault for fault in error.faults):
            return f"does not name the file: {error}"
        return None if safe(str(error)) else f"not safe to print: {str(error)[:500]!r}"
    if place not in NAMES and (place, name) not in LEGAL and place != "value of a variant":
        return "was taken"
    if gt.loads(gt.dump(game)) != game:
        return "does not come back from its file"
    if not printable(describe(game)) or not safe(repr(game)):
        return f"not safe to show: {describe(game)[:500]!r}"
    ElementTree.fromstring(tree_svg(game))
    return None if printable(export(game.at(**POINT))) else "not safe to export"


def share(place: str) -> Iterator[tuple[str, str]]:
    """Every 25th of the texts, others for the next place."""
    first = list(FORMULAS | REFERENCES | NAMES).index(place) % 25
    return iter(list(HOSTILE.items())[first::25])


@pytest.mark.parametrize("place", FORMULAS | REFERENCES | NAMES)
def test_planted(place: str, tmp_path: Path) -> None:
    texts = HOSTILE.items() if place in THROUGHOUT else share(place)
    with nothing_happens(tmp_path):
        found = {name: wrong for name, text in texts if (wrong := verdict(place, name, text))}
    assert found == {}


@pytest.mark.fuzz
@pytest.mark.parametrize("place", FORMULAS | REFERENCES | NAMES)
def test_every_text_in_every_place(place: str, tmp_path: Path) -> None:
    with nothing_happens(tmp_path):
        found = {name: wrong for name, text in HOSTILE.items() if (wrong := verdict(place, name, text))}
    assert found == {}


@pytest.mark.parametrize("place", ["payoff", "probability", "where", "definition"])
def test_code_in_a_formula_is_quoted_with_a_caret(place: str) -> None:
    for name, text in CODE.items():
        with pytest.raises(ExpressionError) as caught:
            gt.loads(planted(place, text), name=NAME)
        assert all(fault.split("\n")[2].strip() == "^" for fault in caught.value.faults), name


def test_a_game_of_hostile_names_is_solved_and_printed(tmp_path: Path) -> None:
    text = MODEL
    for place, name in [("player", "JavaScript"), ("outcome", "LaTeX write"), ("title", "import and path")]:
        old, new = NAMES[place][:2]
        text = text.replace(old, new.format(toml(HOSTILE[name])))
    text = text.replace("Patron =", f"{toml(HOSTILE['JavaScript'])} =")
    with nothing_happens(tmp_path):
        game = gt.loads(text)
        solution = gt.solve(game)
        assert safe(str(solution))
        assert "<script>" not in solution._repr_html_() and "<script>" not in tree_svg(game)
        assert r"\immediate" not in solution.propositions() and r"\write18" not in solution.propositions()
        assert gt.Solution.from_json(solution.to_json()).to_json() == solution.to_json()


# What was found by these texts, each under the name of what a user saw.

REGRESSIONS = [
    (
        "a name that clears the terminal", "outcome", "\x1b[2J",
        'there is the hidden character U+001B in a name in models/mine.toml, outcome "\\x1b[2J", name\n'
        "  take it away, or write it in words",
    ),
    (
        "a title that runs backwards", "title", "war \u202eecaep",
        "there is the hidden character U+202E in a name in models/mine.toml, title\n"
        "  take it away, or write it in words",
    ),
    (
        "a name that forges a second message", "work", "a\ngametheory: all is well",
        "there is a line break in a name in models/mine.toml, cite.1\n  take it away, or write it in words",
    ),
    (
        "a note with a null character", "note", "a\0b",
        "there is the hidden character U+0000 in a text in models/mine.toml, note\n"
        "  take it away, or write it in words",
    ),
    (
        "a probability with a fault is not said to be 0 as well", "probability", "p.real",
        "unexpected character '.' in models/mine.toml, move \"resolve\", actions.resolute\n    p.real\n     ^\n"
        "  a point stands between the digits of a decimal, as in 0.3; nothing here has attributes.",
    ),
    (
        "a name of blanks", "work", "  ",
        "a name of blanks only in models/mine.toml, cite.1\n  write a name",
    ),
    (
        "a key of 10^5 letters", "key at the top", "p" * 100_000,
        f"unknown key '{'p' * 119}...{'p' * 119}' in models/mine.toml\n"
        "  keys here: schema, title, cite, note, players, where, information_sets, measures, start, derived, "
        "parameters, definitions, depends, move, outcome, pays, profile, claim, variant.",
    ),
    (
        "a symbol that rings the bell", "name of a parameter", "p\a",
        "'p\\x07' is not a symbol in models/mine.toml, parameters.p\\x07\n"
        "  a symbol has up to 64 letters, digits and underscores, a letter first",
    ),
    (
        "a schema of 10^5 letters", "schema", "p" * 100_000,
        f"models/mine.toml is written in the notation '{'p' * 56}...\n"
        "  this version of the package reads 'gametheory-model/1'; a newer version may read the file.",
    ),
    (
        "a baseline of 301 digits", "baseline", "1" * 301,
        f"'{'1' * 56}... has more than 300 digits in models/mine.toml, parameters.p, at\n  at most 300 digits are read",
    ),
    (
        "a range beyond every float", "bound", "1e399",
        "'1e399' has more than 300 digits in models/mine.toml, parameters.p, range\n  at most 300 digits are read",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("place", "text", "message"), [r[1:] for r in REGRESSIONS], ids=[r[0] for r in REGRESSIONS])
def test_regression(place: str, text: str, message: str) -> None:
    with pytest.raises(ModelError) as caught:
        gt.loads(planted(place, text), name=NAME)
    assert str(caught.value) == message


def test_more_parameters_than_can_be_decided_about_in_seconds() -> None:
    names = "\n".join(f"q{i} = 'x'" for i in range(5_000))
    with pytest.raises(ModelError) as caught:
        gt.loads(MODEL.replace("[definitions]", f"{names}\n[definitions]"), name=NAME)
    assert str(caught.value) == (
        "there are 5004 parameters in models/mine.toml, parameters\n"
        "  at most 200 are read; give numbers to those that do not vary"
    )


def test_words_that_need_a_joiner_are_names() -> None:
    persian = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    assert gt.loads(planted("title", persian)).title == persian


PATHS = [
    "", ".", "/", "..", "../..", "/dev", "/dev/null", "/dev/zero", "/proc/self/mem", "/etc/passwd", "no/such.toml",
    "../models/asia_pacific/umbrella", "asia_pacific/../asia_pacific/umbrella", "/asia_pacific/umbrella",
    "asia_pacific/umbrella/", "asia_pacific//umbrella", "asia_pacific/UMBRELLA", "asia_pacific/umbrella.py",
    "~/models/mine.toml", "$HOME/mine.toml", "file:///etc/passwd", "https://example.org/mine.toml",
    "a\0b.toml", "a\0b", "x" * 300 + ".toml", "x/" * 5_000 + "y.toml", "a\nb.toml", "\x1b[2J.toml", SURROGATE,
    SURROGATE + ".toml", "*.toml", "mine.efg", "mine.nfg", "CON", "aux.toml", "-", "--help", " ",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS, ids=[repr(path)[1:40] for path in PATHS])
def test_paths(path: str, tmp_path: Path) -> None:
    with nothing_happens(tmp_path), pytest.raises((ModelError, gt.errors.NotFoundError)) as caught:
        gt.load(path)
    assert safe(str(caught.value))


BYTES = {
    "nothing": b"",
    "null bytes": b"\0" * 1000,
    "ELF": b"\x7fELF\x02\x01\x01" + bytes(200),
    "PNG": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "ZIP": b"PK\x03\x04" + bytes(200),
    "gzip": b"\x1f\x8b\x08\0" + bytes(200),
    "pickle": b"\x80\x04\x95\x1f\0\0\0\0\0\0\0\x8c\x05posix\x94\x8c\x06system\x94\x93\x94.",
    "Python": f"import os\nos.system('touch {CANARY}')\n".encode(),
    "JSON": b'{"schema": "gametheory-model/1"}',
    "YAML": b"schema: gametheory-model/1\n",
    "shell": f"#!/bin/sh\ntouch {CANARY}\n".encode(),
    "UTF-16": MODEL.encode("utf-16"),
    "Latin-1": MODEL.replace("prior", "pri\xf3r").encode("latin-1"),
    "overlong": MODEL.replace("prior", "prior?").encode().replace(b"?", b"\xc0\xaf"),
    "surrogate": MODEL.replace("prior", "prior?").encode().replace(b"?", b"\xed\xa0\x80"),
    "carriage returns": MODEL.replace("\n", "\r").encode(),
    "cut off": MODEL.encode()[:-10],
    "twice": MODEL.encode() * 2,
    "3 MB": b"#" * 3_000_000,
    "10^5 lists": b"a = " + b"[" * 100_000,
    "10^4 tables": b"[a" + b".a" * 10_000 + b"]\n",
    "10^4 keys": b"a." * 10_000 + b"b = 1\n",
    "10^5 digits": b"a = " + b"1" * 100_000,
    "a date": b"schema = 1979-05-27T07:32:00Z\n",
    "many moves": b'schema = "gametheory-model/1"\n' + b"[[move]]\n" * 20_000,
}


@pytest.mark.parametrize("name", BYTES)
def test_bytes(name: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(BYTES[name])
    with nothing_happens(tmp_path), pytest.raises(ModelError) as caught:
        gt.load(path)
    assert str(path) in str(caught.value) and max(map(len, str(caught.value).split("\n"))) <= LONGEST_LINE
