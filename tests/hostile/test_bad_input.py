"""Every kind of bad input that is promised an answer, and the test that holds the full message of that answer."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

import gametheory as gt
from gametheory.errors import ModelError, StoreError
from tests.notation.examples import DETERRENCE, changed

READ = "tests.notation.test_bad_input"
PARSE = "tests.expr.test_parse"
GRID = "tests.sweep.test_designs:TestGrid.test_refusals"

COVERED: dict[str, list[tuple[str, str]]] = {
    "unknown symbol, with the near name": [(f"{READ}:test_message", "unknown symbol")],
    "unknown player, with the near name": [
        (f"{READ}:test_message", "unknown player"), (f"{READ}:test_message", "unknown player in pays"),
    ],
    "unknown move, with the near name": [(f"{READ}:test_message", "unknown move")],
    "unknown action, with the near name": [
        (f"{READ}:test_message", "unknown action"), (f"{READ}:test_message", "an unknown action in a profile"),
    ],
    "code of Python": [
        (f"{READ}:test_message", "Python"), (f"{PARSE}:test_hostile_text_is_refused_with_a_caret", "import and call"),
        (f"{READ}:test_nothing_of_a_text_is_executed", ""), ("tests.hostile.test_files:test_planted", "payoff"),
    ],
    "attribute access": [(f"{READ}:test_message", "attribute access")],
    "a call": [(f"{READ}:test_message", "a call")],
    "10**10**10": [(f"{READ}:test_message", "a tower of powers")],
    "10^5 parentheses": [(f"{READ}:test_message", "many parentheses")],
    "a number of 10^5 digits": [
        (f"{READ}:test_message", "many digits"), (f"{READ}:test_message", "more digits than TOML reads"),
    ],
    "contradictory assumptions": [(f"{READ}:test_message", "contradictory assumptions")],
    "probabilities that do not sum to 1": [
        (f"{READ}:test_message", "probabilities do not sum to 1"), (f"{READ}:test_message", "numbers do not sum to 1"),
    ],
    "a probability that may reach 0 or 1": [(f"{READ}:test_message", "a probability that may be 0")],
    "a denominator that may vanish": [
        (f"{READ}:test_message", "a denominator that may vanish"), (f"{READ}:test_message", "division by zero"),
    ],
    "a terminal history with no outcome": [(f"{READ}:test_message", "no outcome")],
    "a terminal history with two outcomes": [(f"{READ}:test_message", "two outcomes")],
    "no payoff for a player": [(f"{READ}:test_message", "no payoff")],
    "imperfect recall": [(f"{READ}:test_imperfect_recall_is_refused", "")],
    "a parameter without meaning": [(f"{READ}:test_message", "a parameter without meaning")],
    "a parameter that is never used": [(f"{READ}:test_message", "a parameter that is never used")],
    "a baseline outside the assumptions": [
        (f"{READ}:test_message", "a baseline outside the assumptions"),
        (f"{READ}:test_message", "a partial baseline outside the assumptions"),
    ],
    "a sweep over an unknown parameter": [
        ("tests.sweep.test_designs:TestGrid.test_unknown_names", ""),
        ("tests.sweep.test_designs:TestSample.test_unknown_name", ""),
        ("tests.sweep.test_designs:TestPoints.test_unknown_name", ""),
    ],
    "a sweep with a missing parameter": [
        (f"{__name__}:test_a_sweep_with_a_missing_parameter", ""), (GRID, ""),
        ("tests.sweep.test_designs:TestSample.test_refusals", ""),
        ("tests.sweep.test_designs:TestPoints.test_refusals", ""),
    ],
    "bounds reversed": [
        (f"{READ}:test_message", "bounds reversed"), (GRID, ""), ("tests.present.test_pieces:test_refused", ""),
    ],
    "NaN": [(f"{READ}:test_message", "not a number"), (GRID, "")],
    "infinite": [
        (f"{READ}:test_message", "infinite"), (f"{READ}:test_message", "an infinite payoff"), (GRID, ""),
    ],
    "not TOML": [(f"{READ}:test_message", "not TOML")],
    "not UTF-8": [(f"{__name__}:test_a_file_that_is_not_utf_8", "")],
    "another schema": [(f"{READ}:test_message", "another schema"), (f"{READ}:test_message", "no schema")],
    "an output folder that cannot be written": [
        (f"{__name__}:test_an_output_that_cannot_be_written", "model file"),
        ("tests.cli.test_cli:TestUnwritable.test_refused_before_any_work", "solve"),
        ("tests.present.test_figure:test_unknown_suffix_and_unwritable_folder", ""),
    ],
    "all faults of one file together": [
        (f"{READ}:test_all_faults_of_a_file_come_together", ""),
        (f"{READ}:test_faults_of_formulas_and_of_play_come_together", ""),
        (f"{READ}:test_faults_of_assumptions_and_of_play_come_together", ""),
        ("tests.game.test_faults:test_all_faults_come_together", ""),
        ("tests.sweep.test_designs:TestGrid.test_all_faults_together", ""),
    ],
    "nothing half-written": [
        (f"{__name__}:test_a_write_that_breaks_off_leaves_what_was_there", "model file"),
        ("tests.cli.test_cli:TestUnwritable.test_refused_before_any_work", "plot"),
    ],
}  # fmt: skip
"""Kind of bad input -> (test, one of its cases)."""


def cases(test: object) -> list[str]:
    """The names of the cases of a test, as pytest prints them (callables that name cases are applied)."""
    found: list[str] = []
    for mark in getattr(test, "pytestmark", []):
        if mark.name == "parametrize":
            ids, values = mark.kwargs.get("ids"), mark.args[1]
            found += [str(ids(value)) for value in values] if callable(ids) else [str(i) for i in ids or values]
    return found


@pytest.mark.parametrize("kind", COVERED)
def test_every_kind_has_a_test_of_its_full_message(kind: str) -> None:
    for where, case in COVERED[kind]:
        module, _, path = where.partition(":")
        test: object = importlib.import_module(module)
        for part in path.split("."):
            test = getattr(test, part)
        assert callable(test)
        assert not case or case in cases(test), (where, case, cases(test))


def test_a_sweep_with_a_missing_parameter() -> None:
    game = gt.loads(DETERRENCE)
    with pytest.raises(ModelError) as caught:
        gt.Grid(game, p=(0, 1, 5), at={"l": 1, "G": 1})
    assert str(caught.value) == (
        "the grid has no value for: w_R, w_U, C\n"
        "  add an axis such as w_R=(0, 1, 101), or fix it with at={'w_R': ...}; "
        "at=game.baseline fixes all that have a baseline."
    )
    with pytest.raises(ModelError) as caught:
        gt.Sample(game, 9, at={"G": 1})
    assert str(caught.value) == (
        "the game declares no range for: l, C\n  give one, as in l=(0, 1), or fix it with at={'l': ...}."
    )
    with pytest.raises(ModelError) as caught:
        gt.Points(game, {"p": [0.5]})
    assert str(caught.value) == (
        "the points have no value for: w_R, w_U, l, G, C\n  give an array or a number for each."
    )


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([1, "nan"], "'nan' is not a finite number"),
        ([1, "-inf"], "'-inf' is not a finite number"),
        (["1/0", 2], "'1/0' is not a finite number"),
    ],
)
def test_numbers_that_are_none_written_as_texts(value: list[object], message: str) -> None:
    text = changed(DETERRENCE, "range = [1, 3]", f"range = {value}")
    with pytest.raises(ModelError) as caught:
        gt.loads(text, name="mine.toml")
    assert str(caught.value) == (
        f"{message} in mine.toml, parameters.w_U, range\n"
        '  write an integer, a decimal such as 0.3, or a fraction such as "1/3"'
    )


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(DETERRENCE.replace("two types", "zwei F\xe4lle").encode("latin-1"))
    with pytest.raises(ModelError) as caught:
        gt.load(path)
    assert str(caught.value) == (
        f"{path} is not UTF-8: byte 0xe4 in line 5\n  save the file with the encoding UTF-8."
    )


def solution() -> gt.Solution:
    return gt.solve(gt.load("deterrence/rudimentary"))


def write_model(path: Path) -> None:
    gt.dump(gt.loads(DETERRENCE), path)


def write_figure(path: Path) -> None:
    found = solution()
    found.plot(x="d_DC", y="d_DD", at=found.game.baseline).save(path.with_suffix(".svg"))


WRITERS = {"model file": write_model, "figure": write_figure}
ADVICE = {
    "model file": "choose a file in a folder that exists and may be written.",
    "figure": "choose a folder that exists or can be made, and that you may write to.",
}


@pytest.mark.parametrize("writer", WRITERS)
def test_an_output_that_cannot_be_written(writer: str, tmp_path: Path) -> None:
    """The tests may run as a user who may write everywhere: a file stands where the folder would have to be."""
    blocked = tmp_path / "file"
    blocked.write_text("kept", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        WRITERS[writer](blocked / "out")
    what, advice = str(caught.value).split("\n  ")
    assert what.startswith(f"cannot write '{blocked}/out")
    assert what.endswith({"model file": "Not a directory", "figure": f"'{blocked}' is a file, not a folder"}[writer])
    assert advice == ADVICE[writer]
    assert [path.name for path in tmp_path.iterdir()] == ["file"] and blocked.read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize("writer", WRITERS)
def test_a_write_that_breaks_off_leaves_what_was_there(
    writer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    there = tmp_path / ("out.svg" if writer == "figure" else "out")
    there.write_text("kept", encoding="utf-8")
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreError) as caught:
        WRITERS[writer](tmp_path / "out")
    what, advice = str(caught.value).split("\n  ")
    assert what.startswith(f"cannot write '{tmp_path}/out") and what.endswith(": No space left on device")
    assert advice == ADVICE[writer]
    assert [path.name for path in tmp_path.iterdir()] == [there.name]
    assert there.read_text(encoding="utf-8") == "kept"
