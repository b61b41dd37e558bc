"""What rows are called: by their kind where types signal, else by their outcomes; who mixes; what tells them apart."""

from __future__ import annotations

from fractions import Fraction

import pytest

import gametheory as gt
from gametheory.expr import Expr, Number, Symbol
from gametheory.game import Game
from gametheory.solution.kinds import kind, signal, types_at
from gametheory.solution.labels import labels
from gametheory.solution.rows import Described
from tests.solution.solved import model, solved

HALF = Number(Fraction(1, 2))

NAMED = {
    "classics/beer_quiche": (
        "pooling on beer", "separating", "semi-separating (weak and Receiver mix)", "pooling on quiche",
    ),
    "deterrence/unilateral": (
        "pooling on C: status quo", "separating", "pooling on D", "semi-separating (soft and Defender mix)",
    ),
    "classics/job_market_signalling": (
        "pooling on none: skilled job", "pooling on none: unskilled job", "separating",
        "pooling on degree: skilled job", "semi-separating (other and Employer mix)",
        "semi-separating (able and Employer mix)",
    ),
    "classics/cheap_talk": (
        "pooling on 1: soft", "pooling on 1: hard", "separating (good: 1, bad: 2)",
        "semi-separating (good: 1, bad: 1 or 2)", "separating (good: 2, bad: 1)", "pooling on 2: soft",
        "pooling on 2: hard", "semi-separating (good: 2, bad: 1 or 2)", "semi-separating (good: 1 or 2, bad: 1)",
        "semi-separating (good: 1 or 2, bad: 2)", "semi-separating: soft (good: 1 or 2, bad: 1 or 2)",
        "semi-separating: hard (good: 1 or 2, bad: 1 or 2)",
    ),
    "classics/chicken": ("B armed alone", "A armed alone", "A and B mix"),
    "deterrence/rudimentary": ("status quo", "conflict", "Defender concedes"),
}  # fmt: skip
"""By hand: I.-K. Cho and D. Kreps 1987 and M. Spence 1973 call them so."""


@pytest.mark.parametrize("key", NAMED)
def test_labels_of_models(key: str) -> None:
    solution = solved(key)
    assert set(solution.labels) == set(NAMED[key])
    for row in solution.equilibria:
        assert row.kind == (row.label.partition(" ")[0].rstrip(":") if signal(solution.game) else "")


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        (["a", "a"], "pooling"),
        (["a", "b"], "separating"),
        (["a", "b", "c"], "separating"),
        (["a", "a", "b"], "partially pooling"),
        (["a", None], "semi-separating"),
        ([None, None, "b"], "semi-separating"),
    ],
)
def test_kinds(choices: list[str | None], expected: str) -> None:
    assert kind(choices) == expected


SIGNALS = {
    "classics/beer_quiche": ("breakfast", ("tough", "weak")),
    "deterrence/unilateral": ("demand", ("hard", "soft")),
    "benchmarks/two_allies": ("signal", ("resolute", "unresolved")),
    "deterrence/unilateral_one_sided": None,  # the informed player moves last
    "asia_pacific/umbrella": None,  # perfect information
    "assurance/arms_race_contagion": None,  # types of both sides, but nobody sees a move
    "classics/chicken": None,
}


@pytest.mark.parametrize("key", SIGNALS)
def test_a_signal_is_a_first_move_by_types_that_somebody_sees(key: str) -> None:
    found = signal(model(key))
    assert (found and (found.sets[0].move, found.types)) == SIGNALS[key]


def entry(types: tuple[str, ...] = ("H", "L"), choices: tuple[str, ...] = ("in", "out", "wait")) -> Game:
    """A sender of one of some types chooses; a receiver who sees the choice answers, then a third player."""
    draft = gt.GameBuilder("Entry", players=["Sender", "Receiver", "Third"])
    draft.move("Nature", "type", dict.fromkeys(types, f"1/{len(types)}"), seen_by=["Sender"])
    draft.move("Sender", "entry", list(choices))
    draft.move("Receiver", "reply", ["yes", "no", "later"])
    for reply in ("yes", "no", "later"):
        draft.outcome(reply, when={"reply": reply}, pays={"Sender": 0, "Receiver": 0, "Third": 0})
    return draft.build()


def row(*steps: str, ends: str = "yes", mixed: dict[str, dict[str, Expr]] | None = None) -> Described:
    """A row by its steps, its outcomes, and the probabilities of its mixed choices."""
    shares = tuple((where, tuple(own.items())) for where, own in (mixed or {}).items())
    path = (*(tuple(step.split("=", 1)) for step in steps), *((s, " or ".join(a for a, _ in own)) for s, own in shares))
    return Described(path, shares, (), tuple((name, HALF) for name in ends.split()), ())  # type: ignore[arg-type]


HIGH, LOW = "entry|H", "entry|L"
BOTH_IN = (f"{HIGH}=in", f"{LOW}=in")

TOLD = {
    "one pooling row, its outcome uncertain": (
        [row(*BOTH_IN, "reply|in=yes", ends="yes no")], ["pooling on in"],
    ),
    "the outcome names the message": (
        [row(*BOTH_IN, "reply|in=yes", ends="in")], ["pooling on in"],
    ),
    "outcomes tell pooling rows apart, and choices where there are many": (
        [
            row(*BOTH_IN, "reply|in=yes"),
            row(*BOTH_IN, "reply|in=no", ends="no"),
            row(*BOTH_IN, "reply|in=later", ends="yes no later"),
        ],
        ["pooling on in: yes", "pooling on in: no", "pooling on in (reply|in=later)"],
    ),
    "choices tell apart what has the same outcome": (
        [row(*BOTH_IN, "reply|in=yes"), row(*BOTH_IN, "reply|in=no")],
        ["pooling on in: yes (reply|in=yes)", "pooling on in: yes (reply|in=no)"],
    ),
    "two ways to separate": (
        [row(f"{HIGH}=in", f"{LOW}=out", "reply|in=yes"), row(f"{HIGH}=out", f"{LOW}=in", "reply|in=yes")],
        ["separating (H: in, L: out)", "separating (H: out, L: in)"],
    ),
    "who mixes": (
        [
            row(f"{HIGH}=in", mixed={LOW: {"in": HALF, "out": HALF}, "reply|in": {"yes": HALF, "no": HALF}}),
            row(f"{HIGH}=in", "reply|in=yes", mixed={LOW: {"in": HALF, "out": HALF}}),
            row(*BOTH_IN, mixed={"reply|in": {"yes": HALF, "no": HALF}}),
        ],
        ["semi-separating (L and Receiver mix)", "semi-separating (L mixes)", "pooling on in: yes (Receiver mixes)"],
    ),
    "what is mixed, where all of it is not": (
        [
            row(*BOTH_IN, mixed={"reply|in": {"yes": HALF, "no": HALF}}, ends="yes"),
            row(*BOTH_IN, mixed={"reply|in": {"yes": HALF, "later": HALF}}, ends="yes"),
            row(*BOTH_IN, mixed={"reply|in": {"yes": HALF, "no": HALF, "later": HALF}}, ends="yes"),
        ],
        [
            "pooling on in: yes (Receiver mixes; reply|in mixes yes and no)",
            "pooling on in: yes (Receiver mixes; reply|in mixes yes and later)",
            "pooling on in: yes (Receiver mixes; reply|in mixed)",
        ],
    ),
    "the same choices with other probabilities": (
        [
            row(*BOTH_IN, mixed={"reply|in": {"yes": HALF, "no": HALF}}),
            row(*BOTH_IN, mixed={"reply|in": {"yes": Symbol("p"), "no": HALF}}),
        ],
        [
            "pooling on in: yes (Receiver mixes; reply|in: yes with probability 1/2)",
            "pooling on in: yes (Receiver mixes; reply|in: yes with probability p)",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TOLD)
def test_labels_in_signalling(case: str) -> None:
    rows, expected = TOLD[case]
    game = entry()
    assert list(labels(game, signal(game), rows)) == expected


def test_types_that_are_numbers_are_named_with_the_move() -> None:
    game = entry(types=("1", "2", "3"))
    assert types_at(game.information_sets_of("entry|*")) == ("type=1", "type=2", "type=3")
    rows = [row("entry|1=in", "entry|2=in", "entry|3=out"), row("entry|1=in", "entry|2=out", "entry|3=out")]
    assert labels(game, signal(game), rows) == (
        "partially pooling (type=1: in, type=2: in, type=3: out)",
        "partially pooling (type=1: in, type=2: out, type=3: out)",
    )


ELSEWHERE = (
    ([row("a=x", ends="war")], ["war"]),
    ([row("a=x", ends="war"), row("a=y", ends="peace")], ["war", "peace"]),
    ([row("a=x", "b=u"), row("a=x", "b=v")], ["yes (b=u)", "yes (b=v)"]),
    ([row("a=x", "b=u"), row("a=x", "b=v"), row("a=y")], ["yes (b=u)", "yes (b=v)", "yes (a=y)"]),
    ([row("a=x", "c|x=u"), row("a=y", "c|y=v")], ["yes (a=x)", "yes (a=y)"]),
    ([row("c|x=u", "c|y=u", "d=w"), row("c|x=u", "c|y=v", "d=w")], ["yes (c|y=u)", "yes (c|y=v)"]),
    ([row("a=x", ends="war peace strike")], ["war / peace / strike"]),
)


@pytest.mark.parametrize(("rows", "expected"), ELSEWHERE)
def test_labels_without_signals(rows: list[Described], expected: list[str]) -> None:
    assert list(labels(entry(), None, rows)) == expected


def test_a_path_that_is_a_part_of_two_others_with_one_path() -> None:
    """Found by random games on knife-edges: two rows differ by probabilities only, a third stops before they do."""
    evenly = {"reply|in": {"yes": HALF, "no": HALF}}
    rows = [
        row("a=x", mixed=evenly),
        row("a=x", mixed={**evenly, "reply|out": {"yes": HALF, "no": HALF}}),
        row("a=x", mixed={**evenly, "reply|out": {"yes": Symbol("p"), "no": HALF}}),
    ]
    first, further = "a=x, reply|in mixes yes and no", "reply|out mixes yes and no"
    assert labels(entry(), None, rows) == (
        f"yes (Receiver mixes; {first})",
        f"yes (Receiver mixes; {first}, {further}; reply|out: yes with probability 1/2)",
        f"yes (Receiver mixes; {first}, {further}; reply|out: yes with probability p)",
    )


def test_a_long_list_of_outcomes_is_left_out_where_somebody_mixes() -> None:
    mixed = {"reply|in": {"yes": HALF, "no": HALF}}
    rows = [row("a=x", ends="yes no later", mixed=mixed), row("a=x", ends="yes no", mixed=mixed)]
    assert labels(entry(), None, rows) == ("Receiver mixes", "yes / no (Receiver mixes)")
