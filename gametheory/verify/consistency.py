"""Consistency of beliefs in the sense of Kreps and Wilson, decided exactly.

D. Kreps and R. Wilson (1982), Sequential equilibria, Econometrica 50(4):863-894. Two ways: trembles that are stated
are followed to their limit by leading terms; without them, existence is decided by the labelling of their appendix.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import TypeVar

from gametheory.expr import ExactNumber
from gametheory.verify.assessment import Assessment, Report, form_faults
from gametheory.verify.linear import Row, feasible_point
from gametheory.verify.multiplicative import has_positive_solution
from gametheory.verify.numeric import NumericGame
from gametheory.verify.values import reach

ORDERS = (
    "no orders of magnitude of the trembles, shared by the whole game, make exactly those nodes possible "
    "that the stated beliefs hold possible"
)
ODDS = "the odds of the stated beliefs contradict each other: no trembles of the game induce all of them"

N = TypeVar("N", Fraction, ExactNumber)

Deviation = tuple[str, str]
"""(information set label, action that the profile does not play there)."""


def leading_terms(game: NumericGame, assessment: Assessment) -> tuple[tuple[int, ExactNumber], ...]:
    """(order, coefficient) of the leading term, in eps, of the probability that each history is reached.

    An action played with probability 0 trembles with ``coefficient * eps**order``; scaling the others so that the
    sum stays 1 changes higher orders only, and so do sums inside a product: leading terms multiply.
    """
    terms: list[tuple[int, ExactNumber]] = [(0, Fraction(1))] * len(game.nodes)
    for node in game.nodes:
        order, weight = terms[node.index]
        for step, child in enumerate(node.children):
            if node.is_chance:
                terms[child] = (order, weight * node.probabilities[step])
                continue
            assert node.label is not None
            action = node.actions[step]
            played = assessment.strategy[node.label].get(action, Fraction(0))
            tremble = assessment.trembles.get(node.label, {}).get(action, (1, Fraction(1)))
            more, factor = (0, played) if played else tremble
            terms[child] = (order + more, weight * factor)
    return tuple(terms)


def limit_beliefs(game: NumericGame, assessment: Assessment) -> dict[str, dict[int, ExactNumber]]:
    """The belief at every information set in the limit of the trembles (order 1 and coefficient 1 unless stated)."""
    terms = leading_terms(game, assessment)
    found: dict[str, dict[int, ExactNumber]] = {}
    for s in game.information_sets:
        least = min(terms[index][0] for index in s.nodes)
        weights = {index: terms[index][1] if terms[index][0] == least else Fraction(0) for index in s.nodes}
        total = sum(weights.values())
        found[s.label] = {index: weight / total for index, weight in weights.items()}
    return found


def full_beliefs(game: NumericGame, assessment: Assessment) -> dict[str, dict[int, ExactNumber]]:
    """The belief at every information set: as stated, else derived by Bayes or from the trembles."""
    found = limit_beliefs(game, assessment)
    for s in game.information_sets:
        if s.label in assessment.beliefs:
            found[s.label] = {index: assessment.beliefs[s.label].get(index, Fraction(0)) for index in s.nodes}
    return found


def bayes_faults(game: NumericGame, assessment: Assessment) -> tuple[str, ...]:
    """Where a stated belief differs from Bayes' rule at an information set that is reached."""
    reached = reach(game, assessment.strategy)
    beliefs = full_beliefs(game, assessment)
    faults = []
    for s in game.information_sets:
        total = sum(reached[index] for index in s.nodes)
        for index in s.nodes if total else ():
            right = reached[index] / total
            if beliefs[s.label][index] != right:
                faults.append(
                    f"the belief at {s.label!r} gives node {index} the probability {beliefs[s.label][index]}; "
                    f"by Bayes' rule it is {right}"
                )
    return tuple(faults)


def check_consistency(game: NumericGame, assessment: Assessment) -> Report:
    """Whether the beliefs are the limit of Bayes' rule along completely mixed profiles that tend to the strategy.

    With `trembles`, the stated beliefs must be the limit along these very trembles. Without, the beliefs (those not
    stated are derived from equal trembles) are consistent if and only if there are integer labels and positive
    factors of the deviations, shared by the whole game, such that at each information set the nodes believed
    possible are those of least total label, and their odds are the products of probabilities and factors (Lemmas A1
    and A2 of Kreps and Wilson).
    """
    if faults := form_faults(game, assessment):
        return Report(False, faults, None)
    if faults := bayes_faults(game, assessment):
        return Report(False, faults)
    if assessment.trembles:
        return _along_trembles(game, assessment)
    return _labelled(game, assessment.strategy, full_beliefs(game, assessment))


def _along_trembles(game: NumericGame, assessment: Assessment) -> Report:
    limit, stated = limit_beliefs(game, assessment), full_beliefs(game, assessment)
    faults = tuple(
        f"the belief at {s.label!r} gives node {index} the probability {stated[s.label][index]}; "
        f"along the stated trembles it tends to {limit[s.label][index]}"
        for s in game.information_sets
        for index in s.nodes
        if stated[s.label][index] != limit[s.label][index]
    )
    return Report(not faults, faults)


def _labelled(
    game: NumericGame,
    strategy: Mapping[str, Mapping[str, ExactNumber]],
    beliefs: Mapping[str, Mapping[int, ExactNumber]],
) -> Report:
    weights, deviations = paths(game, strategy)
    names = deviation_names(game, strategy)
    patterns = {
        s.label: (s.nodes, tuple(index for index in s.nodes if beliefs[s.label][index] > 0))
        for s in game.information_sets
    }
    if labels_for(patterns, deviations, names) is None:
        return Report(False, (ORDERS,))
    equations = []
    for label, (_, positive) in patterns.items():
        first = positive[0]
        for other in positive[1:]:
            exponents = tuple((name in deviations[first]) - (name in deviations[other]) for name in names)
            odds = beliefs[label][first] * weights[other] / (beliefs[label][other] * weights[first])
            equations.append((exponents, odds))
    if not has_positive_solution(equations):
        return Report(False, (ODDS,))
    return Report(True)


def paths(
    game: NumericGame, strategy: Mapping[str, Mapping[str, N]]
) -> tuple[tuple[N, ...], tuple[frozenset[Deviation], ...]]:
    """Per history, the probability of Nature's and the profile's steps on the way, and the deviations on the way.

    Under perfect recall a history meets an information set at most once, so the deviations on the way are a set.
    """
    weights: list[N] = [Fraction(1)] * len(game.nodes)
    deviations: list[frozenset[Deviation]] = [frozenset()] * len(game.nodes)
    for node in game.nodes:
        for step, child in enumerate(node.children):
            weights[child], deviations[child] = weights[node.index], deviations[node.index]
            if node.is_chance:
                weights[child] *= node.probabilities[step]
                continue
            assert node.label is not None
            played = strategy[node.label].get(node.actions[step], Fraction(0))
            if played:
                weights[child] *= played
            else:
                deviations[child] |= {(node.label, node.actions[step])}
    return tuple(weights), tuple(deviations)


def deviation_names(game: NumericGame, strategy: Mapping[str, Mapping[str, ExactNumber]]) -> tuple[Deviation, ...]:
    """Every (information set, action) that the profile plays with probability 0, in the order of the game."""
    return tuple((s.label, a) for s in game.information_sets for a in s.actions if not strategy[s.label].get(a, 0))


def labels_for(
    patterns: Mapping[str, tuple[tuple[int, ...], tuple[int, ...]]],
    deviations: Sequence[frozenset[Deviation]],
    names: tuple[Deviation, ...],
) -> dict[Deviation, int] | None:
    """Integer orders from 1 on such that in each set the listed nodes, and no others, have the least total order.

    `patterns` maps a label to (nodes of the set, nodes that must be possible). ``None`` if there are no such orders.
    """
    differences: list[tuple[frozenset[Deviation], frozenset[Deviation], bool]] = []
    for nodes, positive in patterns.values():
        least = deviations[positive[0]]
        for other in nodes:
            if other != positive[0]:
                more = deviations[other]
                differences.append((more - least, least - more, other in positive))
    involved = [name for name in names if any(name in more or name in less for more, less, _ in differences)]
    rows: list[Row] = []
    for more, less, equal in differences:
        row = tuple((name in more) - (name in less) for name in involved)
        # orders are 1 + x with x >= 0
        rows.append((row, "=" if equal else ">=", (0 if equal else 1) - sum(row)))
    point = feasible_point(rows, len(involved))
    if point is None:
        return None
    scale = lcm(*(value.denominator for value in point))
    found = {name: int((1 + value) * scale) for name, value in zip(involved, point, strict=True)}
    return {name: found.get(name, 1) for name in names}
