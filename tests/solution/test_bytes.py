"""The same bytes on every run, whatever the hash seed, and whatever was solved before."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

import gametheory as gt
from tests.solution.solved import model, solved

SCRIPT = """
import sys, tempfile, pathlib
import gametheory as gt
from gametheory.present.latex import document
from gametheory.present.tree_svg import tree_svg
game = gt.load(sys.argv[1]).after(**dict(step.split("=") for step in sys.argv[4:]))
solution = gt.solve(game)
print(solution, solution._repr_html_(), document(solution), solution.to_json(), tree_svg(game), solution.coverage())
print([row.region.sample(4) for row in solution.equilibria], solution.assume(sys.argv[2]))
print(solution.at(game.baseline), solution.region(solution.outcomes[0]).about(game.symbols[0]))
with tempfile.TemporaryDirectory() as folder:
    x, y = sys.argv[3].split()
    figure = solution.plot(x=x, y=y, points=21)
    print(figure.save(pathlib.Path(folder) / "figure.svg").read_text())
"""


def output(seed: int, *arguments: str) -> bytes:
    """What a fresh interpreter prints under a hash seed."""
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    command = [sys.executable, "-c", SCRIPT, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, check=True).stdout


@pytest.mark.parametrize(
    "arguments",
    [("asia_pacific/umbrella", "b > 0", "lam h", "tie=1"), ("asia_pacific/nuclear_sharing", "dg > mu", "mu dg")],
    ids=lambda arguments: arguments[0],
)
def test_under_five_hash_seeds(arguments: tuple[str, ...]) -> None:
    first = output(0, *arguments)
    assert len(first) > 50_000
    for seed in (1, 2, 3, 4):
        assert output(seed, *arguments) == first


def test_in_one_process_a_second_solution_is_the_same() -> None:
    again = gt.solve(gt.load("asia_pacific/nuclear_sharing"))
    before = solved("asia_pacific/nuclear_sharing")
    assert again.to_json() == before.to_json()
    assert str(again) == str(before)


def test_what_was_asked_before_does_not_change_what_is_printed() -> None:
    game = model("asia_pacific/umbrella").after(tie="1")
    fresh, used = gt.solve(game), gt.solve(game)
    used.coverage()
    used.assume("b > 0")
    for row in used.equilibria:
        row.region.sample(50)
        (~row.region).witness()
    assert str(used) == str(fresh)
    assert used.to_json() == fresh.to_json()
