"""The faults of one declaration, collected so that they are reported together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gametheory.errors import ModelError
from gametheory.expr.quote import legible
from gametheory.game.names import nearest


class Faults:
    """Collects the faults of one file or builder.

    Attributes
    ----------
    source : str
        How messages call the file: its path, or ``<text>``.
    structure, formulas : bool
        Whether the order of play, and all expressions, have been understood so far. A check that builds on
        either is skipped once it is false, so that no fault is reported that is only the echo of another.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.structure = True
        self.formulas = True
        self._found: dict[str, type[ModelError]] = {}

    def place(self, *parts: str) -> str:
        """``in models/mine.toml, outcome "war", pays.Patron``."""
        return "in " + ", ".join([self.source, *(legible(part) for part in parts if part)])

    def add(self, what: str, place: str, advice: str = "", kind: type[ModelError] = ModelError) -> None:
        """Note one fault: what is wrong, where, what to do."""
        self._found[f"{what} {place}" + (f"\n  {advice}" if advice else "")] = kind

    def unknown(self, kind: str, name: str, known: Iterable[str], place: str, head: str = "declared") -> None:
        """Note a name that is not declared, with what is and the nearest of it."""
        self.add(f"unknown {kind} {legible(repr(name))}", place, suggestion(name, known, head))

    def take(self, error: ModelError, prefix: str = "") -> None:
        """Note the faults of an error raised further down; `prefix` locates messages that lack a place."""
        for text in error.faults:
            self._found[prefix + text] = type(error)

    def __bool__(self) -> bool:
        return bool(self._found)

    def stop(self) -> None:
        """Raise what has been found, if anything, as one error.

        Raises
        ------
        ModelError
            Of the common subclass, if all faults are of one.
        """
        if self._found:
            kinds = set(self._found.values())
            raise (kinds.pop() if len(kinds) == 1 else ModelError)(*self._found)


def suggestion(name: str, known: Iterable[str], head: str = "declared") -> str:
    """``declared: a, b. Did you mean 'a'?``."""
    names = list(dict.fromkeys(known))
    listing = ", ".join(legible(n) for n in names[:40]) + (", ..." if len(names) > 40 else "")
    guess = nearest(name, names)
    return f"{head}: {listing or 'none'}." + (f" Did you mean {guess!r}?" if guess else "")


def shown(value: Any, limit: int = 60) -> str:
    """`value` as a person wrote it, shortened for a message."""
    if isinstance(value, int) and abs(value) >= 10**limit:
        return "a very long number"
    text = repr(value) if isinstance(value, str) else str(value)
    if isinstance(value, bool):
        text = text.lower()
    return text if len(text) <= limit else text[: limit - 3] + "..."
