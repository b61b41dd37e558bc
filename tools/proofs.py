"""Coverage of every model that comes with the package, and a verdict on each of its claims.

Fails if a solution is not complete, if mixed equilibria were searched and leave a gap, or if a verdict is not what the
model expects. A claim that stays undecided is no failure, unless it is marked as false; its line has the reason.
"""

from __future__ import annotations

import sys
from collections import Counter

import gametheory as gt


def main() -> int:
    """The exit status: 1 if a model has a gap, or a claim another verdict than the model expects."""
    counts: Counter[str] = Counter()
    wrong = 0
    for entry in gt.catalog():
        game = gt.load(entry.key)
        solution = gt.solve(game)
        coverage = solution.coverage()
        gap = not solution.complete or (coverage.proved is False and solution.scope.supports == "all")
        wrong += gap
        print(f"{'GAP' if gap else 'ok':5} coverage {entry.key}: {coverage}", flush=True)
        for verdict in gt.check(game):
            counts[verdict.status] += 1
            undecided = verdict.status == "unknown" and verdict.expected == "proved"
            wrong += not (verdict.ok or undecided)
            mark = "ok" if verdict.ok else "open" if undecided else "WRONG"
            print(f"{mark:5} {verdict.status:8} {entry.key}: {verdict.claim}: {verdict.detail}", flush=True)
    told = ", ".join(f"{counts[status]} {status}" for status in ("proved", "refuted", "unknown"))
    print(f"== proofs: {told}; {wrong} not what the models expect")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
