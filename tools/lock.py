"""Writes the exact version of every distribution installed here, the package itself apart, as constraints for pip."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEADER = """\
# Exact versions of everything the project is built, tested and documented with; constraints for pip.
# Written by `make lock` from an environment in which `make test` passes.
"""
OURSELVES = "gametheory-ir"


def main(target: str) -> None:
    """Write `target` (atomically)."""
    command = [sys.executable, "-m", "pip", "freeze", "--exclude-editable", "--exclude", OURSELVES]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    loose = [line for line in lines if "==" not in line]
    if loose:
        sys.exit(f"lock: not installed from an index, so they cannot be pinned: {', '.join(loose)}")
    part = Path(target + ".part")
    part.write_text(HEADER + "".join(f"{line}\n" for line in sorted(lines, key=str.lower)), encoding="utf-8")
    part.replace(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
