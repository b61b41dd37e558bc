"""How long the slowest hostile text takes to be refused: less than a fifth of a second, whatever is written."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from time import perf_counter

import pytest

import gametheory as gt
from gametheory.errors import ExpressionError, ModelError
from gametheory.expr.parse import parse_condition, parse_expression
from tests.hostile import generate
from tests.hostile.places import planted
from tests.hostile.strings import HOSTILE

BOUND = 0.2
"""Seconds for one text."""


def expression(text: str) -> bool:
    """Whether the text is refused where an expression stands."""
    try:
        parse_expression(text)
    except ExpressionError:
        return True
    return False


def condition(text: str) -> bool:
    """Whether the text is refused where a condition stands."""
    try:
        parse_condition(text)
    except ExpressionError:
        return True
    return False


def file(place: str) -> Callable[[str], bool]:
    """Whether a model file with the text in this place is refused; the time is that of the whole file."""

    def read(text: str) -> bool:
        try:
            gt.loads(planted(place, text))
        except ModelError:
            return True
        return False

    return read


# What is no number may still be a symbol: `nan` and `-inf` are refused where symbols are declared, as in a file.
READERS: dict[str, tuple[Callable[[str], bool], frozenset[str]]] = {
    "expression": (expression, frozenset({"not a number", "infinity"})),
    "condition": (condition, frozenset()),
    "payoff in a file": (file("payoff"), frozenset()),
    "assumption in a file": (file("where"), frozenset()),
    "name of a parameter in a file": (file("name of a parameter"), frozenset()),
}


@pytest.mark.parametrize("reader", READERS)
def test_slowest_refusal(benchmark, reader):
    read, taken = READERS[reader]
    read(HOSTILE["import and call"])  # the grammar is built once
    slowest: dict[str, float] = {}
    refused: dict[str, bool] = {}

    def every_text() -> None:
        for name, text in HOSTILE.items():
            start = perf_counter()
            refused[name] = read(text)
            slowest[name] = min(slowest.get(name, BOUND * 100), perf_counter() - start)

    benchmark.pedantic(every_text, rounds=3)
    assert {name for name, was in refused.items() if not was} <= taken
    worst = max(slowest, key=slowest.__getitem__)
    benchmark.extra_info.update(texts=len(HOSTILE), worst=worst, worst_s=slowest[worst])
    assert slowest[worst] < BOUND, worst


def written(kind: str, number: int) -> list[str]:
    """Texts made at random, the same on every run."""
    rng = Random(7)
    grammar = generate.Grammar(rng)
    make: dict[str, Callable[[], str]] = {
        "grammar": lambda: grammar.expression(4).text,
        "tokens": lambda: generate.tokens(rng, 200),
        "bytes": lambda: generate.octets(rng, 400).decode("latin-1"),
    }
    return [make[kind]() for _ in range(number)]


@pytest.mark.parametrize("kind", ["grammar", "tokens", "bytes"])
def test_slowest_random_text(benchmark, kind):
    texts = written(kind, 2_000)
    expression(texts[0])
    times = [BOUND * 100] * len(texts)

    def every_text() -> None:
        for i, text in enumerate(texts):
            start = perf_counter()
            expression(text)
            times[i] = min(times[i], perf_counter() - start)

    benchmark.pedantic(every_text, rounds=3)
    worst = max(range(len(texts)), key=times.__getitem__)
    benchmark.extra_info.update(texts=len(texts), worst=texts[worst][:200], worst_s=times[worst])
    assert times[worst] < BOUND, texts[worst]
