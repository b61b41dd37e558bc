"""The generator of the catalogue's pages."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

import gametheory as gt

ROOT = Path(__file__).resolve().parents[2]
KEY = "deterrence/rudimentary"


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The tool, writing somewhere else."""
    spec = importlib.util.spec_from_file_location("pages", ROOT / "tools" / "pages.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "PAGES", tmp_path / "docs" / "catalogue")
    (tmp_path / "models").symlink_to(ROOT / "models")
    return module


def test_a_page_and_the_index(pages: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert pages.main([KEY]) == 0
    assert "[1/1]" in capsys.readouterr().out
    page = (pages.PAGES / f"{KEY}.md").read_text(encoding="utf-8")
    assert page.startswith("---\norphan: true\nmade_from: ") and "## Equilibria" in page
    assert (pages.PAGES / f"{KEY}.svg").read_bytes().startswith(b"<?xml")
    index = (pages.PAGES / "index.md").read_text(encoding="utf-8")
    assert f"[Rudimentary asymmetric deterrence]({KEY}.md)<br>`{KEY}`" in index
    assert all(f"`{entry.key}`" in index for entry in gt.catalog())
    assert "- **4**: Assurance of two allies" in index


def test_pages_that_are_out_of_date_are_removed(pages: ModuleType) -> None:
    stale, gone = pages.PAGES / f"{KEY}.md", pages.PAGES / "deterrence" / "gone.md"
    stale.parent.mkdir(parents=True)
    stale.write_text("---\nmade_from: 0\n---\n", encoding="utf-8")
    gone.write_text("", encoding="utf-8")
    assert pages.main(["--index"]) == 0
    assert not stale.exists() and not gone.exists()


def test_a_model_that_there_is_not(pages: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert pages.main(["deterrence/none"]) == 2
    assert capsys.readouterr().err == "pages: there is no model 'deterrence/none'\n"
