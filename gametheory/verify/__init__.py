"""The checker of what solvers return: exact, naive and slow, from the declared game alone.

It imports the expressions and the nouns of games and nothing else, so that it shares no mistake with a solver.
"""

from gametheory.verify.assessment import Assessment, Report
from gametheory.verify.brute_force import Play, outcomes_of, path_of, pure_subgame_perfect
from gametheory.verify.checking import CONCEPTS, check
from gametheory.verify.consistency import check_consistency, limit_beliefs
from gametheory.verify.numeric import NumericGame, NumericNode, NumericSet, numeric
from gametheory.verify.sequential import SequentialPlay, pure_sequential

__all__ = [
    "CONCEPTS", "Assessment", "NumericGame", "NumericNode", "NumericSet", "Play", "Report", "SequentialPlay", "check",
    "check_consistency", "limit_beliefs", "numeric", "outcomes_of", "path_of", "pure_sequential",
    "pure_subgame_perfect",
]
