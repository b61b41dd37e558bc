"""Conditions of any Boolean shape over polynomial atoms: a linear solver that learns what the products forbid.

One incremental solver per admissible set holds every formula asked about as Boolean structure over linear constraints:
each product of symbols is a free quantity of known sign, and each product of polynomials is split into the signs of its
factors. It does the *or*; what it proposes are atoms that have to hold together. A few of them that no known point
satisfies are put to the nonlinear solver. If they are impossible, that becomes a clause, true for good, and the search
goes on; if not, there is a new point. What is learned serves every later question.

The scheme is lazy SMT (R. Sebastiani 2007, Lazy satisfiability modulo theories, Journal on Satisfiability, Boolean
Modeling and Computation 3:141-224), with the bank of points as the first theory check.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gametheory.algebra.bank import Bank
from gametheory.algebra.formulas import Evaluator, Formula
from gametheory.algebra.translation import Translation

if TYPE_CHECKING:
    from gametheory.algebra.oracle import Oracle


@dataclass(frozen=True, slots=True)
class Answer:
    """`possible` is True, False or None (undecided); `point` is an exact witness if one was found."""

    possible: bool | None
    point: tuple[Fraction, ...] | None = None


BUDGET = 50_000_000  # of the linear solver, per question
ATTEMPTS = 4  # of refuting a conjunction by other parts, where one of them is undecided
EXTRACTS = 12  # undecided conjunctions after which a question is given up


@dataclass(frozen=True, slots=True)
class Verdict:
    """`possible` is True, False or None (undecided); with it a witness, or the assumptions that contradict."""

    possible: bool | None
    point: tuple[Fraction, ...] | None = None
    core: tuple[Formula, ...] = ()


class Lazy:
    """What an oracle asks first; made once per oracle."""

    def __init__(self, oracle: Oracle, width: int) -> None:
        self._oracle = oracle
        self._question = Translation(width, relaxed=True)
        self._solver = self._question.solver("QF_LRA", BUDGET)
        self._literals: dict[int, Any] = {}
        self._split: dict[int, Formula] = {}
        self._everything = tuple(range(len(oracle.conjuncts)))
        self._signing = False
        for f in oracle.conjuncts:
            self._solver.add(self._question.term(f))

    def _sign(self) -> None:
        """Add the signs of products that are new; finding the sign of a symbol asks questions of its own."""
        if self._signing:
            return
        self._signing = True
        try:
            while signs := self._question.new_signs(self._oracle.symbol_sign):
                for sign in signs:
                    self._solver.add(sign)
        finally:
            self._signing = False

    def literal(self, f: Formula) -> Any:
        """A Boolean that implies `f`; its definition is added where it is new."""
        stack = [f]
        while stack:
            node = stack[-1]
            if node.number in self._literals:
                stack.pop()
                continue
            below = self._parts(node)
            missing = [p for p in below if p.number not in self._literals]
            if missing:
                stack.extend(missing)
                continue
            stack.pop()
            self._define(node, below)
        return self._literals[f.number]

    def _parts(self, node: Formula) -> tuple[Formula, ...]:
        """What a node is made of: its parts, or for a product of polynomials the condition on its factors."""
        if node.poly is not None and node.number not in self._split:
            if len(self._oracle.table.ring.factors(node.poly)[1]) < 2:
                return ()
            self._split[node.number] = _by_factors(self._oracle, node)
        return node.parts if node.poly is None else (self._split[node.number],)

    def _define(self, node: Formula, below: Sequence[Formula]) -> None:
        switch = self._literals[node.number] = self._question.switch(node.number)
        if node.kind in ("and", "or") or node.number in self._split:
            meaning = [self._literals[p.number] for p in below]
        else:
            meaning = [self._question.term(node)]
        self._solver.add(self._question.implication(switch, "or" if node.kind == "or" else "and", meaning))

    def ask(self, goals: Sequence[Formula], rounds: int, *, small: bool) -> Verdict:
        """Whether the goals hold together at some admissible point; if not, which of them contradict."""
        oracle, z3 = self._oracle, self._question.z3
        switches = {str(s): f for f in goals for s in (self.literal(f),)}
        self._sign()
        assumed = [self._literals[f.number] for f in goals]
        open_question = False
        blocks: list[Any] = []
        for _ in range(rounds):
            result = self._solver.check(*assumed, *blocks)
            oracle.queries += 1
            if result == z3.unsat:
                if open_question:
                    return Verdict(None)
                used = {str(c) for c in self._solver.unsat_core()}
                return Verdict(False, None, tuple(f for name, f in switches.items() if name in used))
            if result != z3.sat:
                return Verdict(None)
            model = self._solver.model()
            literals = self._chosen(goals, model)
            point = oracle.witness(oracle.table.all_of(literals), self._question, model, self._everything)
            if point is not None:
                return Verdict(True, point)
            answer, core = self._conjunction(literals, small)
            if answer.possible:
                return Verdict(True, answer.point)
            clause = [z3.Not(self._literals[f.number]) for f in core]
            if answer.possible is None:
                open_question = True
                if len(blocks) >= EXTRACTS:
                    return Verdict(None)
                block = self._question.switch(-1 - len(blocks))
                clause.append(z3.Not(block))
                blocks.append(block)
            self._solver.add(z3.Or(clause))
        return Verdict(None)

    def _chosen(self, goals: Sequence[Formula], model: Any) -> list[Formula]:
        """Atoms that the model makes true and that imply the goals."""
        lookup = self._question.reader(model)

        def holds(f: Formula) -> bool:
            return lookup(self._literals[f.number])

        found: dict[int, Formula] = {}
        seen: set[int] = set()
        stack = list(goals)
        while stack:
            node = stack.pop()
            if node.number in seen:
                continue
            seen.add(node.number)
            if node.number in self._split:
                stack.append(self._split[node.number])
            elif node.kind == "and":
                stack.extend(node.parts)
            elif node.kind == "or":
                if not any(p.number in seen and holds(p) for p in node.parts):
                    stack.append(next(p for p in sorted(node.parts, key=_difficulty) if holds(p)))
            elif node.poly is not None:
                found[node.number] = node
        return [found[n] for n in sorted(found)]

    def _conjunction(self, literals: list[Formula], small: bool) -> tuple[Verdict, list[Formula]]:
        """Whether atoms hold together, and if not a small part of them that does not.

        The nonlinear solver sees as few atoms as possible: those that together exclude every point known so far. Where
        it finds a point for them, atoms that the point violates are added.
        """
        oracle = self._oracle
        usable = list(literals)
        extra: list[Evaluator] = []
        points: list[tuple[Fraction, ...]] = []
        undecided: list[Formula] = []
        while True:
            part = _excluding(oracle.bank, usable, extra)
            if part is None and undecided:
                return Verdict(None), undecided
            if part is None:
                point = next((p for p, e in zip(points, extra, strict=True) if all(e.truth(f) for f in literals)), None)
                answer = Answer(True, point) if point is not None else oracle.conjunction(literals, small=small)
                return Verdict(answer.possible, answer.point), literals
            answer = oracle.conjunction(part, small=small)
            if answer.possible and answer.point is None:  # irrational points only
                part = literals
                answer = oracle.conjunction(part, small=small)
                if answer.possible is not False:
                    return Verdict(answer.possible, answer.point), literals
            if answer.possible is False:
                break
            if answer.point is not None:
                extra.append(Evaluator(answer.point))
                points.append(answer.point)
                continue
            # without its hardest atom another part may be easier to refute
            undecided = undecided or part
            usable.remove(max(part, key=_hardness))
            if not usable or len(usable) + ATTEMPTS < len(literals):
                return Verdict(None), undecided
        core = part
        for f in part:
            rest = [g for g in core if g is not f]
            if rest and len(core) > 1 and oracle.conjunction(rest, small=True).possible is False:
                core = rest
        return Verdict(False), core


def _excluding(bank: Bank, literals: Sequence[Formula], extra: Sequence[Evaluator]) -> list[Formula] | None:
    """A few of the atoms that no point of the bank or of `extra` satisfies all; ``None`` if some point satisfies all.

    Greedy: the atom that excludes most of the points left comes next.
    """
    import numpy as np

    if not literals:
        return None
    holds = np.array(
        [np.concatenate([bank.masks(f)[0], np.array([e.truth(f) for e in extra], dtype=bool)]) for f in literals]
    )
    alive = np.ones(holds.shape[1], dtype=bool)
    chosen: list[Formula] = []
    while alive.any():
        left = holds[:, alive].sum(axis=1)
        best = int(left.argmin())
        if left[best] == alive.sum():
            return None
        chosen.append(literals[best])
        alive &= holds[best]
    return chosen or list(literals)


def _difficulty(f: Formula) -> tuple[bool, int]:
    return (f.poly is None, f.number if f.poly is None else f.poly.degree)


def _hardness(f: Formula) -> tuple[int, int, int]:
    assert f.poly is not None
    return (f.poly.degree, len(f.poly.terms), f.number)


def _by_factors(oracle: Oracle, node: Formula) -> Formula:
    """An atom whose polynomial is a product, as a condition on the signs of its factors."""
    table, ring = oracle.table, oracle.table.ring
    assert node.poly is not None
    content, factors = ring.factors(node.poly)
    first, exponent = factors[0]
    rest = ring.constant(content)
    for factor, power in factors[1:]:
        rest = ring.mul(rest, ring.power(factor, power))
    head = first if exponent % 2 else ring.mul(first, first)
    make = table.raw_atom
    if node.rel in ("=", "!="):
        both = [make(first, node.rel), make(rest, node.rel)]
        return table.any_of(both) if node.rel == "=" else table.all_of(both)
    if exponent % 2 == 0:
        if node.rel == ">":
            return table.all_of([make(first, "!="), make(rest, ">")])
        return table.any_of([make(first, "="), make(rest, ">=")])
    return table.any_of(
        [
            table.all_of([make(head, node.rel), make(rest, node.rel)]),
            table.all_of([make(-head, node.rel), make(-rest, node.rel)]),
        ]
    )
