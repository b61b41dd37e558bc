"""Random texts: read as they are meant, or refused by an error of this package; very many of them under `make fuzz`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

import gametheory as gt
from gametheory.errors import ExpressionError, ModelError
from gametheory.expr import evaluate, holds
from gametheory.expr.parse import parse_condition, parse_expression
from gametheory.expr.printing import text as printed
from gametheory.notation import describe
from tests.hostile import generate
from tests.hostile.generate import POINT, Files, Grammar
from tests.hostile.test_files import printable, safe
from tests.hostile.watch import nothing_happens

NAME = "models/mine.toml"
MODELS = Path(__file__).parents[2] / "models"
LARGE = pytest.mark.fuzz


def sizes(small: int, large: int) -> pytest.MarkDecorator:
    """The number of texts, in every run and under `make fuzz`; the seeds differ."""
    return pytest.mark.parametrize(
        ("number", "seed"), [pytest.param(small, 1, id=f"{small}"), pytest.param(large, 2, id=f"{large}", marks=LARGE)]
    )


@sizes(400, 60_000)
def test_expressions_by_the_grammar_have_the_value_they_were_made_with(number: int, seed: int) -> None:
    grammar, refused = Grammar(Random(seed)), 0
    for _ in range(number):
        made = grammar.expression()
        try:
            node = parse_expression(made.text, known=POINT)
        except ExpressionError as error:
            assert one_fault(error), made.text
            refused += 1
            continue
        if made.value is not None:
            assert evaluate(node, POINT) == made.value, made.text
        assert printed(parse_expression(printed(node))) == printed(node), made.text
    assert refused < number / 4


@sizes(200, 40_000)
def test_conditions_by_the_grammar_have_the_value_they_were_made_with(number: int, seed: int) -> None:
    grammar, refused = Grammar(Random(seed)), 0
    for _ in range(number):
        made = grammar.condition()
        try:
            node = parse_condition(made.text, known=POINT)
        except ExpressionError as error:
            assert one_fault(error), made.text
            refused += 1
            continue
        if made.value is not None:
            assert holds(node, POINT) == made.value, made.text
    assert refused < number / 3


@sizes(20, 1_500)
def test_files_by_the_grammar_come_back_or_are_refused(number: int, seed: int) -> None:
    files, games = Files(Random(seed)), 0
    for _ in range(number):
        games += taken(files.file())
    assert games > number / 4


@sizes(3_000, 500_000)
def test_random_tokens(number: int, seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    with nothing_happens(tmp_path):
        for _ in range(number // 2):
            written = generate.tokens(rng)
            for read in (parse_expression, parse_condition):
                parsed(read, written)


@sizes(2_000, 500_000)
def test_random_bytes(number: int, seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    with nothing_happens(tmp_path):
        for _ in range(number // 2):
            written = generate.octets(rng).decode("latin-1")
            for read in (parse_expression, parse_condition):
                parsed(read, written)


@sizes(60, 20_000)
def test_files_of_random_bytes(number: int, seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    path = tmp_path / "mine.toml"
    head = b'schema = "gametheory-model/1"\n'
    path.touch()
    with nothing_happens(tmp_path):
        for _ in range(number):
            path.write_bytes((head if rng.random() < 0.5 else b"") + generate.octets(rng, 200))
            with pytest.raises(ModelError) as caught:
                gt.load(path)
            assert safe(str(caught.value)) and all(str(path) in fault for fault in caught.value.faults)


@sizes(25, 2_000)
def test_mutations_of_the_models(number: int, seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    texts = [path.read_text(encoding="utf-8") for path in sorted(MODELS.rglob("*.toml"))]
    with nothing_happens(tmp_path):
        for _ in range(number):
            taken(generate.mutated(rng, rng.choice(texts)))


LOTTERY = """\
schema = "gametheory-model/1"
title = "Only Nature moves"
players = ["A"]
[[move]]
by = "Nature"
name = "coin"
actions = { heads = "1/2", tails = "1/2" }
seen_by = []
[[pays]]
when = { coin = "heads" }
pays = { A = 1 }
[[pays]]
when = { coin = "tails" }
pays = { A = 0 }
"""


def test_a_game_in_which_only_nature_moves_is_described() -> None:
    assert "Information sets (0; 2 terminal histories)" in describe(gt.loads(LOTTERY))


def one_fault(error: ExpressionError) -> bool:
    """Whether every fault has its four lines, a caret in the third."""
    return all(fault.count("\n") == 3 and fault.split("\n")[2].strip() == "^" for fault in error.faults)


def parsed(read: Callable[[str], object], written: str) -> None:
    """Read the text: a node, or an error that is safe to print."""
    try:
        read(written)
    except ExpressionError as error:
        assert safe(str(error)) and one_fault(error), repr(written)


def taken(text: str) -> bool:
    """Whether the file is a game, which then comes back from its own file; if not, the error is safe to print."""
    try:
        game = gt.loads(text, name=NAME)
    except ModelError as error:
        assert error.faults and all(NAME in fault for fault in error.faults), text
        assert printable(str(error)), text
        return False
    except Exception as error:  # anything else is a leak: say which text it was
        raise AssertionError(f"{error!r} from the file\n{text}") from error
    assert gt.loads(gt.dump(game)).digest == game.digest, text
    assert printable(describe(game)), text
    return True
