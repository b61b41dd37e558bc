"""Two players who move at once: games, and all their equilibria by enumeration of supports, in fractions."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

from gametheory.game import Game
from tests.game.declare import game, move, payment
from tests.solvers.polytopes import ONE, ZERO, Polytope, Row, subsets

Table = tuple[tuple[int, ...], ...]
ROWS, COLUMNS = "uvw", "abc"


@dataclass(frozen=True)
class Bimatrix:
    """Payoffs of the player who chooses a row and of the one who chooses a column."""

    first: Table
    second: Table

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.first), len(self.first[0])

    def game(self) -> Game:
        """As an extensive game."""
        many, wide = self.shape
        return game(
            "First Second",
            [move("First", "row", ROWS[:many]), move("Second", "column", COLUMNS[:wide], simultaneous="row")],
            payments=[
                payment(
                    {"row": ROWS[i], "column": COLUMNS[j]}, {"First": self.first[i][j], "Second": self.second[i][j]}
                )
                for i in range(many)
                for j in range(wide)
            ],
        )

    def components(self) -> dict[tuple[tuple[int, ...], tuple[int, ...]], tuple[Polytope, Polytope]]:
        """By supports, the mixtures of the two players that keep each other to their supports."""
        many, wide = self.shape
        found = {}
        for rows in subsets(range(many)):
            for columns in subsets(range(wide)):
                one = _keeping(rows, columns, [[self.second[i][j] for j in range(wide)] for i in range(many)])
                two = _keeping(columns, rows, [[self.first[i][j] for i in range(many)] for j in range(wide)])
                if one.inside is not None and two.inside is not None:
                    found[rows, columns] = one, two
        return found

    @property
    def is_degenerate(self) -> bool:
        """Whether some mixture on a support makes more actions best than it has itself."""
        many, wide = self.shape
        tables = (
            (many, wide, [[self.second[i][j] for j in range(wide)] for i in range(many)]),
            (wide, many, [[self.first[i][j] for i in range(many)] for j in range(wide)]),
        )
        return any(
            _keeping(own, other, table).inside is not None
            for count, against, table in tables
            for own in subsets(range(count))
            for other in subsets(range(against))
            if len(other) > len(own)
        )


def _keeping(own: tuple[int, ...], other: tuple[int, ...], worth: list[list[int]]) -> Polytope:
    """Mixtures on `own`, all positive, against which every action in `other` is best; `worth` by own and other."""
    rows: list[Row] = [(dict.fromkeys(range(len(own)), ONE), "=", ONE)]
    first = other[0]
    for action in range(len(worth[0])):
        if action != first:
            gain = {k: Fraction(worth[i][first] - worth[i][action]) for k, i in enumerate(own)}
            rows.append((gain, "=" if action in other else ">=", ZERO))
    return Polytope(len(own), tuple(rows), tuple(range(len(own))))


def drawn(rng: random.Random, many: int, wide: int, spread: int) -> Bimatrix:
    """Random integers."""

    def table() -> Table:
        return tuple(tuple(rng.randint(-spread, spread) for _ in range(wide)) for _ in range(many))

    return Bimatrix(table(), table())
