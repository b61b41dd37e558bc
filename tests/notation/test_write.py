"""Writing a game as a file: it reads back to the same game, and it is written whole or not at all."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory.errors import ModelError, StoreError
from gametheory.expr import Condition, Expr, Not, Number, Quotient, Sum, Symbol, as_expr, substitute
from gametheory.expr.parse import parse_condition, parse_expression
from gametheory.game import Game
from gametheory.notation import catalog, dump, load, loads
from gametheory.notation.spelling import condition, formula, key, literal, string, value
from tests.notation.examples import DETERRENCE, UMBRELLA, changed
from tests.notation.test_read import THREE

PARTS = (
    "title", "players", "parameters", "where", "moves", "outcomes", "payments", "definitions", "dependents", "measures",
    "profiles", "claims", "variants", "cite", "note", "start",
)


def same(game: Game) -> Game:
    """The game read back from its file, after checking that nothing is lost."""
    text = dump(game)
    back = loads(text)
    assert back.digest == game.digest
    assert dump(back) == text
    return back


SEEN = 'actions = ["x", "y", "z"]\nseen_by = { B = { low = ["x"], high = ["y", "z"] } }\nrevealed = '
TEXTS = {
    "deterrence": DETERRENCE,
    "umbrella": UMBRELLA,
    "simultaneous": changed(THREE, "actions = [1, 2]", 'actions = [1, 2]\nsimultaneous = "first"'),
    "revealed": changed(THREE, 'actions = ["x", "y", "z"]', SEEN + '{ after = "third", to = ["B"] }'),
    "revealed twice": changed(
        THREE, 'actions = ["x", "y", "z"]',
        SEEN + '[{ when = { third = "go" }, to = ["B"] }, { after = "third", to = ["B"] }]'
    ),
    "properties": DETERRENCE + """
up_to = "exact"
[[claim]]
id = "one"
only_if = "not (p > 1/2 or p < 1/3) and max(p, 1 - p) != 1/2"
every = { belief = { "challenge|*" = { resolute = "p" } }, kind = { of = "response", is = "separating" } }
[[claim]]
id = "two"
if = true
no = { if = { profile = "deterrence" }, then = { probability = { of = { response = "defend" }, equals = "> p/2" } } }
[[claim]]
id = "three"
unique = { strategy = { challenge = { wait = "> 0" }, "response|*" = { defend = "p" } }, payoff = { Patron = 1 } }
[[profile]]
name = 'mixed "strategies"'
strategy = { challenge = { wait = "p_min", challenge = "1 - p_min" } }
[[variant]]
name = "louder"
set = { "resolve.actions" = { resolute = "p/2", irresolute = "1 - p/2" }, "resolve.seen_by" = { Patron = "all" } }
""",
}


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_is_lost(name: str) -> None:
    game = loads(TEXTS[name])
    back = same(game)
    assert {part: getattr(back, part) for part in PARTS} == {part: getattr(game, part) for part in PARTS}


def test_models_of_the_catalogue_are_written_and_read_back() -> None:
    for entry in list(catalog())[::10]:  # all of them in the tests of the models
        game = load(entry.key)
        back = same(game)
        assert {part: getattr(back, part) for part in PARTS} == {part: getattr(game, part) for part in PARTS}, entry.key


@pytest.mark.parametrize(
    "values", [{"p": 1}, {"p": 0}, {"p": "1/3"}, {"G": 2, "C": 1}, {"w_R": "3/4"}, {"l": "5/2", "w_U": 3}]
)
def test_games_with_parameters_fixed_are_read_back(values: dict[str, object]) -> None:
    game = loads(DETERRENCE).at(**values)
    assert [p.name for p in same(game).parameters] == [p.name for p in game.parameters]


@pytest.mark.parametrize("values", [{"h": 0}, {"lam": 0}, {"w": -1, "b": "1/4"}])
def test_parameters_that_lose_their_use_stay(values: dict[str, object]) -> None:
    game = loads(UMBRELLA).at(**values)
    assert same(game).symbols == game.symbols


def test_subgames_are_read_back() -> None:
    game = loads(UMBRELLA).after(tie="1")
    assert same(game).start == (("tie", "1"),)
    assert same(game.after(arms="G")).start == (("tie", "1"), ("arms", "G"))


def test_only_derived_games_say_so() -> None:
    game = loads(DETERRENCE)
    assert "derived = true" not in dump(game)
    assert "derived = true" not in dump(game.at(C=1))
    assert "derived = true" in dump(game.at(p=1))


def test_a_file_of_the_writer_is_plain_toml() -> None:
    tables = tomllib.loads(dump(loads(DETERRENCE)))
    assert tables["information_sets"] == 3
    assert tables["parameters"]["w_U"] == {
        "means": "cost of war to an irresolute patron", "at": 2, "range": [1, 3], "latex": "w_U",
    }
    assert tables["move"][0]["actions"] == {"resolute": "p", "irresolute": "1 - p"}
    assert tables["outcome"][2]["pays"] == {"Adversary": "G", "Patron": "-l"}


def test_writing_replaces_the_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("old")
    text = dump(loads(DETERRENCE), path)
    assert path.read_text(encoding="utf-8") == text
    assert list(tmp_path.iterdir()) == [path]
    assert load(path) == loads(DETERRENCE)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    path = tmp_path / "file" / "mine.toml"
    with pytest.raises(StoreError) as error:
        dump(loads(DETERRENCE), path)
    assert str(error.value) == (
        f"cannot write {str(path)!r}: Not a directory\n  choose a file in a folder that exists and may be written."
    )
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file"]


def test_a_folder_instead_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as error:
        dump(loads(DETERRENCE), tmp_path)
    assert str(error.value) == (
        f"cannot write {str(tmp_path)!r}: it is a folder\n  choose a file in a folder that exists and may be written."
    )
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_fails_midway_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "mine.toml"
    path.write_text("old")
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreError, match="No space left on device"):
        dump(loads(DETERRENCE), path)
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("mine.toml", "old")]


def test_a_formula_too_long_to_be_read_back_is_not_written() -> None:
    long = sum((Symbol(f"a{i}") for i in range(3000)), Number(as_expr(0).value))
    with pytest.raises(ModelError) as error:
        formula(long)
    assert str(error.value) == (
        f"a formula of {len(str(long))} characters is too long for a file: {str(long)[:60]}...\n"
        "  split the payoff into several [[pays]] blocks, or the condition into a list of conditions."
    )


SYMBOLS = st.sampled_from("abc").map(Symbol)
NUMBERS = st.fractions(-9, 9, max_denominator=9).map(Number)


def _combined(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    pairs = st.tuples(inner, inner)
    return st.one_of(
        pairs.map(lambda p: p[0] + p[1]), pairs.map(lambda p: p[0] - p[1]), pairs.map(lambda p: p[0] * p[1]),
        inner.map(lambda e: e**2), st.tuples(inner, SYMBOLS).map(lambda p: p[0] / p[1]),
        st.tuples(inner, SYMBOLS).map(lambda p: p[0] / (p[1] + 1)),
    )


EXPRESSIONS = st.recursive(SYMBOLS | NUMBERS, _combined, max_leaves=10)
COMPARISONS = st.tuples(EXPRESSIONS, st.sampled_from(["<", "<=", "=", ">=", ">", "!="]), EXPRESSIONS).map(
    lambda c: parse_condition(f"x {c[1]} y")).flatmap(
    lambda c: st.tuples(EXPRESSIONS, EXPRESSIONS).map(lambda e: _put(c, *e)))
CONDITIONS = st.recursive(
    COMPARISONS,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda p: p[0] & p[1]), st.tuples(inner, inner).map(lambda p: p[0] | p[1]),
        inner.map(Not),
    ),
    max_leaves=5,
)  # fmt: skip


def _put(node: Condition, left: Expr, right: Expr) -> Condition:
    found: Condition = substitute(node, {"x": left, "y": right})
    return found


@given(EXPRESSIONS)
def test_expressions_read_back_to_the_same_tree(node: Expr) -> None:
    text = formula(node)
    back = as_expr(text) if isinstance(text, int) else parse_expression(text)
    sums = isinstance(back, Sum) and isinstance(node, Sum)
    assert sorted(map(repr, back.terms)) == sorted(map(repr, node.terms)) if sums else back == node  # type: ignore[attr-defined]


@given(EXPRESSIONS)
def test_expressions_spelt_out_read_back_to_the_same_tree(node: Expr) -> None:
    assert parse_expression(literal(node)) == node


@given(CONDITIONS)
def test_conditions_read_back_to_the_same_tree(node: Condition) -> None:
    text = condition(node)
    assert isinstance(text, bool) or parse_condition(text) == node


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_a_toml_string(text: str) -> None:
    assert tomllib.loads(f"{key(text) if text else 'x'} = {string(text)}") == {text or "x": text}


def test_values_on_one_line() -> None:
    entry = {"a b": [1, True, "x"], "c": {"d": Symbol("p") / 3, "e": {}}, "f": Symbol("p") > 0}
    assert value(entry) == '{ "a b" = [1, true, "x"], c = { d = "p/3", e = {} }, f = "p > 0" }'


def test_a_product_with_a_quotient_keeps_its_shape() -> None:
    p = Symbol("p")
    node = p * Quotient(p, 1 + p)
    assert parse_expression(str(formula(node))) == node
