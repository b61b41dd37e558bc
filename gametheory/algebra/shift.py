"""Conditions carried from one parameter space to another, with some parameters replaced by expressions."""

from __future__ import annotations

from collections.abc import Mapping

from gametheory.algebra.formulas import Formula, postorder
from gametheory.algebra.polynomials import Poly, RatFun
from gametheory.algebra.space import ParameterSpace
from gametheory.expr import Expr, Symbol


class Shift:
    """Formulas of one space in another, with some parameters replaced by expressions of the other."""

    def __init__(self, source: ParameterSpace, target: ParameterSpace, moves: Mapping[str, Expr]) -> None:
        self.source, self.target = source, target
        everything = (moves.get(name, Symbol(name)) for name in source.names)
        self.values = tuple(target.ring.read(e) for e in everything)
        self.plain = not moves
        self._done: dict[int, Formula] = {}

    def __call__(self, f: Formula) -> Formula:
        if self.plain:
            return self.source.transfer(f, self.target.table)
        table = self.target.table
        for node in postorder(f):
            if node.number in self._done:
                continue
            if node.poly is not None:
                new = self._atom(node.poly, node.rel)
            elif node.kind in ("and", "or"):
                parts = [self._done[p.number] for p in node.parts]
                new = table.all_of(parts) if node.kind == "and" else table.any_of(parts)
            else:
                new = table.truth(node.is_true)
            self._done[node.number] = new
        return self._done[f.number]

    def _atom(self, poly: Poly, rel: str) -> Formula:
        ring, table = self.target.ring, self.target.table
        total = RatFun(ring.zero, ring.one)
        for exponents, coefficient in poly.terms:
            term = RatFun(ring.constant(coefficient), ring.one)
            for value, exponent in zip(self.values, exponents, strict=True):
                if exponent:
                    power = RatFun(ring.power(value.num, exponent), ring.power(value.den, exponent))
                    term = ring.times(term, power)
            total = ring.plus(total, term)
        return table.all_of([table.ratio(total, rel), table.atom(total.den, "!=")])
