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
)
from gametheory.expr.walk import COMPARE, children, evaluate, holds, substitute, symbols

__all__ = [
    "COMPARE", "FALSE", "ONE", "TRUE", "ZERO", "And", "Comparison", "Condition", "Expr", "Extremum", "Not", "Number",
    "Or", "Power", "Product", "Quotient", "Sum", "Symbol", "Truth", "add", "all_of", "any_of", "as_expr", "as_number",
    "children", "divide", "evaluate", "extremum", "holds", "multiply", "negate", "power", "substitute", "symbols",
]
