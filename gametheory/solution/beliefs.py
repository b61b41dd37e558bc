"""What is believed: on the path by Bayes' rule in closed form, off the path as the condition that supports the path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from gametheory.algebra import ParameterSpace, RatFun, Region
from gametheory.expr import ONE, Expr
from gametheory.game import Game, InformationSet
from gametheory.game.nouns import NATURE
from gametheory.solution.off_path import OffPath, Requirement
from gametheory.solution.rows import Writer
from gametheory.solvers import Found

Belief = tuple[str, tuple[tuple[str, Expr], ...]]
"""(information set, ((history, probability), ...)); of a history only what tells it from the others of the set."""

Write = Callable[[RatFun], Expr]

Shares = Sequence[tuple[InformationSet, Mapping[int, RatFun]]]

Share = tuple[tuple[str, ...], Expr]
"""(actions, probability)."""


@dataclass(frozen=True, slots=True)
class Block:
    """What is believed about some moves, independently of all others.

    Attributes
    ----------
    moves : tuple of str
        One move, or several whose actions are not independent. Empty if the histories differ in the moves they have;
        then each share has one text, the history.
    shares : tuple of (actions, probability)
        The actions held possible, one for each of the moves, with their probabilities.
    """

    moves: tuple[str, ...]
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Marginals:
    """The belief on the path at some information sets, as independent parts.

    Attributes
    ----------
    labels : tuple of str
        The information sets at which it is held.
    blocks : tuple of Block
        What is believed about each move; their product is the joint belief.
    """

    labels: tuple[str, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Beliefs:
    """The beliefs of a row.

    Attributes
    ----------
    on_path : tuple of (information set, ((history, probability), ...))
        By Bayes' rule, at the sets with several histories that the path reaches.
    marginals : tuple of Marginals
        The same for a reader: by move where moves are independent, sets with the same belief together. Left out are
        moves of Nature of which no earlier choice can tell anything, where the belief is the prior, and moves of
        players, where the belief is the choice on the path.
    off_path : tuple of Requirement
        What must be believed after deviations.
    open : tuple of str
        Information sets off the path at which beliefs are not determined and not described in closed form.
    """

    on_path: tuple[Belief, ...]
    marginals: tuple[Marginals, ...]
    off_path: tuple[Requirement, ...]
    open: tuple[str, ...]

    def __str__(self) -> str:
        from gametheory.present.believed import belief_texts

        return "\n".join(belief_texts(self, None))


class Believer:
    """The beliefs of the rows of one solution; what they share is computed once."""

    def __init__(self, game: Game, space: ParameterSpace, found: Found) -> None:
        self.game, self.space, self.found = game, space, found
        self._off_path = OffPath(game, space, found)
        self._told: dict[int, Beliefs] = {}

    def beliefs(self, play: int, path: Iterable[tuple[str, str]], region: Region) -> Beliefs:
        """The beliefs of a row."""
        if play not in self._told:
            steps = tuple(path)
            found, write = self._shares(play, steps, region)
            joint = tuple(_joint(self.game, s, weights, write) for s, weights in found)
            told = marginals(self.game, self.found.space, found, write)
            self._told[play] = Beliefs(joint, told, *self._off_path.requirements(play, steps, region))
        return self._told[play]


    def _shares(self, play: int, path: Sequence[tuple[str, str]], region: Region) -> tuple[Shares, Write]:
        """Beliefs on the path in the solver's space, and how they are written."""
        c, sets, space = self.found.classes[play], self.game.tree.information_sets, self.found.space
        mixed = {sets[s].label: dict(own) for s, own in c.mixtures}
        found = shares(self.game, space, path, mixed)
        if not mixed:
            return found, lambda p: space.expr(space.positive(p))
        inside = next((tuple(point.values()) for point in region.sample(1)), None)
        return found, Writer(self.game, self.found, c, inside)




def on_path(game: Game, space: ParameterSpace, path: Iterable[tuple[str, str]]) -> tuple[Belief, ...]:
    """Beliefs by Bayes' rule at the information sets with several histories that a pure path reaches."""
    def write(p: RatFun) -> Expr:
        return space.expr(space.positive(p))

    return tuple(_joint(game, s, weights, write) for s, weights in shares(game, space, path, {}))


def shares(
    game: Game, space: ParameterSpace, path: Iterable[tuple[str, str]], mixed: Mapping[str, Mapping[str, RatFun]]
) -> Shares:
    """The same as (information set, node to probability), of the nodes held possible.

    `mixed` has the probabilities of the actions at sets that mix, in terms of the space.
    """
    ring, tree = space.ring, game.tree
    chosen = dict(path)
    weights: dict[int, RatFun] = {0: RatFun(ring.one, ring.one)}
    for node in tree.nodes:
        if node.index not in weights or node.is_terminal:
            continue
        for i, (action, child) in enumerate(zip(node.actions, node.children, strict=True)):
            if node.player == NATURE:
                weights[child] = ring.times(weights[node.index], space.ratfun(node.probabilities[i]))
            else:
                label = tree.information_sets[node.information_set or 0].label
                if action in mixed.get(label, ()):
                    weights[child] = ring.times(weights[node.index], mixed[label][action])
                elif chosen.get(label) == action and label not in mixed:
                    weights[child] = weights[node.index]
    found = []
    for s in tree.information_sets:
        here = [n for n in s.nodes if n in weights]
        if len(s.nodes) > 1 and here:
            total = _sum(space, [weights[n] for n in here])
            inverse = ring.ratfun(total.den, total.num)
            found.append((s, {n: ring.times(weights[n], inverse) for n in here}))
    return found


def _sum(space: ParameterSpace, values: Iterable[RatFun]) -> RatFun:
    total = RatFun(space.ring.zero, space.ring.one)
    for value in values:
        total = space.ring.plus(total, value)
    return total


def _joint(game: Game, s: InformationSet, weights: Mapping[int, RatFun], write: Write) -> Belief:
    return s.label, tuple((telling(game, s.nodes, n), write(p)) for n, p in weights.items())


def telling(game: Game, nodes: tuple[int, ...], node: int) -> str:
    """Of the history of `node` what the other nodes of its set do not share."""
    shared = set.intersection(*(set(game.tree.history(n)) for n in nodes))
    return ", ".join(f"{m}={a}" for m, a in game.tree.history(node) if (m, a) not in shared)


def marginals(game: Game, space: ParameterSpace, found: Shares, write: Write) -> tuple[Marginals, ...]:
    """Beliefs on the path as a reader wants them; see :class:`Beliefs`."""
    together: dict[tuple[Block, ...], list[str]] = {}
    for s, weights in found:
        blocks = tuple(_blocks(game, space, s, weights, write))
        if blocks:
            together.setdefault(blocks, []).append(s.label)
    return tuple(Marginals(tuple(labels), blocks) for blocks, labels in together.items())


def _blocks(
    game: Game, space: ParameterSpace, s: InformationSet, weights: Mapping[int, RatFun], write: Write
) -> list[Block]:
    histories = [dict(game.tree.history(n)) for n in s.nodes]
    moves = [m for m in histories[0] if all(m in h for h in histories) and len({h[m] for h in histories}) > 1]
    joint = {tuple(dict(game.tree.history(n))[m] for m in moves): p for n, p in weights.items()}
    if len(joint) < len(weights):
        texts = [((telling(game, s.nodes, n),), write(p)) for n, p in weights.items()]
        return [Block((), tuple(texts))]
    if not moves:
        own = [pair for pair in game.tree.history(next(iter(weights))) if any(pair not in h.items() for h in histories)]
        sure = [Block((move,), (((action,), ONE),)) for move, action in own]
        return [b for b in sure if not _told_already(game, space, s, b)]
    blocks, left = [], list(range(len(moves)))
    for i in range(len(moves)):
        if len(left) > 1 and _independent(space, joint, left, i):
            left.remove(i)
            blocks.append(_block(space, joint, moves, [i], write))
    blocks.append(_block(space, joint, moves, left, write))
    blocks.sort(key=lambda b: moves.index(b.moves[0]))
    return [b for b in blocks if not _told_already(game, space, s, b)]


Joint = Mapping[tuple[str, ...], RatFun]


def _marginal(space: ParameterSpace, joint: Joint, places: Sequence[int]) -> dict[tuple[str, ...], RatFun]:
    found: dict[tuple[str, ...], RatFun] = {}
    for actions, p in joint.items():
        key = tuple(actions[i] for i in places)
        found[key] = space.ring.plus(found[key], p) if key in found else p
    return found


def _independent(space: ParameterSpace, joint: Joint, places: Sequence[int], i: int) -> bool:
    """Whether the marginal at `places` is the product of that at place `i` and that at the others."""
    others = [j for j in places if j != i]
    both, own, rest = (_marginal(space, joint, p) for p in ([i, *others], [i], others))
    zero = RatFun(space.ring.zero, space.ring.one)
    return all(both.get((*a, *b), zero) == space.ring.times(p, q) for a, p in own.items() for b, q in rest.items())


def _block(space: ParameterSpace, joint: Joint, moves: Sequence[str], places: Sequence[int], write: Write) -> Block:
    found = tuple((actions, write(p)) for actions, p in _marginal(space, joint, places).items())
    return Block(tuple(moves[i] for i in places), found)


def _told_already(game: Game, space: ParameterSpace, s: InformationSet, block: Block) -> bool:
    """Whether a belief repeats the path (a player's choice) or the prior (of what nobody before could tell)."""
    if len(block.moves) != 1:
        return False
    move = block.moves[0]
    tree = game.tree
    makers = [node for node in tree.nodes if node.move == move]
    if makers[0].player != NATURE:
        return len(block.shares) == 1
    chances = {tuple(space.ratfun(p) for p in node.probabilities) for node in makers}
    return len(chances) == 1 and all(_blind(game, d, move, makers[0].actions) for d in _decisions_before(game, s))


def _decisions_before(game: Game, s: InformationSet) -> tuple[InformationSet, ...]:
    """The information sets on the way to one."""
    every = (before.information_set for n in s.nodes for before in game.tree.above(n))
    return tuple(game.tree.information_sets[i] for i in sorted({i for i in every if i is not None}))


def _blind(game: Game, d: InformationSet, move: str, actions: Sequence[str]) -> bool:
    """Whether the choice at a set cannot depend on a move of Nature."""
    histories = {game.tree.history(n) for n in d.nodes}
    return all(
        tuple((m, b) if m == move else (m, a) for m, a in h) in histories for h in histories for b in actions
    )
