"""Looking names up, with a suggestion when there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from gametheory.errors import NotFoundError

T = TypeVar("T")


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, if one is close enough to be a slip of the pen."""
    from difflib import get_close_matches

    known = sorted(set(known))
    by_case = [k for k in known if k.lower() == name.lower()]
    return by_case[0] if by_case else next(iter(get_close_matches(name, known, n=1, cutoff=0.6)), None)


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """The sentence for a name that is not there: quotes it, lists what is, suggests the nearest."""
    known = list(dict.fromkeys(known))
    shown = ", ".join(known[:40]) + (", ..." if len(known) > 40 else "")
    guess = nearest(name, known)
    return f"unknown {kind} {name!r}; there {'is' if len(known) == 1 else 'are'}: {shown or 'none'}." + (
        f" Did you mean {guess!r}?" if guess else ""
    )


def find(table: Mapping[str, T], name: str, kind: str) -> T:
    """``table[name]``, or a :class:`NotFoundError` that suggests the nearest name."""
    if name in table:
        return table[name]
    raise NotFoundError(unknown(kind, name, table))
