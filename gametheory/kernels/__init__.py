"""Vectorised numerics: conditions and payoffs compiled to kernels for very many points."""

from gametheory.kernels.compile import Kernel, compile_conditions
from gametheory.kernels.results import Evaluation, Share

__all__ = ["Evaluation", "Kernel", "Share", "compile_conditions"]
