"""The numbers of one row at many points: probabilities of outcomes, payoffs, mixing probabilities, beliefs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gametheory.expr import ONE, Expr
from gametheory.kernels.compile import compile_conditions
from gametheory.solution.model import Solution
from gametheory.solution.spaces import carried, row_space

Key = tuple[str, str]
Values = Mapping[Key, NDArray[np.float64]]


@dataclass(frozen=True, eq=False)
class RowValues:
    """A row at points; arrays have their shape and are NaN where the row does not exist.

    Attributes
    ----------
    exists : array of bool
        Also whether free probabilities are among those that support the row, where that is known in closed form.
    outcomes : dict of outcome to array
        Probabilities.
    payoffs : dict of player to array
        Expected payoffs.
    strategy : dict of (information set, action) to array
        Probabilities of the actions played on the path; actions left out are played with probability 0.
    beliefs : dict of (information set, history) to array
        On the path, at the sets with several histories.
    """

    exists: NDArray[np.bool_]
    outcomes: Mapping[str, NDArray[np.float64]]
    payoffs: Mapping[str, NDArray[np.float64]]
    strategy: Values
    beliefs: Values


def row_values(solution: Solution, label: str, points: Mapping[str, Any], *, backend: Any = "auto") -> RowValues:
    """See :meth:`Solution.evaluate`."""
    row = solution.one(label)
    space = row_space(solution, row)
    inside = carried(solution, row.region.formula, space)
    if row.freedom is not None:
        inside = space.table.all_of([inside, row.freedom.space.transfer(row.freedom.formula, space.table)])
    mixing = dict(row.mixing)
    strategy: list[tuple[Key, Expr]] = []
    for s, action in row.path:
        strategy.extend(((s, a), p) for a, p in mixing.get(s, ((action, ONE),)))
    beliefs = [((s, history), p) for s, held in solution.beliefs(label).on_path for history, p in held]
    quantities = [*row.outcomes, *row.payoffs, *strategy, *beliefs]
    outputs = [space.ring.read(e) for _, e in quantities]
    kernel = compile_conditions(space.names, space.assumptions, [inside], outputs, space.ring.roots.defined)
    found = kernel.evaluate(points, outputs=True, backend=backend)
    assert found.outputs is not None
    exists = np.asarray(found.mask == 1)
    columns = [np.where(exists, found.outputs[..., i], np.nan) for i in range(len(quantities))]
    ends = np.cumsum([len(part) for part in (row.outcomes, row.payoffs, strategy)])
    first, second, third = (int(end) for end in ends)
    return RowValues(
        exists,
        dict(zip((name for name, _ in row.outcomes), columns[:first], strict=True)),
        dict(zip((name for name, _ in row.payoffs), columns[first:second], strict=True)),
        dict(zip((key for key, _ in strategy), columns[second:third], strict=True)),
        dict(zip((key for key, _ in beliefs), columns[third:], strict=True)),
    )
