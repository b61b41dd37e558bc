"""Assessments with exact numbers, and the report of a check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from gametheory.errors import NotFoundError
from gametheory.expr import ExactNumber
from gametheory.game.names import unknown
from gametheory.verify.numeric import NumericGame, NumericSet


@dataclass(frozen=True)
class Assessment:
    """A behaviour strategy profile with beliefs, and the trembles that show them to be consistent.

    Attributes
    ----------
    strategy : mapping of information set label to (action to probability)
        For every information set; an action left out has probability 0.
    beliefs : mapping of information set label to (node index to probability)
        Where left out, a belief is derived: by Bayes where the set is reached, else from the trembles.
    trembles : mapping of information set label to (action to (order, coefficient))
        An action of probability 0 is played with probability ``coefficient * eps**order`` for small ``eps``; the
        order is an integer from 1 on, the coefficient positive. Where left out, ``(1, 1)``.
    """

    strategy: Mapping[str, Mapping[str, ExactNumber]]
    beliefs: Mapping[str, Mapping[int, ExactNumber]] = field(default_factory=dict)
    trembles: Mapping[str, Mapping[str, tuple[int, ExactNumber]]] = field(default_factory=dict)

    @classmethod
    def pure(
        cls,
        choices: Mapping[str, str],
        beliefs: Mapping[str, Mapping[int, ExactNumber]] | None = None,
        trembles: Mapping[str, Mapping[str, tuple[int, ExactNumber]]] | None = None,
    ) -> Assessment:
        """The assessment that plays one action at each information set."""
        return cls({label: {action: Fraction(1)} for label, action in choices.items()}, beliefs or {}, trembles or {})


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found.

    Attributes
    ----------
    ok : bool
        Whether nothing is wrong.
    faults : tuple of str
        One sentence per failure.
    regret : Fraction or None
        The largest gain from a deviation, 0 in equilibrium; ``None`` if there is no profile to evaluate.
    """

    ok: bool
    faults: tuple[str, ...] = ()
    regret: ExactNumber | None = Fraction(0)


def form_faults(game: NumericGame, assessment: Assessment) -> tuple[str, ...]:
    """Why this is no assessment of the game: probabilities outside [0, 1], sums other than 1, sets left out.

    Raises
    ------
    NotFoundError
        If a label, an action or a node does not exist in the game.
    """
    _known(game, assessment)
    return tuple(fault for s in game.information_sets for fault in _faults_at(s, assessment))


def _faults_at(s: NumericSet, assessment: Assessment) -> Iterator[str]:
    strategy = assessment.strategy.get(s.label)
    if strategy is None:
        yield f"the strategy says nothing at {s.label!r}"
    else:
        yield from _distribution(f"the strategy at {s.label!r}", strategy)
    if s.label in assessment.beliefs:
        yield from _distribution(f"the belief at {s.label!r}", assessment.beliefs[s.label])
    for action, (order, coefficient) in assessment.trembles.get(s.label, {}).items():
        if strategy is not None and strategy.get(action, 0) > 0:
            yield f"the action {action!r} at {s.label!r} is played, so it has no tremble"
        if not isinstance(order, int) or order < 1 or coefficient <= 0:
            yield (
                f"the tremble of {action!r} at {s.label!r} has order {order} and coefficient {coefficient}; "
                "the order is an integer from 1 on, the coefficient positive"
            )


def _distribution(what: str, weights: Mapping[str, ExactNumber] | Mapping[int, ExactNumber]) -> Iterator[str]:
    for item, weight in weights.items():
        if not 0 <= weight <= 1:
            yield f"{what} gives {item!r} the probability {weight}, outside [0, 1]"
    if (total := sum(weights.values())) != 1:
        yield f"{what} sums to {total}, not 1"


def _known(game: NumericGame, assessment: Assessment) -> None:
    sets = {s.label: s for s in game.information_sets}
    for table in (assessment.strategy, assessment.beliefs, assessment.trembles):
        for label in table:
            if label not in sets:
                raise NotFoundError(unknown("information set", label, sets))
    for table in (assessment.strategy, assessment.trembles):
        for label, row in table.items():
            for action in row:
                if action not in sets[label].actions:
                    raise NotFoundError(f"at {label!r}: {unknown('action', action, sets[label].actions)}")
    for label, belief in assessment.beliefs.items():
        for index in belief:
            if index not in sets[label].nodes:
                shown = ", ".join(str(node) for node in sets[label].nodes)
                raise NotFoundError(f"the belief at {label!r} names node {index}; the nodes there are: {shown}")
