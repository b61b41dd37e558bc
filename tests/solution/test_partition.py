"""What coexists where: known partitions, and the kinds of equilibria that exist at exact points."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

import gametheory as gt
from gametheory.algebra import atoms
from gametheory.errors import SolverError
from gametheory.solution import partition as module
from gametheory.solution.partition import Ends, Partition, by_outcomes
from tests.solution.solved import solved

BEER, UNILATERAL = "classics/beer_quiche", "deterrence/unilateral"
SEMI = ("fight after beer", "fight after quiche", "peace after beer")
KEYS = (
    BEER, UNILATERAL, "classics/cheap_talk", "classics/reputation_two_markets", "classics/security_dilemma",
    "deterrence/rudimentary", "asia_pacific/dialogue",
)  # fmt: skip


def generic(solution: gt.Solution, point: dict[str, object]) -> bool:
    """Whether no atom of any row vanishes at a point."""
    values = solution.space.point(point)
    return all(a.poly is None or a.poly.at(values) for a in atoms(*(row.region.formula for row in solution.equilibria)))


def kinds_at(solution: gt.Solution, point: dict[str, object]) -> set[Ends]:
    """The outcomes of each equilibrium at a point."""
    return {tuple(sorted(name for name, _ in e.outcomes)) for e in solution.at(point)}


@pytest.mark.parametrize("key", KEYS)
class TestModels:
    def test_pieces_are_disjoint_and_leave_nothing_out(self, key: str) -> None:
        found = solved(key).partition()
        assert found.complete
        for a, b in combinations(found.pieces, 2):
            assert (a.region & b.region).is_empty()
        rest = ~solved(key).space.region("true")
        for piece in found.pieces:
            rest = rest | piece.region
        assert (~rest).is_empty(up_to="knife-edges")
        assert len({p.kinds for p in found.pieces}) == len(found.pieces)

    def test_a_piece_has_the_kinds_that_exist_at_its_points(self, key: str) -> None:
        solution = solved(key)
        for piece in solution.partition().pieces:
            points = piece.region.sample(4)
            assert points
            for point in points:
                assert generic(solution, point)
                assert kinds_at(solution, point) == set(piece.kinds), piece

    def test_every_generic_point_is_in_one_piece(self, key: str) -> None:
        solution = solved(key)
        pieces, bank = solution.partition().pieces, solution.space.bank
        for i in range(0, len(bank), max(1, len(bank) // 40)):
            point = dict(zip(solution.space.names, bank.exact(i), strict=True))
            if generic(solution, point):
                (own,) = [p for p in pieces if p.region.contains(point)]
                assert kinds_at(solution, point) == set(own.kinds)

    def test_overlaps_are_the_pairs_that_share_a_piece(self, key: str) -> None:
        solution = solved(key)
        pairs = {tuple(sorted(pair)) for p in solution.partition().pieces for pair in combinations(p.kinds, 2)}
        found = solution.overlaps()
        assert {tuple(sorted(o.kinds)) for o in found} == pairs
        for overlap in found:
            for point in overlap.region.sample(3):
                assert set(overlap.kinds) <= kinds_at(solution, point)


def regions(solution: gt.Solution, found: Partition) -> dict[frozenset[Ends], gt.Region]:
    return {frozenset(p.kinds): p.region for p in found.pieces}


def test_beer_and_quiche() -> None:
    """Pooling on either where being left alone is worth a breakfast and the prior is high (Cho and Kreps 1987)."""
    solution = solved(BEER)
    found = regions(solution, solution.partition())
    expected = {
        frozenset({("fight after quiche", "peace after beer")}): "g > d",
        frozenset({SEMI}): "g < d and p < v/(v + l)",
        frozenset({("peace after beer",), ("peace after quiche",)}): "g < d and p > v/(v + l)",
    }
    assert found.keys() == expected.keys()
    for kinds, text in expected.items():
        assert found[kinds].equivalent(solution.space.region(text), up_to="exact"), text


def test_unilateral_deterrence() -> None:
    """The status quo everywhere, beside one more equilibrium below the credibility that deters the hard challenger."""
    solution = solved(UNILATERAL)
    found = regions(solution, solution.partition())
    t_hard, t_soft = "(c_DC - c_SQ)/(c_DC - c_DH)", "(c_DC - c_SQ)/(c_DC - c_CD)"
    r, quiet = "(d_CD - d_DC)/(d_CD - d_DS)", ("status quo",)
    expected = {
        frozenset({quiet}): f"p_Def > {t_hard}",
        frozenset({quiet, ("Defender concedes", "conflict", "status quo")}): f"{t_soft} < p_Def < {t_hard}",
        frozenset({quiet, ("Challenger backs down", "Defender concedes", "conflict")}): (
            f"p_Def < {t_soft} and p_Ch > {r}"
        ),
        frozenset({quiet, ("Challenger backs down", "Defender concedes", "conflict", "status quo")}): (
            f"p_Def < {t_soft} and p_Ch < {r}"
        ),
    }
    assert found.keys() == expected.keys()
    for kinds, text in expected.items():
        assert found[kinds].equivalent(solution.space.region(text), up_to="exact"), text


def test_in_words() -> None:
    solution = solved(BEER)
    assert str(solution.partition()) == (
        "fight after quiche / peace after beer if g > d\n"
        "fight after beer / fight after quiche / peace after beer if d > g and p < v/(v + l)\n"
        "peace after beer; peace after quiche if d > g and p > v/(v + l)"
    )
    assert [str(o) for o in solution.overlaps()] == [
        "peace after beer and peace after quiche if d >= g and p >= v/(v + l)"
    ]


def test_a_piece_where_no_row_exists_says_so() -> None:
    solution = solved(BEER)
    without = solution.replace(equilibria=tuple(r for r in solution.equilibria if not r.mixing))
    (gap,) = [p for p in without.partition().pieces if not p.kinds]
    assert str(gap) == "no equilibrium of this solution if d > g and p < v/(v + l)"


def test_rows_that_end_alike_are_one_kind() -> None:
    talk = solved("classics/cheap_talk")
    groups = by_outcomes(talk.equilibria)
    assert set(groups) == {("soft",), ("hard",), ("hard", "soft")}
    assert sum(map(len, groups.values())) == len(talk.equilibria)


def test_too_many_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    message = "there are more than 2 pieces\n  assume more, or ask for overlaps()."
    with pytest.raises(SolverError, match=f"^{re.escape(message)}$"):
        solved(BEER).partition()


def test_what_was_not_decided_is_admitted() -> None:
    (piece,) = solved(BEER).assume("g > d").partition().pieces
    assert str(Partition((piece,), False)) == (
        "fight after quiche / peace after beer if true\n(whether there are further pieces was not decided)"
    )
