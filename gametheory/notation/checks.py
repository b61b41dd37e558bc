"""What must hold of a game whatever its tree: assumptions consistent, probabilities and denominators sound,
baselines admissible, every parameter explained and used.

Needs the algebra of conditions, so that what is refused here is *proved* to be possible under the assumptions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from gametheory.errors import AssumptionError, ExpressionError, SolverError
from gametheory.expr import (
    ONE,
    ZERO,
    And,
    Comparison,
    Condition,
    Expr,
    Number,
    Quotient,
    Truth,
    add,
    all_of,
    holds,
    subtree,
    symbols,
)
from gametheory.game import NATURE, Dependent, Move, Outcome, Parameter, Payment, Tree
from gametheory.notation.faults import Faults

if TYPE_CHECKING:
    from gametheory.algebra import ParameterSpace

LARGEST_CONFLICT = 40
"""Assumptions among which the smallest contradiction is looked for."""


def check_parameters(faults: Faults, parameters: Sequence[Parameter]) -> None:
    """Note parameters without meaning and ranges that are not ranges."""
    for p in parameters:
        place = faults.place(f"parameters.{p.name}")
        if not p.means.strip():
            faults.add(f"the parameter {p.name!r} has no meaning", place, f'write {p.name} = "what it stands for"')
        if p.range is not None and p.range[0] >= p.range[1]:
            low, high = p.range
            what = "is reversed" if low > high else "is empty"
            faults.add(
                f"the range [{low}, {high}] of {p.name!r} {what}", faults.place(f"parameters.{p.name}", "range"),
                "write the lower bound first, then a larger upper bound",
            )


def check_baseline(faults: Faults, parameters: Sequence[Parameter], where: Condition) -> None:
    """Note standing assumptions that the baseline violates, as far as all their parameters have one."""
    baseline = {p.name: p.at for p in parameters if p.at is not None}
    for part in _conjuncts(where):
        names = symbols(part)
        if not names or not names <= baseline.keys():
            continue
        at = ", ".join(f"{name} = {value}" for name, value in baseline.items() if name in names)
        try:
            if holds(part, baseline):
                continue
            what = f"the baseline {at} violates the standing assumption {part}"
        except ExpressionError:
            what = f"the standing assumption {part} divides by zero at the baseline {at}"
        faults.add(what, faults.place("parameters"), "change `at` of one of them, or `where`")


def check_used(faults: Faults, parameters: Iterable[str], dependents: Iterable[str], used: set[str]) -> None:
    """Note symbols that stand in no payoff, probability or claim."""
    for table, names in (("parameters", parameters), ("depends", dependents)):
        for name in names:
            if name not in used:
                kind = "parameter" if table == "parameters" else "dependent symbol"
                faults.add(
                    f"the {kind} {name!r} is never used", faults.place(f"{table}.{name}"),
                    "let a payoff or a probability depend on it, or drop it",
                )


def space_of(faults: Faults, names: Sequence[str], where: Condition) -> ParameterSpace | None:
    """The parameters under the standing assumptions; ``None``, with a fault noted, if these contradict each other."""
    from gametheory.algebra import ParameterSpace

    try:
        return ParameterSpace(names, where)
    except AssumptionError:
        pass
    except (ExpressionError, SolverError) as error:
        faults.take(AssumptionError(str(error)), f"{faults.place('where')[3:]}: ")
        return None
    parts = list(_conjuncts(where))
    if len(parts) <= LARGEST_CONFLICT:
        for part in list(parts):
            rest = [p for p in parts if p is not part]
            if rest and not _consistent(names, all_of(*rest)):
                parts = rest
    conflict = all_of(*parts)
    faults.add(
        f"the standing assumptions contradict each other: no point satisfies {conflict}", faults.place("where"),
        "drop one of them, or split the model into two files", AssumptionError,
    )
    return None


def _consistent(names: Sequence[str], where: Condition) -> bool:
    from gametheory.algebra import ParameterSpace

    try:
        ParameterSpace(names, where)
    except AssumptionError:
        return False
    return True


class Possible:
    """Asks whether something may happen under the standing assumptions, and notes what may not."""

    def __init__(self, faults: Faults, space: ParameterSpace) -> None:
        self.faults, self.space = faults, space
        self._known: dict[Condition, bool] = {}

    def __call__(self, condition: Condition, place: str) -> bool:
        """Whether `condition` is possible; undecided is noted as a fault of its own."""
        if isinstance(condition, Truth):
            return condition.value
        if condition not in self._known:
            try:
                self._known[condition] = not self.space.region(condition).is_empty()
            except SolverError:
                self._known[condition] = False
                self.faults.add(
                    f"it could not be decided whether {condition} is possible under `where`", place,
                    "add a standing assumption that settles it", AssumptionError,
                )
            except (ExpressionError, ZeroDivisionError) as error:
                self._known[condition] = False
                self.faults.take(AssumptionError(str(error)), f"{place[3:]}: ")
        return self._known[condition]


def check_probabilities(
    possible: Possible, moves: Sequence[Move], tree: Tree | None, dependents: Sequence[Dependent]
) -> None:
    """Note moves of Nature whose probabilities may leave (0, 1) or do not sum to 1 under the assumptions."""
    strange = {d.name for d in dependents}
    for move in moves:
        if move.by != NATURE or not move.probabilities or len(move.actions) != len(move.probabilities):
            continue
        if tree is None:
            unsettled = any(symbols(p) & strange for p in move.probabilities)
            cases = [] if unsettled else [(move.actions, move.probabilities)]
        else:
            cases = list(dict.fromkeys((n.actions, n.probabilities) for n in tree.nodes if n.move == move.name))
        for actions, probabilities in cases:
            _check_distribution(possible, move.name, actions, probabilities)


def _check_distribution(possible: Possible, move: str, actions: Sequence[str], probabilities: Sequence[Expr]) -> None:
    faults = possible.faults
    certain = len(actions) == 1 and probabilities[0] == ONE
    for action, p in zip(actions, probabilities, strict=True):
        place = faults.place(f'move "{move}"', f"actions.{action}")
        if certain or isinstance(p, Number):
            continue  # numbers are checked as the tree is expanded
        for condition, what in ((Comparison(p, "<=", ZERO), "0 or less"), (Comparison(p, ">=", ONE), "1 or more")):
            if possible(condition, place):
                faults.add(
                    f"the probability {p} may be {what} under `where`,", place,
                    "probabilities lie strictly inside (0, 1); add a standing assumption, such as 0 < p < 1",
                    AssumptionError,
                )
    total = add(*probabilities)
    place = faults.place(f'move "{move}"', "actions")
    wrong = total != ONE if isinstance(total, Number) else possible(Comparison(total, "!=", ONE), place)
    if wrong:
        faults.add(f"the probabilities sum to {total}, not to 1,", place, "change one of them", AssumptionError)


def check_denominators(
    possible: Possible, moves: Sequence[Move], outcomes: Sequence[Outcome], payments: Sequence[Payment],
    dependents: Sequence[Dependent],
) -> None:
    """Note denominators in payoffs and probabilities that may be 0 under the assumptions."""
    faults = possible.faults
    strange = {d.name for d in dependents}
    for where, expression in _formulas(moves, outcomes, payments, dependents):
        place = faults.place(*where)
        for below in dict.fromkeys(_denominators(expression)):
            if not symbols(below) & strange and possible(Comparison(below, "=", ZERO), place):
                faults.add(
                    f"the denominator {below} may be 0 under `where`,", place,
                    f"add a standing assumption such as {below} > 0", AssumptionError,
                )


def _formulas(
    moves: Sequence[Move], outcomes: Sequence[Outcome], payments: Sequence[Payment], dependents: Sequence[Dependent]
) -> Iterator[tuple[tuple[str, str], Expr]]:
    for m in moves:
        for action, p in zip(m.actions, m.probabilities or (), strict=False):
            yield (f'move "{m.name}"', f"actions.{action}"), p
    for d in dependents:
        for action, value in d.values:
            yield (f"depends.{d.name}", f"values.{action}"), value
    for o in outcomes:
        for name, pay in o.pays or ():
            yield (f'outcome "{o.name}"', f"pays.{name}"), pay
    for number, block in enumerate(payments, 1):
        for name, pay in block.pays:
            yield (f"pays block {number}", f"pays.{name}"), pay


def _denominators(node: Expr) -> Iterator[Expr]:
    return (part.denominator for part in subtree(node) if isinstance(part, Quotient))


def _conjuncts(where: Condition) -> tuple[Condition, ...]:
    return where.parts if isinstance(where, And) else (where,)


