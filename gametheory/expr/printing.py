"""Expressions and conditions as a paper prints them: plain text that reads back, and LaTeX.

Both are made from one view of the tree: a sum is a list of signed terms that starts with a positive one where there is
one (``1 - p``, not ``-p + 1``), a term is a rational coefficient, factors above and factors below the stroke
(``(V - k)/2``), and neighbouring comparisons with a common side are one chain (``0 < p < 1``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from gametheory.expr.algebraic import RootOf
from gametheory.expr.letters import symbol_latex
from gametheory.expr.nodes import (
    ZERO,
    And,
    Comparison,
    Condition,
    Expr,
    Extremum,
    Not,
    Number,
    Or,
    Power,
    Product,
    Quotient,
    RealRoot,
    Root,
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


def text(node: Expr | Condition) -> str:
    """The node in the notation of models; reading it back gives a node of equal value, and the same text again.

    Examples
    --------
    >>> from gametheory.expr.parse import parse_condition
    >>> text(parse_condition("(h >= f + (-1)*l), p > 0, p < 1"))
    'h >= f - l and 0 < p < 1'
    """
    if isinstance(node, Condition):
        return _condition(_plain_condition(node), _text, _TEXT)
    return _text(_plain(node))


def latex(node: Expr | Condition, names: Mapping[str, str] | None = None) -> str:
    r"""LaTeX of the node, for math mode.

    Parameters
    ----------
    node : Expr or Condition
    names : mapping, optional
        LaTeX of symbols; the others are set as :func:`symbol_latex` says.

    Examples
    --------
    >>> from gametheory.expr.parse import parse_condition
    >>> print(latex(parse_condition("p >= lam*G/(G + w_R)"), {"lam": r"\lambda"}))
    p \ge \frac{\lambda G}{G + w_{R}}
    """
    write = partial(_latex, names=names or {})
    if isinstance(node, Condition):
        return _condition(_plain_condition(node), write, _LATEX)
    return write(_plain(node))


def _polynomial(found: RootOf) -> Expr:
    """The polynomial that a root is one of."""
    x = Symbol("x")
    return add(*(multiply(Number(Fraction(c)), power(x, i)) for i, c in reversed([*enumerate(found.coefficients)])))


# --- the tree in a form without choices ------------------------------------------------------------------------------


_MINUS = Number(Fraction(-1))


def _plain(node: Expr) -> Expr:
    """The same value in the form that reading its text gives: folded, flat, a minus distributed over a sum."""
    match node:
        case Sum(terms):
            return add(*map(_plain, terms))
        case Product(factors):
            product = multiply(*map(_plain, factors))
            if isinstance(product, Product) and product.factors[:-1] == (_MINUS,):
                return negate(product.factors[1])
            return product
        case Quotient(a, b):
            above, below = _plain(a), _plain(b)
            return Quotient(above, below) if below == ZERO else divide(above, below)
        case Power(base, exponent):
            return power(_plain(base), exponent)
        case Root(radicand):
            return root(_plain(radicand))
        case Extremum(kind, arguments):
            return extremum(kind, *map(_plain, arguments))
    return node


def _plain_condition(node: Condition) -> Condition:
    match node:
        case Comparison(a, op, b):
            return Comparison(_plain(a), op, _plain(b))
        case And(parts):
            return all_of(*map(_plain_condition, parts))
        case Or(parts):
            return any_of(*map(_plain_condition, parts))
        case Not(part):
            return Not(_plain_condition(part))
    return node


class _Term(NamedTuple):
    """``coefficient * above / below``."""

    coefficient: Fraction
    above: tuple[Expr, ...]
    below: tuple[Expr, ...]


def _term(node: Expr) -> _Term:
    match node:
        case Number(value):
            return _Term(value, (), ())
        case Product(factors):
            terms = [_term(factor) for factor in factors]
            coefficient = Fraction(1)
            for term in terms:
                coefficient *= term.coefficient
            below = sum((t.below for t in terms), ())
            return _Term(coefficient, sum((t.above for t in terms), ()), _one_stroke(below))
        case Quotient(a, b):
            top, bottom = _term(a), _term(b)
            if bottom.coefficient == 0:
                return _Term(top.coefficient, top.above, (*top.below, b))
            below = bottom.above
            if bottom.below:  # a/(b/c) is undefined where c = 0, a*c/b is not
                below = (Quotient(multiply(*bottom.above), multiply(*bottom.below)),)
            return _Term(top.coefficient / bottom.coefficient, top.above, _one_stroke(top.below + below))
    return _Term(Fraction(1), (node,), ())


def _one_stroke(factors: tuple[Expr, ...]) -> tuple[Expr, ...]:
    """`factors` with the quotients among them made one quotient with the others."""
    if len(factors) < 2 or not any(isinstance(factor, Quotient) for factor in factors):
        return factors
    terms = [_term(factor) for factor in factors]
    above: tuple[Expr, ...] = sum((t.above for t in terms), ())
    below: tuple[Expr, ...] = sum((t.below for t in terms), ())
    return (Quotient(multiply(*above), multiply(*below)),)


def _ordered(node: Sum) -> list[_Term]:
    """The terms of a sum, a positive one first where there is one."""
    terms = [_term(part) for part in node.terms]
    if terms[0].coefficient < 0:
        last = len(terms) - 1
        constant_first = isinstance(node.terms[last], Number) and terms[last].coefficient > 0
        first = last if constant_first else next((i for i, t in enumerate(terms) if t.coefficient > 0), 0)
        terms.insert(0, terms.pop(first))
    return terms


def _sum(node: Sum, write: Callable[[_Term], str]) -> str:
    first, *others = _ordered(node)
    return write(first) + "".join(
        f" {'-' if t.coefficient < 0 else '+'} {write(t._replace(coefficient=abs(t.coefficient)))}" for t in others
    )


# --- plain text ------------------------------------------------------------------------------------------------------


def _text(node: Expr) -> str:
    match node:
        case Symbol(name):
            return name
        case Sum():
            return _sum(node, _text_term)
        case Power(base, exponent):
            bare = isinstance(base, (Symbol, Extremum, Root, RealRoot))
            return f"{_text(base) if bare else f'({_text(base)})'}^{exponent}"
        case Root(radicand):
            return f"sqrt({_text(radicand)})"
        case RealRoot(found):
            return str(found)
        case Extremum(kind, arguments):
            return f"{kind}({', '.join(map(_text, arguments))})"
        case Number() | Product() | Quotient():
            return _text_term(_term(node))
    raise TypeError(f"not an expression: {node!r}")


def _text_factor(node: Expr) -> str:
    return _text(node) if isinstance(node, (Symbol, Extremum, Power, Root, RealRoot)) else f"({_text(node)})"


def _text_term(term: _Term) -> str:
    coefficient, above, below = term
    if coefficient.numerator == -1 and above:
        # The sign is read as part of the first factor: let that be no sum, or put the sign into the sum.
        above = tuple(sorted(above, key=lambda factor: isinstance(factor, Sum)))
        if isinstance(above[0], Sum):
            coefficient, above = -coefficient, (negate(above[0]), *above[1:])
    number = coefficient.numerator
    if len(above) == 1 and abs(number) == 1 and coefficient.denominator == 1 and not below:
        alone = _text(above[0])
        return f"-{alone}" if number < 0 else alone
    factors = [_text_factor(factor) for factor in above]
    if not factors or abs(number) != 1:
        factors.insert(0, str(abs(number)))
    dividers = [_text_factor(factor) for factor in below]
    if coefficient.denominator != 1:
        dividers.insert(0, str(coefficient.denominator))
    under = "*".join(dividers)
    stroke = "" if not dividers else f"/({under})" if len(dividers) > 1 else f"/{under}"
    return ("-" if number < 0 else "") + "*".join(factors) + stroke


# --- LaTeX -----------------------------------------------------------------------------------------------------------

def _latex(node: Expr, names: Mapping[str, str]) -> str:
    write = partial(_latex, names=names)
    match node:
        case Symbol(name):
            return names.get(name) or symbol_latex(name)
        case Sum():
            return _sum(node, partial(_latex_term, names=names))
        case Power(base, exponent):
            inner = write(base)
            if not isinstance(base, Symbol):
                inner = inner if isinstance(base, Extremum) else rf"\left({inner}\right)"
            elif "^" in inner or "'" in inner:
                inner = f"{{{inner}}}"
            return f"{inner}^{{{exponent}}}"
        case Root(radicand):
            return rf"\sqrt{{{write(radicand)}}}"
        case RealRoot(found):
            return rf"\mathrm{{root}}_{{{found.index + 1}}}\left({write(_polynomial(found))}\right)"
        case Extremum(kind, arguments):
            return rf"\{kind}\left\{{{', '.join(map(write, arguments))}\right\}}"
        case Number() | Product() | Quotient():
            return _latex_term(_term(node), names)
    raise TypeError(f"not an expression: {node!r}")


def _latex_term(term: _Term, names: Mapping[str, str]) -> str:
    coefficient, above, below = term
    top = _latex_product(abs(coefficient.numerator), above, names)
    bottom = _latex_product(coefficient.denominator, below, names)
    if bottom == "1" and len(above) == 1 and coefficient == -1 and isinstance(above[0], Sum):
        top = rf"\left({top}\right)"
    return ("-" if coefficient < 0 else "") + (top if bottom == "1" else rf"\frac{{{top}}}{{{bottom}}}")


def _latex_product(number: int, factors: Sequence[Expr], names: Mapping[str, str]) -> str:
    if len(factors) == 1 and number == 1:
        return _latex(factors[0], names)
    shown = [rf"\left({_latex(f, names)}\right)" if isinstance(f, Sum) else _latex(f, names) for f in factors]
    words = any(mark in s for s in shown for mark in (r"\mathit", r"\text", r"\mathrm"))
    return (r" \, " if words else " ").join([str(number)] * (number != 1 or not shown) + shown)


# --- conditions ------------------------------------------------------------------------------------------------------


class _Words(NamedTuple):
    """How a style writes what joins comparisons."""

    relations: Mapping[str, str]
    both: str
    either: str
    no: str
    parentheses: tuple[str, str]
    truth: tuple[str, str]


_TEXT = _Words(
    {op: op for op in ("<", "<=", "=", ">=", ">", "!=")}, " and ", " or ", "not ", ("(", ")"), ("false", "true")
)
_LATEX = _Words(
    {"<": "<", "<=": r"\le", "=": "=", ">=": r"\ge", ">": ">", "!=": r"\ne"},
    r" \text{ and } ", r" \text{ or } ", r"\text{not } ", (r"\left(", r"\right)"), (r"\text{false}", r"\text{true}"),
)  # fmt: skip


def _condition(node: Condition, write: Callable[[Expr], str], words: _Words) -> str:
    match node:
        case Truth(value):
            return words.truth[value]
        case Comparison(a, op, b):
            return f"{write(a)} {words.relations[op]} {write(b)}"
        case And(parts):
            return words.both.join(_conjuncts(parts, write, words))
        case Or(parts):
            return words.either.join(_alternative(part, write, words) for part in parts)
        case Not(part):
            return words.no + _enclosed(part, write, words, (And, Or, Not))
    raise TypeError(f"not a condition: {node!r}")


def _alternative(node: Condition, write: Callable[[Expr], str], words: _Words) -> str:
    """A part of a disjunction: in parentheses if it is more than one comparison or chain."""
    if not isinstance(node, And):
        return _condition(node, write, words)
    shown = _conjuncts(node.parts, write, words)
    return words.both.join(shown).join(words.parentheses if len(shown) > 1 else ("", ""))


def _enclosed(
    node: Condition, write: Callable[[Expr], str], words: _Words, kinds: tuple[type[Condition], ...]
) -> str:
    inner = _condition(node, write, words)
    return inner.join(words.parentheses) if isinstance(node, kinds) else inner


def _conjuncts(parts: Sequence[Condition], write: Callable[[Expr], str], words: _Words) -> list[str]:
    for _ in parts:  # merging may bring neighbours together that merge in their turn
        chains = _chains(parts)
        merged = list(dict.fromkeys(piece for chain in chains for piece in chain))
        if merged == list(parts):
            break
        parts = merged
    shown = []
    for chain in _chains(parts):
        first = chain[0]
        if isinstance(first, Comparison):
            links = [f" {words.relations[c.op]} {write(c.right)}" for c in chain if isinstance(c, Comparison)]
            shown.append(write(first.left) + "".join(links))
        else:
            shown.append(_enclosed(first, write, words, (Or,)))
    return shown


_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def _chains(parts: Sequence[Condition]) -> list[list[Condition]]:
    """`parts` in their order, neighbouring comparisons that share a side put into one chain."""
    chains: list[list[Condition]] = []
    for part in parts:
        longer = _longer(chains[-1], part) if chains else None
        if longer is None:
            chains.append([part])
        else:
            chains[-1] = longer
    return chains


def _longer(chain: list[Condition], part: Condition) -> list[Condition] | None:
    """The chain with one more comparison at its end, if that reads well."""
    for start in (chain, [_turn(chain[0])] if len(chain) == 1 else chain):
        for link in (part, _turn(part)):
            last = start[-1]
            if not isinstance(last, Comparison) or not isinstance(link, Comparison):
                return None
            ways = {c.op[0] for c in (*start, link) if isinstance(c, Comparison)}
            if "!" in ways or ways >= {"<", ">"}:
                continue
            if last.right == link.left and not isinstance(link.left, Number):
                whole = [*start, link]
                turned = start is not chain or link is not part
                return [_turn(c, "=") for c in reversed(whole)] if turned and ">" in ways else whole
    return None


def _turn(part: Condition, also: str = "") -> Condition:
    """The comparison read from right to left; equations only where `also` says so."""
    if isinstance(part, Comparison) and part.op in (*_TURNED, also):
        return Comparison(part.right, _TURNED.get(part.op, part.op), part.left)
    return part
