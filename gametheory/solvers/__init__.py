"""From a game to its candidate equilibria with conditions: a registry and one file per method."""

from gametheory.solvers.classes import Alternative, Continuation, Found, Guarded, Step, strategy_at
from gametheory.solvers.registry import CONCEPTS, METHODS, Method, choose

__all__ = ["CONCEPTS", "METHODS", "Alternative", "Continuation", "Found", "Guarded", "Method", "Step", "choose", "strategy_at"]
