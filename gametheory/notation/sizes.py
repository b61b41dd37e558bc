"""How large a formula becomes once its definitions are put in, reckoned before it is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from gametheory.expr import Condition, Expr, Number, Power, Product, Quotient, Symbol, children

MAX_NODES = 20_000
MAX_DEPTH = 200
MAX_DEGREE = 64
MAX_DIGITS = 300
MAX_BITS = 1000


class Size(NamedTuple):
    """Terms, levels, degree, and a bound on the bits of the largest number that may come out."""

    nodes: int
    depth: int
    degree: int
    bits: int

    @property
    def fault(self) -> str:
        """Which bound is exceeded, in words; empty if none is."""
        if self.nodes > MAX_NODES or self.depth > MAX_DEPTH:
            return f"at most {MAX_NODES} terms and {MAX_DEPTH} levels are read"
        if self.degree > MAX_DEGREE:
            return f"at most degree {MAX_DEGREE} is read"
        return f"at most {MAX_DIGITS} digits are read" if self.bits > MAX_BITS else ""


def measure(node: Expr | Condition, known: Mapping[str, Size]) -> Size:
    """The size of `node` once the symbols in `known`, given by their own sizes, are put in."""
    if isinstance(node, Symbol):
        return known.get(node.name, Size(1, 1, 1, 0))
    if isinstance(node, Number):
        return Size(1, 1, 0, node.value.numerator.bit_length() + node.value.denominator.bit_length())
    parts = [measure(part, known) for part in children(node)]
    times = node.exponent if isinstance(node, Power) else 1
    degrees = [part.degree for part in parts]
    bits = [part.bits for part in parts]
    if isinstance(node, (Product, Quotient)):
        degree, number = sum(degrees), sum(bits)
    else:  # constants of a sum are added up, the others stay apart
        constants = sum(part.bits for part in parts if part.degree == 0)
        degree, number = max(degrees, default=0), max([constants, *bits])
    nodes, depth = 1 + sum(part.nodes for part in parts), 1 + max((part.depth for part in parts), default=0)
    return Size(nodes, depth, degree * times, number * times)
