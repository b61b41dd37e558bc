"""The forms that one key of the notation may take, each brought to its one normal form.

A `when` may be a table or a list of tables, `seen_by` a list or a table of partitions, and so on. What is checked
here is the form only; whether the names in it exist is checked when the order of play is read.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic_core import PydanticCustomError

from gametheory.expr import Condition, Expr
from gametheory.game import ALWAYS, When
from gametheory.notation.faults import shown

MAX_NAME = 200
HIDDEN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
"""Categories of Unicode without a picture of their own: controls, directions, private and unassigned characters."""

JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Needed to spell words in some scripts."""

SeenBy = tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]
"""(player, cells) pairs; no cells: every action is told apart."""

Choices = tuple[tuple[str, Any], ...]
"""(action, probability) pairs; the probability is ``None`` at the moves of a player."""


def refuse(what: str, advice: str = "") -> PydanticCustomError:
    """An error of form: what is wrong and what to do."""
    return PydanticCustomError("form", "{what}", {"what": what, "advice": advice})


def name(text: str) -> str:
    """A name: one line, not blank, and nothing in it that a reader does not see."""
    if not text.strip():
        raise refuse("a name of blanks only", "write a name")
    return _seen(text, "name", "")


def prose(text: str) -> str:
    """A text of several lines, with nothing in it that a reader does not see."""
    return _seen(text, "text", "\n\t")


def _seen(text: str, kind: str, allowed: str) -> str:
    """The text, unless it holds a character that moves the cursor, turns the line round or prints as nothing."""
    for character in text:
        if character not in JOINERS + allowed and unicodedata.category(character) in HIDDEN:
            code = "a line break" if character == "\n" else f"the hidden character U+{ord(character):04X}"
            raise refuse(f"there is {code} in a {kind}", "take it away, or write it in words")
    return text


def action(value: Any) -> str:
    """An action: a text, or an integer read as one."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise refuse(f"{shown(value)} is not an action", 'an action is a text such as "wait", or an integer')
    if isinstance(value, int):
        _bound(value)
    if len(str(value)) > MAX_NAME:
        raise refuse(f"a name has {len(str(value))} characters", f"a name has at most {MAX_NAME}; shorten it")
    return name(str(value))


def actions(value: Any) -> tuple[str, ...]:
    """One action, or a non-empty list of them."""
    if not isinstance(value, (list, tuple)):
        return (action(value),)
    if not value:
        raise refuse("an empty list of actions never matches", "name an action, or leave the entry out")
    return tuple(dict.fromkeys(action(v) for v in value))


def table(value: Any, what: str, advice: str) -> Mapping[str, Any]:
    """A table whose keys are texts (integers are read as texts)."""
    if not isinstance(value, Mapping):
        raise refuse(f"{shown(value)} is not {what}", advice)
    return {action(key): entry for key, entry in value.items()}


def when(value: Any) -> When:
    """Any of (all of (move, one of these actions))."""
    advice = 'write { move = "action" }, or a list of such tables of which one must hold'
    tables = value if isinstance(value, (list, tuple)) else [value]
    if not tables:
        raise refuse("an empty list of conditions never holds", "leave `when` out if it always holds")
    found = [table(t, "a condition on earlier moves", advice) for t in tables]
    return tuple(tuple((move, actions(wanted)) for move, wanted in t.items()) for t in found)


def choices(value: Any) -> Choices:
    """The actions of a move, with their probabilities if it is a table."""
    if isinstance(value, Mapping):
        pairs: Choices = tuple((action(a), formula(p)) for a, p in value.items())
    elif isinstance(value, (list, tuple)):
        pairs = tuple((action(a), None) for a in value)
    else:
        raise refuse(f"{shown(value)} is not a list of actions", 'write actions = ["challenge", "wait"]')
    names = [a for a, _ in pairs]
    twice = [a for a in dict.fromkeys(names) if names.count(a) > 1]
    if twice:
        raise refuse(f"the action {twice[0]!r} is listed twice", "give every action of a move its own name")
    if not pairs:
        raise refuse("a move needs at least one action", 'write actions = ["challenge", "wait"]')
    return pairs


def seen_by(value: Any) -> SeenBy | None:
    """Who sees what of a move; ``None`` for everyone."""
    advice = 'write a list of players, or per player "all" or a partition, { front = ["F"], nothing = ["O", "N"] }'
    if value is None or value == "all":
        return None
    if isinstance(value, (list, tuple)):
        if not all(isinstance(player, str) for player in value):
            raise refuse(f"{shown(value)} is not a list of players", advice)
        return tuple((player, ()) for player in dict.fromkeys(value))
    found: list[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]] = []
    for player, cells in table(value, "a statement of who sees the move", advice).items():
        if cells == "all":
            found.append((player, ()))
        elif isinstance(cells, Mapping) and cells:
            found.append((player, tuple((cell, actions(members)) for cell, members in table(cells, "", "").items())))
        else:
            raise refuse(f"{shown(cells)} is not what {player!r} may see", advice)
    return tuple(found)


def formula(value: Any) -> Any:
    """A text, a number or an expression object; parsed later, where its place is known."""
    _bound(value)
    known = isinstance(value, (str, int, float, Decimal, Fraction, Expr, Condition)) and not isinstance(value, bool)
    if known or type(value).__module__.partition(".")[0] == "sympy":
        return value
    raise refuse(f"{shown(value)} is not an expression", 'write a number, or a text such as "G - p * C"')


def _bound(value: Any) -> None:
    if isinstance(value, int) and abs(value) >= 10**300:
        raise refuse("an integer of more than 300 digits", "at most 300 digits are read")


def condition(value: Any) -> Any:
    """A condition as text, ``true`` or ``false``, or a list of conditions that must all hold."""
    if isinstance(value, (str, bool, Condition)):
        return value
    if isinstance(value, (list, tuple)) and all(isinstance(part, (str, Condition)) for part in value):
        return tuple(value)
    if type(value).__module__.partition(".")[0] == "sympy":
        return value
    raise refuse(f"{shown(value)} is not a condition", 'write a text such as "0 < p < 1, w >= 0"')


def number(value: Any) -> Any:
    """A number, or the text of one; made exact later, where its place is known."""
    _bound(value)
    if isinstance(value, (str, int, float, Decimal, Fraction)) and not isinstance(value, bool):
        return value
    raise refuse(f"{shown(value)} is not a number", 'write an integer, a decimal, or a fraction such as "1/3"')


def bounds(value: Any) -> tuple[Any, Any]:
    """A lower and an upper bound."""
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise refuse(f"{shown(value)} is not a range", "write the lower and the upper bound, [0, 1]")
    return number(value[0]), number(value[1])


def meaning(value: Any) -> Any:
    """A bare text is the meaning of a parameter."""
    return {"means": value} if isinstance(value, str) else value


def definition(value: Any) -> Any:
    """A bare expression is the value of a definition."""
    return value if isinstance(value, Mapping) else {"is": value}


def listed(value: Any) -> Any:
    """One table, or a list of tables."""
    return [value] if isinstance(value, Mapping) else value


def choice(value: Any) -> str | Choices:
    """An action, or a mixture of actions: (action, formula) pairs."""
    if isinstance(value, Mapping):
        if not value:
            raise refuse("an empty mixture", 'write { action = "probability" }')
        return tuple((action(a), formula(p)) for a, p in value.items())
    return action(value)


def always(value: Any) -> When:
    """`when` with its default."""
    return ALWAYS if value is None else when(value)
