"""Model files: every form of the notation, and what it means."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.errors import ExpressionError
from gametheory.expr import Comparison, Symbol, Truth
from gametheory.expr.parse import parse_condition, parse_expression
from gametheory.game import Game, Observation, Reveal
from gametheory.notation import loads
from gametheory.notation.read import build, tables_of
from tests.notation.examples import DETERRENCE, UMBRELLA, changed

THREE = """
schema = "gametheory-model/1"
title = "Three moves"
players = ["A", "B"]
[[move]]
by = "A"
name = "first"
actions = ["x", "y", "z"]
[[move]]
by = "B"
name = "second"
actions = [1, 2]
[[move]]
by = "A"
name = "third"
actions = ["go", "stop"]
[[pays]]
pays = { A = 0, B = 0 }
"""


def labels(game: Game) -> list[str]:
    return [found.label for found in game.tree.information_sets]


def test_everything_of_the_example_is_there() -> None:
    game = loads(DETERRENCE)
    assert (game.title, game.players, game.cite) == ("Extended deterrence", ("Adversary", "Patron"), ("huth1988",))
    assert game.note == "two types of patron"
    assert game.symbols == ("p", "w_R", "w_U", "l", "G", "C")
    assert game.baseline == {"p": Fraction(1, 2), "w_R": Fraction(1, 2), "w_U": Fraction(2), "l": Fraction(1)}
    assert game.parameter("w_U").range == (Fraction(1), Fraction(3))
    assert game.parameter("G").means == "gain of the adversary"
    assert game.latex_names == {"w_U": "w_U"}
    assert labels(game) == ["challenge", "response|resolute", "response|irresolute"]
    assert game.where == parse_condition("0 < p, p < 1, 0 < w_R, w_R < l, l < w_U, G > 0, C > 0")
    payoffs = {node.payoffs for node in game.tree.terminals}
    assert (parse_expression("-C"), parse_expression("-w_U")) in payoffs


def test_definitions_are_expanded_whatever_their_order() -> None:
    game = loads(DETERRENCE)
    assert [(d.name, str(d.value), d.means) for d in game.definitions] == [
        ("p_min", "G/(G + C)", "threshold of the prior"), ("total", "G + C", None),
    ]
    assert game.claims[0].condition == parse_condition("p >= G/(G + C)")


def test_integers_are_read_as_actions() -> None:
    game = loads(UMBRELLA)
    assert game.moves[0].actions == ("0", "1")
    assert game.payments[0].when == ((("tie", ("1",)),),)
    assert len(game.tree.information_sets) == 11
    assert len(game.tree.terminals) == 12


def test_decimals_are_exact() -> None:
    long = "0.1234567890123456789"
    game = loads(changed(DETERRENCE, "at = 0.5", f"at = {long}"))
    assert game.parameter("w_R").at == Fraction(long)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ('{ first = "x" }', [["x"]]),
        ('{ first = ["x", "y"] }', [["x"], ["y"]]),
        ('[{ first = "x" }, { second = 2 }]', [["x"], ["y", "2"], ["z", "2"]]),
        ('{ first = "x", second = [1] }', [["x", "1"]]),
        ("{}", [["x"], ["y"], ["z"]]),
    ],
)
def test_forms_of_when(when: str, expected: list[list[str]]) -> None:
    game = loads(changed(THREE, 'actions = ["go", "stop"]', f'actions = ["go", "stop"]\nwhen = {when}'))
    histories = [[a for _, a in game.tree.history(n.index)] for n in game.tree.nodes if n.move == "third"]
    assert histories == [h for h in histories if any(h[: len(e)] == e or set(e) <= set(h) for e in expected)]
    assert all(any(set(e) <= set(h) for h in histories) for e in expected)


@pytest.mark.parametrize(
    ("seen_by", "observations", "sets"),
    [
        ('["A", "B"]', None, 3),
        ('"all"', None, 3),
        ("[]", (), 1),
        ('["B"]', (Observation("B"),), 3),
        ('{ B = "all" }', (Observation("B"),), 3),
        ('{ B = { low = ["x"], high = ["y", "z"] } }', (Observation("B", (("low", ("x",)), ("high", ("y", "z")))),), 2),
    ],
)
def test_forms_of_seen_by(seen_by: str, observations: tuple[Observation, ...] | None, sets: int) -> None:
    game = loads(changed(THREE, 'actions = ["x", "y", "z"]', f'actions = ["x", "y", "z"]\nseen_by = {seen_by}'))
    assert game.moves[0].seen_by == observations
    assert len([s for s in game.tree.information_sets if s.move == "second"]) == sets


def test_simultaneous_moves_are_hidden_from_each_other() -> None:
    game = loads(changed(THREE, "actions = [1, 2]", 'actions = [1, 2]\nsimultaneous = "first"'))
    assert labels(game)[:2] == ["first", "second"]
    assert len(labels(game)) == 2 + 6


@pytest.mark.parametrize(
    ("revealed", "expected"),
    [
        ('{ after = "third", to = ["B"] }', Reveal(("B",), "third")),
        ('[{ when = { third = "go" }, to = ["B"] }]', Reveal(("B",), None, ((("third", ("go",)),),))),
    ],
)
def test_forms_of_revealed(revealed: str, expected: Reveal) -> None:
    keys = f'actions = ["x", "y", "z"]\nseen_by = []\nrevealed = {revealed}'
    text = changed(THREE, 'actions = ["x", "y", "z"]', keys)
    assert loads(text).moves[0].revealed == (expected,)


def test_where_may_be_a_list_or_absent() -> None:
    assert loads(THREE).where == Truth(True)
    where = loads(UMBRELLA).where
    assert where == parse_condition(
        "l >= 0, f >= 0, h >= 0, k > 0, 0 <= lam, lam <= 1, g >= 0, 0 <= y, y < Y, e > 0, 0 <= d, d < L, m > 0"
    )


def test_start_begins_play_later() -> None:
    whole = loads(UMBRELLA)
    part = loads(changed(UMBRELLA, 'measures = ["war"]', 'measures = ["war"]\nstart = { tie = 1 }\nderived = true'))
    assert part == whole.after(tie="1")


def test_measures_are_paid_beside_the_players() -> None:
    game = loads(UMBRELLA)
    assert [str(*n.measures) for n in game.tree.terminals if n.outcome in ("war", "met strike")] == ["1"] * 4
    assert [str(*n.measures) for n in game.tree.terminals if n.outcome == "safe"] == ["0"] * 2


def test_variants_are_kept() -> None:
    variant = loads(UMBRELLA).variants[0]
    assert variant.name == "two audiences"
    assert variant.changes == (("tie.seen_by", ("Ally",)), ("challenge.actions", ("quiet", "challenge")))
    assert variant.forbid == (("arms", "G"),)
    assert variant.where == Comparison(Symbol("lam"), "=", parse_expression("0"))


def test_a_mixed_profile_keeps_its_formulas() -> None:
    mixture = 'challenge = { challenge = "1 - p_min", wait = "p_min" }'
    game = loads(changed(DETERRENCE, 'challenge = "wait", "response|res', f'{mixture}, "response|res'))
    label, choice = game.profiles[0].strategy[0]
    assert label == "challenge"
    assert choice == (("challenge", parse_expression("1 - G/(G + C)")), ("wait", parse_expression("G/(G + C)")))


def test_a_parameter_used_in_claims_only_is_used() -> None:
    text = changed(DETERRENCE, "[definitions]", 'q = "another prior"\n[definitions]', '"p >= p_min"', '"q > p"')
    assert loads(text).symbols[-1] == "q"


def test_tables_and_text_say_the_same() -> None:
    assert build(tables_of(DETERRENCE, "x"), source="y") == loads(DETERRENCE)


@pytest.mark.parametrize(
    ("first", "step", "name", "limit"),
    [
        ("G + C", "{0} * {0}", "d7", "at most degree 64 is read"),
        ("G + C", "({0} + {0}) / 3 + C", "d12", "at most 20000 terms and 200 levels are read"),
        ("2", "{0} * {0}", "d10", "at most 300 digits are read"),
        ("G", "1 / (1 + {0})", "d100", "at most 20000 terms and 200 levels are read"),
    ],
)
def test_definitions_that_grow_without_end_are_refused_at_once(first: str, step: str, name: str, limit: str) -> None:
    lines = "\n".join(f'd{i} = "{step.format(f"d{i - 1}")}"' for i in range(1, 120))
    with pytest.raises(ExpressionError) as error:
        loads(changed(DETERRENCE, 'total = "G + C"', f'total = "G + C"\nd0 = "{first}"\n{lines}'))
    assert error.value.faults == (
        f"a formula is too large once its definitions are expanded in <text>, definitions.{name}\n"
        f"  {limit}; shorten the definitions.",
    )
