"""Games without open beliefs: which they are, and Nash and subgame-perfect equilibria by the checker's definitions."""

from __future__ import annotations

import random
import re
from fractions import Fraction

import pytest

import gametheory as gt
from gametheory.errors import SolverError
from gametheory.expr import Symbol
from gametheory.expr.parse import parse_condition
from gametheory.game import Game
from gametheory.solvers.stages import one_shot, staged
from gametheory.verify import Assessment, NumericGame, check, numeric
from gametheory.verify.values import subgame_roots
from tests.game.declare import game, move, payment
from tests.solution.solved import model, solved

ONE_SHOT = {
    "alliance/burden_sharing", "alliance/pivotal_uncertainty", "classics/chicken", "classics/inspection",
    "classics/matching_pennies", "classics/prisoners_dilemma", "classics/security_dilemma", "classics/stag_hunt",
}  # fmt: skip
KEYS = [entry.key for entry in gt.catalog()]


def passes(there: NumericGame, index: int, nodes: tuple[int, ...]) -> bool:
    """Whether all play from a history on passes one of some histories."""
    node = there.nodes[index]
    return index in nodes or (bool(node.children) and all(passes(there, c, nodes) for c in node.children))


def surely_passed(played: Game, at: dict[str, object]) -> bool:
    """The definition, with the checker's subgames."""
    there = numeric(played, at)
    roots = subgame_roots(there)
    return all(
        any(passes(there, r, s.nodes) and _inside(there, r, s.nodes) for r in roots) for s in there.information_sets
    )


def _inside(there: NumericGame, root: int, nodes: tuple[int, ...]) -> bool:
    def up(index: int | None) -> bool:
        while index is not None and index != root:
            index = there.nodes[index].parent
        return index == root

    return all(up(n) for n in nodes)


@pytest.mark.parametrize("key", KEYS)
def test_which_games_are_staged(key: str) -> None:
    played = model(key)
    at = {n: v for n, v in played.baseline.items() if n in played.symbols}
    if at.keys() == set(played.symbols):
        assert staged(played) == surely_passed(played, at)
    assert staged(played) or any(len(s.nodes) > 1 for s in played.tree.information_sets)


def decided_at(played: Game, terminal: int) -> frozenset[int]:
    """The information sets on the way to the end of a history."""
    index, found = played.tree.nodes[terminal].parent, set()
    while index is not None:
        node = played.tree.nodes[index]
        found |= {node.information_set} - {None}
        index = node.parent
    return frozenset(found)


@pytest.mark.parametrize("key", KEYS)
def test_which_games_are_one_shot(key: str) -> None:
    """All play passes the same two information sets, of two players, one of whom does not see the other's move."""
    tree = model(key).tree
    ways = {decided_at(model(key), terminal.index) for terminal in tree.terminals}
    sets = [tree.information_sets[s] for way in ways for s in way]
    alike = len(ways) == 1 and len({s.player for s in sets}) == len(sets) == 2
    assert one_shot(model(key)) == (alike and any(len(s.nodes) > 1 for s in sets))
    assert key not in ONE_SHOT or one_shot(model(key))


def profile(found: object) -> Assessment:
    strategy = {s: {p: Fraction(1)} if isinstance(p, str) else dict(p) for s, p in found.strategy.items()}  # type: ignore[attr-defined]
    return Assessment(strategy)


STAGED = (
    "classics/battle_of_the_sexes", "classics/twice_repeated_dilemma", "classics/chicken", "classics/security_dilemma",
    "asia_pacific/coercion_pact",
)  # fmt: skip


@pytest.mark.parametrize("key", STAGED)
def test_subgame_perfect_equilibria_are_the_sequential_ones(key: str) -> None:
    """And best replies in each subgame, by the checker's own definition."""
    found = gt.solve(model(key), concept="subgame perfect")
    assert found.scope.concept == "subgame perfect" and found.complete
    expected = solved(key)
    assert found.labels == expected.labels
    for row in found.equilibria:
        assert row.region.equivalent(expected.one(row.label).region, up_to="knife-edges")
        for point in row.region.sample(4):
            (here,) = [e for e in found.at(point) if e.label == row.label]
            assert check(numeric(model(key), point), profile(here), "subgame perfect").ok


@pytest.mark.parametrize("key", sorted(ONE_SHOT - {"alliance/burden_sharing"}))
def test_nash_equilibria_of_one_shot_games(key: str) -> None:
    found = gt.solve(model(key), concept="nash")
    assert (found.scope.concept, found.method) == ("nash", "supports of a bimatrix game")
    assert found.complete and found.coverage().proved
    for row in found.equilibria:
        for point in row.region.sample(4):
            (here,) = [e for e in found.at(point) if e.label == row.label]
            assert check(numeric(model(key), point), profile(here), "nash").ok


def test_chicken_by_hand() -> None:
    """Both yield now and then: each stays with the probability that makes the other indifferent (textbook)."""
    v, c = Symbol("v"), Symbol("c")
    played = game(
        "One Two",
        [move("One", "first", ["stay", "yield"]), move("Two", "second", ["stay", "yield"], simultaneous="first")],
        parameters="v c",
        where=parse_condition("v > 0, c > 0"),
        payments=[
            payment({"first": "stay", "second": "stay"}, {"One": -c, "Two": -c}),
            payment({"first": "stay", "second": "yield"}, {"One": v, "Two": 0}),
            payment({"first": "yield", "second": "stay"}, {"One": 0, "Two": v}),
            payment({"first": "yield", "second": "yield"}, {"One": 0, "Two": 0}),
        ],
    )
    assert one_shot(played) and staged(played)
    found = gt.solve(played, concept="nash")
    (mixed,) = [row for row in found.equilibria if row.mixing]
    shares = {where: {action: str(p) for action, p in own} for where, own in mixed.mixing}
    assert {where: own["stay"] for where, own in shares.items()} == {"first": "v/(v + c)", "second": "v/(v + c)"}
    assert len(found.equilibria) == 3 and found.coverage().proved


@pytest.mark.parametrize("seed", range(12))
def test_two_random_stages(seed: int) -> None:
    """A choice that all see, then simultaneous moves: every row at the point is subgame perfect, and there is one."""
    rng = random.Random(seed)
    payments = [
        payment({"door": door, "row": r, "column": c}, {"One": rng.randint(-2, 2), "Two": rng.randint(-2, 2)})
        for door in "xy"
        for r in "uv"
        for c in "ab"
    ]
    played = game(
        "One Two",
        [move("One", "door", "xy"), move("One", "row", "uv"), move("Two", "column", "ab", simultaneous="row")],
        payments=payments,
    )
    assert staged(played) and not one_shot(played)
    found = gt.solve(played, concept="subgame perfect")
    assert found.complete and found.equilibria
    for row in found.at({}):
        assert check(numeric(played, {}), profile(row), "subgame perfect").ok


def test_hidden_information_is_no_stage() -> None:
    for key in ("classics/beer_quiche", "classics/selten_horse", "deterrence/unilateral"):
        assert not staged(model(key)) and not one_shot(model(key))


@pytest.mark.parametrize(
    ("key", "options", "message"),
    [
        (
            "classics/beer_quiche", {"concept": "subgame perfect", "supports": "all"},
            "'subgame perfect' equilibria by 'all' strategies cannot be computed here: play may miss 'reply|beer' "
            "within every subgame around it, and subgame perfection then demands nothing of Receiver there; ask for "
            'sequential equilibria, or with supports="pure"'
            "\n  leave concept and method out, and the right ones are chosen.",
        ),
        (
            "classics/beer_quiche", {"concept": "nash", "supports": "all"},
            "'nash' equilibria by 'all' strategies cannot be computed here: two players who move once each are needed, "
            'unless supports="pure"; gt.normal_form(game) makes such a game of this one'
            "\n  leave concept and method out, and the right ones are chosen.",
        ),
        (
            "asia_pacific/umbrella", {"concept": "nash"},
            "2048 profiles with 52 other plans are more than enumeration compares (50000)\n"
            "  leave the concept out, and sequential equilibria are found.",
        ),
        (
            "classics/chicken", {"supports": "mixed"},
            "unknown kind of strategies 'mixed'; there are: pure, all.",
        ),
        (
            "classics/chicken", {"concept": "nahs"},
            "unknown solution concept 'nahs'; there are: sequential, weak perfect bayesian, subgame perfect, nash. "
            "Did you mean 'nash'?",
        ),
    ],
)  # fmt: skip
def test_where_a_concept_is_not_computed(key: str, options: dict[str, str], message: str) -> None:
    with pytest.raises(SolverError, match=f"^{re.escape(message)}$"):
        gt.solve(model(key), **options)
