"""Words of the notation: a text cut into tokens, with the bounds that make reading it safe.

One pass from left to right, no backtracking: what is too long, too deep or not of the notation is refused here,
before any grammar is asked.
"""

from __future__ import annotations

import re
import unicodedata
from keyword import iskeyword
from typing import NamedTuple

from gametheory.errors import ExpressionError
from gametheory.expr.quote import refusal

MAX_LENGTH = 10_000
MAX_TOKENS = 3_000
MAX_DEPTH = 64
MAX_DIGITS = 300
MAX_NAME = 64
RESULT = 10
"""How many times longer than what people write a result may be."""


class Token(NamedTuple):
    """A word: its terminal in the grammar, what was written, and where it starts."""

    kind: str
    text: str
    at: int


SYMBOL = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
"""What a symbol looks like (words of the notation and Python's keywords apart)."""

_WORD = re.compile(
    r"(?P<space>[ \t\r\n]+)|(?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)|(?P<name>[A-Za-z][A-Za-z0-9_]*)"
    r"|(?P<sign>\*\*|<=|>=|!=|[-+*/^<>=(),])"
)
_KINDS = {
    "+": "PLUS", "-": "MINUS", "*": "STAR", "/": "SLASH", "^": "POWER", "**": "POWER", "(": "LPAR", ")": "RPAR",
    ",": "COMMA", "<": "REL", "<=": "REL", "=": "REL", ">=": "REL", ">": "REL", "!=": "REL",
    "and": "AND", "or": "OR", "not": "NOT", "true": "TRUTH", "false": "TRUTH", "min": "EXTREMUM", "max": "EXTREMUM",
}  # fmt: skip
_PAIRS = {"==": "=", "=<": "<=", "=>": ">=", "<>": "!=", "//": "/", "&&": "and", "||": "or"}
_INSTEAD = {
    "\u00d7": "*", "\u00b7": "*", "\u22c5": "*", "\u2219": "*", "\u00f7": "/", "\u2215": "/", "\u2212": "-",
    "\u2013": "-", "\u2014": "-", "\u2264": "<=", "\u2265": ">=", "\u2260": "!=", "\u2227": "and", "\u2228": "or",
    "\u00ac": "not", "\u00b2": "^2", "\u00b3": "^3", "&": "and", "|": "or", "~": "not", ";": ",", "\u221e": "a number",
    "[": "(", "]": ")", "{": "(", "}": ")",
}  # fmt: skip
_ADVICE = {
    ".": "a point stands between the digits of a decimal, as in 0.3; nothing here has attributes.",
    "_": "a symbol starts with a letter, as in w_R.",
    "!": "write 'not' for a negation and '!=' for an inequality.",
    "%": "write a share as a fraction, as in 5/100.",
    "\\": "write the name of the symbol; its LaTeX is declared with the parameter.",
}
_KEYWORDS = {"lambda": "lam", "True": "true", "False": "false"}


ROOTS = {"sqrt": "ROOT", "root": "ROOTOF"}
"""How roots are written in results; in a model these may be symbols."""


def reserved(name: str) -> bool:
    """Whether `name` cannot be a symbol: a word of the notation or of Python."""
    return name in _KINDS or iskeyword(name)


def scan(text: str, place: str = "", *, result: bool = False) -> list[Token]:
    """The tokens of a text; in a `result`, which may be longer, ``sqrt`` and ``root`` are words of the notation.

    Raises
    ------
    ExpressionError
        If the text is too long or too deep, has a number of too many digits, unbalanced parentheses, a keyword of
        Python or a character that the notation does not have.
    """
    longest, most = (bound * (RESULT if result else 1) for bound in (MAX_LENGTH, MAX_TOKENS))
    if len(text) > longest:
        what = f"a text of {len(text)} characters; at most {longest} are read"
        raise refusal(text, longest, what, "split it with [definitions].", place)
    tokens: list[Token] = []
    opened: list[int] = []
    at = 0
    while at < len(text):
        match = _WORD.match(text, at)
        if match is None or text[at : at + 2] in _PAIRS:
            raise _odd(text, at, place)
        word, group, start = match[0], match.lastgroup, at
        at = match.end()
        if group == "space":
            continue
        if group == "name":
            _check_name(text, word, start, place)
        elif group == "number":
            if len(word) > MAX_DIGITS:
                what = f"a number of {len(word)} digits; at most {MAX_DIGITS} are read"
                raise refusal(text, start, what, "write it shorter, or as a power such as 10^6.", place)
        elif word == "(":
            opened.append(start)
            if len(opened) > MAX_DEPTH:
                what = f"parentheses nested deeper than {MAX_DEPTH}"
                raise refusal(text, start, what, "split the expression with [definitions].", place)
        elif word == ")":
            if not opened:
                raise refusal(text, start, "a ')' without its '('", "take it away, or open it earlier.", place)
            opened.pop()
        kind = "NUMBER" if group == "number" else _KINDS.get(word, "NAME")
        if result and word in ROOTS and text[at : at + 1] == "(":
            kind = ROOTS[word]
        tokens.append(Token(kind, word, start))
        if len(tokens) > most:
            what = f"more than {most} numbers, symbols and signs"
            raise refusal(text, start, what, "split the expression with [definitions].", place)
    if opened:
        raise refusal(text, opened[-1], "a '(' that is never closed", "add the missing ')'.", place)
    return tokens


def _check_name(text: str, name: str, at: int, place: str) -> None:
    if len(name) > MAX_NAME:
        what = f"a symbol of {len(name)} characters; at most {MAX_NAME} are read"
        raise refusal(text, at, what, "choose a shorter name; its meaning is declared with the parameter.", place)
    if iskeyword(name) and name not in _KINDS:
        advice = f"write {_KEYWORDS[name]!r}." if name in _KEYWORDS else "choose another name for a symbol."
        raise refusal(text, at, f"{name!r} is a keyword of Python and no symbol", advice, place)


def _odd(text: str, at: int, place: str) -> ExpressionError:
    """The error for what no word of the notation starts with."""
    pair, char = text[at : at + 2], text[at]
    if pair in _PAIRS:
        return refusal(text, at, f"{pair!r} is not of the notation", f"write {_PAIRS[pair]!r}.", place)
    what = f"unexpected character {char!r}" if char.isprintable() else f"unexpected character U+{ord(char):04X}"
    greek = re.fullmatch(r"GREEK (?:SMALL|(CAPITAL)) LETTER (?:FINAL )?([A-Z]+)", unicodedata.name(char, ""))
    if char in _INSTEAD:
        advice = f"write {_INSTEAD[char]!r}." if char != "\u221e" else "give a number; there is no infinity here."
    elif char in _ADVICE:
        advice = _ADVICE[char]
    elif char in "\"'`\u201c\u201d\u2018\u2019":
        advice = "write symbols without quotes."
    elif greek:
        name = {"LAMDA": "lam"}.get(greek[2], greek[2].lower())
        name = name.capitalize() if greek[1] else name
        advice = f"write a name such as {name!r}; its LaTeX is declared with the parameter."
    elif char.isspace():
        advice = "write a plain space."
    else:
        advice = "expressions have numbers, symbols (letters, digits, _), + - * / ^ and parentheses."
    return refusal(text, at, what, advice, place)
