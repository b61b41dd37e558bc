"""The catalogue in the documentation: an index, and a page for each model with its equilibria and verdicts.

    python tools/pages.py                   solve every model and write its page (minutes), then the index
    python tools/pages.py KEY ...           the pages of these models only
    python tools/pages.py --index           the index only, from the model files; pages that are out of date are removed

Everything is written below docs/catalogue and is not kept in the repository.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

import gametheory as gt
from gametheory.game import Game
from gametheory.notation import Catalogue, Entry
from gametheory.notation.works import works
from gametheory.present import files
from gametheory.present.page import literal, model_page
from gametheory.solution import Solution

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "catalogue"
GRID = 15  # points a side, to choose the parameters of a figure
WANTED = 0.15  # share of a figure that should be admissible


def main(arguments: Sequence[str]) -> int:
    """The exit status: 2 if there is no such model."""
    catalogue = gt.catalog()
    known = [entry.key for entry in catalogue]
    if strange := [key for key in arguments if key != "--index" and key not in known]:
        print(f"pages: there is no model {strange[0]!r}", file=sys.stderr)
        return 2
    keys = [] if "--index" in arguments else list(arguments) or known
    start = time.monotonic()
    for number, key in enumerate(keys, 1):
        told = write_page(key)
        print(f"[{number}/{len(keys)}] {time.monotonic() - start:4.0f} s  {key}: {told}", flush=True)
    for page in PAGES.glob("*/*.md"):
        if page.relative_to(PAGES).with_suffix("").as_posix() not in known or not is_current(page):
            page.unlink()
    files.write(PAGES / "index.md", index(catalogue))
    there = sum(has_page(entry) for entry in catalogue)
    print(f"== catalogue: {len(catalogue)} models, {there} with a page in {PAGES.relative_to(ROOT)}")
    return 0


# -- the page of a model -----------------------------------------------------------------------------------------------


def write_page(key: str) -> str:
    """What was found, in a few words; the page and its figure are written."""
    game = gt.load(key)
    solution = gt.solve(game)
    report = gt.check(game)
    page = PAGES / f"{key}.md"
    drawn = figure(solution, page.with_suffix(".svg"))
    text = model_page(
        game, key=key, works=[str(work) for work in works(game.cite)], solution=solution, verdicts=report.verdicts,
        figure=page.with_suffix(".svg").name if drawn else None, caption=drawn or "",
    )  # fmt: skip
    head = f"---\norphan: true\nmade_from: {stamp(key)}\n---\n\n[The catalogue](../index.md) · `{key}`\n\n"
    files.write(page, head + text)
    return f"{len(solution.equilibria)} equilibria; claims: {report.summary}"


def figure(solution: Solution, target: Path) -> str:
    """The caption of the region diagram that was drawn; empty if there is nothing to draw."""
    game = solution.game
    pair = axes(game, solution)
    if pair is None:
        return ""
    x, y = pair
    files.write(target, solution.plot(x=x, y=y, at=fixed(game, pair)).render("svg"))
    rest = ", ".join(f"{name} = {value}" for name, value in fixed(game, pair).items())
    return f"Which equilibria exist where, over {x} and {y}" + (f", at {rest}." if rest else ".")


def axes(game: Game, solution: Solution) -> tuple[str, str] | None:
    """The two parameters over whose ranges most is to be seen: sets of equilibria of about equal shares."""
    ranged = [p.name for p in game.parameters if p.range is not None]
    if len(ranged) < 2 or not solution.equilibria:
        return None
    kernel = solution.compile()
    bounds = {p.name: tuple(map(float, p.range)) for p in game.parameters if p.range is not None}
    best = None
    for pair in combinations(ranged, 2):
        at = {name: float(value) for name, value in fixed(game, pair).items()}
        grid = {name: np.linspace(*bounds[name], GRID + 2)[1:-1] for name in pair}
        masks = kernel.grid({**at, **grid}, backend="numpy").reshape(GRID * GRID, -1)
        inside = masks[masks[:, 0] < 2 ** min(len(solution.equilibria), 63)] if masks.shape[1] == 1 else masks
        _, counts = np.unique(inside, axis=0, return_counts=True)
        shares = counts / max(1, counts.sum())
        spread = float(-(shares * np.log(shares)).sum()) * min(1.0, len(inside) / GRID**2 / WANTED)
        if best is None or spread > best[0] + 1e-9:
            best = (spread, pair)
    assert best is not None
    return best[1]


def fixed(game: Game, pair: Sequence[str]) -> dict[str, object]:
    """The baseline of all other parameters."""
    return {name: value for name, value in game.baseline.items() if name not in pair}


# -- the index ---------------------------------------------------------------------------------------------------------


def index(catalogue: Catalogue) -> str:
    """The text of the index, from the heads of the model files."""
    groups: list[tuple[str, Iterable[object], Callable[[Entry, object], bool]]] = [
        ("By concept", catalogue.concepts, lambda entry, name: name in entry.concepts),
        ("By number of players", sorted({len(e.players) for e in catalogue}), lambda e, n: len(e.players) == n),
        ("By information", ("perfect", "imperfect", "incomplete"), lambda entry, kind: entry.information == kind),
    ]
    return "\n".join([*head(catalogue), *by_family(catalogue), *false_statements(catalogue), *(
        line for title, values, belongs in groups for line in group(catalogue, title, values, belongs)
    )]) + "\n"  # fmt: skip


def head(catalogue: Catalogue) -> Iterator[str]:
    """What the catalogue is."""
    claims = sum(entry.claims for entry in catalogue)
    yield "# The catalogue of models\n"
    yield (
        f"{len(catalogue)} models with {claims} claims, published ones and games built on them. Each page has the "
        "sequence of play, the parameters, every equilibrium with its exact condition, and a verdict on every claim; "
        "each says where it departs from its source. `gametheory list` and `gt.catalog()` narrow the catalogue down, "
        "`gt.load(key)` gives the game. [Add a model](../add-a-model.md) says how to add one.\n"
    )
    if not all(map(has_page, catalogue)):
        yield "Models without a link have no page in this build; `make pages` writes them.\n"


def by_family(catalogue: Catalogue) -> Iterator[str]:
    """A table for each family."""
    yield "## By family\n"
    for family in catalogue.families:
        yield f"### {literal(family.replace('_', ' '))}\n"
        yield "| model | players | information | claims |"
        yield "| --- | --- | --- | --- |"
        for e in catalogue.filter(family=family):
            yield f"| {linked(e)}<br>`{e.key}` | {literal(', '.join(e.players))} | {e.information} | {e.claims} |"
        yield ""


def false_statements(catalogue: Catalogue) -> Iterator[str]:
    """Where a statement is refuted."""
    yield "## Statements that do not hold\n"
    yield (
        "Some pages state what is *not* so, each time with an exact counterexample and what holds instead: statements "
        "that need an assumption of their publication which the finite version does not make, and plausible ones that "
        "are false on purpose, one in every family at least, so that it can be seen that a false claim is refuted.\n"
    )
    yield from (f"- {linked(entry)}" for entry in catalogue if entry.marked_false)
    yield ""


def group(
    catalogue: Catalogue, title: str, values: Iterable[object], belongs: Callable[[Entry, object], bool]
) -> Iterator[str]:
    """The models by one trait."""
    yield f"## {title}\n"
    for value in values:
        yield f"- **{value}**: {', '.join(linked(entry) for entry in catalogue if belongs(entry, value))}"
    yield ""


def linked(entry: Entry) -> str:
    """The title, as a link if there is a page."""
    return f"[{literal(entry.title)}]({entry.key}.md)" if has_page(entry) else literal(entry.title)


# -- pages that are there ----------------------------------------------------------------------------------------------


def has_page(entry: Entry) -> bool:
    """Whether a model has a page."""
    return (PAGES / f"{entry.key}.md").is_file()


def is_current(page: Path) -> bool:
    """Whether a page was made from the model as it is now."""
    key = page.relative_to(PAGES).with_suffix("").as_posix()
    return f"made_from: {stamp(key)}\n" in page.read_text(encoding="utf-8")


def stamp(key: str) -> str:
    """What a page was made from: the file of the model and the version of the package."""
    data = (ROOT / "models" / f"{key}.toml").read_bytes()
    return hashlib.sha256(data + gt.__version__.encode()).hexdigest()[:16]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
