"""When is a costly signal believed by an ally and by an adversary? From the model file to a proved figure.

Solves the umbrella before two audiences, states the answer and checks it by equivalence, and writes to ``out/``: the
region figure (PNG and PDF, with provenance), the proposition with beliefs on and off the path (LaTeX), the game tree
with its information sets (SVG) and the solution (JSON). Takes a few seconds. No arguments needed; ``--out FOLDER``
writes elsewhere. Needs the extra plot.
"""

from __future__ import annotations

import argparse
import json
from fractions import Fraction
from functools import reduce
from importlib.metadata import version
from operator import or_
from pathlib import Path

import gametheory as gt
from gametheory.present.files import write
from gametheory.present.tree_svg import tree_svg

OUT = Path(__file__).resolve().parent.parent / "out"

CLASSES = {
    ("0", "0"): "silence",
    ("1", "0"): "separation",
    ("1", "1"): "both signal",
    ("0", "1"): "reversed",
    ("1", "0 or 1"): "bluff",
    ("0 or 1", "0"): "reticence",
    ("0 or 1", "0 or 1"): "both mix",
}
"""What the resolved and the unresolved patron do: signal or not, or at times."""

AFTERWARDS = {
    "proliferation": "ally arms",
    "war for the ally": "challenged",
    "non-nuclear deterrence": "deterred",
}
"""What follows where both types do the same: the ally arms, the strongly motivated adversary challenges, or nobody."""

MIXING = {
    "arms": "ally mixes",
    "challenge": "adversary mixes",
    "arms, challenge": "ally and adversary mix",
}
"""Which audience is kept in doubt where a type of the patron signals at times."""


def class_of(row: gt.Equilibrium) -> str:
    """The class of a row: who signals."""
    path = dict(row.path)
    return CLASSES[path["signal|R"], path["signal|U"]]


def name_of(row: gt.Equilibrium) -> str:
    """The class, and where both types do the same what becomes of it."""
    if class_of(row) in ("silence", "both signal"):
        return f"{class_of(row)}: {AFTERWARDS[row.outcomes[0][0]]}"
    mixed = ", ".join(sorted({label.partition("|")[0] for label, _ in row.mixing} - {"signal"}))
    return f"{class_of(row)}: {MIXING[mixed]}" if mixed else class_of(row)


def main(out: Path = OUT) -> None:
    game = gt.load("asia_pacific/two_audiences")
    solution = gt.solve(game)
    coverage = solution.coverage()
    assert solution.complete and coverage, "the solution must be complete and cover every admissible point"
    print(solution)
    print(f"\nCoverage {coverage}.")

    regions = {
        name: reduce(or_, (row.region for row in solution.equilibria if class_of(row) == name), solution.region([]))
        for name in CLASSES.values()
    }
    stated = {
        "separation": "gU <= k <= gR",
        "silence": "true",
        "reversed": "false",
        "both signal": "mu >= (pi*L - kap)/(pi*(L - d)) and (mu <= vH/(vH + w) and k <= gR - pi*fR and k <= gU - pi*lU"
        " or mu >= vH/(vH + w) and k <= gR and k <= gU)",
    }
    for name, condition in stated.items():
        assert regions[name].equivalent(solution.space.region(condition), up_to="exact"), name
    perverse = solution.assume("gU > gR")
    assert "separation" not in {class_of(row) for row in perverse.equilibria}
    low, high = regions["separation"].borders("k", at=game.baseline)
    assert (low, high) == (Fraction(3, 4), Fraction(3, 2))
    window = regions["separation"].about("k")
    print(
        f"\nANSWER  A signal that tells the resolved from the unresolved patron, believed by both audiences, is an"
        f"\n        equilibrium if and only if {window}: it sorts patrons by how much they mind"
        f"\n        a nuclear ally, not by whether they would fight (at the baseline {low} <= k <= {high}; never if"
        f"\n        gU > gR). Silence is an equilibrium everywhere: a sunk signal never guarantees reassurance."
    )
    print("\nBASELINE " + "; ".join(name_of(solution.one(e.label)) for e in solution.at(**game.baseline)))

    names = {row.label: name_of(row) for row in solution.equilibria}
    figure = solution.plot(x="mu", y="k", at=game.baseline, bounds={"mu": (0, 1), "k": (0, 2)}, names=names)
    together = [piece.labels for piece in figure.pieces if len(piece.labels) > 1]
    assert len(together) >= 5, "several equilibria coexist in most of the figure"
    figure.save(out / "two_audiences_regions.png")
    written = [out / f"two_audiences_regions.{kind}" for kind in ("png", "json")]  # the figure and its record
    written.append(figure.save(out / "two_audiences_regions.pdf"))
    written.append(write(out / "two_audiences_proposition.tex", solution.propositions()))
    written.append(write(out / "two_audiences_tree.svg", tree_svg(game)))
    written.append(solution.save(out / "two_audiences_solution.json"))
    provenance = {
        "question": "When is a costly signal believed by an ally and by an adversary?",
        "model": "asia_pacific/two_audiences",
        "digest": game.digest,
        "answer": {name: str(region) for name, region in regions.items()},
        "coverage": str(coverage),
        "baseline": {name: str(value) for name, value in game.baseline.items()},
        "versions": {
            name: version(name) for name in ("gametheory-ir", "numpy", "python-flint", "z3-solver", "matplotlib")
        },
    }
    written.append(
        write(out / "two_audiences_provenance.json", json.dumps(provenance, indent=2, ensure_ascii=False) + "\n")
    )
    print("\nWRITTEN " + ", ".join(path.name for path in written))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=OUT, help="folder for the results")
    main(parser.parse_args().out)
