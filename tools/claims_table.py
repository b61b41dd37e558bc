"""Write docs/claims.md from docs/claims.toml: how many results of the published sources the models state as claims."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parent.parent / "docs"
HEAD = """\
# Results of the sources and claims

Which results of the sources behind the models are stated as claims, and so get a verdict from `gametheory check`:
{stated} of the {all} results ({share} %) that are about finite games. A result is counted once, however many claims it
takes. Results about types, choices or time that form a continuum, about games without an end, and about estimation are
listed at the end and not counted; some models have finite versions of them. Textbook games that the catalogue has for
comparison only (as the centipede, cheap talk or job market signalling) and games that measure the solver are left out.

| source | stated | of | models |
| --- | --- | --- | --- |
"""
LEFT = """
## What is not stated, and why

"""
OUTSIDE = """
## Outside finite games

"""


def main() -> None:
    """Write the page."""
    (DOCS / "claims.md").write_text(page(read()), encoding="utf-8")


def read() -> list[Mapping[str, Any]]:
    """The publications with their results."""
    found: list[Mapping[str, Any]] = tomllib.loads((DOCS / "claims.toml").read_text(encoding="utf-8"))["publication"]
    return found


def counted(publication: Mapping[str, Any]) -> tuple[int, int]:
    """(results stated, results about finite games)."""
    stated = len(publication.get("stated", ()))
    return stated, stated + len(publication.get("left", ()))


def page(publications: Sequence[Mapping[str, Any]]) -> str:
    """The page as text."""
    stated, total = (sum(column) for column in zip(*map(counted, publications), strict=True))
    lines = []
    for p in publications:
        models = dict.fromkeys(claim.partition(": ")[0] for claim in p.get("stated", ()))
        if counted(p)[1]:
            cells = (p["name"], *map(str, counted(p)), ", ".join(f"`{key}`" for key in models))
            lines.append(f"| {' | '.join(cells)} |\n")
    left = [f"- {p['name']}: {each['what']} ({each['why']}).\n" for p in publications for each in p.get("left", ())]
    outside = [f"- {p['name']}: {', '.join(p['outside'])}.\n" for p in publications if p.get("outside")]
    head = HEAD.format(stated=stated, all=total, share=round(100 * stated / total))
    return "".join([head, *lines, LEFT, *left, OUTSIDE, *outside])


if __name__ == "__main__":
    main()
