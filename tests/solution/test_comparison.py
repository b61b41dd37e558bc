"""Where two solutions differ, against the equilibria of either at exact points."""

from __future__ import annotations

import gametheory as gt
from gametheory.solution.partition import by_outcomes


def kinds(solution: gt.Solution, point: dict[str, object]) -> set[tuple[str, ...]]:
    return {
        kind for kind, rows in by_outcomes(solution.equilibria).items() if any(r.region.contains(point) for r in rows)
    }


def test_an_instrument_on_and_off() -> None:
    game = gt.load("asia_pacific/umbrella")
    off, on = gt.solve(game.after(tie="0")), gt.solve(game.after(tie="1"))
    compared = gt.compare(off, on)
    assert compared
    told = {d.kind: d for d in compared.differences}
    for point in off.space.region("true").sample(60):
        before, after = kinds(off, point), kinds(on, point)
        for kind in before | after:
            d = told.get(kind)
            gained = d is not None and d.gained is not None and d.gained.contains(point)
            lost = d is not None and d.lost is not None and d.lost.contains(point)
            assert gained == (kind in after - before) and lost == (kind in before - after)


def test_a_refinement_applied() -> None:
    solution = gt.solve(gt.load("classics/beer_quiche"))
    (only,) = gt.compare(solution, solution.refine("D1")).differences
    assert only.kind == ("peace after quiche",) and only.gained is None and only.lost is not None
    assert only.lost.equivalent(solution.one("pooling on quiche").region)


def test_no_difference() -> None:
    solution = gt.solve(gt.load("classics/chicken"))
    assert not gt.compare(solution, solution) and str(gt.compare(solution, solution)) == "no difference"


def test_parameters_of_both_games() -> None:
    game = gt.load("classics/beer_quiche")
    compared = gt.compare(gt.solve(game.at(p="1/2")), gt.solve(game))
    assert compared and all(d.gained is None or d.gained.space.names[-1] == "p" for d in compared.differences)
