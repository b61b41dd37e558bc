"""Grammar, frozen expression trees, exact evaluation, printing, and the bridge to sympy."""

from gametheory.expr.algebraic import Algebraic, ExactNumber, RootOf, root_of
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
    RealRoot,
    Root,
    Sum,
    Symbol,
    Truth,
    add,
    all_of,
    any_of,
    as_expr,
    divide,
    extremum,
    multiply,
    negate,
    power,
    root,
)
from gametheory.expr.numbers import as_number
from gametheory.expr.surds import Surd, square_part, square_root
from gametheory.expr.walk import COMPARE, children, evaluate, exact_value, holds, substitute, subtree, symbols

__all__ = [
    "COMPARE", "FALSE", "ONE", "TRUE", "ZERO", "Algebraic", "And", "Comparison", "Condition", "ExactNumber", "Expr",
    "Extremum", "Not", "Number", "Or", "Power", "Product", "Quotient", "RealRoot", "Root", "RootOf", "Sum", "Surd",
    "Symbol", "Truth", "add", "all_of", "any_of", "as_expr", "as_number", "children", "divide", "evaluate",
    "exact_value", "extremum", "holds", "multiply", "negate", "power", "root", "root_of", "square_part", "square_root",
    "substitute", "subtree", "symbols",
]  # fmt: skip
