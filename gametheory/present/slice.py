"""Conditions on a two-dimensional slice of the parameter space: all other parameters fixed exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gametheory.present.protocols import FormulaLike, PolyLike

Terms = tuple[tuple[tuple[int, int], int], ...]
"""A polynomial in x and y: ((exponent of x, exponent of y), integer coefficient) terms, sorted."""


@dataclass(frozen=True, slots=True)
class Step:
    """A node of the formulas: a truth value, an atom ``polys[index] rel 0``, or *and* / *or* of earlier steps."""

    kind: str
    parts: tuple[int, ...] = ()
    index: int = -1
    rel: str = ""


@dataclass(frozen=True, slots=True)
class Slice:
    """Formulas cut to the plane: distinct polynomials in x and y, steps in order, and the step of every formula."""

    polys: tuple[Terms, ...]
    steps: tuple[Step, ...]
    roots: tuple[int, ...]

    def truth(self, signs: NDArray[np.int8]) -> NDArray[np.bool_]:
        """Truth of every formula (formulas, points), from the signs of the polynomials (polys, points)."""
        points = signs.shape[1]
        values: list[NDArray[np.bool_]] = []
        for step in self.steps:
            if step.kind == "atom":
                sign = signs[step.index]
                value = {">": sign > 0, ">=": sign >= 0, "=": sign == 0, "!=": sign != 0}[step.rel]
            elif step.kind in ("and", "or"):
                join = np.logical_and if step.kind == "and" else np.logical_or
                value = join.reduce([values[part] for part in step.parts])
            else:
                value = np.full(points, step.kind == "true")
            values.append(value)
        return np.array([values[root] for root in self.roots], dtype=bool).reshape(len(self.roots), points)


def cut(formulas: Sequence[FormulaLike], names: Sequence[str], x: str, y: str, fixed: Mapping[str, Fraction]) -> Slice:
    """The formulas with every parameter but `x` and `y` fixed.

    Parameters
    ----------
    formulas : sequence of FormulaLike
        Nodes of one space; shared parts are cut once.
    names : sequence of str
        The parameters in the order of the exponents.
    x, y : str
        The two that stay free.
    fixed : mapping of str to Fraction
        Exact values of all others.
    """
    polys: dict[Terms, int] = {}
    steps: list[Step] = []
    place: dict[int, int] = {}
    values = [fixed.get(name, Fraction(1)) for name in names]
    across, up = list(names).index(x), list(names).index(y)
    for node in postorder(formulas):
        if node.kind == "atom":
            assert node.poly is not None and node.rel is not None
            terms = restrict(node.poly, values, across, up)
            if not any(any(exponents) for exponents, _ in terms):
                sign = terms[0][1] if terms else 0
                holds = {">": sign > 0, ">=": sign >= 0, "=": sign == 0, "!=": sign != 0}[node.rel]
                step = Step("true" if holds else "false")
            else:
                step = Step("atom", index=polys.setdefault(terms, len(polys)), rel=node.rel)
        else:
            step = Step(node.kind, tuple(place[part.number] for part in node.parts))
        place[node.number] = len(steps)
        steps.append(step)
    return Slice(tuple(polys), tuple(steps), tuple(place[formula.number] for formula in formulas))


def postorder(formulas: Sequence[FormulaLike]) -> list[FormulaLike]:
    """Every node once, parts before the formulas that use them."""
    seen: dict[int, FormulaLike] = {}
    stack = list(formulas)
    while stack:
        node = stack.pop()
        if node.number not in seen:
            seen[node.number] = node
            stack.extend(node.parts)
    return [seen[number] for number in sorted(seen)]


def restrict(poly: PolyLike, values: Sequence[Fraction], across: int, up: int) -> Terms:
    """The polynomial in the two free parameters, times a positive number: its coefficients are coprime integers."""
    total: dict[tuple[int, int], Fraction] = {}
    for exponents, coefficient in poly.terms:
        term = Fraction(coefficient)
        for place, exponent in enumerate(exponents):
            if exponent and place not in (across, up):
                term *= values[place] ** exponent
        key = (exponents[across], exponents[up])
        total[key] = total.get(key, Fraction(0)) + term
    return integral(total)


def integral(terms: Mapping[tuple[int, int], Fraction]) -> Terms:
    """The same polynomial times a positive number, with coprime integer coefficients, sorted and without zeros."""
    scale = lcm(*(c.denominator for c in terms.values())) if terms else 1
    whole = {key: int(c * scale) for key, c in terms.items() if c}
    content = gcd(*whole.values()) if whole else 1
    return tuple(sorted((key, c // content) for key, c in whole.items()))


def exact_sign(terms: Terms, x: Fraction, y: Fraction) -> int:
    """Sign of a polynomial at a rational point, in integers."""
    across = max((i for (i, _), _ in terms), default=0)
    up = max((j for (_, j), _ in terms), default=0)
    p, q, r, s = x.numerator, x.denominator, y.numerator, y.denominator
    total = sum(c * p**i * q ** (across - i) * r**j * s ** (up - j) for (i, j), c in terms)
    return int(total > 0) - int(total < 0)


def value(terms: Terms, x: Any, y: Any) -> Any:
    """Value of a polynomial at numbers or arrays."""
    total = 0 * x * y
    for (i, j), coefficient in terms:
        total = total + coefficient * x**i * y**j
    return total
