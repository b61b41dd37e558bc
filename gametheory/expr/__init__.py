"""Grammar, frozen expression trees, exact evaluation, printing, and the bridge to sympy."""

from gametheory.expr.nodes import (
    FALSE,
    ONE,
    TRUE,
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
    Root,
    Sum,
    Symbol,
    Truth,
    add,
    all_of,
    any_of,
    as_expr,
    as_number,
    divide,
    extremum,
    multiply,
    negate,
    power,
    root,
)
from gametheory.expr.surds import ExactNumber, Surd, square_part, square_root
from gametheory.expr.walk import COMPARE, children, evaluate, exact_value, holds, substitute, symbols

__all__ = [
    "COMPARE", "FALSE", "ONE", "TRUE", "ZERO", "And", "Comparison", "Condition", "ExactNumber", "Expr", "Extremum",
    "Not", "Number", "Or", "Power", "Product", "Quotient", "Root", "Sum", "Surd", "Symbol", "Truth", "add", "all_of",
    "any_of", "as_expr", "as_number", "children", "divide", "evaluate", "exact_value", "extremum", "holds", "multiply",
    "negate", "power", "root", "square_part", "square_root", "substitute", "symbols",
]
