"""The frozen nouns of a game: what a scholar declares, and the tree that the declaration means.

Everything here holds :mod:`gametheory.expr` trees; nothing knows of files, algebra or solvers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gametheory.expr import Condition, Expr

NATURE = "Nature"

When = tuple[tuple[tuple[str, tuple[str, ...]], ...], ...]
"""Any of (all of (move, one of these actions)); ``((),)`` holds always."""

ALWAYS: When = ((),)

Pays = tuple[tuple[str, Expr], ...]
"""(player or measure, payoff) pairs."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A symbol of the game with its meaning, baseline, range (figures and samples) and LaTeX."""

    name: str
    means: str
    at: Fraction | None = None
    range: tuple[Fraction, Fraction] | None = None
    latex: str | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """A shorthand, expanded on reading (its value has no definitions left in it)."""

    name: str
    value: Expr
    means: str | None = None
    latex: str | None = None


@dataclass(frozen=True, slots=True)
class Dependent:
    """A symbol that stands for one of several expressions, by what the earlier move `on` chose."""

    name: str
    on: str
    values: tuple[tuple[str, Expr], ...]


@dataclass(frozen=True, slots=True)
class Observation:
    """What one player sees of a move: `cells` are (name, actions) pairs; no cells means every action is told apart."""

    player: str
    cells: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Reveal:
    """A hidden move becomes visible to the players `to` once the move `after` was played, or once `when` holds."""

    to: tuple[str, ...]
    after: str | None = None
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A move of a player or of Nature.

    `seen_by` is ``None`` when everyone sees it, else one :class:`Observation` for each player who sees something
    (the mover always sees its own move). `probabilities` is set for Nature only. `simultaneous` names an earlier
    move that this mover does not see and that becomes public, with this one, afterwards.
    """

    by: str
    name: str
    actions: tuple[str, ...]
    probabilities: tuple[Expr, ...] | None = None
    when: When = ALWAYS
    seen_by: tuple[Observation, ...] | None = None
    simultaneous: str | None = None
    revealed: tuple[Reveal, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A named class of terminal histories, with its part of the payoffs (``None``: all payoffs come from payments)."""

    name: str
    when: When
    pays: Pays | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """An additive part of the payoffs at every terminal history where `when` holds."""

    when: When
    pays: Pays


@dataclass(frozen=True, slots=True)
class Profile:
    """A named equilibrium candidate: (information set or move label, action or mixture) pairs, kept as declared.

    A mixture is a tuple of (action, expression) pairs; labels are resolved by :meth:`Game.information_sets_of`.
    """

    name: str
    strategy: tuple[tuple[str, str | tuple[tuple[str, Expr], ...]], ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement about the equilibria, parsed and checked for form.

    Attributes
    ----------
    id, says, source : str
        Name, sentence and page or ``"derived"``.
    relation : {"iff", "if", "only_if", None}
        How `condition` relates to the property.
    quantifier : {"some", "every", "no", "unique", None}
        Over equilibria with `property`; ``None`` for `monotone`, `sign` and `change` claims.
    property : tuple of (str, object) pairs
        As in the notation: ``("outcome", ("war",))``, ``("strategy", ...)``; nested tables are tuples of pairs.
    options : tuple of (str, object) pairs
        The remaining keys (``given``, ``after``, ``pure``, ``concept``, ``refinement``, ``up_to``, ``in``, ``change``,
        ``before``, ``then``, ``monotone``, ``sign``, ``expect``, ``corrected``) with conditions parsed to
        :class:`Condition`.
    """

    id: str
    says: str | None
    source: str | None
    relation: str | None
    condition: Condition | None
    quantifier: str | None
    property: tuple[tuple[str, Any], ...]
    options: tuple[tuple[str, Any], ...] = ()

    def option(self, key: str, default: Any = None) -> Any:
        """The value of one of `options`."""
        return dict(self.options).get(key, default)


@dataclass(frozen=True, slots=True)
class Variant:
    """A variation of the game that claims may refer to (``in``)."""

    name: str
    changes: tuple[tuple[str, Any], ...] = ()
    forbid: tuple[tuple[str, str], ...] = ()
    where: Condition | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A history of the tree.

    Attributes
    ----------
    index, parent : int
        Position in :attr:`Tree.nodes` (parents come before children); the root has parent ``None``.
    action : str or None
        The action that led here from the parent.
    move, player : str or None
        The move played here and who plays it (:data:`NATURE` for chance); ``None`` at terminal histories.
    actions, children : tuples of equal length
        What may be played here, and where it leads.
    probabilities : tuple of Expr
        Of the actions, at moves of Nature only.
    information_set : int or None
        Index in :attr:`Tree.information_sets`, at decision nodes only.
    payoffs : tuple of Expr
        One per player in the game's order, at terminal histories only.
    measures : tuple of Expr
        One per declared measure, at terminal histories only.
    outcome : str or None
        Name of the outcome, at terminal histories of games that name outcomes.
    """

    index: int
    parent: int | None
    action: str | None
    move: str | None = None
    player: str | None = None
    actions: tuple[str, ...] = ()
    children: tuple[int, ...] = ()
    probabilities: tuple[Expr, ...] = ()
    information_set: int | None = None
    payoffs: tuple[Expr, ...] = ()
    measures: tuple[Expr, ...] = ()
    outcome: str | None = None

    @property
    def is_terminal(self) -> bool:
        """Whether play ends here."""
        return self.move is None


@dataclass(frozen=True, slots=True)
class InformationSet:
    """Decision nodes that their mover cannot tell apart.

    `label` is the move and the shortest unambiguous list of what was seen, ``response|irresolute``; `seen` is the
    full list of (move, cell) pairs that the mover has seen, own moves included.
    """

    index: int
    move: str
    player: str
    nodes: tuple[int, ...]
    actions: tuple[str, ...]
    seen: tuple[tuple[str, str], ...]
    label: str


@dataclass(frozen=True, slots=True)
class Tree:
    """All histories, depth-first in the order of the actions, and the information sets in the order of first nodes."""

    nodes: tuple[Node, ...]
    information_sets: tuple[InformationSet, ...]

    @property
    def root(self) -> Node:
        """The initial history."""
        return self.nodes[0]

    @property
    def terminals(self) -> tuple[Node, ...]:
        """The terminal histories."""
        return tuple(node for node in self.nodes if node.is_terminal)

    @property
    def has_perfect_information(self) -> bool:
        """Whether nobody ever moves without knowing the history."""
        return all(len(s.nodes) == 1 for s in self.information_sets)

    def above(self, index: int) -> Iterator[Node]:
        """The histories before a history, the latest first."""
        parent = self.nodes[index].parent
        while parent is not None:
            node = self.nodes[parent]
            yield node
            parent = node.parent

    def history(self, index: int) -> tuple[tuple[str, str], ...]:
        """The (move, action) pairs from the root to a node."""
        steps: list[tuple[str, str]] = []
        node = self.nodes[index]
        while node.parent is not None:
            parent = self.nodes[node.parent]
            assert parent.move is not None and node.action is not None
            steps.append((parent.move, node.action))
            node = parent
        return tuple(reversed(steps))


@dataclass(frozen=True)
class Game:
    """A finite extensive game with symbolic payoffs and probabilities.

    Built by a file, a :class:`GameBuilder` or :meth:`at`, never by hand: `tree` must be what the declaration means
    (:func:`gametheory.game.tree.expand`). Hashable through :attr:`digest`; equality is equality of digests.
    """

    title: str
    players: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    where: Condition
    moves: tuple[Move, ...]
    outcomes: tuple[Outcome, ...]
    payments: tuple[Payment, ...]
    definitions: tuple[Definition, ...]
    dependents: tuple[Dependent, ...]
    measures: tuple[str, ...]
    profiles: tuple[Profile, ...]
    claims: tuple[Claim, ...]
    variants: tuple[Variant, ...]
    cite: tuple[str, ...]
    note: str | None
    start: tuple[tuple[str, str], ...]
    tree: Tree
    digest: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Game) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        return (
            f"<Game {self.title!r}: {len(self.players)} players, {len(self.tree.information_sets)} information sets, "
            f"{len(self.parameters)} parameters, {self.digest[:8]}>"
        )

    @property
    def baseline(self) -> dict[str, Fraction]:
        """The declared baseline value of every parameter that has one."""
        return {p.name: p.at for p in self.parameters if p.at is not None}

    @property
    def symbols(self) -> tuple[str, ...]:
        """Names of the parameters, in the order of declaration."""
        return tuple(p.name for p in self.parameters)

    @property
    def latex_names(self) -> Mapping[str, str]:
        """LaTeX of the parameters that declare one."""
        return {p.name: p.latex for p in self.parameters if p.latex is not None}

    def parameter(self, name: str) -> Parameter:
        """The parameter called `name`.

        Raises
        ------
        NotFoundError
            If there is none; the message suggests the nearest name.
        """
        from gametheory.game.names import find

        return find({p.name: p for p in self.parameters}, name, "parameter")

    def information_sets_of(self, label: str) -> tuple[InformationSet, ...]:
        """The information sets that a label names; see :func:`gametheory.game.labels.information_sets_of`."""
        from gametheory.game.labels import information_sets_of

        return information_sets_of(self.tree, label)

    def at(self, **values: Any) -> Game:
        """The game with some or all parameters fixed; see :func:`gametheory.game.vary.at`."""
        from gametheory.game.vary import at

        return at(self, values)

    def after(self, **actions: str) -> Game:
        """The subgame after a public history; see :func:`gametheory.game.vary.after`."""
        from gametheory.game.vary import after

        return after(self, actions)
