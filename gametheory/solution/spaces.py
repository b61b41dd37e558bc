"""The space of one row: the parameters, its free probabilities, and room for its roots."""

from __future__ import annotations

from collections.abc import Iterable

from gametheory.algebra import Formula, ParameterSpace
from gametheory.expr import Condition, Expr, RealRoot, Root, Symbol, all_of, subtree
from gametheory.solution.model import Solution
from gametheory.solution.nouns import Equilibrium


def row_space(
    solution: Solution, row: Equilibrium, *, closed: bool = False, also: Iterable[Expr] = ()
) -> ParameterSpace:
    """A space in which the expressions of a row can be read; that of the solution where it is enough.

    Its names begin with those of the solution's space, so that formulas can be carried over in both directions as far
    as they are about parameters.

    Parameters
    ----------
    closed : bool
        Whether free probabilities may be 0 or 1.
    also : iterable of Expr
        Other expressions that will be read in it.
    """
    shown = [*(p for _, own in row.mixing for _, p in own), *(e for _, e in (*row.outcomes, *row.payoffs)), *also]
    roots = len({node for e in shown for node in subtree(e) if isinstance(node, Root | RealRoot)})
    if not roots and not row.free:
        return solution.space
    bounds: list[Condition] = []
    for name, _ in row.free:
        p = Symbol(name)
        bounds += [p >= 0, p <= 1] if closed else [p > 0, p < 1]
    names = (*solution.space.names, *(name for name, _ in row.free), *(f"_root{i}" for i in range(roots)))
    return ParameterSpace(names, all_of(solution.space.where, *bounds), roots)


def carried(solution: Solution, f: Formula, space: ParameterSpace) -> Formula:
    """A formula of the solution's space in one of these spaces."""
    return f if space is solution.space else solution.space.transfer(f, space.table)
