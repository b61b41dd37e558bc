"""Mixing probabilities: equations solved for them one by one, exactly, with the cases that a division leaves open.

An indifference is a polynomial equation, linear in each mixing probability by itself. Where one can be solved for a
probability, ``A*q + B = 0``, the case ``A != 0`` gives ``q = -B/A`` and the case ``A = 0`` adds two equations. What
is left without an equation may take any value that the condition allows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gametheory.algebra import Formula, ParameterSpace, Poly, RatFun
from gametheory.algebra.substitution import composed, replaced, substituted


@dataclass(frozen=True, slots=True)
class Settled:
    """One case of a system of equations.

    Attributes
    ----------
    condition : Formula
        With the solutions put in, and what they demand: that they are probabilities.
    equations : tuple of Poly
        Those that none of the local symbols could be found from.
    solved : tuple of (slot, RatFun)
        In the order of elimination.
    domain : tuple of Poly
        What else has to be positive, the solutions put in.
    parameters : int
        The position of the first slot.
    """

    condition: Formula
    equations: tuple[Poly, ...]
    solved: tuple[tuple[int, RatFun], ...]
    domain: tuple[Poly, ...]
    parameters: int

    def into(self, space: ParameterSpace, value: RatFun) -> RatFun:
        """A rational function with the solutions put in."""
        for slot, solution in self.solved:
            value = composed(space.ring, value, self.parameters + slot, solution.num, solution.den)
        return value

    def within(self, space: ParameterSpace, f: Formula) -> Formula:
        """A condition with the solutions put in."""
        for slot, solution in self.solved:
            f = replaced(space.table, f, self.parameters + slot, solution.num, solution.den)
        return f


class Settler:
    """Solves equations in one space.

    Parameters
    ----------
    space : ParameterSpace
        Parameters, then slots.
    parameters : int
        The number of parameters; equations in these alone hold on knife-edges only.
    odds : set of int
        Positions of the slots that stand for odds of deviations: positive, of any size.
    generic : bool
        Whether cases that live on knife-edges only are left out.
    """

    def __init__(self, space: ParameterSpace, parameters: int, odds: frozenset[int], generic: bool) -> None:
        self.space, self.parameters, self.odds, self.generic = space, parameters, odds, generic
        self.dropped = False  # whether a case on a knife-edge that may be possible was left out

    def settle(
        self,
        equations: Sequence[Poly],
        condition: Formula,
        local: Sequence[int],
        domain: Sequence[Poly],
        solved: tuple[tuple[int, RatFun], ...] = (),
    ) -> Iterator[Settled]:
        """The cases of a system.

        Parameters
        ----------
        equations : sequence of Poly
            All of which vanish.
        condition : Formula
            What holds beside them.
        local : sequence of int
            Positions of the symbols to solve for.
        domain : sequence of Poly
            What is positive because the symbols are probabilities: the rest that a support leaves to its last action.
        """
        ring, table = self.space.ring, self.space.table
        left: list[Poly] = []
        for i, equation in enumerate(equations):
            factors = self._factors(equation)
            if factors is None:
                continue
            if len(factors) != 1:
                for factor in sorted(factors, key=self._is_local):
                    yield from self.settle((*left, factor, *equations[i + 1 :]), condition, local, domain, solved)
                    if not self.generic and not self._is_local(factor):
                        condition = table.all_of([condition, table.atom(factor, "!=")])
                return
            left.append(factors[0])
        left = list(dict.fromkeys(left))
        for equation in left:
            if not self._is_local(equation):
                case = table.all_of([condition, table.atom(equation, "=")])
                if self.generic:
                    self.dropped = self.dropped or self.space.oracle.possible(case, quick=True) is not False
                    return
                condition = case
        left = [e for e in left if self._is_local(e)]
        if condition.is_false:
            return
        pivot = self._pivot(left, local)
        if pivot is None:
            yield Settled(condition, tuple(left), solved, tuple(domain), self.parameters)
            return
        equation, variable = pivot
        parts = ring.collect(equation, ring.names[variable])
        a, b = parts[1], parts.get(0, ring.zero)
        rest = [e for e in left if e is not equation]
        sign = self.space.sign(a)
        for positive in (True, False):
            if sign in (("-", "0-", "0") if positive else ("+", "0+", "0")):
                continue
            num, den = (-b, a) if positive else (b, -a)
            domains = [substituted(ring, d, variable, num, den)[0] for d in domain]
            case = table.all_of(
                [
                    table.atom(den, ">"),
                    table.atom(num, ">"),
                    *(table.atom(d, ">") for d, old in zip(domains, domain, strict=True) if d is not old),
                    replaced(table, condition, variable, num, den),
                ]
            )
            if case.is_false or (sign is None and self.space.oracle.possible(case) is False):
                continue
            more = [substituted(ring, e, variable, num, den)[0] for e in rest]
            found = (variable - self.parameters, RatFun(num, den))
            yield from self.settle(more, case, local, domains, (*solved, found))
        if sign not in ("+", "-"):
            yield from self.settle([a, b, *rest], condition, local, domain, solved)

    def _is_local(self, equation: Poly) -> bool:
        """Whether an equation is about more than the parameters."""
        return any(v >= self.parameters for v in equation.variables)

    def _factors(self, equation: Poly) -> list[Poly] | None:
        """What may vanish of an equation, factor by factor; ``None`` if it vanishes identically."""
        if equation.is_zero:
            return None
        if equation.constant is not None:
            return []
        _, factors = self.space.ring.factors(equation)
        return [f for f, _ in factors if self.space.sign(f) not in ("+", "-")]

    def _pivot(self, equations: Sequence[Poly], local: Sequence[int]) -> tuple[Poly, int] | None:
        """The equation and symbol to solve next: odds first, then the simplest coefficient."""
        ring = self.space.ring
        best: tuple[tuple[object, ...], Poly, int] | None = None
        for equation in equations:
            strangers = [v for v in equation.variables if v in self.odds and v not in local]
            if strangers:
                continue  # solved where the odds are chosen
            for variable in local:
                if variable not in equation.variables:
                    continue
                parts = ring.collect(equation, ring.names[variable])
                if max(parts) > 1:
                    continue
                a = parts[1]
                rank = (
                    variable not in self.odds,
                    self.space.sign(a) not in ("+", "-"),
                    any(v >= self.parameters for v in a.variables),
                    len(equation.terms),
                    equation.terms,
                    variable,
                )
                if best is None or rank < best[0]:
                    best = (rank, equation, variable)
        return None if best is None else best[1:]
