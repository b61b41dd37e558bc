"""Whether consistent beliefs exist that support given replies off the path.

Each information set off the path asks that some belief make its action a best reply: rows of payoff differences, one
number for each node, whose mean under the belief must not be negative. By Lemmas A1 and A2 of Kreps and Wilson (1982,
Econometrica 50(4):863-894) the weight of a node is its probability of Nature's and the profile's own steps times the
product of factors ``x > 0`` of the deviations on the way, and the nodes believed possible are those of least total
order; factors and orders are shared by the whole game.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from gametheory.verify.consistency import Deviation, labels_for
from gametheory.verify.linear import positive_weights
from gametheory.verify.multiplicative import positive_solution
from gametheory.verify.odds import Odds, Undecided, common_odds

Pattern = tuple[int, ...]
"""The nodes of an information set that are believed possible."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What an information set off the path needs: every row, weighted by the belief, sums to at least 0.

    `rows` has, for each other action, one payoff difference for each of `nodes`.
    """

    label: str
    nodes: tuple[int, ...]
    rows: tuple[tuple[Fraction, ...], ...]

    def on(self, pattern: Pattern) -> tuple[tuple[Fraction, ...], ...] | None:
        """The rows on the nodes of `pattern` that constrain the odds; ``None`` if no positive weights satisfy them."""
        places = [self.nodes.index(index) for index in pattern]
        rows = [tuple(row[place] for place in places) for row in self.rows]
        open_rows = tuple(row for row in rows if min(row) < 0)
        if any(max(row) <= 0 for row in open_rows):
            return None
        return open_rows if positive_weights(open_rows, len(places)) is not None else None


@dataclass(frozen=True, slots=True)
class Support:
    """Orders and factors of the deviations that give supporting beliefs; `factors` is ``None`` if not rational."""

    orders: Mapping[Deviation, int]
    factors: Mapping[Deviation, Fraction] | None


def supporting_beliefs(
    demands: Sequence[Demand],
    weights: Sequence[Fraction],
    deviations: Sequence[frozenset[Deviation]],
    names: tuple[Deviation, ...],
) -> Support | None:
    """Orders and factors that meet all demands at once, or ``None`` if there are none.

    Parameters
    ----------
    demands : sequence of Demand
        Of all information sets off the path whose action is not a best reply at each of their nodes.
    weights, deviations : sequences by node
        As :func:`gametheory.verify.consistency.paths` gives them.
    names : tuple of Deviation
        All deviations of the profile.

    Raises
    ------
    Undecided
        If no choice of possible nodes is seen to work and one is left undecided.
    """
    undecided: Undecided | None = None
    for chosen in _patterns(demands, deviations, names, {}):
        asked = [_odds(demand, chosen[demand.label], weights, deviations, names) for demand in demands]
        try:
            answer = common_odds(asked)
        except Undecided as problem:
            undecided = problem
            continue
        if answer.exist:
            orders = labels_for({d.label: (d.nodes, chosen[d.label]) for d in demands}, deviations, names)
            assert orders is not None
            point = None if answer.equations is None else positive_solution(answer.equations, len(names))
            return Support(orders, None if point is None else dict(zip(names, point, strict=True)))
    if undecided is not None:
        raise undecided
    return None


def _patterns(
    demands: Sequence[Demand],
    deviations: Sequence[frozenset[Deviation]],
    names: tuple[Deviation, ...],
    chosen: dict[str, Pattern],
) -> Iterator[dict[str, Pattern]]:
    """Choices of possible nodes that each demand allows on its own and that common orders allow together."""
    if len(chosen) == len(demands):
        yield chosen
        return
    demand = demands[len(chosen)]
    for size in range(1, len(demand.nodes) + 1):
        for pattern in combinations(demand.nodes, size):
            if demand.on(pattern) is None:
                continue
            longer = {**chosen, demand.label: pattern}
            sets = {d.label: (d.nodes, longer[d.label]) for d in demands[: len(longer)]}
            if labels_for(sets, deviations, names) is not None:
                yield from _patterns(demands, deviations, names, longer)


def _odds(
    demand: Demand,
    pattern: Pattern,
    weights: Sequence[Fraction],
    deviations: Sequence[frozenset[Deviation]],
    names: tuple[Deviation, ...],
) -> Odds:
    """The demand in terms of the factors: one monomial for each set of deviations, Nature's weights in the rows."""
    rows = demand.on(pattern)
    assert rows is not None
    kinds = tuple(dict.fromkeys(deviations[index] for index in pattern))
    merged = [[Fraction(0)] * len(kinds) for _ in rows]
    for place, index in enumerate(pattern):
        for line, row in zip(merged, rows, strict=True):
            line[kinds.index(deviations[index])] += weights[index] * row[place]
    monomials = tuple(tuple(int(name in kind) for name in names) for kind in kinds)
    return Odds(monomials, tuple(tuple(line) for line in merged))
