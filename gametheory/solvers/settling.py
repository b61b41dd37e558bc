"""Mixing probabilities: equations solved for them one by one, exactly, with the cases that a division leaves open.

An indifference is a polynomial equation, linear in each mixing probability by itself. Where one can be solved for a
probability, ``A*q + B = 0``, the case ``A != 0`` gives ``q = -B/A`` and the case ``A = 0`` adds two equations. Put into
other equations, such solutions may make them quadratic: ``A*q**2 + B*q + C = 0`` has the two roots
``q = (-B +- sqrt(B**2 - 4*A*C))/(2*A)`` where the discriminant is positive and known, and again cases with ``A = 0``
and with a discriminant of 0. What is left without an equation may take any value that the condition allows.

Where no equation can be solved so and nothing upstream will add one, of two equations in one probability one is divided
by the other, which brings down its degree, until one probability is left alone in an equation (Euclid's algorithm for
polynomials; D. Cox, J. Little, D. O'Shea 2015, Ideals, Varieties, and Algorithms, section 3.6). If that has no
parameters, each of its real roots is a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gametheory.algebra import Formula, FormulaTable, ParameterSpace, Poly, RatFun
from gametheory.algebra.substitution import composed, replaced, substituted
from gametheory.expr.algebraic import RootOf, isolated

LONGEST = 3000  # terms of an equation that is divided


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

    def whole(self, table: FormulaTable) -> Formula:
        """The condition, and that the equations which are left hold."""
        return table.all_of([self.condition, *(table.atom(e, "=") for e in self.equations)])

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


_NOT_POSITIVE, _NOT_NEGATIVE = ("-", "0-", "0"), ("+", "0+", "0")


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
    last : bool
        Whether no more equations will come, so that equations of any degree are to be solved.
    """

    def __init__(
        self, space: ParameterSpace, parameters: int, odds: frozenset[int], generic: bool, *, last: bool = False
    ) -> None:
        self.space, self.parameters, self.odds, self.generic = space, parameters, odds, generic
        self.last = last
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
                if self.generic and table.interior(table.atom(equation, "=")).is_false:
                    self.dropped = self.dropped or self.space.oracle.possible(case, quick=True) is not False
                    return
                condition = case
        left = [e for e in left if self._is_local(e)]
        if condition.is_false:
            return
        pivot = self._pivot(left, local)
        if pivot is None:
            pair = self._pair(left, local) if self.last else None
            if pair is not None:
                yield from self._divided(left, *pair, condition, local, domain, solved)
                return
            yield Settled(condition, tuple(left), solved, tuple(domain), self.parameters)
            return
        equation, variable = pivot
        rest = [e for e in left if e is not equation]
        values, ties = self._solutions(equation, variable)
        for num, den, demanded in values:
            domains = [substituted(ring, d, variable, num, den)[0] for d in domain]
            case = table.all_of(
                [
                    demanded,
                    table.atom(den, ">"),
                    table.atom(num, ">"),
                    *(table.atom(d, ">") for d, old in zip(domains, domain, strict=True) if d is not old),
                    replaced(table, condition, variable, num, den),
                ]
            )
            if case.is_false or (len(values) > 1 and self.space.oracle.possible(case) is False):
                continue
            more = [substituted(ring, e, variable, num, den)[0] for e in rest]
            found = (variable - self.parameters, RatFun(num, den))
            yield from self.settle(more, case, local, domains, (*solved, found))
        for demanded, tied in ties:
            case = table.all_of([condition, demanded])
            yield from self.settle([*tied, *rest], case, local, domain, solved)

    def _solutions(
        self, equation: Poly, variable: int
    ) -> tuple[list[tuple[Poly, Poly, Formula]], list[tuple[Formula, tuple[Poly, ...]]]]:
        """Solutions ``(num, den, condition)``, each where `den` is positive, and the equations of degenerate cases."""
        ring, table = self.space.ring, self.space.table
        parts = ring.collect(equation, ring.names[variable])
        a, b, c = (parts.get(k, ring.zero) for k in (2, 1, 0))
        if max(parts) > 2:
            return self._numbers(parts), []
        if a.is_zero:
            sign = self.space.sign(b)
            halves = [(-c, b)] * (sign not in _NOT_POSITIVE) + [(c, -b)] * (sign not in _NOT_NEGATIVE)
            return [(num, den, table.true) for num, den in halves], [(table.true, (b, c))] * (sign not in ("+", "-"))
        discriminant = self._discriminant(a, b, c)
        double, sign, inside = ring.scale(a, 2), self.space.sign(a), self.space.sign(discriminant)
        values = []
        if inside not in _NOT_POSITIVE:
            root = self._root(discriminant)
            ends = [ring.sub(ring.sub(ring.zero, b), root), ring.sub(root, b)]
            ways = [(e, double) for e in ends] * (sign not in _NOT_POSITIVE)
            ways += [(-e, -double) for e in reversed(ends)] * (sign not in _NOT_NEGATIVE)
            values = [(num, den, table.atom(discriminant, ">")) for num, den in ways]
        symbol = ring.symbol(ring.names[variable])
        ties: list[tuple[Formula, tuple[Poly, ...]]] = []
        if sign not in ("+", "-"):
            ties.append((table.true, (a, ring.add(ring.mul(b, symbol), c))))
        if inside not in ("+", "-"):
            ties.append((table.atom(a, "!="), (discriminant, ring.add(ring.mul(double, symbol), b))))
        return values, ties

    def _numbers(self, parts: Mapping[int, Poly]) -> list[tuple[Poly, Poly, Formula]]:
        """The positive roots of an irreducible equation without parameters: over its last coefficient whole numbers."""
        ring, degree = self.space.ring, max(parts)
        found = [parts[k].constant or 0 if k in parts else 0 for k in range(degree + 1)]
        sign = 1 if found[-1] > 0 else -1
        last = sign * found[-1]
        whole = (*(sign * c * last ** (degree - 1 - k) for k, c in enumerate(found[:-1])), 1)
        roots = (RootOf(whole, i) for i, (_, high) in enumerate(isolated(whole)) if high > 0)
        return [(ring.roots.number(root), ring.constant(last), self.space.table.true) for root in roots]

    def _pair(self, equations: Sequence[Poly], local: Sequence[int]) -> tuple[Poly, Poly, int] | None:
        """Two equations with a symbol in common, the first of no higher degree there, and that symbol."""
        ring = self.space.ring
        best: tuple[tuple[object, ...], Poly, Poly, int] | None = None
        for variable in local:
            own = sorted(
                (max(ring.collect(e, ring.names[variable])), len(e.terms), e.terms, i)
                for i, e in enumerate(equations)
                if variable in e.variables
            )
            if len(own) > 1 and own[1][1] <= LONGEST:
                rank = (own[1][0], own[0][0], own[0][1] + own[1][1], variable)
                if best is None or rank < best[0]:
                    best = (rank, equations[own[0][3]], equations[own[1][3]], variable)
        return None if best is None else best[1:]

    def _divided(
        self,
        equations: Sequence[Poly],
        low: Poly,
        high: Poly,
        variable: int,
        condition: Formula,
        local: Sequence[int],
        domain: Sequence[Poly],
        solved: tuple[tuple[int, RatFun], ...],
    ) -> Iterator[Settled]:
        """The cases of a system, one equation replaced by its remainder in a division by another."""
        ring, table = self.space.ring, self.space.table
        name = ring.names[variable]
        parts = ring.collect(low, name)
        degree = max(parts)
        lead, power = parts[degree], ring.power(ring.symbol(name), degree)
        rest = [e for e in equations if e not in (low, high)]
        remainder = high
        while not remainder.is_zero and (top := max(by := ring.collect(remainder, name))) >= degree:
            shifted = ring.mul(by[top], ring.power(ring.symbol(name), top - degree))
            remainder = ring.primitive(ring.dot((remainder, lead), (-shifted, low)))
        sign = self.space.sign(lead)
        if sign != "0":
            case = table.all_of([condition, table.atom(lead, "!=")])
            yield from self.settle([*rest, low, remainder], case, local, domain, solved)
        if sign not in ("+", "-"):
            tail = ring.dot((low, ring.one), (-lead, power))
            yield from self.settle([*rest, high, lead, tail], condition, local, domain, solved)

    def _discriminant(self, a: Poly, b: Poly, c: Poly) -> Poly:
        ring = self.space.ring
        return ring.dot((b, b), (ring.scale(a, -4), c))

    def _root(self, discriminant: Poly) -> Poly:
        """A square root, of either sign, of what is positive: squares of factors are taken out."""
        ring = self.space.ring
        content, factors = ring.factors(discriminant)
        outer, inner = ring.one, ring.constant(content)
        for factor, exponent in factors:
            outer = ring.mul(outer, ring.power(factor, exponent // 2))
            inner = ring.mul(inner, ring.power(factor, exponent % 2))
        return ring.mul(outer, ring.roots.of(inner))

    def _is_local(self, equation: Poly) -> bool:
        """Whether an equation is about more than the parameters and their square roots."""
        roots = self.space.ring.roots.places
        return any(v >= self.parameters and v not in roots for v in equation.variables)

    def _factors(self, equation: Poly) -> list[Poly] | None:
        """What may vanish of an equation, factor by factor; ``None`` if it vanishes identically."""
        if equation.is_zero:
            return None
        if equation.constant is not None:
            return []
        _, factors = self.space.ring.factors(equation)
        return [f for f, _ in factors if self.space.sign(f) not in ("+", "-")]

    def _pivot(self, equations: Sequence[Poly], local: Sequence[int]) -> tuple[Poly, int] | None:
        """The equation and symbol to solve next: linear ones first, then odds, then the simplest coefficient."""
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
                degree = max(parts)
                if degree == 2 and not self._has_root(parts):
                    continue
                if degree > 2 and (not self.last or equation.variables != (variable,)):
                    continue
                a = parts[degree]
                rank = (
                    degree,
                    variable not in self.odds,
                    self.space.sign(a) not in ("+", "-"),
                    self._is_local(a),
                    len(equation.terms),
                    equation.terms,
                    variable,
                )
                if best is None or rank < best[0]:
                    best = (rank, equation, variable)
        return None if best is None else best[1:]

    def _has_root(self, parts: Mapping[int, Poly]) -> bool:
        """Whether the discriminant of a quadratic equation has parameters only: others are left for more equations."""
        zero = self.space.ring.zero
        discriminant = self._discriminant(parts[2], parts.get(1, zero), parts.get(0, zero))
        return all(v < self.parameters for v in discriminant.variables)
