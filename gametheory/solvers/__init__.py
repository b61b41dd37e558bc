"""From a game to its candidate equilibria with conditions: a registry and one file per method."""

from gametheory.solvers.assessments import Exhibit, exhibit, root_values
from gametheory.solvers.classes import Alternative, Continuation, Found, Guarded, Step
from gametheory.solvers.registry import CONCEPTS, METHODS, Method, choose

__all__ = [
    "CONCEPTS",
    "METHODS",
    "Alternative",
    "Continuation",
    "Exhibit",
    "Found",
    "Guarded",
    "Method",
    "Step",
    "choose",
    "exhibit",
    "root_values",
]
