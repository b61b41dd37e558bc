"""Exact numbers from what people write."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from gametheory.errors import ExpressionError

_NUMBER = re.compile(
    r"[-+]?(?:[0-9]+/(?P<below>[0-9]+)|(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE](?P<exponent>[-+]?[0-9]+))?)"
)


def as_number(value: Any) -> Fraction:
    """Exact value of an ``int``, ``Fraction``, text such as ``"1/3"`` or ``"0.3"``, or float (its shortest decimal).

    Raises
    ------
    ExpressionError
        If `value` is not a finite number.
    """
    if isinstance(value, bool):
        raise ExpressionError(f"{value!r} is not a number; write 0 or 1")
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int):
        return Fraction(value)
    text = float.__repr__(value) if isinstance(value, float) else str(value)
    if len(text) > 1000:
        raise ExpressionError(f"the number {text[:20]!r}... has {len(text)} characters; at most 1000 are read")
    match = _NUMBER.fullmatch(text.strip())
    if match is None or (match["below"] is not None and int(match["below"]) == 0):
        raise ExpressionError(
            f"{text!r} is not a finite number; give an integer, a fraction such as '1/3', "
            "a decimal such as '0.3', or a float"
        )
    if match["exponent"] is not None and abs(int(match["exponent"])) > 400:
        raise ExpressionError(f"the number {text!r} has an exponent beyond 400")
    return Fraction(match[0])
