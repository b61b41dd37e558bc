"""Quoting a user's text in a message: the line, a caret under the place, and the near name."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from gametheory.errors import ExpressionError

WIDTH = 72
"""Longest piece of a line that is quoted; longer lines are cut around the caret."""

LONGEST = 240
"""A name longer than this is cut in its middle when it is quoted."""


def quoted(text: str, at: int) -> str:
    """The line of `text` that holds position `at`, indented by four, with a caret under the position.

    Examples
    --------
    >>> print(quoted("V - 2k", 5))
        V - 2k
             ^
    """
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line, column = text[start : len(text) if end < 0 else end], at - start
    left, right = "", ""
    if len(line) > WIDTH:
        first = max(0, min(column - WIDTH // 2, len(line) - WIDTH))
        left, right = "..." if first else "", "..." if first + WIDTH < len(line) else ""
        line, column = line[first : first + WIDTH], column - first
    shown = "".join(c if c.isprintable() else " " if c in "\t\r\v\f" else "\N{REPLACEMENT CHARACTER}" for c in line)
    return f"    {left}{shown}{right}".rstrip() + f"\n    {' ' * (len(left) + column)}^"


def refusal(text: str, at: int, what: str, advice: str, place: str = "") -> ExpressionError:
    """The error for a fault at one position of a text: what is wrong, where, and what to do."""
    return ExpressionError(fault(text, at, what, advice, place))


def fault(text: str, at: int, what: str, advice: str, place: str = "") -> str:
    """The text of one fault, in the four lines of every message about a text."""
    return f"{what}{' ' + place if place else ''}\n{quoted(text, at)}\n  {advice}"


def declared(name: str, known: Collection[str]) -> str:
    """The advice for an unknown symbol: what is declared, and the nearest name."""
    names = sorted(known)
    listed = ", ".join(legible(n) for n in names[:40]) + (", ..." if len(names) > 40 else "")
    near = nearest(name, names)
    return f"declared: {listed or 'none'}." + (f" Did you mean {near!r}?" if near else "")


def legible(text: str, limit: int = LONGEST) -> str:
    """The text on one line: characters that do not print as escapes, and the middle left out if it is long.

    Examples
    --------
    >>> print(legible("challenge\\x1b[2J"))
    challenge\\x1b[2J
    """
    if len(text) > limit:
        text = f"{text[: limit // 2]}...{text[-limit // 2 :]}"
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, if one is close enough to be a slip of the pen."""
    from difflib import get_close_matches

    if len(name) > LONGEST:
        return None
    names = sorted(set(known))
    same = [n for n in names if n.lower() == name.lower()]
    return same[0] if same else next(iter(get_close_matches(name, names, n=1, cutoff=0.6)), None)
