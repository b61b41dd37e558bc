"""Compiled kernels on disk: found again, safe to lose, never trusted."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from gametheory.kernels import codegen

SOURCE = "def loop(x):\n    return x + 1.0\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv("GAMETHEORY_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "kernels"


def compiled(source: str = SOURCE):
    from numba import types

    return codegen.native(source, (types.float64,))


def test_written_under_the_digest_of_the_text(folder: Path) -> None:
    assert compiled()(1.0) == 2.0
    assert [p.name for p in folder.glob("*.py")] == [f"{codegen.digest(SOURCE)}.py"]
    assert next(folder.glob("*.py")).read_text(encoding="utf-8") == SOURCE
    assert list(folder.glob("__pycache__/*.nbi")), "numba keeps the machine code beside it"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not list(folder.glob("*.part"))


def test_read_by_another_process(folder: Path) -> None:
    compiled()
    script = (
        "from numba import types\nfrom gametheory.kernels import codegen\n"
        f"f = codegen.native({SOURCE!r}, (types.float64,))\nprint(f(1.0), sum(f.stats.cache_hits.values()))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2.0", "1"]


def test_a_file_that_was_tampered_with_is_not_run(folder: Path) -> None:
    path = codegen.stored(SOURCE)
    assert path is not None
    path.write_text("raise SystemExit('ran what lay on disk')\n", encoding="utf-8")
    assert compiled()(1.0) == 2.0
    assert path.read_text(encoding="utf-8") == SOURCE


@pytest.mark.parametrize("way", ["a file", "open to all"])
def test_without_a_folder_of_ones_own_it_is_compiled_in_memory(way: str, folder: Path) -> None:
    if way == "a file":
        folder.parent.write_text("not a folder", encoding="utf-8")
    else:
        folder.mkdir(parents=True)
        folder.chmod(0o777)
    assert codegen.stored(SOURCE) is None
    assert compiled()(1.0) == 2.0
    assert folder.parent.is_file() or list(folder.iterdir()) == []


def test_a_folder_that_is_lost_on_the_way(folder: Path, monkeypatch) -> None:
    import numba

    real = numba.njit
    calls = []

    def njit(**options):
        calls.append(options.get("cache", False))
        if options.get("cache"):
            raise RuntimeError("cannot cache function: no locator available")
        return real(**options)

    monkeypatch.setattr(numba, "njit", njit)
    assert compiled()(1.0) == 2.0
    assert calls == [True, False]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"GAMETHEORY_CACHE": "/a/b"}, "/a/b/kernels"),
        ({"GAMETHEORY_CACHE": "", "XDG_CACHE_HOME": "/x"}, "/x/gametheory-ir/kernels"),
        ({"GAMETHEORY_CACHE": "", "XDG_CACHE_HOME": "", "HOME": "/home/me"}, "/home/me/.cache/gametheory-ir/kernels"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="folders of POSIX systems")
def test_where_it_is(settings: dict[str, str], expected: str, monkeypatch) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert codegen.cache_folder() == Path(expected)


def test_floating_point_is_not_reordered(folder: Path) -> None:
    """``(x + big) - big`` must not become ``x``, nor may a product and a sum be fused."""
    one = compiled("def loop(x):\n    return (x + 1e16) - 1e16\n")
    assert one(1.0) == 0.0
    fused = compiled("def loop(x):\n    return x * x - 1.0000000000000002\n")
    assert fused(1.0000000000000002) == 1.0000000000000002**2 - 1.0000000000000002
