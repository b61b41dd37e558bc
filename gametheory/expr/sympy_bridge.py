"""Expressions and conditions to and from sympy, exactly.

Symbols travel by name: every assumption that a sympy symbol carries is ignored, because a game states its own in
``where``. What is not a rational function with rational numbers is refused.
"""

from __future__ import annotations

from typing import Any

from gametheory.errors import ExpressionError
from gametheory.expr.nodes import (
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
    power,
)  # fmt: skip
from gametheory.expr.numbers import as_number
from gametheory.expr.scan import MAX_NAME, SYMBOL, reserved

_RELATIONS = {
    "StrictLessThan": "<", "LessThan": "<=", "Equality": "=", "GreaterThan": ">=", "StrictGreaterThan": ">",
    "Unequality": "!=",
}  # fmt: skip


def to_sympy(node: Expr | Condition) -> Any:
    """The node as a sympy object; symbols are plain ``sympy.Symbol(name)``.

    Examples
    --------
    >>> from gametheory.expr.parse import parse_expression
    >>> to_sympy(parse_expression("(V - k)/2 + 1/3"))
    V/2 - k/2 + 1/3
    """
    import sympy

    match node:
        case Number(value):
            return sympy.Rational(value.numerator, value.denominator)
        case Symbol(name):
            return sympy.Symbol(name)
        case Sum(terms):
            return sympy.Add(*map(to_sympy, terms))
        case Product(factors):
            return sympy.Mul(*map(to_sympy, factors))
        case Quotient(a, b):
            return to_sympy(a) / to_sympy(b)
        case Power(base, exponent):
            return to_sympy(base) ** exponent
        case Root(radicand):
            return sympy.sqrt(to_sympy(radicand))
        case RealRoot(found):
            return sympy.CRootOf(sympy.Poly(found.coefficients[::-1], sympy.Symbol("x")), found.index)
        case Extremum(kind, arguments):
            # unevaluated: sympy compares the arguments pairwise, in time exponential in the nesting
            return (sympy.Min if kind == "min" else sympy.Max)(*map(to_sympy, arguments), evaluate=False)
        case Truth(value):
            return sympy.true if value else sympy.false
        case Comparison(a, op, b):
            kinds = {"<": sympy.Lt, "<=": sympy.Le, "=": sympy.Eq, ">=": sympy.Ge, ">": sympy.Gt, "!=": sympy.Ne}
            return kinds[op](to_sympy(a), to_sympy(b))
        case And(parts):
            return sympy.And(*map(to_sympy, parts))
        case Or(parts):
            return sympy.Or(*map(to_sympy, parts))
        case Not(part):
            return sympy.Not(to_sympy(part))
    raise TypeError(f"not an expression or condition: {node!r}")


def from_sympy(value: Any) -> Any:
    """The :class:`Expr` or :class:`Condition` that a sympy object denotes.

    Floats are taken by their shortest decimal. Terms come in sympy's printing order.

    Raises
    ------
    ExpressionError
        If something in it is no rational function, no comparison and no ``And``, ``Or``, ``Not``: a function, a
        root, an irrational or infinite number, a symbol that the notation cannot write.
    """
    import sympy
    from sympy.logic.boolalg import BooleanAtom

    if not isinstance(value, sympy.Basic):
        raise ExpressionError(
            f"{value!r} of type {type(value).__name__} is not a sympy expression; give texts and numbers as they are"
        )
    if isinstance(value, BooleanAtom):
        return Truth(bool(value))
    if isinstance(value, sympy.Symbol) and not isinstance(value, (sympy.Dummy, sympy.Wild)):
        return _symbol(value.name)
    if isinstance(value, sympy.Number):
        return _number(value)
    kind = type(value).__name__
    if isinstance(value, sympy.Add):
        return add(*map(_expr, value.as_ordered_terms()))
    if isinstance(value, sympy.Mul):
        return _product(value)
    if isinstance(value, sympy.Pow):
        base, exponent = value.args
        if not isinstance(exponent, sympy.Integer):
            raise ExpressionError(f"the exponent of {value} is not an integer; only rational functions can be read")
        return power(_expr(base), int(exponent))
    if isinstance(value, (sympy.Min, sympy.Max)):
        return extremum("min" if isinstance(value, sympy.Min) else "max", *map(_expr, _in_order(value.args)))
    if isinstance(value, sympy.core.relational.Relational) and kind in _RELATIONS:
        return Comparison(_expr(value.lhs), _RELATIONS[kind], _expr(value.rhs))
    if isinstance(value, (sympy.And, sympy.Or)):
        return (all_of if isinstance(value, sympy.And) else any_of)(*map(_condition, _in_order(value.args)))
    if isinstance(value, sympy.Not):
        return Not(_condition(value.args[0]))
    raise ExpressionError(
        f"{value} ({kind}) is not of the notation; write it with numbers, symbols, + - * /, integer powers, "
        "comparisons, And, Or and Not"
    )


def _in_order(parts: Any) -> list[Any]:
    from sympy import default_sort_key

    return sorted(parts, key=default_sort_key)


def _symbol(name: str) -> Expr:
    if len(name) > MAX_NAME or reserved(name) or not SYMBOL.fullmatch(name):
        raise ExpressionError(
            f"the sympy symbol {name!r} has a name that cannot be written in a model; "
            "use letters, digits and _, starting with a letter, and no keyword"
        )
    return Symbol(name)


def _number(value: Any) -> Expr:
    import sympy

    if isinstance(value, sympy.Rational) and value.is_finite:
        return Number(as_number(int(value.p)) / int(value.q))
    if isinstance(value, sympy.Float) and value.is_finite:
        return Number(as_number(float(value) if value._prec == 53 else str(value)))
    raise ExpressionError(f"{value} is not a finite rational number")


def _product(value: Any) -> Expr:
    """Factors with a negative power go below one stroke."""
    import sympy

    above: list[Expr] = []
    below: list[Expr] = []
    for factor in value.as_ordered_factors():
        if isinstance(factor, sympy.Pow) and isinstance(factor.exp, sympy.Integer) and factor.exp < 0:
            below.append(power(_expr(factor.base), -int(factor.exp)))
        else:
            above.append(_expr(factor))
    return divide(multiply(*above), multiply(*below)) if below else multiply(*above)


def _expr(value: Any) -> Expr:
    found = from_sympy(value)
    if not isinstance(found, Expr):
        raise ExpressionError(f"{value} is a condition where an expression is needed")
    return found


def _condition(value: Any) -> Condition:
    found = from_sympy(value)
    if not isinstance(found, Condition):
        raise ExpressionError(f"{value} is an expression where a condition is needed; compare it with something")
    return found
