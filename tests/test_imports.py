"""What `import gametheory` gives, and what it does not load."""

from __future__ import annotations

import subprocess
import sys

import pytest

import gametheory as gt

PUBLIC = [
    "CheckReport",
    "Claim",
    "Equilibrium",
    "Game",
    "GameBuilder",
    "Grid",
    "Points",
    "Region",
    "Sample",
    "Solution",
    "Verdict",
    "catalog",
    "check",
    "compare",
    "dump",
    "errors",
    "kernels",
    "load",
    "loads",
    "normal_form",
    "plot",
    "solve",
    "sweep",
    "testing",
]

HEAVY = ["lark", "matplotlib", "nashpy", "numba", "pydantic", "scipy", "sympy", "xarray", "z3", "flint", "hypothesis"]


def fresh(code: str) -> str:
    """What a new interpreter prints."""
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def test_the_public_names_are_these() -> None:
    assert gt.__all__ == PUBLIC
    assert len(PUBLIC) <= 25
    assert dir(gt) == sorted([*PUBLIC, "__version__"])


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    assert getattr(gt, name).__doc__


def test_star_import_gives_the_public_names() -> None:
    assert fresh("names = set(dir()); from gametheory import *; print(*sorted(set(dir()) - names - {'names'}))") == (
        " ".join(sorted(PUBLIC))
    )


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match=r"^module 'gametheory' has no attribute 'slove'$"):
        gt.slove  # noqa: B018


def test_importing_loads_no_heavy_package() -> None:
    loaded = fresh(f"import gametheory, sys; print(*[name for name in {HEAVY} if name in sys.modules])")
    assert loaded == ""


def test_listing_the_public_names_loads_nothing() -> None:
    code = "import gametheory, sys; dir(gametheory); print(*[m for m in sys.modules if m.startswith('gametheory.')])"
    assert fresh(code) == ""


FIRST = ["import gametheory.sweep", "from gametheory.sweep import Grid", "import gametheory; gametheory.sweep", "pass"]


@pytest.mark.parametrize("first", FIRST)
def test_sweep_is_the_function_and_the_subpackage_whatever_is_imported_first(first: str) -> None:
    code = (
        "import gametheory as gt, gametheory.sweep, inspect\n"
        "print(gt.sweep.Grid is gt.Grid, *inspect.signature(gt.sweep).parameters)"
    )
    called = fresh(f"{first}\n{code}").split()
    assert called[0] == "True"
    assert called[1:3] == ["solution", "design"]


def test_running_the_package_is_running_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "gametheory", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"gametheory {gt.__version__}\n"
