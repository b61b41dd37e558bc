"""The code blocks of README.md and of the documentation are run, from top to bottom, one namespace a document.

``python`` blocks are executed, or checked as doctests where they show a session; ``console`` blocks run the command,
comparing what it prints with what is shown below it, if anything; ``toml`` blocks that are whole models are loaded.
"""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

import gametheory as gt
from gametheory.cli import main

ROOT = Path(__file__).resolve().parents[2]
GENERATED = ROOT / "docs" / "catalogue"
DOCUMENTS = [
    ROOT / "README.md", *sorted(p for p in (ROOT / "docs").rglob("*.md") if not p.is_relative_to(GENERATED)),
]  # fmt: skip
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
STATUS = re.compile(r"# exit status (\d+)$")


def blocks(document: Path) -> list[tuple[str, str, int]]:
    """The fenced blocks: language, text, line."""
    text = document.read_text(encoding="utf-8")
    return [(m[1], m[2], text.count("\n", 0, m.start(2))) for m in FENCE.finditer(text)]


def run_python(text: str, names: dict[str, object], document: Path, line: int) -> None:
    if ">>>" not in text:
        exec(compile("\n" * line + text, str(document), "exec"), names)
        return
    test = doctest.DocTestParser().get_doctest(text, names, document.name, str(document), line)
    test.globs = names
    report: list[str] = []
    result = doctest.DocTestRunner(optionflags=FLAGS, verbose=False).run(test, out=report.append, clear_globs=False)
    assert result.failed == 0, "".join(report)


def run_console(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        expected = STATUS.search(command)
        words = shlex.split(command, comments=True)
        assert words[0] == "gametheory", f"only the command gametheory is run, not {words[0]!r}"
        capsys.readouterr()
        status = main(words[1:])
        printed = capsys.readouterr()
        assert status == (int(expected[1]) if expected else 0), f"{command}\n{printed.err}"
        if shown.strip():
            assert doctest.OutputChecker().check_output(shown, printed.out + printed.err, FLAGS), (
                f"{command}\nprints\n{printed.out}{printed.err}\nwhere the document shows\n{shown}"
            )


def test_the_documents_have_blocks_to_run() -> None:
    assert sum(len(blocks(document)) for document in DOCUMENTS) >= 10


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_blocks_run(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "__main__"}
    for language, text, line in blocks(document):
        if language == "python":
            run_python(text, names, document, line)
        elif language == "console":
            run_console(text, capsys)
        elif language == "toml" and text.startswith("schema"):
            assert gt.loads(text, name=f"{document.name}, line {line + 1}").players
