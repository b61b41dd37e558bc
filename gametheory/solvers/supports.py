"""What may be played at an information set: supports, and the symbols for the probabilities in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, combinations

from gametheory.algebra import ParameterSpace, Poly
from gametheory.game import Game

Support = tuple[str, ...]


class Supports:
    """The supports that are searched.

    Parameters
    ----------
    game : Game
    space : ParameterSpace
        Parameters, then slots.
    probabilities : mapping of (information set, action) to slot
        The mixing probabilities; the last action of a support has the rest. Empty: pure strategies only.

    Attributes
    ----------
    only : mapping of information set to support
        Where nothing else is searched.
    """

    def __init__(self, game: Game, space: ParameterSpace, probabilities: Mapping[tuple[int, str], int]) -> None:
        self.game, self.ring = game, space.ring
        self.parameters = len(game.symbols)
        self.probabilities = probabilities
        self.only: Mapping[int, Support] = {}
        self._siblings: dict[int, list[int]] = {}
        for (s, _), slot in probabilities.items():
            self._siblings.setdefault(s, []).append(slot)

    def of(self, s: int) -> tuple[Support, ...]:
        """The supports at an information set, smallest first."""
        if s in self.only:
            return (self.only[s],)
        actions = self.game.tree.information_sets[s].actions
        most = len(actions) if self.probabilities else 1
        return tuple(chain.from_iterable(combinations(actions, k) for k in range(1, most + 1)))

    def slots(self, s: int, support: Support) -> list[int]:
        """The slots of the probabilities of a support."""
        return [self.probabilities[s, a] for a in support[:-1]]

    def symbol(self, slot: int) -> Poly:
        """The symbol of a slot."""
        return self.ring.symbol(self.ring.names[self.parameters + slot])

    def probability(self, s: int, action: str, support: Support) -> Poly:
        """Of an action of a support."""
        if action != support[-1]:
            return self.symbol(self.probabilities[s, action])
        return self._left([self.probabilities[s, other] for other in support[:-1]])

    def partial_sums(self, slots: Sequence[int]) -> list[Poly]:
        """What probabilities of one information set leave to others: positive, also after some were eliminated.

        The space knows that they sum to less than 1 and would not repeat what it can conclude for one of them, which
        no longer follows when the others are gone.
        """
        found = []
        for siblings in self._siblings.values():
            own = [i for i in slots if i in siblings]
            for chosen in chain.from_iterable(combinations(own, k) for k in range(1, len(own) + 1)):
                found.append(self._left(chosen))
        return found

    def _left(self, slots: Sequence[int]) -> Poly:
        rest = self.ring.one
        for slot in slots:
            rest = self.ring.sub(rest, self.symbol(slot))
        return rest
