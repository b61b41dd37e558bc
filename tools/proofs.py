"""A verdict on every claim of the models that come with the package; fails if one is not what its model expects.

A claim that stays undecided is no failure, unless it is marked as false; its line has the reason.
"""

from __future__ import annotations

import sys
from collections import Counter

import gametheory as gt


def main() -> int:
    """The exit status: 1 if a claim has another verdict than the model expects."""
    counts: Counter[str] = Counter()
    wrong = 0
    for entry in gt.catalog():
        for verdict in gt.check(gt.load(entry.key)):
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
