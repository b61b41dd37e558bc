"""What was found, under which condition; solutions at points, under assumptions, and on disk."""

from gametheory.solution.claims import CheckReport, Verdict, check
from gametheory.solution.comparison import compare
from gametheory.solution.model import Solution
from gametheory.solution.nouns import Coverage, Equilibrium, PointEquilibrium, Scope, Variant
from gametheory.solution.solve import solve

__all__ = [
    "CheckReport",
    "Coverage",
    "Equilibrium",
    "PointEquilibrium",
    "Scope",
    "Solution",
    "Variant",
    "Verdict",
    "check",
    "compare",
    "solve",
]
