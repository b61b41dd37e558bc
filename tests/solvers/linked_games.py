"""Random games in which everything hangs on beliefs that are linked: nobody enters, and entry has to be deterred."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction

from gametheory.expr import as_expr
from gametheory.game import ALWAYS, NATURE, Game, Move, Observation, Payment
from gametheory.game.tree import make_game


def stay_out(rng: random.Random, types: int = 3, stages: int = 1) -> Game:
    """An informed sender stays out or enters; then branches, each judged by a receiver, most after another own move.

    The branches are chosen by Nature, by a receiver or by the sender. Receivers' replies turn on the odds of types,
    which later and neighbouring receivers share; a sender gains by entering if a reply is soft. With two `stages` a
    soft reply in the first branch is followed by another move of the sender and another judgement.
    """
    players = ("Sender", "First", "Second", "Third")
    moves = [
        _nature(rng, "type", ("1", "2", "3")[:types], "Sender"),
        Move("Sender", "entry", ("out", "in")),
        _fork(rng, {"entry": "in"}),
    ]
    for branch, receiver in (("x", "Second"), ("y", rng.choice(("Second", "Third", "Third")))):
        after = {"fork": branch}
        for stage in range(1, (stages if branch == "x" else 1) + 1):
            if rng.random() < 0.75:
                moves.append(_move("Sender", f"again_{branch}{stage}", ("on", "off"), after))
                after = {f"again_{branch}{stage}": "on"}
            judge = receiver if stage == 1 else rng.choice(("First", "Third"))
            moves.append(_move(judge, f"reply_{branch}{stage}", ("hard", "soft"), after))
            after = {f"reply_{branch}{stage}": "soft"}
    return _paid(rng, "staying out", players, moves, ("Sender",))


def two_informed(rng: random.Random) -> Game:
    """Two senders with types of their own stay out or enter, the second after the first or at once; a third replies."""
    at_once = rng.random() < 0.5
    enter = ALWAYS if at_once or rng.random() < 0.5 else (((("entry", ("in",)),)),)
    second = Move("Other", "entry2", ("out", "in"), None, enter, None, "entry" if at_once else None)
    moves = [
        _nature(rng, "type", ("1", "2"), "Sender"),
        _nature(rng, "kind", ("1", "2"), "Other"),
        Move("Sender", "entry", ("out", "in")),
        second,
    ]
    if rng.random() < 0.5:
        moves.append(_move("Judge", "reply", ("hard", "soft"), {"entry": "in", "entry2": "in"}))
        if enter is ALWAYS and rng.random() < 0.5:
            moves.append(_move("Judge", "reply_one", ("hard", "soft"), {"entry": "in", "entry2": "out"}))
    else:
        moves.append(_move("Judge", "reply", ("hard", "soft"), {"entry2": "in"}))
    return _paid(rng, "two informed", ("Sender", "Other", "Judge"), moves, ("Sender", "Other"))


def _nature(rng: random.Random, name: str, types: Sequence[str], informed: str) -> Move:
    weights = [rng.randint(1, 2) for _ in types]
    odds = tuple(as_expr(Fraction(w, sum(weights))) for w in weights)
    return Move(NATURE, name, tuple(types), odds, ALWAYS, (Observation(informed),))


def _move(by: str, name: str, actions: Sequence[str], when: Mapping[str, str]) -> Move:
    return Move(by, name, tuple(actions), None, (tuple((move, (action,)) for move, action in when.items()),))


def _fork(rng: random.Random, when: Mapping[str, str]) -> Move:
    by = rng.choice((NATURE, "First", "First", "Sender"))
    fork = _move(by, "fork", ("x", "y"), when)
    half = (as_expr(Fraction(1, 2)),) * 2
    return Move(NATURE, fork.name, fork.actions, half, fork.when) if by == NATURE else fork


def _paid(
    rng: random.Random, title: str, players: tuple[str, ...], moves: Sequence[Move], senders: tuple[str, ...]
) -> Game:
    """The game with payoffs: 0 for whoever stays out, loss from a hard reply, mostly gain from a soft one."""
    nothing = Payment(ALWAYS, tuple((player, as_expr(0)) for player in players))
    tree = make_game(title=title, players=players, moves=moves, payments=[nothing]).tree
    payments = []
    for end in tree.terminals:
        history = tree.history(end.index)
        _, last = history[-1]
        low, high = {"hard": (-2, -1), "soft": (-1, 3), "off": (-2, 0), "out": (0, 0)}.get(last, (-2, 2))
        pays = [
            (player, as_expr(rng.randint(low, high) if player in senders else rng.randint(-2, 2))) for player in players
        ]
        payments.append(Payment((tuple((move, (action,)) for move, action in history),), tuple(pays)))
    return make_game(title=title, players=players, moves=moves, payments=payments)
