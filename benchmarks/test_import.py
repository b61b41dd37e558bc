"""What `import gametheory` costs, next to `import numpy` in the same run."""

from __future__ import annotations

import subprocess
import sys
from time import perf_counter

MOST = 2.5
"""Times the cost of importing numpy that importing the package may have."""


def seconds(code: str, runs: int = 7) -> float:
    """The least time that a new interpreter takes for `code`."""
    times = []
    for _ in range(runs):
        start = perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        times.append(perf_counter() - start)
    return min(times)


def test_import(benchmark) -> None:
    numpy = seconds("import numpy")
    benchmark.pedantic(subprocess.run, ([sys.executable, "-c", "import gametheory"],), {"check": True}, rounds=7)
    ratio = benchmark.stats["min"] / numpy
    benchmark.extra_info.update(numpy_s=numpy, ratio=ratio)
    assert ratio <= MOST
