"""Small frozen stand-ins for a solution, its rows and its parameter space."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from gametheory.expr import ONE, TRUE, And, Condition, Expr, Number, Or, Symbol
from gametheory.game.nouns import Parameter


@dataclass(frozen=True)
class Poly:
    terms: tuple[tuple[tuple[int, ...], int], ...]


@dataclass(frozen=True)
class Formula:
    kind: str
    number: int
    parts: tuple[Formula, ...] = ()
    poly: Poly | None = None
    rel: str = ""


@dataclass
class Space:
    """Makes formulas; every comparison is written ``poly rel 0``."""

    names: tuple[str, ...]
    count: int = 0

    def __post_init__(self) -> None:
        self.assumptions = self.true()

    def _new(self, kind: str, **fields: Any) -> Formula:
        self.count += 1
        return Formula(kind, self.count, **fields)

    def true(self) -> Formula:
        return self._new("true")

    def false(self) -> Formula:
        return self._new("false")

    def atom(self, terms: Mapping[str, int], rel: str) -> Formula:
        """`terms` maps monomials such as ``"lam h"``, ``"h h"``, ``""`` to coefficients."""
        rows = []
        for monomial, coefficient in terms.items():
            words = monomial.split()
            rows.append((tuple(words.count(name) for name in self.names), coefficient))
        return self._new("atom", poly=Poly(tuple(sorted(rows))), rel=rel)

    def all_of(self, *parts: Formula) -> Formula:
        return self._new("and", parts=parts)

    def any_of(self, *parts: Formula) -> Formula:
        return self._new("or", parts=parts)


@dataclass(frozen=True)
class Region:
    space: Space
    formula: Formula
    condition: Condition = TRUE
    exact: bool = True
    closed: bool = True


@dataclass(frozen=True)
class Block:
    moves: tuple[str, ...]
    shares: tuple[tuple[tuple[str, ...], Expr], ...]


@dataclass(frozen=True)
class Marginals:
    labels: tuple[str, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Requirement:
    labels: tuple[str, ...]
    condition: Condition | None
    cases: int = 1
    histories: tuple[tuple[str, str], ...] = (("belief", "type=R"),)

    def stated(self, most: int | None = None) -> Condition | None:
        return self.condition if most is None or self.cases <= most else None


@dataclass(frozen=True)
class Beliefs:
    marginals: tuple[Marginals, ...] = ()
    off_path: tuple[Requirement, ...] = ()
    open: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stated:
    names: tuple[str, ...]
    mixing: tuple[tuple[str, tuple[tuple[str, Expr, Expr | None], ...]], ...]
    outcomes: tuple[tuple[str, Expr], ...]
    payoffs: tuple[tuple[str, Expr], ...]


@dataclass(frozen=True)
class Row:
    label: str
    region: Region
    outcomes: tuple[tuple[str, Expr], ...]
    payoffs: tuple[tuple[str, Expr], ...] = ()
    path: tuple[tuple[str, str], ...] = ()
    mixing: tuple[tuple[str, tuple[tuple[str, Expr], ...]], ...] = ()
    free: tuple[tuple[str, int], ...] = ()
    freedom: None = None
    told: Beliefs = field(default_factory=Beliefs)
    concept: str = "subgame-perfect"
    confirmed: int = 16
    named: Stated | None = None

    def stated(self) -> Stated:
        """As it is named, or in closed form."""
        closed = tuple((where, tuple((action, p, None) for action, p in own)) for where, own in self.mixing)
        return self.named or Stated((), closed, self.outcomes, self.payoffs)


@dataclass(frozen=True)
class Scope:
    concept: str = "subgame-perfect"
    supports: str = "pure"
    ties: str = "exact"


@dataclass(frozen=True)
class Game:
    title: str
    players: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    where: Condition = TRUE
    digest: str = "0" * 64

    @property
    def baseline(self) -> dict[str, Fraction]:
        return {p.name: p.at for p in self.parameters if p.at is not None}

    @property
    def latex_names(self) -> dict[str, str]:
        return {p.name: p.latex for p in self.parameters if p.latex is not None}


@dataclass(frozen=True)
class Solution:
    game: Game
    space: Space
    equilibria: tuple[Row, ...]
    scope: Scope = field(default_factory=Scope)
    complete: bool = True
    undecided: tuple[str, ...] = ()
    knife_edges: tuple[Row, ...] = ()
    method: str = "backward induction"
    game_digest: str = "0" * 64

    def beliefs(self, label: str) -> Beliefs:
        return self.one(label).told

    def stated(self, label: str) -> Stated:
        return self.one(label).stated()

    def one(self, label: str) -> Row:
        return next(row for row in (*self.equilibria, *self.knife_edges) if row.label == label)


def number(text: str | int) -> Number:
    return Number(Fraction(text))


def parameter(
    name: str,
    means: str,
    at: str | int | None = None,
    span: tuple[str | int, str | int] | None = None,
    latex: str | None = None,
) -> Parameter:
    ends = None if span is None else (Fraction(span[0]), Fraction(span[1]))
    return Parameter(name, means, None if at is None else Fraction(at), ends, latex)


CALM, BOMB = "N, quiet", "G, wait"


def umbrella(**changes: Any) -> Solution:
    """The guarantee at a given tie: defended from h = f - l, shielded from lam*h = f - l; ties belong to both sides."""
    space = Space(("l", "f", "h", "lam"))
    l, f, h, lam = map(Symbol, space.names)
    defended, undefended = space.atom({"h": 1, "f": -1, "l": 1}, ">="), space.atom({"h": -1, "f": 1, "l": -1}, ">=")
    shielded = space.atom({"lam h": 1, "f": -1, "l": 1}, ">=")
    open_ = space.atom({"lam h": -1, "f": 1, "l": -1}, ">=")
    space.assumptions = space.all_of(
        *(space.atom({name: 1}, ">=") for name in space.names), space.atom({"": 1, "lam": -1}, ">=")
    )
    game = Game(
        "The umbrella over a non-nuclear ally",
        ("Patron", "Ally", "Adversary"),
        (
            parameter("l", "patron's loss if the ally is abandoned", 1, (0, 2)),
            parameter("f", "patron's cost of fighting", 2, (0, 4)),
            parameter("h", "tie: extra loss from abandoning", "3/2", (0, 4)),
            parameter("lam", "share of the tie that survives when the ally arms", "1/2", (0, 1), r"\lambda"),
        ),
        And((l >= 0, f >= 0, h >= 0, number(0) <= lam, lam <= 1)),
    )
    # fmt: off
    rows = (
        Row("NQ", Region(space, space.all_of(defended, open_), And((f - l <= h, lam * h <= f - l))), ((CALM, ONE),),
            (("Patron", number(0)), ("Ally", number(0)), ("Adversary", number(0)))),
        Row("GP", Region(space, space.all_of(defended, shielded), And((h >= f - l, lam * h >= f - l))), ((BOMB, ONE),),
            (("Patron", -h), ("Ally", number("1/4")), ("Adversary", -f))),
        Row("GSA", Region(space, undefended, h <= f - l), (("G, strike, abandon", ONE),),
            (("Patron", -l - lam * h), ("Ally", number(-1)), ("Adversary", number("-1/2")))),
    )
    # fmt: on
    return Solution(**({"game": game, "space": space, "equilibria": rows} | changes))


def overlapping() -> Solution:
    """Two rows that coexist in a lens, a third inside a disc, on an admissible set that is not the whole frame."""
    space = Space(("p", "q"))
    p, q = map(Symbol, space.names)
    space.assumptions = space.atom({"": 9, "p p": -4, "q": -4}, ">=")
    game = Game(
        "Two thresholds",
        ("One", "Two"),
        (parameter("p", "first probability", "1/2", (0, 2)), parameter("q", "second probability", "1/2", (0, 2))),
        p * p + q <= number("9/4"),
    )
    first = space.atom({"q": 1, "p p": -1}, ">=")
    second = space.atom({"p": 1, "q q": -1}, ">=")
    disc = space.all_of(space.atom({"": -49, "p": 100, "q": 100, "p p": -100, "q q": -100}, ">"), first)
    rows = (
        Row("pooling", Region(space, first, q >= p * p), (("peace", ONE),)),
        Row("separating", Region(space, second, p >= q * q), (("war", p), ("peace", number(1) - p))),
        Row("mixed", Region(space, disc, Or((q >= p * p, p >= 1))), (("war", ONE),)),
    )
    return Solution(game, space, rows)
