"""Odds that several information sets share: do positive factors exist that satisfy linear rows in monomials."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from gametheory.verify.linear import linked, positive_weights
from gametheory.verify.multiplicative import Monomial, is_satisfiable

Exponents = tuple[int, ...]

TRIES = 200


class Undecided(Exception):
    """The odds of several information sets depend on each other in a way that is not linear."""


@dataclass(frozen=True, slots=True)
class Odds:
    """Rows that sum to at least 0 in the given monomials of positive factors; a common factor does not matter."""

    monomials: tuple[Exponents, ...]
    rows: tuple[tuple[Fraction, ...], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether factors exist, and equations that pin some down (``None`` where only their existence was decided)."""

    exist: bool
    equations: tuple[Monomial, ...] | None = ()


@dataclass(slots=True)
class _Group:
    """Information sets whose monomials agree up to a common factor; rows are aligned with `monomials`."""

    monomials: list[Exponents]
    rows: list[dict[int, Fraction]]

    def differences(self) -> list[Exponents]:
        """Exponents of the odds of each monomial against the first."""
        first = self.monomials[0]
        return [tuple(a - b for a, b in zip(m, first, strict=True)) for m in self.monomials[1:]]

    def weights(self) -> tuple[Fraction, ...] | None:
        """Positive values of the monomials, each taken to be free of the others."""
        size = len(self.monomials)
        return positive_weights([[row.get(k, Fraction(0)) for k in range(size)] for row in self.rows], size)

    def bounds(self) -> list[Monomial]:
        """With two monomials, each row as a bound on their ratio."""
        (up,) = self.differences()
        found: list[Monomial] = []
        for row in self.rows:
            a, b = row.get(0, Fraction(0)), row.get(1, Fraction(0))
            if a < 0:
                found.append((up, -a / b))
            elif b < 0:
                found.append((tuple(-e for e in up), -b / a))
        return found


def common_odds(asked: Sequence[Odds]) -> Answer:
    """Whether positive factors satisfy all rows at once.

    Sets that speak of the same odds are joined and solved as one linear system. Odds whose exponents are independent
    can take any positive values. Where exponents depend on each other, ratios of two monomials are decided in
    logarithms; what is left may be refuted set by set, or shown by one of a few factors that are tried.

    Raises
    ------
    Undecided
        If none of this decides.
    """
    groups = _joined(asked)
    if any(group.weights() is None for group in groups):
        return Answer(False)
    vectors = [(number, d) for number, group in enumerate(groups) for d in group.differences()]
    equations: list[Monomial] | None = []
    undecided = False
    for members, independent in _clusters([d for _, d in vectors], [number for number, _ in vectors]):
        if independent:
            values = groups[members[0]].weights()
            assert values is not None
            if equations is not None:
                odds = [value / values[0] for value in values[1:]]
                equations += zip(groups[members[0]].differences(), odds, strict=True)
        elif all(len(groups[number].monomials) == 2 for number in members):
            if not is_satisfiable([bound for number in members for bound in groups[number].bounds()]):
                return Answer(False)
            equations = None
        else:
            undecided = True
    if undecided:
        return _tried(groups)
    return Answer(True, None if equations is None else tuple(equations))


def _tried(groups: Sequence[_Group]) -> Answer:
    """Factors that satisfy all rows, found by trying: all 1 first, then powers of 2 from a fixed sequence."""
    size, source = len(groups[0].monomials[0]), random.Random(0)
    factors = [Fraction(1)] * size
    for _ in range(TRIES):
        if all(_is_met(row, group.monomials, factors) for group in groups for row in group.rows):
            return Answer(True, tuple((tuple(int(k == n) for n in range(size)), x) for k, x in enumerate(factors)))
        factors = [Fraction(2) ** source.randint(-4, 4) for _ in range(size)]
    raise Undecided


def _is_met(row: Mapping[int, Fraction], monomials: Sequence[Exponents], factors: Sequence[Fraction]) -> bool:
    values = (v * prod(x**e for x, e in zip(factors, monomials[k], strict=True)) for k, v in row.items())
    return sum(values, Fraction(0)) >= 0


def _joined(asked: Sequence[Odds]) -> list[_Group]:
    """Groups of sets that share at least two monomials up to a common factor; sets without open rows are left out."""
    groups: list[_Group] = []
    for odds in asked:
        rows = [{k: v for k, v in enumerate(row) if v} for row in odds.rows if min(row) < 0]
        if not rows:
            continue
        joined = _Group(list(odds.monomials), rows)
        rest = []
        for group in groups:
            shift = _shift(group.monomials, joined.monomials)
            if shift is None:
                rest.append(group)
            else:
                joined = _merged(joined, group, shift)
        groups = [*rest, joined]
    return groups


def _shift(moved: Sequence[Exponents], fixed: Sequence[Exponents]) -> Exponents | None:
    """What to add to the exponents of `moved` so that at least two of them occur among `fixed`."""
    for a in moved:
        for b in fixed:
            shift = tuple(y - x for x, y in zip(a, b, strict=True))
            if sum(_plus(m, shift) in fixed for m in moved) >= 2:
                return shift
    return None


def _plus(exponents: Exponents, shift: Exponents) -> Exponents:
    return tuple(x + y for x, y in zip(exponents, shift, strict=True))


def _merged(group: _Group, other: _Group, shift: Exponents) -> _Group:
    monomials = list(group.monomials)
    place = []
    for exponents in (_plus(m, shift) for m in other.monomials):
        if exponents not in monomials:
            monomials.append(exponents)
        place.append(monomials.index(exponents))
    return _Group(monomials, group.rows + [{place[k]: value for k, value in row.items()} for row in other.rows])


def _clusters(vectors: Sequence[Exponents], owners: Sequence[int]) -> list[tuple[list[int], bool]]:
    """Groups (by number) whose exponents depend on each other, and whether a group's are independent of all else."""
    clusters: list[tuple[set[int], bool]] = []
    for part in linked(vectors):
        members, independent = {owners[k] for k in part}, len(part) == 1
        rest = []
        for other, free in clusters:
            if other & members:
                members, independent = members | other, independent and free
            else:
                rest.append((other, free))
        clusters = [*rest, (members, independent)]
    return [(sorted(members), independent) for members, independent in sorted(clusters, key=lambda c: min(c[0]))]
