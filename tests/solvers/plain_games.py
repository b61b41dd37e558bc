"""Games for comparing solvers: known ones with symbols, and random ones with linked beliefs or hidden moves."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from gametheory.expr import Expr, Symbol, as_expr
from gametheory.expr.parse import parse_condition
from gametheory.game import NATURE, Game, InformationSet, Move, Node, Tree
from gametheory.game.vary import assume
from tests.game import examples
from tests.game.declare import game, move, payment, zero


def commitment() -> Game:
    return assume(
        examples.commitment(), parse_condition("0 < p < 1, v > 0, a > 0, 0 < c_R < c_W, d > 0, k > 0, w > 0")
    )


def assurance() -> Game:
    where = "0 < p < 1, k > 0, a > 0, l > 0, r > 0, 0 < w_R < l < w_U, 0 < d < L, 0 < x < L, G > 0, C > 0, e > 0"
    return assume(examples.assurance(), parse_condition(where))


def beer_quiche() -> Game:
    """Cho and Kreps 1987: the favourite breakfast is worth b, not being fought d."""
    return game(
        "Sender Receiver",
        [
            move("Nature", "type", {"strong": Symbol("p"), "weak": 1 - Symbol("p")}, seen_by=["Sender"]),
            move("Sender", "breakfast", ["beer", "quiche"]),
            move("Receiver", "reply", ["fight", "not"]),
        ],
        parameters="p b d x y",
        where=parse_condition("0 < p < 1, b > 0, d > 0, x > 0, y > 0"),
        payments=[
            *zero("Sender", "Receiver"),
            payment({"type": "strong", "breakfast": "beer"}, {"Sender": Symbol("b")}),
            payment({"type": "weak", "breakfast": "quiche"}, {"Sender": Symbol("b")}),
            payment({"reply": "not"}, {"Sender": Symbol("d")}),
            payment({"reply": "fight", "type": "weak"}, {"Receiver": Symbol("x")}),
            payment({"reply": "fight", "type": "strong"}, {"Receiver": -Symbol("y")}),
        ],
    )


def two_sided_deterrence() -> Game:
    """A challenger and a defender, each soft or hard: challenge, concede or defy, press or back down."""
    p, q = Symbol("p"), Symbol("q")
    return game(
        "Challenger Defender",
        [
            move("Nature", "motive", {"hard": q, "soft": 1 - q}, seen_by=["Challenger"]),
            move("Nature", "resolve", {"hard": p, "soft": 1 - p}, seen_by=["Defender"]),
            move("Challenger", "challenge", ["challenge", "wait"]),
            move("Defender", "answer", ["defy", "concede"], if_={"challenge": "challenge"}),
            move("Challenger", "press", ["press", "back"], if_={"answer": "defy"}),
        ],
        parameters="p q s g c_h c_s d_h d_s l",
        where=parse_condition("0 < p < 1, 0 < q < 1, s > 0, g > s, l > 0, c_h < c_s, 0 < d_h < l < d_s, c_s > 0"),
        payments=[
            *zero("Challenger", "Defender"),
            payment({"challenge": "wait"}, {"Challenger": Symbol("s"), "Defender": 0}),
            payment({"answer": "concede"}, {"Challenger": Symbol("g"), "Defender": -Symbol("l")}),
            payment({"press": "back"}, {"Challenger": 0, "Defender": Symbol("s")}),
            payment({"press": "press", "motive": "hard"}, {"Challenger": -Symbol("c_h")}),
            payment({"press": "press", "motive": "soft"}, {"Challenger": -Symbol("c_s")}),
            payment({"press": "press", "resolve": "hard"}, {"Defender": -Symbol("d_h")}),
            payment({"press": "press", "resolve": "soft"}, {"Defender": -Symbol("d_s")}),
        ],
    )


def linked_beliefs() -> Game:
    """An informed sender moves before each of two receivers, so that the second belief follows from the first."""
    p = Symbol("p")
    table = {  # sender, first and second receiver, by type
        "out": ((0, 0, 0), (0, 0, 0)), "x": ((5, 1, 0), (5, 0, 0)), "a": ((-1, 0, 0), (-10, 1, 0)),
        "L": ((-5, 0, 1), (-1, 1, 0)), "r": ((-5, 0, 0), (5, 1, 1)),
    }
    where = {"out": "entry", "x": "first", "a": "again", "L": "second", "r": "second"}
    return game(
        "Sender First Second",
        [
            move("Nature", "type", {"R": p, "U": 1 - p}, seen_by=["Sender"]),
            move("Sender", "entry", ["out", "m"]),
            move("First", "first", ["x", "y"], if_={"entry": "m"}),
            move("Sender", "again", ["a", "b"], if_={"first": "y"}),
            move("Second", "second", ["L", "r"], if_={"again": "b"}),
        ],
        parameters="p",
        where=parse_condition("0 < p < 1"),
        payments=[
            payment({"type": kind, where[end]: end}, dict(zip(("Sender", "First", "Second"), both[i], strict=True)))
            for end, both in table.items()
            for i, kind in enumerate("RU")
        ],
    )


def deterrence() -> Game:
    return examples.deterrence()


def moves_twice(seed: int, types: int, share: float) -> Game:
    """A random game: an informed sender enters and moves again after a first receiver; a second one judges each branch.

    A payoff is a small integer, so that ties occur, and with probability `share` a symbol is added.
    """
    rng = random.Random(seed)
    x, y = Symbol("x"), Symbol("y")
    symbolic_prior = rng.random() < 0.5

    def payoff() -> Expr:
        value = as_expr(rng.randint(-2, 2))
        if rng.random() < share:
            value = value + (x if symbolic_prior or rng.random() < 0.5 else y) * rng.choice((-1, 1))
        return value

    kinds = [f"t{k}" for k in range(1, types + 1)]
    first = y if symbolic_prior else as_expr(Fraction(rng.randint(1, 2), types + 1))
    prior = {kind: first if i == 0 else (1 - first) / (types - 1) for i, kind in enumerate(kinds)}
    ends = [{"entry": "out"}]
    ends += [{"entry": "m", "first": f, "again": "b"} for f in "xy"]
    ends += [{"entry": "m", "first": f, "again": "a", "second": s} for f in "xy" for s in "cn"]
    players = ("Sender", "First", "Second")
    return game(
        players,
        [
            move("Nature", "type", prior, seen_by=["Sender"]),
            move("Sender", "entry", ["out", "m"]),
            move("First", "first", ["x", "y"], if_={"entry": "m"}),
            move("Sender", "again", ["a", "b"], if_={"entry": "m"}),
            move("Second", "second", ["c", "n"], if_={"again": "a"}),
        ],
        parameters="x y",
        where=parse_condition("0 < y < 1"),
        payments=[payment({"type": t} | end, {who: payoff() for who in players}) for t in kinds for end in ends],
    )


def hidden_moves(seed: int) -> Game:
    """A random game: an informed sender, two receivers who act at once, and a last one who sees part of it."""
    rng = random.Random(seed)
    players = ("Sender", "Left", "Right")
    last = rng.choice(("Left", "Sender"))
    going = {"entry": "m"}
    drawn = {"x": rng.random() < 0.7}

    def payoff() -> Expr:
        value = as_expr(rng.randint(-2, 2))
        return value + Symbol("x") * rng.choice((-1, 1)) if drawn["x"] and rng.random() < 0.2 else value

    return game(
        players,
        [
            move("Nature", "type", {"a": "1/3", "b": "2/3"}, seen_by=[rng.choice(players)]),
            move("Sender", "entry", ["out", "m"]),
            move("Left", "left", ["u", "d"], if_=going, seen_by=rng.choice(([], ["Sender"]))),
            move("Right", "right", ["u", "d"], if_=going, seen_by=rng.choice(([], ["Left"], ["Sender"]))),
            move(last, "last", ["y", "n"], if_={"left": "u", "right": "d"}),
        ],
        parameters="x",
        payments=[
            payment({"type": t} | end, {who: payoff() for who in players})
            for t in "ab"
            for end in (
                {"entry": "out"}, {"left": "u", "right": "u"}, {"left": "d", "right": "u"}, {"left": "d", "right": "d"},
                {"last": "y"}, {"last": "n"},
            )
        ],
    )


def crossing(stakes: dict[str, tuple[Expr, Expr, Expr]], *, drawn: bool = False) -> Game:
    """S stays out or lets A or B move first; who moves second does not know that the other was there.

    The sets of A and B cross: each has a node below the other. A notation in which moves come in one order cannot say
    this, so the tree is made by hand. With `drawn` S may not stay out and the order is drawn by lot.
    """
    nodes: list[Node] = []

    def add(parent: int | None, action: str | None, **fields: object) -> int:
        nodes.append(Node(len(nodes), parent, action, **fields))  # type: ignore[arg-type]
        return len(nodes) - 1

    def end(parent: int, action: str, key: str) -> int:
        return add(parent, action, payoffs=stakes[key])

    def decide(parent: int, action: str, player: str, then: Callable[[int], list[int]]) -> int:
        here = add(parent, action, move=player.lower(), player=player, actions=("in", "off"))
        nodes[here] = replace(nodes[here], children=tuple(then(here)), information_set="AB".index(player) + (not drawn))
        return here

    def second(player: str, key: str) -> Callable[[int], list[int]]:
        return lambda here: [end(here, "in", key + "in"), end(here, "off", key + "off")]

    def first(player: str, other: str) -> Callable[[int], list[int]]:
        return lambda here: [
            decide(here, "in", other, second(other, f"{player}{other}")), end(here, "off", f"{player}off")
        ]

    root = add(None, None, move="s", player=NATURE if drawn else "S", information_set=None if drawn else 0)
    children = [] if drawn else [end(root, "out", "out")]
    children += [decide(root, "A", "A", first("A", "B")), decide(root, "B", "B", first("B", "A"))]
    actions = tuple(str(nodes[c].action) for c in children)
    half = tuple(as_expr(Fraction(1, 2)) for _ in children) if drawn else ()
    nodes[root] = replace(nodes[root], actions=actions, children=tuple(children), probabilities=half)
    sets = []
    for player in "AB" if drawn else "SAB":
        members = tuple(n.index for n in nodes if n.player == player)
        what = nodes[members[0]].actions
        sets.append(InformationSet(len(sets), player.lower(), player, members, what, (), player.lower()))
    base = game("S A B", [Move("S", "s", ("out", "A"))], parameters="x", where=parse_condition("x > 0"))
    return replace(base, tree=Tree(tuple(nodes), tuple(sets)), digest="crossing")


def random_crossing(seed: int) -> Game:
    rng = random.Random(seed)

    def payoff() -> Expr:
        value = as_expr(rng.randint(-2, 2))
        return value + Symbol("x") * rng.choice((-1, 1)) if rng.random() < 0.3 else value

    keys = ("out", "ABin", "ABoff", "Aoff", "BAin", "BAoff", "Boff")
    return crossing({key: (payoff(), payoff(), payoff()) for key in keys}, drawn=rng.random() < 0.3)
