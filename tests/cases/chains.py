"""Games of any size whose beliefs are linked: receivers in a chain, and receivers that are siblings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gametheory.game import Game


def chain(messages: int, receivers: int, types: int) -> Game:
    """A sender's message, receivers who act in turn and see all before, and the sender's last word.

    The sender has one of `types` costs of fighting, which it alone knows, and sends one of `messages`, all but message
    0 at a cost; message 1 also binds, so that folding after it costs `r` more. Each receiver arms or relies. At the end
    the sender, knowing everything, fights or folds. Receivers lose `d` in a fight and `L` when the sender folds, of
    which arms save `x`; arms cost `a` and harm the sender by `g`.
    """
    from gametheory import GameBuilder

    names = [f"Receiver{n}" for n in range(1, receivers + 1)]
    draft = GameBuilder(f"Chain({messages}, {receivers}, {types})", players=["Sender", *names])
    priors = [draft.parameter(f"p_{t}", f"prior of type {t}") for t in range(1, types)]
    wars = [draft.parameter(f"w_{t}", f"cost of fighting to type {t}") for t in range(1, types + 1)]
    costs = [draft.parameter(f"k_{m}", f"cost of message {m}") for m in range(1, messages)]
    fold = draft.parameter("l", "sender's loss when it folds")
    broken = draft.parameter("r", "sender's further loss when it folds after the binding message")
    draft.where(", ".join(f"{cost.name} > 0" for cost in [*priors, *costs, broken]))
    draft.where(" + ".join(prior.name for prior in priors) + " < 1")
    draft.where(" < ".join(["0", *(war.name for war in wars)]) + f", {wars[0].name} < l < {wars[-1].name}")

    last = 1 - sum(priors[1:], start=priors[0])
    draft.nature("type", {str(t): prior for t, prior in enumerate([*priors, last], start=1)}, seen_by=["Sender"])
    draft.move("Sender", "message", [str(m) for m in range(messages)])
    for n, name in enumerate(names, start=1):
        draft.move(name, f"arms{n}", ["arm", "rely"])
    draft.move("Sender", "end", ["fight", "fold"])

    war = draft.depends("w", on="type", values={str(t): w for t, w in enumerate(wars, start=1)})
    cost = draft.depends("k", on="message", values={str(m): k for m, k in enumerate([0, *costs])})
    breach = draft.depends("R", on="message", values={str(m): broken if m == 1 else 0 for m in range(messages)})
    draft.pays({"Sender": -cost})
    draft.pays({"Sender": -war}, when={"end": "fight"})
    draft.pays({"Sender": -fold - breach}, when={"end": "fold"})
    for n, name in enumerate(names, start=1):
        a, d, L, x, g = (  # noqa: N806 (the symbols of the model)
            draft.parameter(f"{letter}_r{n}", f"{means}, receiver {n}")
            for letter, means in (
                ("a", "cost of arming"), ("d", "loss from a fight"), ("L", "loss when the sender folds"),
                ("x", "what arms save when the sender folds"), ("g", "harm of its arms to the sender"),
            )
        )
        draft.where(f"{a.name} > 0, 0 < {d.name} < {L.name}, 0 < {x.name} < {L.name}, {g.name} > 0")
        draft.pays({name: -d}, when={"end": "fight"})
        draft.pays({name: -L}, when={"end": "fold"})
        draft.pays({name: x}, when={"end": "fold", f"arms{n}": "arm"})
        draft.pays({name: -a, "Sender": -g}, when={f"arms{n}": "arm"})
    return draft.build()


def siblings() -> Game:
    """Three types watched by receivers who are siblings in the tree, so that their beliefs are one.

    All types stay out only if the receiver after (m, x, a) thinks of type 2 and the one after (m, y, a) of type 3.
    Each belief alone is consistent along its history, the first receiver's doubts about type 1 included; together they
    would make type 2 both more and less likely to have tried m than type 3.
    """
    from gametheory import GameBuilder

    draft = GameBuilder("Sibling beliefs", players=["Sender", "First", "AfterX", "AfterY"], information_sets=12)
    p1 = draft.parameter("p1", "prior of type 1", at="1/3", range=(0, 1))
    p2 = draft.parameter("p2", "prior of type 2", at="1/3", range=(0, 1))
    draft.where("p1 > 0, p2 > 0, p1 + p2 < 1")
    draft.nature("type", {"1": p1, "2": p2, "3": 1 - p1 - p2}, seen_by=["Sender"])
    draft.move("Sender", "entry", ["out", "m"])
    draft.move("First", "first", ["x", "y"], when={"entry": "m"})
    draft.move("Sender", "again", ["a", "b"], when={"entry": "m"})
    draft.move("AfterX", "after_x", ["c", "n"], when={"first": "x", "again": "a"})
    draft.move("AfterY", "after_y", ["c", "n"], when={"first": "y", "again": "a"})

    draft.pays(dict.fromkeys(["Sender", "First", "AfterX", "AfterY"], 0))
    lone, others = {"type": "1"}, {"type": ["2", "3"]}
    for when, pays in (
        ({"first": "x", "again": "a"}, -2), ({"first": "x", "again": "b"}, -1), ({"after_y": "n"}, 2),
        ({"first": "y", "again": "b"}, 1),
    ):
        draft.pays({"Sender": pays}, when=lone | when)
    for when, pays in (
        ({"after_x": "c"}, -1), ({"after_x": "n"}, 1), ({"first": "x", "again": "b"}, -2),
        ({"after_y": "c"}, 1), ({"after_y": "n"}, 2),
    ):
        draft.pays({"Sender": pays}, when=others | when)
    draft.pays({"First": 1}, when=[lone | {"first": "y", "again": "a"}, others | {"first": "y"}])
    draft.pays({"First": -1}, when=lone | {"first": "y", "again": "b"})
    for receiver, move, named in (("AfterX", "after_x", "2"), ("AfterY", "after_y", "3")):
        rest = [t for t in "123" if t != named]
        draft.pays({receiver: 1}, when={move: "c", "type": named})
        draft.pays({receiver: -2}, when={move: "c", "type": rest})
    return draft.build()
