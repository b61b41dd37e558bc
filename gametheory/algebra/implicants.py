"""Irredundant implicants: the shortest printed form of a condition that we can prove equivalent to it.

An implicant is a set of atoms that together imply the condition. Atoms are deleted, the longest first, as long as
z3 proves that the rest still implies it; what is not proved stays (longer, never wrong).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from gametheory.algebra.formulas import Evaluator, Formula, postorder, sufficient_atoms
from gametheory.algebra.oracle import Refuter
from gametheory.algebra.space import ParameterSpace

LARGE = 200  # nodes of a nonlinear question from which on it is given up early
FEW = 12  # implicants up to which pairs of them are merged
LIMIT = 200  # implicants; beyond it the cover is reported as partial


@dataclass(frozen=True, slots=True)
class Cover:
    """Implicants whose disjunction is the condition.

    Attributes
    ----------
    implicants : tuple of tuples of Formula
        Atoms of each implicant.
    closed : bool
        Whether nothing of the condition lies outside (proved up to a null set).
    exact : bool
        Whether the disjunction equals the condition at every admissible point, borders included (proved).
    """

    implicants: tuple[tuple[Formula, ...], ...]
    closed: bool
    exact: bool


def weight(f: Formula) -> tuple[Any, ...]:
    """How long an atom is in print; the key that orders atoms (by content, never by creation)."""
    assert f.poly is not None
    return (f.rel in ("=", "!="), f.poly.degree, len(f.poly.terms), len(f.poly.variables), f.poly.terms, f.rel)


def cover(space: ParameterSpace, f: Formula, *, exact: bool) -> Cover:
    """Implicants of `f`; with ``exact=False`` everything is meant up to null sets and is often shorter.

    Cost: one query to an incremental solver per attempted deletion that the bank does not refute.
    """
    table = space.table
    target = f if exact else table.interior(f)
    outside = table.negate(f)
    if not exact:
        outside = table.interior(outside)
    refuter = space.oracle.refuter(outside)
    found: list[tuple[Formula, ...]] = []
    missed = target
    closed = False
    while len(found) < LIMIT:
        question = missed if exact else space.oracle.open(missed)
        answer = space.oracle.ask(question, quick=len(postorder(question)) > LARGE)
        if answer.possible is False:
            closed = True
            break
        if answer.point is None:
            break
        implicant = _minimal(space, refuter, sufficient_atoms(target, Evaluator(answer.point)), exact)
        found.append(implicant)
        beyond = table.negate(table.all_of(implicant))
        missed = table.all_of([missed, beyond if exact else table.interior(beyond)])
    found = _irredundant(space, found, exact)
    if 1 < len(found) <= FEW:
        merged = _irredundant(space, found + _consensus(space, refuter, found, exact), exact)
        found = min(found, merged, key=lambda f: (sum(map(len, f)), len(f)))
    ordered = sorted((tuple(sorted(i, key=weight)) for i in found), key=lambda i: [weight(a) for a in i])
    return Cover(tuple(ordered), closed, closed and (exact or _is_exact(space, f, ordered)))


def _is_exact(space: ParameterSpace, f: Formula, implicants: Sequence[tuple[Formula, ...]]) -> bool:
    """Whether the disjunction of implicants equals `f` on borders too (a few queries)."""
    table, oracle = space.table, space.oracle
    union = table.any_of([table.all_of(i) for i in implicants])
    outside = table.negate(f)
    return oracle.possible(table.all_of([f, table.negate(union)]), quick=True) is False and all(
        oracle.possible(table.all_of([*i, outside]), quick=True) is False for i in implicants
    )


def _weak(space: ParameterSpace, atom: Formula) -> Formula:
    assert atom.poly is not None
    return space.table.raw_atom(atom.poly, ">=") if atom.rel == ">" else atom


def _minimal(space: ParameterSpace, refuter: Refuter, literals: list[Formula], exact: bool) -> tuple[Formula, ...]:
    kept = sorted(literals, key=weight)
    core = refuter.excluded(kept)
    kept = kept if core is None else core
    for atom in reversed(kept):
        rest = [a for a in kept if a is not atom]
        if len(rest) < len(kept) and (core := refuter.excluded(rest)) is not None:
            kept = core
    return tuple(kept if exact else dict.fromkeys(_weak(space, a) for a in kept))


def _consensus(
    space: ParameterSpace, refuter: Refuter, found: list[tuple[Formula, ...]], exact: bool
) -> list[tuple[Formula, ...]]:
    """What two implicants that differ in the side of one border imply together, made shorter where possible.

    (W. Quine 1955, A way to simplify truth functions, American Mathematical Monthly 62(9):627-631.)
    """
    more: dict[tuple[Formula, ...], None] = {}
    for one, other in combinations(found, 2):
        sides = {-b.poly: b for b in other if b.poly is not None and b.rel in (">", ">=")}
        clash = [(a, sides[a.poly]) for a in one if a.poly in sides and a.rel in (">", ">=")]
        if len(clash) != 1:
            continue
        rest = list(dict.fromkeys(f for f in (*one, *other) if f not in clash[0]))
        if refuter.excluded(rest) is not None:
            more[_minimal(space, refuter, rest, exact)] = None
    return [implicant for implicant in more if implicant not in found]


def _irredundant(space: ParameterSpace, found: list[tuple[Formula, ...]], exact: bool) -> list[tuple[Formula, ...]]:
    table = space.table
    kept = list(found)
    for implicant in sorted(found, key=lambda i: (-len(i), [weight(a) for a in sorted(i, key=weight)])):
        others = table.any_of([table.all_of(i) for i in kept if i is not implicant])
        missed = table.all_of([*implicant, table.negate(others)])
        if len(kept) > 1 and space.oracle.possible(missed if exact else table.interior(missed), quick=True) is False:
            kept = [i for i in kept if i is not implicant]
    return kept
