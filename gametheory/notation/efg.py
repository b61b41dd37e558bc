"""Export to Gambit's extensive-form format, with exact rationals."""

from __future__ import annotations

import unicodedata
from fractions import Fraction

from gametheory.errors import ExpressionError, ModelError
from gametheory.expr import Expr, evaluate, symbols
from gametheory.game import NATURE, Game, Node


def export(game: Game) -> str:
    """The game as the text of a Gambit ``.efg`` file.

    Nodes, players and actions keep their order. Gambit wants unique labels: nodes have none, information sets have
    the ones they have here, every node of Nature is an information set of its own, numbered if its move has several,
    and an outcome of several payoffs appears as ``war``, ``war 2``, ... Labels are ASCII, without backslashes.

    Parameters
    ----------
    game : Game
        Without free parameters (see :meth:`Game.at`).

    Raises
    ------
    ModelError
        If payoffs or probabilities still have parameters in them, or are not defined at this point.

    References
    ----------
    Gambit documentation, "The extensive game (.efg) file format".
    """
    free = _free(game)
    if free:
        values = ", ".join(f"{name}=..." for name in free)
        raise ModelError(
            f"{game.title!r} has free parameters: {', '.join(free)}\n"
            f"  an .efg file holds numbers only; fix them first: game.at({values})."
        )
    try:
        return _text(game)
    except ExpressionError as error:
        raise ModelError(f"{game.title!r} has no numbers here: {error}\n  choose other parameters.") from None


def _free(game: Game) -> list[str]:
    """Names of the parameters on which payoffs or probabilities depend, in the order of declaration."""
    found = frozenset[str]().union(
        *(symbols(e) for node in game.tree.nodes for e in (*node.payoffs, *node.probabilities))
    )
    declared = [name for name in game.symbols if name in found]
    return declared + sorted(found - set(declared))


def _text(game: Game) -> str:
    numbers = _numbers(game)
    lines = [f"EFG 2 R {_quoted(game.title)} {{ {' '.join(map(_quoted, game.players))} }}"]
    lines.append(_quoted(game.note or ""))
    chances, outcomes = _Labels(), _Labels()
    for index in _preorder(game):
        node = game.tree.nodes[index]
        if node.is_terminal:
            payoffs = ", ".join(str(_value(payoff)) for payoff in node.payoffs)
            number, label = outcomes.take(node.outcome or "", payoffs)
            lines.append(f't "" {number} {_quoted(label)} {{ {payoffs} }}')
        elif node.player == NATURE:
            number, label = chances.take(node.move or "", str(index))
            lines.append(f'c "" {number} {_quoted(label)} {{ {_chances(node)} }} 0')
        else:
            assert node.information_set is not None and node.player is not None
            found = game.tree.information_sets[node.information_set]
            player = game.players.index(node.player) + 1
            actions = " ".join(map(_quoted, node.actions))
            lines.append(f'p "" {player} {numbers[found.index]} {_quoted(found.label)} {{ {actions} }} 0')
    return "\n".join(lines) + "\n"


class _Labels:
    """Numbers and unique labels: one for each pair of a name and what it stands for."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[int, str]] = {}
        self._taken: set[str] = set()

    def take(self, name: str, meaning: str) -> tuple[int, str]:
        """Number and label of the pair; new ones if it is new."""
        if (name, meaning) not in self._known:
            label, count = name, 1
            while label and label in self._taken:
                count += 1
                label = f"{name} {count}"
            self._taken.add(label)
            self._known[name, meaning] = (len(self._known) + 1, label)
        return self._known[name, meaning]


def _preorder(game: Game) -> list[int]:
    order: list[int] = []
    stack = [0]
    while stack:
        index = stack.pop()
        order.append(index)
        stack.extend(reversed(game.tree.nodes[index].children))
    return order


def _numbers(game: Game) -> dict[int, int]:
    """Number of each information set among those of its player, from 1."""
    count: dict[str, int] = {}
    numbers: dict[int, int] = {}
    for found in game.tree.information_sets:
        count[found.player] = numbers[found.index] = count.get(found.player, 0) + 1
    return numbers


def _chances(node: Node) -> str:
    return " ".join(f"{_quoted(a)} {_value(p)}" for a, p in zip(node.actions, node.probabilities, strict=True))


def _value(expression: Expr) -> Fraction:
    return evaluate(expression, {})


def _quoted(text: str) -> str:
    """A text in quotes, in the characters that Gambit reads."""
    plain = unicodedata.normalize("NFKD", text.replace("\\", "/")).encode("ascii", "ignore").decode()
    return '"' + "".join(c if c.isprintable() else " " for c in plain).replace('"', '\\"') + '"'
