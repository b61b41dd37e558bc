"""The check of an assessment against a solution concept, at exact numbers and with no help from any solver."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from gametheory.errors import SolverError
from gametheory.expr import ExactNumber
from gametheory.game.names import unknown
from gametheory.verify.assessment import Assessment, Report, form_faults
from gametheory.verify.consistency import bayes_faults, check_consistency, full_beliefs
from gametheory.verify.numeric import NumericGame
from gametheory.verify.values import best_reply_value, continuation, subgame_roots

CONCEPTS = ("nash", "subgame perfect", "weak perfect bayesian", "sequential")

Fault = tuple[ExactNumber, str]


def check(game: NumericGame, assessment: Assessment, concept: str = "sequential") -> Report:
    """Whether an assessment is an equilibrium, with every failure named and the largest gain from a deviation.

    Parameters
    ----------
    game : NumericGame
        From :func:`gametheory.verify.numeric.numeric`.
    assessment : Assessment
        A strategy for every information set; beliefs and trembles as far as they matter.
    concept : {"sequential", "weak perfect bayesian", "subgame perfect", "nash"}
        ``"sequential"``: at each information set each action that is played maximises the expected payoff under the
        belief, all play from there on held fixed, and the beliefs are consistent
        (:func:`~gametheory.verify.consistency.check_consistency`). Under consistent beliefs no single change of
        action pays exactly if no change of strategy does (E. Hendon, H. J. Jacobsen and B. Sloth 1996, The
        one-shot-deviation principle for sequential rationality, Games and Economic Behavior 12(2):274-282).
        ``"weak perfect bayesian"``: Bayes' rule where reached, any belief elsewhere; as single changes do not
        suffice for such beliefs, whole strategies are compared as well.
        ``"subgame perfect"``: with perfect information, the same one-shot comparison at each history (M. Osborne and
        A. Rubinstein 1994, A Course in Game Theory, Lemma 98.2); else a best reply in each subgame.
        ``"nash"``: best replies from the start.

    Returns
    -------
    Report
        `regret` is the largest gain found, measured where the deviation starts.

    Raises
    ------
    NotFoundError
        If the assessment names an information set, action or node that does not exist.
    SolverError
        If there is no such concept.
    """
    if concept not in CONCEPTS:
        raise SolverError(unknown("solution concept", concept, CONCEPTS))
    if faults := form_faults(game, assessment):
        return Report(False, faults, None)
    other: tuple[str, ...] = ()
    if concept == "nash":
        gains = list(_best_replies(game, assessment, (0,)))
    elif concept == "subgame perfect" and not game.has_perfect_information:
        gains = list(_best_replies(game, assessment, subgame_roots(game)))
    else:
        gains = list(_single_changes(game, assessment))
        if concept == "sequential":
            other = check_consistency(game, assessment).faults
        elif concept == "weak perfect bayesian":
            other = bayes_faults(game, assessment)
            gains += _strategy_changes(game, assessment)
    faults = other + tuple(sentence for _, sentence in gains)
    return Report(not faults, faults, max((gain for gain, _ in gains), default=Fraction(0)))


def _single_changes(game: NumericGame, assessment: Assessment) -> Iterator[Fault]:
    """Information sets where an action that is played is worth less than another, under the belief there."""
    worth, beliefs = continuation(game, assessment.strategy), full_beliefs(game, assessment)
    for s in game.information_sets:
        belief = beliefs[s.label]
        value = {
            action: sum((belief[i] * worth[game.nodes[i].child(action)][s.mover] for i in s.nodes), Fraction(0))
            for action in s.actions
        }
        best = max(s.actions, key=lambda action: value[action])
        for action in s.actions:
            if assessment.strategy[s.label].get(action, 0) > 0 and value[action] < value[best]:
                gain = value[best] - value[action]
                yield gain, (
                    f"at {s.label!r} {game.players[s.mover]} plays {action!r}, worth {value[action]}, "
                    f"but {best!r} is worth {value[best]}: a gain of {gain}"
                )


def _strategy_changes(game: NumericGame, assessment: Assessment) -> Iterator[Fault]:
    """Information sets from which another strategy of the mover, not only another action, is worth more."""
    worth, beliefs = continuation(game, assessment.strategy), full_beliefs(game, assessment)
    for s in game.information_sets:
        value = sum((beliefs[s.label][i] * worth[i][s.mover] for i in s.nodes), Fraction(0))
        gain = best_reply_value(game, assessment.strategy, s.mover, beliefs[s.label]) - value
        if gain > 0:
            yield gain, f"from {s.label!r} on {game.players[s.mover]} gains {gain} by another strategy"


def _best_replies(game: NumericGame, assessment: Assessment, roots: tuple[int, ...]) -> Iterator[Fault]:
    """Subgames and players such that the player's strategy is no best reply there."""
    worth = continuation(game, assessment.strategy)
    for root in roots:
        for player, name in enumerate(game.players):
            gain = best_reply_value(game, assessment.strategy, player, {root: Fraction(1)}) - worth[root][player]
            if gain > 0:
                yield gain, f"from {_where(game, root)} {name} gains {gain} by another strategy"


def _where(game: NumericGame, index: int) -> str:
    history = ", ".join(f"{move}={action}" for move, action in game.history(index))
    return f"the history {history} on" if history else "the start on"
