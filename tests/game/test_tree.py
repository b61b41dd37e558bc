"""Expansion: order of play, counts found by hand, payoffs, properties."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory.errors import NotFoundError
from gametheory.expr import ONE, Number, Symbol, evaluate
from gametheory.game import NATURE, Game, Move, Observation, Tree
from gametheory.game import labels as labelling
from gametheory.game.labels import information_sets_of
from gametheory.game.tree import expand
from tests.game import examples
from tests.game.declare import depends, game, labels, move, outcome, payment, payoffs, symbols, when, zero


@pytest.mark.parametrize("make, sets, nodes, terminals", examples.COUNTS, ids=lambda c: getattr(c, "__name__", None))
def test_counts_found_by_hand(make, sets, nodes, terminals):
    tree = make().tree
    assert (len(tree.information_sets), len(tree.nodes), len(tree.terminals)) == (sets, nodes, terminals)


def test_deterrence_in_full():
    found = examples.deterrence()
    p, w_R, w_U, l, G, C = symbols("p w_R w_U l G C")
    zero_, minus = Number(Fraction(0)), -C
    assert payoffs(found) == {
        "resolve=resolute, challenge=challenge, response=defend": (minus, -w_R),
        "resolve=resolute, challenge=challenge, response=abandon": (G, -l),
        "resolve=resolute, challenge=wait": (zero_, zero_),
        "resolve=irresolute, challenge=challenge, response=defend": (minus, -w_U),
        "resolve=irresolute, challenge=challenge, response=abandon": (G, -l),
        "resolve=irresolute, challenge=wait": (zero_, zero_),
    }
    root, sets = found.tree.root, found.tree.information_sets
    assert (root.player, root.actions, root.probabilities) == (NATURE, ("resolute", "irresolute"), (p, 1 - p))
    assert [(s.label, s.player, s.nodes, s.seen) for s in sets] == [
        ("challenge", "Adversary", (1, 6), ()),
        ("response|resolute", "Patron", (2,), (("resolve", "resolute"), ("challenge", "challenge"))),
        ("response|irresolute", "Patron", (7,), (("resolve", "irresolute"), ("challenge", "challenge"))),
    ]
    assert [t.outcome for t in found.tree.terminals] == ["war", "abandonment", "status quo"] * 2


def test_umbrella_pays_the_guarantee_where_it_was_given():
    found = payoffs(examples.umbrella())
    l, h, k, lam = symbols("l h k lam")
    assert found["tie=1, posture=N, challenge=challenge, defence=abandon"][0] == -l - h - k
    assert found["tie=0, posture=N, challenge=challenge, defence=abandon"][0] == -l
    assert found["tie=1, posture=G, strike=strike, shield=abandon"][0] == -l - lam * h - k
    assert found["tie=1, posture=N, challenge=quiet"][0] == -k


def test_a_move_that_is_not_played_satisfies_no_condition():
    found = game(
        "A B",
        [
            move("A", "m1", ["D", "C"]),
            move("B", "m2", ["d", "c"], if_={"m1": "C"}),
            move("A", "m3", ["x", "y"], if_=[{"m1": "D"}, {"m2": ["d"]}]),
            move("B", "m4", ["u"], if_={"m3": ["x"], "m1": ["C", "D"]}),
        ],
    )
    assert list(payoffs(found)) == [
        "m1=D, m3=x, m4=u", "m1=D, m3=y", "m1=C, m2=d, m3=x, m4=u", "m1=C, m2=d, m3=y", "m1=C, m2=c",
    ]


def test_conditions_on_alternatives_classify_and_pay():
    a, b = symbols("a b")
    found = game(
        "A B",
        [move("A", "m1", ["D", "C"]), move("B", "m2", ["d", "c"])],
        parameters="a b",
        outcomes=[outcome("calm", {"m1": "C", "m2": "c"}), outcome("trouble", [{"m1": "D"}, {"m2": "d"}])],
        payments=[
            payment(None, {"A": a, "B": 0}),
            payment({"m1": "D"}, {"A": a - b}),
            payment([{"m1": "D"}, {"m2": "d"}], {"A": b, "risk": "1/2"}),
        ],
        measures=["risk"],
    )
    assert [(t.outcome, t.payoffs[0], t.measures[0]) for t in found.tree.terminals] == [
        ("trouble", 2 * a, Number(Fraction(1, 2))), ("trouble", 2 * a, Number(Fraction(1, 2))),
        ("trouble", a + b, Number(Fraction(1, 2))), ("calm", a, Number(Fraction(0))),
    ]


def test_nested_dependents_and_dependent_probabilities():
    q, r, x, y, z = symbols("q r x y z")
    chance, value, inner = symbols("chance value inner")
    found = game(
        "A",
        [
            move("A", "effort", ["high", "low"]),
            move("Nature", "luck", {"good": chance, "bad": 1 - chance}, seen_by=["A"]),
        ],
        parameters="q r x y z",
        dependents=[
            depends("chance", "effort", {"high": q, "low": r * q}),
            depends("value", "luck", {"good": inner * x, "bad": z}),
            depends("inner", "effort", {"high": y, "low": 2}),
        ],
        payments=[payment(None, {"A": value - inner})],
    )
    assert [n.probabilities for n in found.tree.nodes if n.player == NATURE] == [(q, 1 - q), (r * q, 1 - r * q)]
    assert [t.payoffs[0] for t in found.tree.terminals] == [y * x - y, z - y, 2 * x - 2, z - 2]


def test_a_game_without_dependents_keeps_symbols_as_written():
    q = Symbol("q")
    found = game("A", [move("A", "m", ["x", "y"])], parameters="q", payments=[payment(None, {"A": q / (1 + q)})])
    assert payoffs(found)["m=x"] == (q / (1 + q),)


def test_play_can_start_later_in_the_same_declaration():
    moves = [move("A", "m1", ["D", "C"]), move("B", "m2", ["d", "c"], if_={"m1": "C"}), move("A", "m3", ["x"])]
    tree = expand(players=["A", "B"], moves=moves, payments=zero("A", "B"), start=(("m1", "C"), ("m2", "d")))
    assert [n.move for n in tree.nodes] == ["m3", None]
    assert tree.information_sets[0].seen == (("m1", "C"), ("m2", "d"))


def test_probability_zero_is_pruned_on_request():
    moves = [move("Nature", "type", {"R": 1, "U": 0}, seen_by=["A"]), move("A", "m", ["x", "y"])]
    tree = expand(players=["A"], moves=moves, payments=zero("A"), prune=True)
    assert (tree.root.actions, tree.root.probabilities, len(tree.nodes)) == (("R",), (ONE,), 4)


@st.composite
def declarations(draw: st.DrawFn) -> tuple[list[str], list[Move]]:
    """Players and up to five moves with random conditions and observers."""
    players = ["A", "B", "C"]
    moves: list[Move] = []
    for number in range(draw(st.integers(1, 5))):
        actions = draw(st.sampled_from([["x", "y"], ["x", "y", "z"], ["u"]]))
        if_ = None
        if moves and draw(st.booleans()):
            earlier = draw(st.sampled_from(moves))
            if_ = {earlier.name: draw(st.lists(st.sampled_from(earlier.actions), min_size=1, unique=True))}
        by = draw(st.sampled_from([*players, NATURE]))
        seen_by = draw(st.one_of(st.none(), st.lists(st.sampled_from(players), unique=True)))
        declared = dict.fromkeys(actions, Fraction(1, len(actions))) if by == NATURE else actions
        simultaneous = draw(st.sampled_from([None, *(m.name for m in moves if m.by != by)]))
        moves.append(move(by, f"m{number}", declared, if_=if_, seen_by=seen_by, simultaneous=simultaneous))
    return players, moves


def _grown(declaration: tuple[list[str], list[Move]]) -> Tree:
    players, moves = declaration
    return expand(players=players, moves=moves, payments=zero(*players))


@given(declarations())
def test_nodes_come_depth_first_and_sets_partition_the_decisions(declaration):
    tree = _grown(declaration)
    for node in tree.nodes:
        assert all(tree.nodes[child].parent == node.index < child for child in node.children)
        assert [tree.nodes[child].action for child in node.children] == list(node.actions)
        assert (node.information_set is None) == (node.is_terminal or node.player == NATURE)
    decisions = [n.index for n in tree.nodes if n.information_set is not None]
    assert sorted(i for s in tree.information_sets for i in s.nodes) == decisions
    assert [s.nodes[0] for s in tree.information_sets] == sorted(s.nodes[0] for s in tree.information_sets)
    assert all(tree.nodes[i].information_set == s.index for s in tree.information_sets for i in s.nodes)


@given(declarations())
def test_histories_are_those_of_a_walk_through_the_moves(declaration):
    def walk(position: int, history: dict[str, str]) -> list[tuple[tuple[str, str], ...]]:
        for later in range(position, len(declaration[1])):
            m = declaration[1][later]
            if any(all(history.get(k) in v for k, v in table) for table in m.when):
                return [h for a in m.actions for h in walk(later + 1, {**history, m.name: a})]
        return [tuple(history.items())]

    tree = _grown(declaration)
    assert [tree.history(t.index) for t in tree.terminals] == walk(0, {})


@given(declarations())
def test_information_sets_are_what_pairwise_comparison_says(declaration):
    """Two nodes of a move differ for its player if and only if an earlier move that it sees was played differently."""
    players, moves = declaration
    tree = _grown(declaration)
    order = {m.name: i for i, m in enumerate(moves)}
    linked = {m.name: {m.name} for m in moves}
    for m in moves:
        if m.simultaneous:
            group = linked[m.name] | linked[m.simultaneous]
            for name in group:
                linked[name] = group

    def sees(player: str, m: Move, at: str) -> bool:
        if m.by == player:
            return True
        if max(order[name] for name in linked[m.name]) >= order[at]:
            return False
        return m.seen_by is None or Observation(player) in m.seen_by

    for one, two in combinations([n for n in tree.nodes if n.information_set is not None], 2):
        if one.move == two.move:
            first, second = dict(tree.history(one.index)), dict(tree.history(two.index))
            same = all(first.get(m.name) == second.get(m.name) for m in moves if sees(one.player, m, one.move))
            assert (one.information_set == two.information_set) == same


@given(declarations())
def test_labels_name_their_set_and_no_shorter_list_does(declaration):
    tree = _grown(declaration)
    assert len({s.label for s in tree.information_sets}) == len(tree.information_sets)
    for s in tree.information_sets:
        siblings = [t for t in tree.information_sets if t.move == s.move]
        assert information_sets_of(tree, f"{s.move}|*") == tuple(siblings)
        for label in (s.label, f"{s.move}|{','.join(f'{m}={a}' for m, a in reversed(s.seen))}" if s.seen else s.move):
            assert information_sets_of(tree, label) == (s,)
        size = s.label.count(",") + ("|" in s.label)
        for fewer in range(size):
            for items in combinations(s.seen, fewer):
                assert sum(set(items) <= set(t.seen) for t in siblings) > 1


LABELS = [
    ("response|irresolute", "response|irresolute"),
    ("response|challenge=challenge,resolve=irresolute", "response|irresolute"),
    (" response | irresolute , challenge ", "response|irresolute"),
    ("challenge", "challenge"),
]


@pytest.mark.parametrize("label, meant", LABELS)
def test_any_unambiguous_list_of_items_is_a_label(label, meant):
    assert [s.label for s in examples.deterrence().information_sets_of(label)] == [meant]


def two_arm() -> Game:
    arms = [move(by, f"arm{by}", ["N", "G"]) for by in ("1", "2")]
    return game("1 2 T", [*arms, move("T", "target", ["x", "y"])])


def test_items_carry_their_move_only_where_needed():
    assert labels(two_arm()) == [
        "arm1", "arm2|N", "target|arm1=N,arm2=N", "target|arm1=N,arm2=G", "arm2|G", "target|arm1=G,arm2=N",
        "target|arm1=G,arm2=G",
    ]
    assert [s.label for s in information_sets_of(two_arm().tree, "target|G,G")] == ["target|arm1=G,arm2=G"]


def test_the_whole_list_names_a_set_of_which_another_saw_more():
    found = game(
        "A B",
        [
            move("A", "m", ["x", "y"], seen_by=[]),
            move("A", "tell", ["yes", "no"], seen_by=[]),
            move("A", "truth", ["yes", "no"], if_={"tell": "yes"}),
            move("B", "reply", ["l", "r"]),
        ],
    )
    assert [label for label in labels(found) if label.startswith("reply")] == ["reply|yes", "reply|no", "reply"]
    assert [s.seen for s in information_sets_of(found.tree, "reply")] == [()]
    assert [s.seen for s in information_sets_of(found.tree, "reply|yes")] == [(("truth", "yes"),)]


def test_labels_of_many_items_are_still_unambiguous(monkeypatch):
    """With a small bound on the lists tried, the list put together greedily names its set, too."""
    monkeypatch.setattr(labelling, "TRIALS", 3)
    def value(number: int, item: int) -> int:
        return number >> item & 1 if item < 4 else number % (item + 2)

    seen = [tuple((f"m{i}", f"m{i}is{value(number, i)}") for i in range(9)) for number in range(16)]
    found = labelling.labels("m", seen)
    assert len(set(found)) == 16
    for label, items in zip(found, seen, strict=True):
        listed = set(label.partition("|")[2].split(","))
        assert [other for other in seen if listed <= {action for _, action in other}] == [items]


BAD_LABELS = [
    (
        "response|irresolut",
        "unknown information set 'response|irresolut'; there are: response|resolute, response|irresolute. "
        "Did you mean 'response|irresolute'?",
    ),
    (
        "reponse|resolute",
        "unknown information set 'reponse|resolute'; there are: challenge, response|resolute, response|irresolute. "
        "Did you mean 'response|resolute'?",
    ),
    (
        "response",
        "the label 'response' fits 2 information sets: response|resolute, response|irresolute; "
        "name one of these, or 'response|*' for all sets of the move",
    ),
]


@pytest.mark.parametrize("label, message", BAD_LABELS)
def test_labels_that_name_nothing_or_too_much(label, message):
    with pytest.raises(NotFoundError) as error:
        information_sets_of(examples.deterrence().tree, label)
    assert str(error.value) == message


def test_probabilities_sum_to_one_at_a_point():
    tree = examples.two_audiences().tree
    point = {"mu": Fraction(1, 3), "pi": Fraction(2, 5)}
    for node in tree.nodes:
        if node.player == NATURE:
            assert sum(evaluate(p, point) for p in node.probabilities) == 1


def test_a_condition_of_the_notation_is_any_of_all_of():
    assert when([{"a": "x"}, {"b": ["y", "z"], "c": "u"}]) == (
        (("a", ("x",)),), (("b", ("y", "z")), ("c", ("u",))),
    )
