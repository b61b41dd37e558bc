"""Games with counts found by hand."""

from __future__ import annotations

from collections.abc import Callable

from gametheory.expr import Symbol, all_of
from gametheory.game import Game
from tests.game.declare import chain, depends, game, move, outcome, payment, symbols


def deterrence() -> Game:
    """Extended deterrence: the patron's type is private, a challenge is answered."""
    p, w_R, w_U, w, l, G, C = symbols("p w_R w_U w l G C")
    return game(
        "Adversary Patron",
        [
            move("Nature", "resolve", {"resolute": p, "irresolute": 1 - p}, seen_by=["Patron"]),
            move("Adversary", "challenge", ["challenge", "wait"]),
            move("Patron", "response", ["defend", "abandon"], if_={"challenge": "challenge"}),
        ],
        parameters="p w_R w_U l G C",
        where=all_of(chain(0, p, 1), chain(0, w_R, l, w_U), G > 0, C > 0),
        dependents=[depends("w", "resolve", {"resolute": w_R, "irresolute": w_U})],
        outcomes=[
            outcome("status quo", {"challenge": "wait"}, {"Adversary": 0, "Patron": 0}),
            outcome("war", {"response": "defend"}, {"Adversary": -C, "Patron": -w}),
            outcome("abandonment", {"response": "abandon"}, {"Adversary": G, "Patron": -l}),
        ],
    )


def umbrella() -> Game:
    """A guarantee with a tie, an ally that may arm, an adversary that may challenge or strike."""
    l, f, h, k, lam, g, w, y, Y, e, L, d, m, b, H = symbols("l f h k lam g w y Y e L d m b H")
    return game(
        "Patron Ally Adversary",
        [
            move("Patron", "tie", ["1", "0"]),
            move("Ally", "posture", ["N", "G"]),
            move("Adversary", "challenge", ["quiet", "challenge"], if_={"posture": "N"}),
            move("Patron", "defence", ["defend", "abandon"], if_={"challenge": "challenge"}),
            move("Adversary", "strike", ["wait", "strike"], if_={"posture": "G"}),
            move("Patron", "shield", ["defend", "abandon"], if_={"strike": "strike"}),
        ],
        parameters="l f h k lam g w y Y e L d m b",
        where=all_of(l >= 0, f >= 0, h >= 0, k > 0, 0 <= lam, lam <= 1, g >= 0, 0 <= y, y < Y, e > 0, d < L, m > 0),
        dependents=[depends("H", "tie", {"1": h, "0": 0})],
        outcomes=[
            outcome("NQ", {"challenge": "quiet"}, {"Patron": 0, "Ally": 0, "Adversary": 0}),
            outcome("NF", {"defence": "defend"}, {"Patron": -f, "Ally": -d, "Adversary": -w}),
            outcome("NB", {"defence": "abandon"}, {"Patron": -l - H, "Ally": -L, "Adversary": 1}),
            outcome("GP", {"strike": "wait"}, {"Patron": -g, "Ally": b, "Adversary": -e}),
            outcome("GSD", {"shield": "defend"}, {"Patron": -f, "Ally": -m, "Adversary": -Y}),
            outcome("GSA", {"shield": "abandon"}, {"Patron": -l - lam * H, "Ally": -m, "Adversary": -y}),
        ],
        payments=[payment({"tie": "1"}, {"Patron": -k})],
    )


def two_audiences() -> Game:
    """A sunk signal seen by an ally and an adversary, both patron and adversary with a private type."""
    mu, pi, vL, vH, w, L, d, kap, k, e = symbols("mu pi vL vH w L d kap k e")
    f, l, g, v = symbols("f l g v")
    return game(
        "Patron Ally Adversary",
        [
            move("Nature", "patron", {"R": mu, "U": 1 - mu}, seen_by=["Patron"]),
            move("Nature", "motive", {"H": pi, "Lo": 1 - pi}, seen_by=["Adversary"]),
            move("Patron", "signal", ["1", "0"]),
            move("Ally", "arms", ["N", "G"]),
            move("Adversary", "challenge", ["challenge", "quiet"], if_={"arms": "N"}),
            move("Patron", "response", ["defend", "abandon"], if_={"challenge": "challenge"}),
        ],
        parameters="mu pi vL vH w L d kap k e fR fU lR lU gR gU",
        dependents=[
            *(depends(s, "patron", {t: Symbol(f"{s}{t}") for t in ("R", "U")}) for s in ("f", "l", "g")),
            depends("v", "motive", {"H": vH, "Lo": vL}),
        ],
        outcomes=[
            outcome("armed", {"arms": "G"}, {"Patron": -g, "Ally": -kap, "Adversary": -e}),
            outcome("quiet", {"challenge": "quiet"}, {"Patron": 0, "Ally": 0, "Adversary": 0}),
            outcome("war", {"response": "defend"}, {"Patron": -f, "Ally": -d, "Adversary": -w}),
            outcome("taken", {"response": "abandon"}, {"Patron": -l, "Ally": -L, "Adversary": v}),
        ],
        payments=[payment({"signal": "1"}, {"Patron": -k})],
    )


def beer_quiche() -> Game:
    """A tough or weak sender chooses a breakfast, a receiver whether to fight."""
    p, = symbols("p")
    return game(
        "Sender Receiver",
        [
            move("Nature", "type", {"T": p, "W": 1 - p}, seen_by=["Sender"]),
            move("Sender", "breakfast", ["B", "Q"]),
            move("Receiver", "reply", ["F", "N"]),
        ],
        parameters="p",
    )


def commitment() -> Game:
    """A public commitment, and an ally that arms unseen by the patron."""
    p, v, a, d, k, w, A, W, K, c = symbols("p v a d k w A W K c")
    return game(
        "Patron Adversary Ally",
        [
            move("Nature", "type", {"R": p, "W": 1 - p}, seen_by=["Patron"]),
            move("Patron", "commit", ["C", "N"]),
            move("Adversary", "challenge", ["challenge", "wait"]),
            move("Ally", "arms", ["arm", "rely"], if_={"challenge": "challenge"}, seen_by=["Adversary"]),
            move("Patron", "response", ["fight", "fold"], if_={"challenge": "challenge"}),
        ],
        parameters="p v a c_R c_W d k w",
        dependents=[
            depends("A", "commit", {"C": a, "N": 0}),
            depends("W", "arms", {"arm": w, "rely": 0}),
            depends("K", "arms", {"arm": k, "rely": 0}),
            depends("left", "arms", {"arm": w - k, "rely": -v / 2}),
            depends("c", "type", {"R": Symbol("c_R"), "W": Symbol("c_W")}),
        ],
        outcomes=[
            outcome("wait", {"challenge": "wait"}, {"Patron": v - A / 10, "Adversary": 0, "Ally": v}),
            outcome("fight", {"response": "fight"}, {"Patron": v - c + W, "Adversary": "1/2" - d - W, "Ally": v - K}),
            outcome("fold", {"response": "fold"}, {"Patron": -A, "Adversary": 1 - W, "Ally": Symbol("left")}),
        ],
    )


def assurance() -> Game:
    """A sunk signal, an ally that may arm, a challenge, and an answer by type."""
    p, k, a, l, r, d, L, C, e, x, G, w = symbols("p k a l r d L C e x G w")
    return game(
        "Patron Ally Adversary",
        [
            move("Nature", "type", {"R": p, "U": 1 - p}, seen_by=["Patron"]),
            move("Patron", "signal", ["assure", "silent"]),
            move("Ally", "arms", ["arm", "rely"]),
            move("Adversary", "challenge", ["challenge", "wait"]),
            move("Patron", "response", ["defend", "abandon"], if_={"challenge": "challenge"}),
        ],
        parameters="p k a l r w_R w_U d L C e x G",
        dependents=[depends("w", "type", {"R": Symbol("w_R"), "U": Symbol("w_U")})],
        outcomes=[
            outcome("wait", {"challenge": "wait"}, {"Patron": 0, "Ally": 0, "Adversary": 0}),
            outcome("defend", {"response": "defend"}, {"Patron": -w, "Ally": -d, "Adversary": -C}),
            outcome("abandon", {"response": "abandon"}, {"Patron": -l, "Ally": -L, "Adversary": G}),
        ],
        payments=[
            payment({"signal": "assure"}, {"Patron": -k}),
            payment({"arms": "arm"}, {"Ally": -a}),
            payment({"arms": "arm", "challenge": "challenge"}, {"Adversary": -e}),
            payment({"response": "abandon", "arms": "arm"}, {"Ally": x}),
            payment({"response": "abandon", "signal": "assure"}, {"Patron": -r}),
        ],
    )


def horse() -> Game:
    """Selten's horse: the third player cannot tell who let it move."""
    return game(
        "1 2 3",
        [
            move("1", "first", ["D", "C"], seen_by=["2"]),
            move("2", "second", ["c", "d"], if_={"first": "C"}, seen_by=[]),
            move("3", "third", ["L", "R"], if_=[{"first": "D"}, {"second": "d"}]),
        ],
    )


def chain_store() -> Game:
    """Two markets in turn, everything seen."""
    moves = []
    for n in ("1", "2"):
        moves.append(move(f"Entrant {n}", f"entry{n}", ["in", "out"]))
        moves.append(move("Incumbent", f"reply{n}", ["fight", "share"], if_={f"entry{n}": "in"}))
    return game(["Entrant 1", "Entrant 2", "Incumbent"], moves)


def cooperation() -> Game:
    """Two rounds of simultaneous choices, all public after each round."""
    actions = ["C", "D"]
    return game(
        "A B",
        [
            move("A", "a1", actions),
            move("B", "b1", actions, simultaneous="a1"),
            move("A", "a2", actions),
            move("B", "b2", actions, simultaneous="a2"),
        ],
    )


def pact() -> Game:
    """Three allies choose at once, then an adversary moves; nobody before sees anything."""
    actions = ["e", "d"]
    return game(
        "A1 A2 A3 C",
        [
            move("A1", "m1", actions),
            move("A2", "m2", actions, simultaneous="m1"),
            move("A3", "m3", actions, simultaneous="m2"),
            move("C", "coerce", ["yes", "no"]),
        ],
    )


def partitioned() -> Game:
    """An act of which the ally sees everything and the adversary only whether it was F; both then act at once."""
    return game(
        "P A C",
        [
            move("Nature", "type", {"R": "1/3", "U": "2/3"}, seen_by=["P"]),
            move("P", "act", ["F", "O", "N"], seen_by={"A": "all", "C": {"front": ["F"], "nothing": ["O", "N"]}}),
            move("A", "hedge", ["hedge", "rely"]),
            move("C", "challenge", ["challenge", "quiet"], simultaneous="hedge"),
        ],
    )


COUNTS: list[tuple[Callable[[], Game], int, int, int]] = [
    (deterrence, 3, 11, 6),
    (umbrella, 11, 23, 12),
    (two_audiences, 12, 63, 32),
    (beer_quiche, 4, 15, 8),
    (commitment, 10, 39, 20),
    (assurance, 16, 47, 24),
    (horse, 3, 9, 5),
    (chain_store, 8, 17, 9),
    (cooperation, 10, 31, 16),
    (pact, 11, 31, 16),
    (partitioned, 7, 45, 24),
]
"""Game, information sets, nodes, terminal histories, counted by hand."""
