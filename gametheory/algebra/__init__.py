"""Polynomials, conditions, regions and the oracle that decides them: knows nothing of games."""

from gametheory.algebra.formulas import Evaluator, Formula, FormulaTable, atoms, evaluate, postorder
from gametheory.algebra.polynomials import Poly, RatFun, Ring
from gametheory.algebra.region import Region
from gametheory.algebra.space import ParameterSpace

__all__ = [
    "Evaluator",
    "Formula",
    "FormulaTable",
    "ParameterSpace",
    "Poly",
    "RatFun",
    "Region",
    "Ring",
    "atoms",
    "evaluate",
    "postorder",
]
