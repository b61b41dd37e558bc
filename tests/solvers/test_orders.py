"""Orders of magnitude of trembles: patterns and projections against brute force over small labels."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import chain, combinations, product

import pytest

from gametheory.solvers.orders import Labels, Order, difference, feasible, joined, patterns, projected, solution

SMALL = range(1, 8)
"""Labels tried by brute force: coefficients are so small that whatever is feasible is feasible here."""


def holds(order: Order, labels: dict[int, Fraction] | dict[int, int]) -> bool:
    for kind, row in order:
        total = sum(n * labels[slot] for slot, n in row)
        if not (total > 0 if kind == ">" else total == 0):
            return False
    return True


def random_order(rng: random.Random, slots: int, rows: int) -> Order:
    """Differences of labels, as patterns make them."""
    found: set[tuple[str, tuple[tuple[int, int], ...]]] = set()
    for _ in range(rows):
        a, b = (tuple(sorted(rng.choices(range(slots), k=rng.randint(0, 2)))) for _ in "ab")
        if row := difference(a, b):
            found.add((rng.choice((">", ">", "=")), row))
    return tuple(sorted(found))


def points(slots: int) -> list[dict[int, int]]:
    return [dict(enumerate(values)) for values in product(SMALL, repeat=slots)]


def test_difference_counts_repetitions() -> None:
    assert difference((0, 0, 2), (0, 1)) == ((0, 1), (1, -1), (2, 1))
    assert difference((1, 3), (1, 3)) == ()


@pytest.mark.parametrize("seed", range(120))
def test_feasible_and_solution(seed: int) -> None:
    rng = random.Random(seed)
    order = random_order(rng, 3, rng.randint(1, 4))
    possible = any(holds(order, labels) for labels in points(3))
    assert feasible(order) is possible
    assert joined(order[:1], order[1:], order) == (order if possible else None)
    if possible:
        labels = solution(order, range(3), {})
        assert sorted(labels) == [0, 1, 2] and min(labels.values()) > 0
        assert holds(order, labels)


@pytest.mark.parametrize("seed", range(80))
def test_projection_keeps_exactly_what_can_be_extended(seed: int) -> None:
    """Labels of two slots satisfy the projection if and only if two more labels exist with which all rows hold."""
    rng = random.Random(seed)
    order = random_order(rng, 4, rng.randint(1, 4))
    if not feasible(order):
        assert not any(holds(order, labels) for labels in points(4))
        return
    keep = (0, 2)
    shadow = projected(order, keep)
    assert {slot for _, row in shadow for slot, _ in row} <= set(keep)
    fine = [Fraction(n, 8) for n in range(1, 17)] + [Fraction(n, 2) for n in range(5, 15)]
    for a, b in product((1, 2, 3), repeat=2):
        extended = any(holds(order, {0: Fraction(a), 1: c, 2: Fraction(b), 3: d}) for c, d in product(fine, repeat=2))
        assert holds(shadow, {0: a, 2: b}) is extended
        if extended:
            fixed = {0: Fraction(a), 2: Fraction(b)}
            labels = solution(order, range(4), fixed)
            assert {0: labels[0], 2: labels[2]} == fixed
            assert min(labels.values()) > 0 and holds(order, labels)


def test_a_projection_on_nothing_is_empty() -> None:
    assert projected(((">", ((0, 1), (1, -1))),), ()) == ()


def lowest(nodes: tuple[Labels, ...], labels: dict[int, int]) -> tuple[int, ...]:
    orders = [sum(labels[slot] for slot in node) for node in nodes]
    return tuple(i for i, order in enumerate(orders) if order == min(orders))


@pytest.mark.parametrize("seed", range(80))
def test_patterns_are_the_sets_of_lowest_order(seed: int) -> None:
    """One pattern per set that some labels make lowest; its constraints hold exactly for the labels that do."""
    rng = random.Random(seed)
    nodes = tuple(tuple(sorted(rng.choices(range(3), k=rng.randint(rng.random() < 0.9, 3)))) for _ in range(3))
    order = random_order(rng, 3, rng.randint(0, 1))
    if not feasible(order):
        return
    expected: dict[tuple[int, ...], list[dict[int, int]]] = {}
    allowed = [labels for labels in points(3) if holds(order, labels)]
    for labels in allowed:
        expected.setdefault(lowest(nodes, labels), []).append(labels)
    found = dict(patterns(nodes, order))
    assert set(found) == set(expected)
    for chosen, more in found.items():
        assert [labels for labels in allowed if holds(more, labels)] == expected[chosen]


def test_nodes_without_deviations_are_the_lowest() -> None:
    order: Order = ((">", ((0, 1), (1, -1))),)
    assert patterns(((0,), (), (0, 1), ()), order) == (((1, 3), order),)


def test_equal_labels_go_together() -> None:
    assert {chosen for chosen, _ in patterns(((0,), (1,), (0,)), ())} == {(1,), (0, 2), (0, 1, 2)}


def test_siblings_judge_types_with_one_order() -> None:
    """Three types deviate alike; then type 1 deviates once more in each of two branches: 25 of 49 pairs go together."""
    first: tuple[Labels, ...] = ((0, 3), (1,), (2,))
    second: tuple[Labels, ...] = ((0, 4), (1,), (2,))
    subsets = list(chain.from_iterable(combinations(range(3), k) for k in (1, 2, 3)))
    together = {(a, b) for a, more in patterns(first, ()) for b, _ in patterns(second, more)}
    by_hand = {
        (lowest(first, labels), lowest(second, labels))
        for values in product(range(1, 5), repeat=5)
        for labels in [dict(enumerate(values))]
    }
    assert together == by_hand
    assert (len(together), len(subsets) ** 2) == (25, 49)


def test_the_second_belief_of_a_sender_who_moves_twice_follows_from_the_first() -> None:
    """Types R and U deviate to m (slots 0 and 1), then R once more (slot 2)."""
    now: tuple[Labels, ...] = ((0,), (1,))
    later: tuple[Labels, ...] = ((0, 2), (1,))
    assert {(a, b) for a, more in patterns(now, ()) for b, _ in patterns(later, more)} == {
        ((0,), (0,)), ((0,), (1,)), ((0,), (0, 1)), ((1,), (1,)), ((0, 1), (1,)),
    }
