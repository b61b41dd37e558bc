"""From the odds of deviations, in which a solver states conditions, to beliefs about who made them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from gametheory.algebra import Formula, ParameterSpace, Poly, RatFun, postorder
from gametheory.errors import ExpressionError
from gametheory.solvers.orders import Order, difference, joined


class Swap:
    """Formulas in odds as formulas in beliefs: ``odds = belief / weight`` up to a common factor."""

    def __init__(
        self, space: ParameterSpace, names: Sequence[str], slots: tuple[int, ...], weights: Sequence[RatFun]
    ) -> None:
        ring = space.ring
        self.space, self.slots, self.weights = space, slots, weights
        self.parameters = len(space.names) - len(names)
        beliefs = [ring.symbol(name) for name in names]
        last = ring.one
        for b in beliefs:
            last = ring.sub(last, b)
        self.beliefs = dict(zip(slots, (*beliefs, last), strict=True))

    def together(self, order: Order, supports: Formula) -> Formula:
        """A condition on the odds with the beliefs that the orders of the deviations imply.

        Raises
        ------
        ExpressionError
            If the orders leave the possible histories open, or the condition depends on other odds.
        """
        table, low = self.space.table, lowest(self.slots, order)
        if low is None:
            raise ExpressionError("the orders of the deviations do not say which histories are possible")
        pattern = [table.atom(b, ">" if slot in low else "=") for slot, b in self.beliefs.items()]
        odds = {}
        for slot in low:
            value = self.space.ring.mul(self.beliefs[slot], self.weights[self.slots.index(slot)].den)
            for other in low:
                if other != slot:
                    value = self.space.ring.mul(value, self.weights[self.slots.index(other)].num)
            odds[self.parameters + slot] = value
        return table.all_of([*pattern, self._formula(supports, odds)])

    def _formula(self, f: Formula, odds: Mapping[int, Poly]) -> Formula:
        table = self.space.table
        done: dict[int, Formula] = {}
        for node in postorder(f):
            if node.poly is not None:
                done[node.number] = table.atom(self._polynomial(node.poly, odds), node.rel)
            elif node.kind in ("and", "or"):
                join = table.all_of if node.kind == "and" else table.any_of
                done[node.number] = join([done[p.number] for p in node.parts])
            else:
                done[node.number] = table.truth(node.is_true)
        return done[f.number]

    def _polynomial(self, p: Poly, odds: Mapping[int, Poly]) -> Poly:
        """The same polynomial in the beliefs, up to a positive factor."""
        ring, total = self.space.ring, self.space.ring.zero
        more = (0,) * (len(self.space.names) - self.parameters)
        degrees = set()
        for exponents, coefficient in p.terms:
            term = Poly((((*exponents[: self.parameters], *more), coefficient),))
            degrees.add(sum(exponents[self.parameters :]))
            for i in range(self.parameters, len(exponents)):
                if exponents[i] and i not in odds:
                    raise ExpressionError("the condition depends on further odds")
                for _ in range(exponents[i]):
                    term = ring.mul(term, odds[i])
            total = ring.add(total, term)
        if len(degrees) > 1:
            raise ExpressionError("the condition depends on more than the ratios of the odds")
        return total


def lowest(slots: tuple[int, ...], order: Order) -> tuple[int, ...] | None:
    """The slots of lowest order, if the constraints say which they are."""
    for size in range(1, len(slots) + 1):
        for chosen in combinations(slots, size):
            rest = [slot for slot in slots if slot not in chosen]
            claims = [*((">", slot, chosen[0]) for slot in rest), *(("=", slot, chosen[0]) for slot in chosen[1:])]
            if all(_implied(order, *claim) for claim in claims):
                return chosen
    return None


def _implied(order: Order, kind: str, a: int, b: int) -> bool:
    """Whether the constraints imply that the label of `a` equals or exceeds that of `b`."""
    above, below, equal = ((">", difference((a,), (b,))), (">", difference((b,), (a,))), ("=", _even(a, b)))
    others = (above, below) if kind == "=" else (below, equal)
    return all(joined(order, (other,)) is None for other in others)


def _even(a: int, b: int) -> tuple[tuple[int, int], ...]:
    """The row of an equation between two labels, in the form that constraints have."""
    row = difference((a,), (b,))
    return row if row[0][1] > 0 else tuple((slot, -n) for slot, n in row)
