"""Builds the source archive, and the wheel from it; installs the wheel in a clean environment; loads every model there.

The clean environment sees the wheel and the closure of its declared dependencies, without extras, and nothing else:
each of those distributions is linked in from the environment that runs this script, so that nothing is downloaded
and an undeclared dependency, or a file that is missing from the wheel, is found.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
MODEL = "asia_pacific/umbrella"
EXTRA = "pip install 'gametheory-ir[plot]'"

CHECK = """
import sys
import tempfile
from pathlib import Path
import gametheory as gt
inside = Path(gt.__file__).resolve()
assert inside.is_relative_to(Path(sys.prefix).resolve()), f"imported from {inside}, not from the wheel"
assert (inside.parent / "models").is_dir() and (inside.parent / "py.typed").is_file()
keys = [entry.key for entry in gt.catalog()]
assert len(keys) == int(sys.argv[1]), f"the wheel has {len(keys)} models, the source has {sys.argv[1]}"
for key in keys:
    game = gt.load(key)
    assert game.parameters or game.players
print(f"   {len(keys)} models loaded from the wheel: {', '.join(keys)}")
"""


def run(*command: str | Path, status: int = 0, says: str = "") -> str:
    """What a command prints; stop here, showing it, if it does not end or speak as expected."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, cwd=tempfile.gettempdir())
    if done.returncode != status or says not in done.stdout + done.stderr:
        sys.exit(f"wheel: {' '.join(map(str, command))} failed\n{done.stdout}{done.stderr}")
    return done.stdout


def closure(requirements: list[str]) -> dict[str, Distribution]:
    """The installed distributions that the requirements ask for, and theirs in turn, by normalised name."""
    found: dict[str, Distribution] = {}
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        requirement = waiting.pop()
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
            continue
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        if name not in found:
            found[name] = distribution(requirement.name)
            waiting += [Requirement(text) for text in found[name].requires or ()]
    return found


def link(package: Distribution, site: Path) -> None:
    """Make a distribution visible in another environment's site-packages."""
    origin = Path(str(package.locate_file("")))
    for top in sorted({file.parts[0] for file in package.files or ()} - {"..", "__pycache__"}):
        if not (site / top).exists():
            (site / top).symlink_to(origin / top)


def main(folder: str) -> None:
    """Do all of it inside `folder`."""
    place = ROOT / folder
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", place, ROOT)
    [wheel] = place.glob("*.whl")
    environment = place / "environment"
    run(sys.executable, "-m", "venv", "--without-pip", environment)
    python = environment / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel)
    [site] = environment.glob("lib/python*/site-packages")
    [information] = site.glob("gametheory_ir-*.dist-info")
    for package in closure(Distribution.at(information).requires or []).values():
        link(package, site)
    models = len(list((ROOT / "models").glob("*/*.toml")))
    print(run(python, "-I", "-c", CHECK, str(models)), end="")
    command = environment / "bin" / "gametheory"
    run(command, "solve", MODEL, "--after", "tie=1")
    run(command, "plot", MODEL, "--x", "lam", "--y", "h", "-o", place / "figure.png", status=2, says=EXTRA)


if __name__ == "__main__":
    main(*sys.argv[1:])
