"""Rows as they are printed: long closed forms give way to named mixing probabilities that stand for the same."""

from __future__ import annotations

import pytest

from gametheory.algebra import Ring
from gametheory.expr import Expr, Symbol, substitute
from gametheory.solution.stated import LINE
from tests.solution.solved import solved

KEYS = ("asia_pacific/two_audiences", "asia_pacific/dialogue", "signalling/opposition", "classics/beer_quiche")


def same(a: Expr, b: Expr, names: tuple[str, ...]) -> bool:
    """Whether two expressions are the same rational function."""
    ring = Ring(names)
    return ring.minus(ring.read(a), ring.read(b)).num.is_zero


@pytest.mark.parametrize("key", KEYS)
def test_what_is_stated_is_the_closed_form(key: str) -> None:
    solution = solved(key)
    for row in solution.equilibria:
        stated = solution.stated(row.label)
        known = (*solution.space.names, *(name for name, _ in row.free))
        values = {str(p): v for _, own in stated.mixing for _, p, v in own if v is not None}
        assert set(values) == set(stated.names) and not set(values) & set(known)
        assert all(isinstance(p, Symbol) for _, own in stated.mixing for _, p, v in own if v is not None)
        for told, closed in ((stated.outcomes, row.outcomes), (stated.payoffs, row.payoffs)):
            assert [name for name, _ in told] == [name for name, _ in closed]
            for (_, e), (_, exact) in zip(told, closed, strict=True):
                assert same(substitute(e, values), exact, known)
                assert len(str(e)) <= len(str(exact))
        for (where, own), (again, exact_shares) in zip(stated.mixing, row.mixing, strict=True):
            assert where == again
            for (action, p, _), (other, share) in zip(own, exact_shares, strict=True):
                assert action == other and same(substitute(p, values), share, known)


def test_names_only_where_closed_forms_are_long() -> None:
    solution = solved("asia_pacific/two_audiences")
    for row in solution.equilibria:
        long = any(len(str(e)) > LINE for _, e in (*row.outcomes, *row.payoffs))
        assert bool(solution.stated(row.label).names) == (long and bool(row.mixing))


def test_no_line_of_the_table_is_a_wall() -> None:
    """The longest row has four mixing probabilities; in closed form its payoffs take 30 lines."""
    solution = solved("asia_pacific/two_audiences")
    text = str(solution)
    assert max(len(row.splitlines()) for row in text.split("\n\n")) <= 42
    assert "             at signal|U: 0 with probability 1 - s2, 1 with probability s2 = mu*w/(vH*(1 - mu))\n" in text
    assert "             ally taken with probability pi*s1*s2*(1 - mu)\n" in text
    assert r"1 with probability $s_{2} = \frac{\mu w}{v_H \left(1 - \mu\right)}$" in solution.propositions()
    assert "<i>s</i><sub>1</sub>" in solution._repr_html_()


def test_names_differ_from_the_symbols_of_the_game() -> None:
    solution = solved("signalling/opposition")
    assert "s" in solution.space.names
    names = {name for row in solution.equilibria for name in solution.stated(row.label).names}
    assert names and all(name.startswith("r") for name in names) and not names & set(solution.space.names)
