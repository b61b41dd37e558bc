"""Reading expressions and conditions: an LALR grammar, checked bounds, and messages with a caret.

A text is cut into words (:mod:`gametheory.expr.scan`), lark's LALR(1) tables recognise the grammar below, and every
rule builds its node at once, so that neither time nor the stack depends on more than the length of the text. One
grammar reads both expressions and conditions, because a parenthesis may enclose either; which of the two stands where
is checked while the nodes are built. The nodes are those that the same operators build in Python.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from fractions import Fraction
from functools import cache, wraps
from typing import Any, NamedTuple

from gametheory.errors import ExpressionError
from gametheory.expr.algebraic import root_of
from gametheory.expr.nodes import (
    ZERO,
    Comparison,
    Condition,
    Expr,
    Not,
    Number,
    Product,
    RealRoot,
    Sum,
    Symbol,
    Truth,
    add,
    all_of,
    any_of,
    divide,
    extremum,
    multiply,
    negate,
    power,
    root,
)  # fmt: skip
from gametheory.expr.quote import declared, fault, refusal
from gametheory.expr.scan import MAX_DIGITS, Token, scan

GRAMMAR = r"""
?start:       together
?together:    disjunction (_COMMA disjunction)*       // a comma is the loosest "and"
?disjunction: conjunction (_OR conjunction)*
?conjunction: denial (_AND denial)*
?denial:      chain | NOT chain                       -> negation
?chain:       sum (REL sum)*
?sum:         product ((PLUS | MINUS) product)*
?product:     signed ((STAR | SLASH) signed)*
?signed:      power | MINUS power                     -> opposite
?power:       atom | atom _POWER signed
?atom:        NUMBER                                  -> number
     |        NAME                                    -> symbol
     |        TRUTH                                   -> truth
     |        LPAR together _RPAR                     -> group
     |        EXTREMUM LPAR disjunction (_COMMA disjunction)* _RPAR -> extreme
     |        ROOT LPAR disjunction _RPAR             -> root
     |        ROOTOF LPAR disjunction (_COMMA disjunction)* _RPAR -> root_of
%declare _COMMA _OR _AND NOT REL PLUS MINUS STAR SLASH _POWER NUMBER NAME TRUTH LPAR _RPAR EXTREMUM ROOT ROOTOF
"""

MAX_DEGREE = 64
_LARGEST = 10**MAX_DIGITS
_SILENT = frozenset({"COMMA", "OR", "AND", "POWER", "RPAR"})
_ENDS = frozenset({"NUMBER", "NAME", "TRUTH", "RPAR"})
_STARTS = frozenset({"NUMBER", "NAME", "TRUTH", "LPAR", "EXTREMUM", "ROOT", "ROOTOF", "NOT"})


def parse_expression(
    text: str, *, known: Collection[str] | None = None, place: str = "", result: bool = False
) -> Expr:
    """The expression that a text denotes.

    Parameters
    ----------
    text : str
        Numbers, symbols, ``+ - * /``, integer powers (``^`` or ``**``) and parentheses.
    known : collection of str, optional
        Declared symbols; others are refused. Not given: any symbol is accepted.
    place : str
        Where the text stands, for messages: ``'in models/mine.toml, outcome "war", pays.Patron'``.
    result : bool
        Whether the text is part of a result: these may have ``sqrt(...)`` and ``root(...)``, which models may not, and
        be much longer.

    Raises
    ------
    ExpressionError
        If the text is not an expression or names something unknown; the message quotes it with a caret.

    Examples
    --------
    >>> str(parse_expression("(V-k)/2 + 0.5"))
    '(V - k)/2 + 1/2'
    """
    node = _read(text, known, place, "an expression", "an expression such as V - k", result=result)
    assert isinstance(node, Expr)
    return node


def parse_condition(
    text: str, *, known: Collection[str] | None = None, place: str = "", result: bool = False
) -> Condition:
    """The condition that a text denotes; parameters and errors as in :func:`parse_expression`.

    Conditions are chains of ``< <= = >= > !=``, ``and``, ``or``, ``not``, a comma for the loosest *and*, ``min(...)``
    and ``max(...)``, ``true`` and ``false``. A chain compares neighbours: ``a < b < c`` is ``a < b and b < c``.

    Examples
    --------
    >>> str(parse_condition("0 < p < 1, G > 0 or not C = 0"))
    '0 < p < 1 and (G > 0 or not C = 0)'
    """
    node = _read(text, known, place, "a condition", "a condition such as p > 0, or true", result=result)
    assert isinstance(node, Condition)
    return node


class _Item(NamedTuple):
    """A node that was built: where it starts (a condition: its sign), its degree, and whether it is a bare power."""

    node: Any
    at: int
    degree: int = 0
    bare: bool = False


class _Fault(NamedTuple):
    """What is wrong at a position, and what to do; handed up instead of an item."""

    at: int
    what: str
    advice: str


def _read(
    text: object, known: Collection[str] | None, place: str, wanted: str, example: str, *, result: bool = False
) -> Expr | Condition:
    if not isinstance(text, str):
        what = f"{wanted} is written as a text, not as {type(text).__name__}"
        raise refusal(_shown(text), 0, what, f"write {example}, in quotes.", place)
    tokens = scan(text, place, result=result)
    if not tokens:
        raise refusal(text, 0, f"an empty text stands where {wanted} is needed", f"write {example}.", place)
    item = _derive(text, tokens, place)
    if isinstance(item, _Item):
        item = _expression(item) if wanted == "an expression" else _condition(item)
    if isinstance(item, _Item) and isinstance(item.node, Expr):
        for token in tokens:
            if token.kind == "EXTREMUM":
                advice = "write the cases out, each with its condition."
                item = _Fault(token.at, f"{token.text!r} may stand in conditions only", advice)
                break
    if isinstance(item, _Fault):
        raise refusal(text, item.at, item.what, item.advice, place)
    if known is not None:
        first = {token.text: token.at for token in reversed(tokens) if token.kind == "NAME"}
        missing = sorted((at, name) for name, at in first.items() if name not in known)
        if missing:
            raise ExpressionError(
                *(fault(text, at, f"unknown symbol {name!r}", declared(name, known), place) for at, name in missing)
            )
    node: Expr | Condition = item.node
    return node


def _shown(value: object) -> str:
    """A short text of something that is not one."""
    shown = repr(value) if isinstance(value, (int, float, bytes, type(None))) else f"<{type(value).__name__}>"
    return shown if len(shown) <= 60 else shown[:60] + "..."


def _derive(text: str, tokens: list[Token], place: str) -> _Item | _Fault:
    """What the grammar makes of the tokens."""
    from lark import Token as Word
    from lark.exceptions import UnexpectedInput

    run = _parser().parse_interactive("")
    for index, (kind, word, at) in enumerate([*tokens, Token("$END", "", len(text.rstrip()))]):
        try:
            result = run.feed_token(Word("_" + kind if kind in _SILENT else kind, word, start_pos=at))
        except UnexpectedInput:
            raise refusal(text, at, *_unexpected(tokens, index), place) from None
    assert isinstance(result, (_Item, _Fault))
    return result


@cache
def _parser() -> Any:
    """The LALR tables, made once in a process."""
    from lark import Lark

    builder: Any = _Builder()
    return Lark(GRAMMAR, parser="lalr", lexer="basic", transformer=builder)


def _unexpected(tokens: list[Token], index: int) -> tuple[str, str]:
    """What is wrong, and what to do, where the grammar stops at a token."""
    here = tokens[index] if index < len(tokens) else None
    before = tokens[index - 1] if index else None
    if before is not None and before.kind == "EXTREMUM":
        return f"{before.text!r} without its arguments", f"write {before.text}(a, b)."
    if here is None:
        return "the text ends where a number or symbol is missing", "write what is missing, or take the last sign away."
    if before is not None and before.kind in _ENDS and here.kind in _STARTS:
        if before.kind == "NAME" and here.kind == "LPAR":
            return f"{before.text!r} is called like a function", f"for a product write {before.text}*(...)."
        words = [w for w in (before.text.lower(), here.text.lower()) if w in ("and", "or", "not")]
        what = f"an operator is missing before {here.text!r}"
        if words:
            return what, f"write {words[0]!r} in small letters, as in not a > b."
        compared = any(token.kind == "REL" for token in tokens[:index])
        return what, f"write '*' for a product{', or a comma between conditions' if compared else ''}."
    if here.kind == "NOT":
        return "'not' cannot stand here", "'not' stands before a comparison or a parenthesis, as in not (a > b)."
    return f"a number or symbol is missing before {here.text!r}", "write what is missing, or take the sign away."


def _checked(rule: Callable[[Any, list[Any]], Any]) -> Callable[[Any, list[Any]], Any]:
    """The rule for parts that are sound; the first fault among them is handed on."""

    @wraps(rule)
    def checked(self: Any, parts: list[Any]) -> Any:
        for part in parts:
            if isinstance(part, _Fault):
                return part
        return rule(self, parts)

    return checked


def _expression(item: _Item) -> _Item | _Fault:
    if isinstance(item.node, Expr):
        return item
    what = "a condition stands where an expression is needed"
    return _Fault(item.at, what, "write numbers, symbols and + - * / ^ only.")


def _condition(item: _Item) -> _Item | _Fault:
    if isinstance(item.node, Condition):
        return item
    what = "an expression stands where a condition is needed"
    return _Fault(item.at, what, "compare it with something, as in p > 0.")


def _all(check: Callable[[_Item], _Item | _Fault], items: list[_Item]) -> _Fault | None:
    return next((found for found in map(check, items) if isinstance(found, _Fault)), None)


def _bounded(node: Expr, at: int, degree: int) -> _Item | _Fault:
    """The item for a node, unless its degree or the number folded into it is out of bounds."""
    if degree > MAX_DEGREE:
        what = f"an expression of degree {degree}; at most {MAX_DEGREE} is read"
        return _Fault(at, what, "write it with lower powers.")
    last = node.terms[-1] if isinstance(node, Sum) else node.factors[0] if isinstance(node, Product) else node
    if isinstance(last, Number) and (abs(last.value.numerator) >= _LARGEST or last.value.denominator >= _LARGEST):
        return _Fault(at, f"a number of more than {MAX_DIGITS} digits comes out here", "write a smaller number.")
    return _Item(node, at, degree if not isinstance(node, Number) else 0)


class _Builder:
    """One method a rule of the grammar: from the parts (items and tokens) to an item or a fault."""

    def number(self, parts: list[Any]) -> _Item:
        return _Item(Number(Fraction(str(parts[0]))), parts[0].start_pos)

    def symbol(self, parts: list[Any]) -> _Item:
        return _Item(Symbol(str(parts[0])), parts[0].start_pos, 1)

    def truth(self, parts: list[Any]) -> _Item:
        return _Item(Truth(parts[0] == "true"), parts[0].start_pos)

    @_checked
    def group(self, parts: list[Any]) -> _Item:
        opening, item = parts
        return _Item(item.node, opening.start_pos if isinstance(item.node, Expr) else item.at, item.degree)

    @_checked
    def extreme(self, parts: list[Any]) -> _Item | _Fault:
        word, _, *items = parts
        if len(items) < 2:
            what = f"{str(word)!r} of one expression"
            return _Fault(word.start_pos, what, f"write {word}(a, b), or leave {word} out.")
        if wrong := _all(_expression, items):
            return wrong
        node = extremum(str(word), *(i.node for i in items))
        return _Item(node, word.start_pos, max(i.degree for i in items))

    @_checked
    def root(self, parts: list[Any]) -> _Item | _Fault:
        word, _, item = parts
        return _all(_expression, [item]) or _Item(root(item.node), word.start_pos, item.degree)

    @_checked
    def root_of(self, parts: list[Any]) -> _Item | _Fault:
        word, _, *items = parts
        if wrong := _all(_expression, items):
            return wrong
        numbers = [i.node.value for i in items if isinstance(i.node, Number) and i.node.value.denominator == 1]
        if len(numbers) < len(items):
            return _Fault(word.start_pos, "a root of more than integers", "write root(index, constant, ..., 1).")
        try:
            return _Item(RealRoot(root_of(int(numbers[0]), [int(n) for n in numbers[1:]])), word.start_pos)
        except ExpressionError as error:
            return _Fault(word.start_pos, str(error), "write root(index, constant, ..., 1).")

    @_checked
    def power(self, parts: list[Any]) -> _Item | _Fault:
        base, exponent = parts
        if wrong := _all(_expression, parts):
            return wrong
        if exponent.bare:
            return _Fault(exponent.at, "a power in the exponent", "write (a^b)^c, with integers b and c.")
        value = exponent.node.value if isinstance(exponent.node, Number) else None
        if value is None or value.denominator != 1 or abs(value) > MAX_DEGREE:
            what = f"the exponent is not an integer from -{MAX_DEGREE} to {MAX_DEGREE}"
            return _Fault(exponent.at, what, "write an integer, as in x^2.")
        if value < 0 and base.node == ZERO:
            return _Fault(base.at, "division by zero", "write a base that is not 0.")
        found = _bounded(power(base.node, int(value)), base.at, base.degree * abs(int(value)))
        return found._replace(bare=True) if isinstance(found, _Item) else found

    @_checked
    def opposite(self, parts: list[Any]) -> _Item | _Fault:
        sign, item = parts
        if wrong := _all(_expression, [item]):
            return wrong
        return _Item(negate(item.node), sign.start_pos, item.degree, item.bare)

    @_checked
    def product(self, parts: list[Any]) -> _Item | _Fault:
        items, signs = parts[::2], parts[1::2]
        if wrong := _all(_expression, items):
            return wrong
        degree = sum(i.degree for i in items)
        if degree > MAX_DEGREE:
            return _bounded(ZERO, items[0].at, degree)
        node = items[0].node
        for sign, item in zip(signs, items[1:], strict=True):
            if sign.type == "STAR":
                node = multiply(node, item.node)
            elif item.node == ZERO:
                return _Fault(item.at, "division by zero", "write a denominator that is not 0.")
            else:
                node = divide(node, item.node)
        return _bounded(node, items[0].at, degree)

    @_checked
    def sum(self, parts: list[Any]) -> _Item | _Fault:
        items, signs = parts[::2], parts[1::2]
        if wrong := _all(_expression, items):
            return wrong
        terms = [items[0].node]
        terms += [i.node if sign.type == "PLUS" else negate(i.node) for sign, i in zip(signs, items[1:], strict=True)]
        return _bounded(add(*terms), items[0].at, max(i.degree for i in items))

    @_checked
    def chain(self, parts: list[Any]) -> _Item | _Fault:
        items, signs = parts[::2], parts[1::2]
        if wrong := _all(_expression, items):
            return wrong
        pairs = zip(items, signs, items[1:], strict=False)
        return _Item(all_of(*(Comparison(a.node, str(sign), b.node) for a, sign, b in pairs)), signs[0].start_pos)

    @_checked
    def negation(self, parts: list[Any]) -> _Item | _Fault:
        word, item = parts
        return _all(_condition, [item]) or _Item(Not(item.node), word.start_pos)

    @_checked
    def conjunction(self, parts: list[Any]) -> _Item | _Fault:
        return _all(_condition, parts) or _Item(all_of(*(i.node for i in parts)), parts[0].at)

    @_checked
    def disjunction(self, parts: list[Any]) -> _Item | _Fault:
        return _all(_condition, parts) or _Item(any_of(*(i.node for i in parts)), parts[0].at)

    together = conjunction
