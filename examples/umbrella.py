"""When does the patron's umbrella hold without the ally arming? From the model file to a proved figure.

Solves the umbrella game, states the answer, sweeps a grid of 10^8 points and writes to ``out/``: the region figure
(PNG and PDF, with provenance), the proposition (LaTeX), the game tree (SVG) and the solution (JSON).
No arguments needed; ``--quick`` sweeps 10^6 points; ``--out FOLDER`` writes elsewhere. Needs the extras plot and sweep.
"""

from __future__ import annotations

import argparse
import json
import time
from importlib.metadata import version
from pathlib import Path

import gametheory as gt
from gametheory.present.files import write
from gametheory.present.tree_svg import tree_svg

HOLDS = "non-nuclear deterrence"
OUT = Path(__file__).resolve().parent.parent / "out"


def main(out: Path = OUT, points: int = 10**8) -> None:
    game = gt.load("asia_pacific/umbrella")
    solution = gt.solve(game)
    coverage = solution.coverage()
    assert solution.complete and coverage, "the solution must be complete and cover every admissible point"
    print(solution)
    print(f"\nCoverage {coverage}.")

    guaranteed = gt.solve(game.after(tie="1"))
    answer = guaranteed.region(outcome=HOLDS)
    stated = "h >= f - l and w >= 0 and (b <= 0 or e >= Y or (e >= y and lam*h <= f - l))"
    assert answer.equivalent(guaranteed.space.region(stated), up_to="exact")
    certainty = "if and only if" if answer.exact else "for generic parameters, if and only if"
    print(
        f"\nANSWER  Once the guarantee is given, deterrence holds without the ally arming {certainty}"
        f"\n        {answer.about('h')}."
    )
    window = guaranteed.assume("l < f, w > 0, b > 0, y < e < Y").region(outcome=HOLDS)
    print(
        f"        For a tempted ally (l < f, w > 0, b > 0, y < e < Y) that is the window\n        {window.about('h')}:"
    )
    low, high = answer.borders("h", at=game.baseline)
    print(f"        at the baseline {low} <= h <= {high}; a stronger tie would shield the ally while it arms.")
    assert (low, high) == (1, 2)

    side = round(points**0.5)
    grid = gt.Grid(guaranteed.game, lam=(0, 1, side), h=(0, 4, side), at=guaranteed.game.baseline)
    small = gt.Grid(guaranteed.game, lam=(0, 1, 64), h=(0, 4, 64), at=game.baseline)
    gt.sweep(guaranteed, small, reduce="share", backend="numba")  # compiles the kernel, or loads it from disk
    start = time.perf_counter()
    shares = gt.sweep(guaranteed, grid, reduce="share", backend="numba")
    seconds = time.perf_counter() - start
    print(
        f"\nSWEEP   {side * side:.2e} points in {seconds:.2f} s: "
        f"{side * side / seconds / 1e6:,.0f} million points a second."
    )
    for label, share in zip(shares.equilibria_set.values, shares.share.values, strict=True):
        print(f"        {share:7.2%} of the (lam, h) square: {label}")

    figure = guaranteed.plot(x="lam", y="h", at=game.baseline, bounds={"lam": (0, 1), "h": (0, 4)})
    figure.save(out / "umbrella_regions.png")
    written = [out / f"umbrella_regions.{kind}" for kind in ("png", "json")]  # the figure and its record
    written.append(figure.save(out / "umbrella_regions.pdf"))
    written.append(write(out / "umbrella_proposition.tex", guaranteed.propositions()))
    written.append(write(out / "umbrella_tree.svg", tree_svg(game)))
    written.append(solution.save(out / "umbrella_solution.json"))
    provenance = {
        "question": "When does the patron's umbrella hold without the ally arming?",
        "model": "asia_pacific/umbrella",
        "digest": game.digest,
        "answer": str(answer),
        "coverage": str(coverage),
        "baseline": {name: str(value) for name, value in game.baseline.items()},
        "sweep": {"points": side * side, "lam": [0, 1, side], "h": [0, 4, side]},
        "versions": {
            name: version(name)
            for name in ("gametheory-ir", "numpy", "numba", "python-flint", "z3-solver", "matplotlib")
        },
    }
    written.append(
        write(out / "umbrella_provenance.json", json.dumps(provenance, indent=2, ensure_ascii=False) + "\n")
    )
    print("\nWRITTEN " + ", ".join(path.name for path in written))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="sweep 10^6 points")
    parser.add_argument("--out", type=Path, default=OUT, help="folder for the results")
    options = parser.parse_args()
    main(options.out, 10**6 if options.quick else 10**8)
