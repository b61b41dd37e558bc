"""Writing a file whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from gametheory.errors import StoreError


def write(path: str | os.PathLike[str], content: str | bytes) -> Path:
    """The path written to; the content goes to a part file in the same folder, which then takes the name.

    The folder is made if it is not there.

    Raises
    ------
    StoreError
        If the folder cannot be made or written; nothing is left behind.
    """
    target = Path(path)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(part, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, target)
    except (OSError, ValueError) as error:  # a ValueError: a null character in the path
        try:
            part.unlink(missing_ok=True)
        except (OSError, ValueError):
            pass
        blocking = _blocking(target)
        why = error.strerror if isinstance(error, OSError) else None
        reason = f"{blocking!r} is a file, not a folder" if blocking else why or str(error)
        raise StoreError(
            f"cannot write {str(target)!r}: {reason}\n"
            "  choose a folder that exists or can be made, and that you may write to."
        ) from None
    return target


def _blocking(target: Path) -> str | None:
    """The file that stands where a folder above the target would have to be."""
    try:
        return next((str(p) for p in target.parents if p.exists() and not p.is_dir()), None)
    except (OSError, ValueError):
        return None
