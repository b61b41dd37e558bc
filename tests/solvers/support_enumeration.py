"""All sequential equilibria of small numeric games by enumeration of supports, in fractions: an independent method.

A sender who knows its type sends a message, a receiver replies. Given what the types and the receiver may play, the
two mixtures do not meet in one condition: that the receiver is indifferent is linear in the sender's probabilities,
that the types are is linear in the receiver's. A support is therefore feasible exactly if two systems of linear
inequalities are, one for each player; after a message that nobody sends any belief is consistent (D. Kreps and
R. Wilson 1982, Sequential equilibria, Econometrica 50(4):863-894). The same holds for two players who move at once
(O. Mangasarian 1964, Equilibrium points of bimatrix games, Journal of SIAM 12(4):778-780).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from itertools import product

from gametheory.verify import Assessment
from gametheory.verify.numeric import NumericGame, NumericSet
from tests.solvers.polytopes import ONE, ZERO, Point, Polytope, Row, maximum, subsets

Path = frozenset[tuple[str, str]]
"""(information set, actions joined by " or ") where play leads."""

MIXED = " or "


@dataclass(frozen=True)
class Member:
    """One equilibrium: probabilities by information set, and beliefs in the types after messages nobody sends."""

    strategy: dict[str, dict[str, Fraction]]
    beliefs: dict[int, dict[int, Fraction]]


@dataclass(frozen=True)
class Component:
    """Equilibria with one path support and one choice of what may be played off the path."""

    game: Signalling
    sent: tuple[tuple[int, ...], ...]
    replied: tuple[tuple[int, ...], ...]
    sender: Polytope
    receiver: Polytope

    def members(self, rng: random.Random, count: int) -> Iterator[Member]:
        """Sampled equilibria."""
        for x, y in zip(self.sender.sample(rng, count), self.receiver.sample(rng, count), strict=True):
            yield self.game.member(self, x, y)

    @property
    def dimension(self) -> int:
        """Of the set of the probabilities on the path: the receiver's reached sets come first in its polytope."""
        on_path = [i for i, (m, _) in enumerate(self.game.reply_positions(self.replied)) if m in self.reached]
        return self.sender.dimension(range(self.sender.size)) + self.receiver.dimension(on_path)

    @property
    def reached(self) -> tuple[int, ...]:
        return tuple(sorted({m for support in self.sent for m in support}))


@dataclass(frozen=True, eq=False)
class Signalling:
    """Payoffs of sender and receiver by type, message and reply; some messages may leave nothing to reply."""

    types: tuple[str, ...]
    prior: tuple[Fraction, ...]
    messages: tuple[str, ...]
    replies: tuple[tuple[str, ...], ...]
    sender: tuple[tuple[tuple[Fraction, ...], ...], ...]
    receiver: tuple[tuple[tuple[Fraction, ...], ...], ...]
    sent_at: tuple[str, ...]
    """Labels of the sender's information sets, by type."""
    replied_at: tuple[str | None, ...]
    """Labels of the receiver's, by message."""

    @cached_property
    def components(self) -> dict[Path, tuple[Component, ...]]:
        """Every path support that some sequential equilibrium has."""
        found: dict[Path, list[Component]] = {}
        columns = range(len(self.messages))
        for sent in product(subsets(columns), repeat=len(self.types)):
            senders = [tuple(t for t, support in enumerate(sent) if m in support) for m in columns]
            options = [self.rational(m, who) if who else self.deterring(m) for m, who in enumerate(senders)]
            for replied in product(*options):
                if not self.plausible(sent, replied):
                    continue
                receiver = self.receiver_polytope(sent, replied, senders)
                if receiver.inside is None:
                    continue
                sender = self.sender_polytope(sent, replied)
                if sender.inside is None:
                    continue
                found.setdefault(self.path(sent, replied), []).append(Component(self, sent, replied, sender, receiver))
        return {path: tuple(parts) for path, parts in found.items()}

    @cache  # noqa: B019
    def rational(self, m: int, who: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
        """Sets of replies that are all best for some weights of the types who send a message, each positive."""
        return tuple(
            replies
            for replies in subsets(range(len(self.replies[m])))
            if self._weights(m, who, replies).inside is not None
        )

    def _weights(self, m: int, who: tuple[int, ...], replies: tuple[int, ...]) -> Polytope:
        total: Row = (dict.fromkeys(range(len(who)), ONE), "=", ONE)
        return Polytope(len(who), (*self._best(m, who, replies), total), tuple(range(len(who))))

    @cache  # noqa: B019
    def deterring(self, m: int) -> tuple[tuple[int, ...], ...]:
        """Largest sets of replies that are all best under some belief."""
        found = [replies for replies in subsets(range(len(self.replies[m]))) if self.belief(m, replies) is not None]
        return tuple(s for s in found if not any(set(s) < set(other) for other in found))

    @cache  # noqa: B019
    def belief(self, m: int, replies: tuple[int, ...]) -> Point | None:
        who = tuple(range(len(self.types)))
        total: Row = (dict.fromkeys(who, ONE), "=", ONE)
        best = self._best(m, who, replies)
        rows = [({t: v / self.prior[t] for t, v in row.items()}, relation, right) for row, relation, right in best]
        return maximum({}, [*rows, total], len(who))

    def _best(self, m: int, who: Sequence[int], replies: tuple[int, ...]) -> tuple[Row, ...]:
        """Rows on the types' weights: the replies are best."""
        first, table = replies[0], self.receiver
        return tuple(
            (
                {i: self.prior[t] * (table[t][m][first] - table[t][m][r]) for i, t in enumerate(who)},
                "=" if r in replies else ">=",
                ZERO,
            )
            for r in range(len(self.replies[m]))
            if r != first
        )

    def plausible(self, sent: Sequence[Sequence[int]], replied: Sequence[Sequence[int]]) -> bool:
        """A quick test: each type's messages could be its best, if it chose the replies to each of them."""
        for t, support in enumerate(sent):
            worst = [min(self.sender[t][m][r] for r in replied[m]) for m in range(len(self.messages))]
            best = [max(self.sender[t][m][r] for r in replied[m]) for m in range(len(self.messages))]
            if min(best[m] for m in support) < max(worst):
                return False
        return True

    def sender_polytope(self, sent: Sequence[Sequence[int]], replied: Sequence[tuple[int, ...]]) -> Polytope:
        position = {tm: i for i, tm in enumerate((t, m) for t, support in enumerate(sent) for m in support)}
        rows: list[Row] = [({position[t, m]: ONE for m in support}, "=", ONE) for t, support in enumerate(sent)]
        for m in range(len(self.messages)):
            who = [t for t, support in enumerate(sent) if m in support]
            if who:
                rows += [
                    ({position[who[i], m]: v for i, v in row.items()}, relation, right)
                    for row, relation, right in self._best(m, who, replied[m])
                ]
        return Polytope(len(position), tuple(rows), tuple(range(len(position))))

    def reply_positions(self, replied: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
        return [(m, r) for m, support in enumerate(replied) for r in support]

    def receiver_polytope(
        self, sent: Sequence[Sequence[int]], replied: Sequence[Sequence[int]], senders: Sequence[Sequence[int]]
    ) -> Polytope:
        order = self.reply_positions(replied)
        position = {mr: i for i, mr in enumerate(order)}
        rows: list[Row] = [({position[m, r]: ONE for r in rs}, "=", ONE) for m, rs in enumerate(replied)]
        for t, support in enumerate(sent):
            first = support[0]
            for m in range(len(self.messages)):
                if m != first:
                    gain = {position[first, r]: self.sender[t][first][r] for r in replied[first]}
                    gain |= {position[m, r]: -self.sender[t][m][r] for r in replied[m]}
                    rows.append((gain, "=" if m in support else ">=", ZERO))
        return Polytope(len(order), tuple(rows), tuple(i for i, (m, _) in enumerate(order) if senders[m]))

    def path(self, sent: Sequence[Sequence[int]], replied: Sequence[Sequence[int]]) -> Path:
        steps = {(self.sent_at[t], MIXED.join(self.messages[m] for m in s)) for t, s in enumerate(sent)}
        for m in {m for s in sent for m in s}:
            if (label := self.replied_at[m]) is not None:
                steps.add((label, MIXED.join(self.replies[m][r] for r in replied[m])))
        return frozenset(steps)

    def member(self, c: Component, x: Point, y: Point) -> Member:
        strategy: dict[str, dict[str, Fraction]] = {label: {} for label in self.sent_at}
        for (t, m), value in zip(((t, m) for t, s in enumerate(c.sent) for m in s), x, strict=True):
            strategy[self.sent_at[t]][self.messages[m]] = value
        for (m, r), value in zip(self.reply_positions(c.replied), y, strict=True):
            if (label := self.replied_at[m]) is not None:
                strategy.setdefault(label, {})[self.replies[m][r]] = value
        beliefs = {}
        for m in range(len(self.messages)):
            if m not in c.reached and self.replied_at[m] is not None:
                belief = self.belief(m, c.replied[m])
                assert belief is not None
                beliefs[m] = dict(enumerate(belief))
        return Member(strategy, beliefs)

    def assessment(self, member: Member) -> Assessment:
        """With trembles that bring the beliefs about."""
        trembles: dict[str, dict[str, tuple[int, Fraction]]] = {label: {} for label in self.sent_at}
        for m, belief in member.beliefs.items():
            for t, weight in belief.items():
                tremble = (1, weight / self.prior[t]) if weight else (2, ONE)
                trembles[self.sent_at[t]][self.messages[m]] = tremble
        return Assessment(member.strategy, {}, trembles)

    def faults(self, member: Member) -> list[str]:
        """Why this is no sequential equilibrium, by comparing every action with every other."""
        played = [member.strategy[label] for label in self.sent_at]
        answer = [
            {"": ONE} if label is None else member.strategy[label] for label in self.replied_at
        ]
        found = [f"{label}: {p}" for label, p in member.strategy.items() if sum(p.values()) != 1 or min(p.values()) < 0]
        for t, label in enumerate(self.sent_at):
            worth = [
                sum((answer[m].get(name, ZERO) * self.sender[t][m][r] for r, name in enumerate(self.replies[m])), ZERO)
                for m in range(len(self.messages))
            ]
            found += [
                f"{label} {name}: {worth}"
                for m, name in enumerate(self.messages)
                if played[t].get(name) and worth[m] < max(worth)
            ]
        for m, name in enumerate(self.messages):
            label = self.replied_at[m]
            if label is None:
                continue
            weights = [self.prior[t] * played[t].get(name, ZERO) for t in range(len(self.types))]
            if not any(weights):
                weights = [member.beliefs[m].get(t, ZERO) for t in range(len(self.types))]
                if min(weights) < 0 or sum(weights) != 1:
                    found.append(f"belief after {name}: {weights}")
            worth = [
                sum((w * self.receiver[t][m][r] for t, w in enumerate(weights)), ZERO)
                for r in range(len(self.replies[m]))
            ]
            found += [
                f"{label} {reply}: {worth}"
                for r, reply in enumerate(self.replies[m])
                if answer[m].get(reply) and worth[r] < max(worth)
            ]
        return found


def signalling(game: NumericGame) -> Signalling:
    """The tables of a numeric game: Nature draws a type, the informed sender moves, a receiver replies or nobody."""
    root = game.nodes[0]
    informed = [game.nodes[child] for child in root.children]
    assert root.is_chance and all(not n.is_chance and len(_set(game, n.label).nodes) == 1 for n in informed)
    mover, messages = informed[0].mover, informed[0].actions
    assert mover is not None and all(n.mover == mover and n.actions == messages for n in informed)
    replies: list[tuple[str, ...]] = []
    labels: list[str | None] = []
    tables: dict[int, list[list[tuple[Fraction, ...]]]] = {0: [], 1: []}
    for name in messages:
        after = [game.nodes[n.child(name)] for n in informed]
        assert len({n.label for n in after}) == 1 and len({n.mover for n in after}) == 1
        label = after[0].label
        assert label is None or _set(game, label).nodes == tuple(n.index for n in after)
        replies.append(after[0].actions if label is not None else ("",))
        labels.append(label)
        replying = after[0].mover
        for player, table in tables.items():
            who = mover if player == 0 else replying
            ends = [[game.nodes[c] for c in n.children] if label is not None else [n] for n in after]
            assert all(e.is_terminal for line in ends for e in line)
            table.append([tuple(e.payoffs[who] if who is not None else ZERO for e in line) for line in ends])
    sender, receiver = (
        tuple(tuple(tables[k][m][t] for m in range(len(messages))) for t in range(len(informed))) for k in (0, 1)
    )
    sent_at = tuple(str(n.label) for n in informed)
    return Signalling(
        root.actions, root.probabilities, messages, tuple(replies), sender, receiver, sent_at, tuple(labels)
    )


def _set(game: NumericGame, label: str | None) -> NumericSet:
    return next(s for s in game.information_sets if s.label == label)
