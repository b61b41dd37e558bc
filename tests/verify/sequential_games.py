"""Numeric games with imperfect information whose pure sequential equilibria are known by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from gametheory.verify import NumericGame
from tests.verify.trees import chance, decide, pay, tree

Number = int | Fraction


def beer_quiche(p: Fraction, g: Number, d: Number, v: Number, l: Number) -> NumericGame:
    """Cho and Kreps 1987: the sender gains g by its favourite breakfast and d by not being fought."""

    def sender(kind: str) -> tuple[Any, ...]:
        tough = kind == "T"

        def reply(meal: str, gain: Number) -> tuple[Any, ...]:
            return decide(f"reply|{meal}", "R", F=pay(gain, 0 if tough else v), N=pay(gain + d, l if tough else 0))

        return decide(f"meal|{kind}", "S", B=reply("B", g if tough else 0), Q=reply("Q", 0 if tough else g))

    return tree("S R", chance(T=(p, sender("T")), W=(1 - p, sender("W"))))


def linked_beliefs(p: Fraction) -> NumericGame:
    """An informed sender moves twice, each time before a receiver: the second belief follows from the first."""

    def sender(kind: str) -> tuple[Any, ...]:
        r = kind == "R"
        second = decide(
            f"again|{kind}", "S",
            a=pay(-1 if r else -10, int(not r), 0),
            b=decide(
                "R2", "R2", L=pay(-5 if r else -1, int(not r), int(r)), r=pay(-5 if r else 5, int(not r), int(not r))
            ),
        )
        return decide(f"first|{kind}", "S", out=pay(0, 0, 0), m=decide("R1", "R1", x=pay(5, int(r), 0), y=second))

    return tree("S R1 R2", chance(R=(p, sender("R")), U=(1 - p, sender("U"))))


def siblings(after_x: int, after_y: int) -> NumericGame:
    """Three types; the second receiver and the third, in two branches, judge types 2 and 3 by shared odds.

    The second receiver plays L if type 2 is at least `after_x` times as likely as type 3; the third plays L if
    type 3 is at least `after_y` times as likely as type 2; type 1 speaks against L.
    """

    def sender(k: int) -> tuple[Any, ...]:
        def judged(label: str, receiver: str, mine: int, factor: int, place: int) -> tuple[Any, ...]:
            worth = 1 if k == mine else -1 if k == 1 else -factor
            left = [1 if k > 1 else -1, 0, 0, 0]
            left[place] = worth
            right = [-1, 0, 0, 0]
            return decide(label, receiver, L=pay(*left), r=pay(*right))

        x = decide(f"x|{k}", "S", a=judged("R2", "R2", 2, after_x, 2), b=pay(0, 0, 0, 0))
        y = decide(f"y|{k}", "S", a=judged("R3", "R3", 3, after_y, 3), b=pay(0, 0, 0, 0))
        return decide(f"first|{k}", "S", out=pay(2, 0, 0, 0), m=decide("R1", "R1", x=x, y=y))

    third = Fraction(1, 3)
    return tree("S R1 R2 R3", chance(t1=(third, sender(1)), t2=(third, sender(2)), t3=(third, sender(3))))


def two_informed(needed: dict[str, Number]) -> NumericGame:
    """Senders A and B with two types each play out or m; after two m a receiver learns A's type, not B's."""

    def at(a: str, b: str) -> tuple[Any, ...]:
        reply = decide(f"R|{a}", "R", L=pay(0, 0, 1 if b == "1" else -needed[a]), r=pay(0, 0, 0))
        second = decide(f"B|{b}", "B", out=pay(1, 1, 0), m=reply)
        return decide(f"A|{a}", "A", out=pay(1, 1, 0), m=second)

    quarter = Fraction(1, 4)
    return tree("A B R", chance(**{f"t{a}{b}": (quarter, at(a, b)) for a in "12" for b in "12"}))


def pairs_of_types(c12: Number, c23: Number, c13: Number) -> NumericGame:
    """Three types play out or m; after m the receiver learns a pair of types that contains the true one.

    In each pair it plays L if the first type is at least c times as likely as the second; all pairs are equally likely.
    """
    factors = {"12": c12, "23": c23, "13": c13}

    def sender(kind: str) -> tuple[Any, ...]:
        def reply(pair: str) -> tuple[Any, ...]:
            return decide(f"R|{pair}", "R", L=pay(0, 1 if kind == pair[0] else -factors[pair]), r=pay(0, 0))

        pairs = {f"p{pair}": (Fraction(1, 2), reply(pair)) for pair in factors if kind in pair}
        return decide(f"S|{kind}", "S", out=pay(1, 0), m=chance(**pairs))

    return tree("S R", chance(**{f"t{kind}": (Fraction(1, 3), sender(kind)) for kind in "123"}))


HORSE = tree(
    "A B C",
    decide(
        "A", "A",
        D=decide("C", "C", L=pay(3, 3, 2), R=pay(0, 0, 0)),
        A=decide("B", "B", d=decide("C", "C", L=pay(4, 4, 0), R=pay(0, 0, 1)), a=pay(1, 1, 1)),
    ),
)
"""Selten 1975, figure 1: (D, a, L) is a Nash equilibrium but not sequential; (A, a, R) is sequential."""
