"""What must hold of the repository as a whole: sizes, forbidden constructs, metadata that agree with each other."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest
import yaml

import gametheory as gt

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "gametheory").rglob("*.py"))
CODEGEN = ROOT / "gametheory" / "kernels" / "codegen.py"
LONGEST = 400
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()

FORBIDDEN_CALLS = {"eval", "exec", "compile", "sympify", "parse_expr", "__import__", "print", "input", "breakpoint"}
FORBIDDEN_IMPORTS = {"cloudpickle", "dill", "joblib", "marshal", "pickle", "shelve"}
MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def public_definitions(tree: ast.Module) -> list[ast.FunctionDef | ast.ClassDef]:
    """Public functions and classes of a module, and the public methods of its public classes."""
    found: list[ast.FunctionDef | ast.ClassDef] = []
    bodies = [tree.body]
    for body in bodies:
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                found.append(node)
                if isinstance(node, ast.ClassDef):
                    bodies.append(node.body)
    return found


@pytest.mark.parametrize("path", SOURCES, ids=name)
class TestEveryModule:
    def test_is_short(self, path: Path) -> None:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST

    def test_runs_no_text_and_prints_nothing(self, path: Path) -> None:
        allowed = {"compile"} if path == CODEGEN else set()
        allowed |= {"exec"} if path == CODEGEN else set()
        allowed |= {"print"} if path.name in {"cli.py", "progress.py"} else set()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        bare = {(called(node), node.lineno) for node in calls if isinstance(node.func, ast.Name)}
        assert [call for call in sorted(bare) if call[0] in FORBIDDEN_CALLS - allowed] == []
        assert [node.lineno for node in calls if called(node) in {"sympify", "parse_expr"}] == []

    def test_imports_no_pickle(self, path: Path) -> None:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {a.name.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
        imported |= {(n.module or "").split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
        assert imported & FORBIDDEN_IMPORTS == set()

    def test_has_no_wildcard_import_and_no_mutable_module_state(self, path: Path) -> None:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.names[0].name == "*"]
        assert not [n for n in ast.walk(tree) if isinstance(n, ast.Global)]
        lower = [
            target.id
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, MUTABLE)
            for target in node.targets
            if isinstance(target, ast.Name) and not target.id.isupper() and target.id != "__all__"
        ]
        assert lower == [], "a table that never changes has a name in capitals"

    def test_documents_itself_and_its_public_names(self, path: Path) -> None:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), "the module has no docstring"
        assert [node.name for node in public_definitions(tree) if not ast.get_docstring(node)] == []


def test_only_errors_py_defines_errors() -> None:
    elsewhere = [
        f"{name(path)}: {node.name}"
        for path in SOURCES
        if path.name != "errors.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and node.name.endswith(("Error", "Exception"))
    ]
    assert elsewhere == []


def test_the_lock_pins_every_dependency_and_nothing_foreign() -> None:
    pins = [line for line in LOCK if not line.startswith("#")]
    assert [line for line in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.+!]*", line)] == []
    locked = {re.sub(r"[-_.]+", "-", line.split("==")[0]).lower() for line in pins}
    wanted = [*PROJECT["dependencies"], *(r for extra in PROJECT["optional-dependencies"].values() for r in extra)]
    names = {re.sub(r"[-_.]+", "-", re.match(r"[A-Za-z0-9._-]+", line)[0]).lower() for line in wanted}  # type: ignore[index]
    assert names - locked == set()
    assert locked & {"torch", "gametheory-ir"} == set()


def test_the_version_is_the_same_everywhere() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == gt.__version__
    assert f"## [{gt.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert citation["license"] == PROJECT["license"] == "MIT"


def test_the_citation_file_has_what_its_format_requires() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= citation.keys()
    assert citation["type"] == "software"
    assert all(author.keys() & {"name", "family-names"} for author in citation["authors"])


def test_every_make_target_is_declared_and_explained() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)[1].split())  # type: ignore[index]
    explained = set(re.findall(r"^([a-z]+):.*## ", text, re.MULTILINE))
    assert phony == explained
    assert {"demo", "test", "lint", "types", "fuzz", "bench", "docs", "proofs", "clean"} <= explained


def test_decisions_are_numbered_and_have_a_status() -> None:
    records = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    for number, record in enumerate(records, start=1):
        text = record.read_text(encoding="utf-8")
        assert record.name.startswith(f"{number:04d}-"), f"{record.name} breaks the numbering"
        assert text.startswith(f"# {number:04d}: ") and "\nStatus: " in text, record.name


def test_every_model_has_a_meaning_for_each_parameter_and_a_claim() -> None:
    files = sorted((ROOT / "models").rglob("*.toml"))
    assert len(files) == len(gt.catalog())
    for file in files:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
        assert all(parameter.get("means") for parameter in tables["parameters"].values()), name(file)
        assert tables.get("claim"), f"{name(file)} claims nothing"
