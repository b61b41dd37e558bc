"""Looking names up, with a suggestion when there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from gametheory.errors import NotFoundError
from gametheory.expr.quote import legible, nearest

__all__ = ["find", "nearest", "unknown"]

T = TypeVar("T")


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """The sentence for a name that is not there: quotes it, lists what is, suggests the nearest."""
    known = list(dict.fromkeys(known))
    shown = ", ".join(known[:40]) + (", ..." if len(known) > 40 else "")
    guess = nearest(name, known)
    return f"unknown {kind} {legible(repr(name))}; there {'is' if len(known) == 1 else 'are'}: {shown or 'none'}." + (
        f" Did you mean {guess!r}?" if guess else ""
    )


def find(table: Mapping[str, T], name: str, kind: str) -> T:
    """``table[name]``, or a :class:`NotFoundError` that suggests the nearest name."""
    if name in table:
        return table[name]
    raise NotFoundError(unknown(kind, name, table))
