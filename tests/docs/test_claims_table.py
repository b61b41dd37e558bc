"""The table of results and claims: up to date, and right about which claims there are."""

from __future__ import annotations

import importlib.util
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
LEAST = 0.8
_SPEC = importlib.util.spec_from_file_location("claims_table", ROOT / "tools" / "claims_table.py")
assert _SPEC is not None and _SPEC.loader is not None
table = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(table)


def test_the_page_is_written_from_the_table() -> None:
    assert (ROOT / "docs" / "claims.md").read_text(encoding="utf-8") == table.page(table.read()), (
        "run python tools/claims_table.py"
    )


def test_every_claim_is_there() -> None:
    claims = set()
    for path in (ROOT / "models").glob("*/*.toml"):
        for claim in tomllib.loads(path.read_text(encoding="utf-8")).get("claim", ()):
            claims.add(f"{path.parent.name}/{path.stem}: {claim['id']}")
    named = [claim for p in table.read() for claim in p.get("stated", ())]
    assert [claim for claim in named if claim not in claims] == []


def test_what_is_left_has_a_reason_and_nothing_is_twice() -> None:
    publications = table.read()
    assert all(each["what"] and each["why"] for p in publications for each in p.get("left", ()))
    assert [name for name, n in Counter(p["name"] for p in publications).items() if n > 1] == []


def test_most_results_about_finite_games_are_stated() -> None:
    stated, total = (sum(column) for column in zip(*map(table.counted, table.read()), strict=True))
    assert stated / total >= LEAST
