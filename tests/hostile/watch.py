"""A watch on what a process does: whether a text was compiled, a program started, a file written."""

from __future__ import annotations

import builtins
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.hostile.strings import CANARY

STARTS = ("os.system", "os.exec", "os.posix_spawn", "pickle.find_class", "pty.spawn", "subprocess.Popen")
_seen: list[str] | None = None
_hooked = False


def _hook(event: str, args: tuple[object, ...]) -> None:
    if _seen is None:
        return
    if event in STARTS or event.startswith("socket."):
        _seen.append(event)
    elif event == "compile" and CANARY in str(args[0]):
        _seen.append(f"{event} {args[0]!r}")
    elif event == "open" and CANARY in str(args[0]):
        _seen.append(f"{event} {args[0]!r}")


@contextmanager
def nothing_happens(folder: Path) -> Iterator[None]:
    """Fail if, while this is entered, a planted text is compiled, a program started or a file made in the folder."""
    global _seen, _hooked
    if not _hooked:
        sys.addaudithook(_hook)
        _hooked = True
    before, here = sorted(folder.rglob("*")), Path.cwd()
    os.chdir(folder)
    _seen = []
    try:
        yield
    finally:
        seen, _seen = _seen, None
        os.chdir(here)
    assert seen == []
    assert sorted(folder.rglob("*")) == before
    assert not hasattr(builtins, CANARY)
