"""From the violations of a claim to its answer: proved, refuted at an exact point, or unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from gametheory.algebra import Evaluator, Formula, ParameterSpace, Poly, Region, atoms, postorder
from gametheory.algebra.simplify import simplified
from gametheory.errors import SolverError
from gametheory.expr import Comparison
from gametheory.solution.claims_violations import Question, Violation

POINTS = 1000
"""Points at which a claim is evaluated, at least, where the bank has as many."""

MOST_EDGES = 30
"""Equations looked through for those on which a claim fails."""


@dataclass(frozen=True, eq=False)
class Answer:
    """The answer to a question, before it is told.

    Attributes
    ----------
    status : {"proved", "refuted", "unknown"}
    violation, witness
        What breaks the claim, and an exact point where it does (``None`` if no exact point was found).
    exact : bool or None
        Of a proof: whether it holds at every point; False: on open sets only, and `witness` is an exception;
        ``None``: whether there are exceptions was not decided.
    edges : tuple of Comparison
        Of a proof with exceptions: the equations that hold where they are; empty if they were not found in this form.
    never : bool
        Of a refuted claim: whether it is refuted because `violation` never occurs.
    budget : bool
        Of an unknown: whether the budget was the reason (else equilibria may be missing).
    """

    status: str
    violation: Violation | None = None
    witness: dict[str, Fraction] | None = None
    exact: bool | None = True
    edges: tuple[Comparison, ...] = ()
    never: bool = False
    budget: bool = False


def decide(question: Question, up_to: str) -> Answer:
    """Whether some point, or some open set of points, breaks a claim."""
    if question.reversed:
        return _all_occur(question, up_to)
    space = question.space
    for v in question.violations:
        f = v.certain if up_to == "exact" else space.oracle.open(v.certain)
        if space.oracle.possible(f):
            return Answer("refuted", v, _witness(space, v.certain, up_to))
    budget = False
    for v in question.violations:
        f = v.possible if up_to == "exact" else space.oracle.open(v.possible)
        possible = space.oracle.possible(f)
        if possible:
            return Answer("unknown")
        budget = budget or possible is None
    if budget:
        return Answer("unknown", budget=True)
    return Answer("proved") if up_to == "exact" else _exceptions(question)


def _exceptions(question: Question) -> Answer:
    """A claim proved up to knife-edges: are there any on which it fails?"""
    exact: bool | None = True
    for v in question.violations:
        answer = question.space.oracle.ask(v.possible)
        if answer.possible:
            names = question.space.names
            point = dict(zip(names, answer.point, strict=True)) if answer.point is not None else None
            f = question.space.table.any_of([v.possible for v in question.violations])
            return Answer("proved", v, point, exact=False, edges=_edges(question.space, f))
        if answer.possible is None:
            exact = None
    return Answer("proved", exact=exact)


def _edges(space: ParameterSpace, f: Formula) -> tuple[Comparison, ...]:
    """Equations of which one holds at every point of `f`, a condition without interior; none if that is not shown."""
    table, possible = space.table, space.oracle.possible
    borders: dict[Poly, None] = {}
    for node in atoms(f):
        assert node.poly is not None
        if node.rel in (">=", "="):
            borders[node.poly if node.poly.terms[0][1] > 0 else -node.poly] = None
    if len(borders) > MOST_EDGES:
        return ()
    found = []
    for poly in borders:
        if possible(table.all_of([table.raw_atom(poly, "="), _on_border(space, f, poly), space.oracle.inside])):
            found.append(poly)
    rest = table.all_of([f, *(table.raw_atom(poly, "!=") for poly in found)])
    return tuple(_equation(space, poly) for poly in found) if possible(rest) is False else ()


def _on_border(space: ParameterSpace, f: Formula, border: Poly) -> Formula:
    """`f` where `border` is zero and nothing else is."""
    done: dict[int, Formula] = {}
    table = space.table
    for node in postorder(f):
        if node.poly in (border, -border):
            done[node.number] = table.truth(node.rel in (">=", "="))
        elif node.kind in ("and", "or"):
            parts = [done[p.number] for p in node.parts]
            done[node.number] = table.all_of(parts) if node.kind == "and" else table.any_of(parts)
        else:
            done[node.number] = table.interior(node)
    return done[f.number]


def _equation(space: ParameterSpace, poly: Poly) -> Comparison:
    above = Poly(tuple(t for t in poly.terms if t[1] > 0))
    below = Poly(tuple(t for t in (-poly).terms if t[1] > 0))
    return Comparison(space.ring.write(above), "=", space.ring.write(below))


def _all_occur(question: Question, up_to: str) -> Answer:
    answers = []
    for v in question.violations:
        f, g = v.certain, v.possible
        if up_to != "exact":
            f, g = question.space.oracle.open(f), question.space.oracle.open(g)
        if question.space.oracle.possible(f):
            answers.append("yes")
        else:
            possible = question.space.oracle.possible(g)
            answers.append("no" if possible is False else "budget" if possible is None else "unknown")
    if "no" in answers:
        return Answer("refuted", question.violations[answers.index("no")], never=True)
    if answers.count("yes") == len(answers):
        v = question.violations[0]
        return Answer("proved", v, _witness(question.space, v.certain, up_to))
    return Answer("unknown", budget="budget" in answers)


def _witness(space: ParameterSpace, f: Formula, up_to: str) -> dict[str, Fraction] | None:
    """An exact point, inside the violation if possible, in small numbers."""
    try:
        found = Region(space, f).witness(up_to="exact" if up_to == "exact" else "knife-edges")
    except SolverError:
        found = next(iter(Region(space, f).sample(1)), None)
    if found is None:
        return None
    return dict(zip(space.names, simplified(space, f, [found[name] for name in space.names]), strict=True))


def points_held(question: Question) -> tuple[int, int]:
    """(points at which nothing breaks the claim, points evaluated): exact points of the bank of the space."""
    space = question.space
    if not space.names:
        here = Evaluator(())
        return int(not any(here.truth(v.possible) for v in question.violations)), 1
    bank = space.bank
    if not len(bank):
        return 0, 0
    f = space.table.any_of([v.possible for v in question.violations])
    broken, fine = bank.masks(f)
    unsure = _spread((~(broken | fine)).nonzero()[0].tolist(), POINTS)
    held = sum(not Evaluator(bank.exact(i)).truth(f) for i in unsure)
    return int(fine.sum()) + held, int(fine.sum() + broken.sum()) + len(unsure)


def _spread(indices: Sequence[int], n: int) -> Sequence[int]:
    return indices[:: max(1, len(indices) // n)][:n]
