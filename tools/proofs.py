"""A verdict on every claim of the models that come with the package, one line each; fails if a claim is refuted."""

from __future__ import annotations

import sys
from collections import Counter

import gametheory as gt


def main() -> int:
    """The exit status: 1 if a claim is refuted."""
    counts: Counter[str] = Counter()
    for entry in gt.catalog():
        for verdict in gt.check(gt.load(entry.key)):
            counts[verdict.status] += 1
            print(f"{verdict.status:8} {entry.key}: {verdict.claim}: {verdict.detail}", flush=True)
    print(f"== proofs: {', '.join(f'{counts[status]} {status}' for status in ('proved', 'refuted', 'unknown'))}")
    return 1 if counts["refuted"] else 0


if __name__ == "__main__":
    sys.exit(main())
