"""Systems of indifferences: solved by hand, and no solution at an exact point lost or invented."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import lcm

import pytest

from gametheory.algebra import Formula, ParameterSpace, Poly, evaluate
from gametheory.expr import ExactNumber
from gametheory.expr.parse import parse_condition, parse_expression
from gametheory.solvers import root_values
from gametheory.solvers.settling import Settled, Settler

PARAMETERS, SLOTS = ("a", "b"), ("r", "q", "s")
NAMES = (*PARAMETERS, *SLOTS)
WIDTH = len(PARAMETERS)
R, Q, S = range(WIDTH, len(NAMES))
ODDS = frozenset({R})
ROOTS = 16
BOUNDS = "r > 0, 0 < q, q < 1, 0 < s, s < 1"


def space(where: str = "") -> ParameterSpace:
    roots = [f"root{i}" for i in range(ROOTS)]
    return ParameterSpace((*NAMES, *roots), parse_condition(f"{where}, {BOUNDS}" if where else BOUNDS), ROOTS)


def poly(own: ParameterSpace, text: str) -> Poly:
    return own.ring.read(parse_expression(text)).num


def settle(
    own: ParameterSpace, equations: Sequence[str], *, local: Sequence[int] = (R, Q, S), generic: bool = False
) -> tuple[list[Settled], Settler]:
    settler = Settler(own, WIDTH, ODDS, generic=generic)
    domain = [poly(own, f"1 - {NAMES[v]}") for v in local if v not in ODDS]
    return list(settler.settle([poly(own, e) for e in equations], own.table.true, local, domain)), settler


def solutions(own: ParameterSpace, case: Settled) -> dict[str, str]:
    return {NAMES[WIDTH + slot]: str(own.expr(value)) for slot, value in case.solved}


class TestByHand:
    def test_one_equation(self) -> None:
        """a*q = b has the root b/a, a probability where a > b."""
        own = space("a > 0, b > 0")
        (case,), settler = settle(own, ["a*q - b"])
        assert solutions(own, case) == {"q": "b/a"}
        assert case.equations == () and not settler.dropped
        kept = own.table.all_of([case.condition, *(own.table.atom(d, ">") for d in case.domain)])
        assert kept is own.formula(parse_condition("a > b, 1 - s > 0"))

    def test_a_triangle(self) -> None:
        own = space("a > 1, b > 1")
        (case,), _ = settle(own, ["a*q - 1", "b*s - q"])
        found = {name: str(own.expr(case.into(own, own.ring.read(parse_expression(name))))) for name in "qs"}
        assert found == {"q": "1/a", "s": "1/(a*b)"}

    def test_factors_are_cases(self) -> None:
        own = space()
        cases, _ = settle(own, ["(2*q - 1)*(3*s - 1)"])
        assert [solutions(own, c) for c in cases] == [{"s": "1/3"}, {"q": "1/2"}] or [
            solutions(own, c) for c in cases
        ] == [{"q": "1/2"}, {"s": "1/3"}]

    def test_factors_that_cannot_vanish_are_left_out(self) -> None:
        own = space("a > 0")
        (case,), _ = settle(own, ["a*(1 + q)*(2*s - 1)"])
        assert solutions(own, case) == {"s": "1/2"}

    def test_an_equation_that_always_holds_says_nothing(self) -> None:
        own = space()
        (case,), _ = settle(own, ["0"])
        assert case.solved == () and case.condition.is_true

    def test_an_equation_that_never_holds(self) -> None:
        own = space("a > 0")
        assert settle(own, ["a*(1 + q)"])[0] == []

    def test_a_coefficient_that_may_vanish(self) -> None:
        """a*q = b: the root where a and b have one sign; any q where both are 0, which is a knife-edge."""
        own = space()
        cases, _ = settle(own, ["a*q - b"])
        found = [(solutions(own, c), c.condition) for c in cases]
        tie = own.formula(parse_condition("a = 0, b = 0"))
        assert sorted(len(known) for known, _ in found) == [0, 1, 1]
        assert [condition for known, condition in found if not known] == [tie]

    def test_knife_edges_may_be_left_out_and_are_remembered(self) -> None:
        own = space()
        cases, settler = settle(own, ["a*q - b"], generic=True)
        assert [solutions(own, c) for c in cases] == [{"q": "b/a"}] * 2
        assert settler.dropped

    def test_a_knife_edge_that_is_impossible_is_not_remembered(self) -> None:
        own = space("a > b")
        cases, settler = settle(own, ["(a - b)*q - 1"], generic=True)
        assert [solutions(own, c) for c in cases] == [{"q": "1/(a - b)"}]
        assert not settler.dropped

    def test_odds_are_solved_for_first(self) -> None:
        own = space("a > 0")
        (case,), _ = settle(own, ["r*q - a"])
        assert solutions(own, case) == {"r": "a/q"}

    def test_odds_chosen_elsewhere_are_left(self) -> None:
        own = space("a > 0")
        (case,), _ = settle(own, ["r*q - a"], local=(Q, S))
        assert case.solved == () and case.equations == (poly(own, "r*q - a"),)

    def test_a_quadratic_equation_has_two_roots(self) -> None:
        """``2*q**2 - 2*a*q + b = 0``; at ``a**2 = 2*b`` there is one, which is a knife-edge."""
        own = space("a > 0, b > 0")
        cases, _ = settle(own, ["2*q^2 - 2*a*q + b"])
        assert [(solutions(own, c), str(own.region(c.condition))) for c in cases] == [
            ({"q": "a/2 - sqrt(a^2 - 2*b)/2"}, "(a < 2 and a^2 > 2*b) or 2*a > b + 2"),
            ({"q": "a/2 + sqrt(a^2 - 2*b)/2"}, "a < 2 and b + 2 > 2*a and a^2 > 2*b"),
            ({"q": "a/2"}, "a < 2 and a^2 = 2*b"),
        ]

    def test_of_two_roots_those_that_are_probabilities_are_kept(self) -> None:
        own = space("a > 0, b > 0")
        (case,), settler = settle(own, ["q^2 + a*q - 1"], generic=True)
        assert solutions(own, case) == {"q": "sqrt(a^2 + 4)/2 - a/2"}
        assert not settler.dropped, "the leading coefficient and the discriminant are positive"

    def test_a_root_enters_other_equations_and_conditions(self) -> None:
        own = space("a > 1")
        (case,), _ = settle(own, ["a*q^2 - 1", "s - a*q^2 + q"])
        s = case.into(own, own.ring.read(parse_expression("s")))
        assert str(own.expr(s)) == "(a - sqrt(a))/a"
        assert case.within(own, own.formula(parse_condition("q > 1/3"))) is own.formula(parse_condition("a < 9"))

    def test_a_quadratic_equation_whose_discriminant_is_unknown_is_left(self) -> None:
        own = space("a > 0")
        (case,), _ = settle(own, ["q^2 + s^2 - a"])
        assert case.solved == () and len(case.equations) == 1

    def test_a_cubic_equation_is_left(self) -> None:
        own = space("a > 0")
        (case,), _ = settle(own, ["q^3 + a*q - 1"])
        assert case.solved == () and len(case.equations) == 1

    def test_solutions_enter_values_and_conditions(self) -> None:
        own = space("a > 1, b > 1")
        (case,), _ = settle(own, ["a*q - 1", "b*s - q"])
        value = own.ring.read(parse_expression("q + s"))
        assert str(own.expr(case.into(own, value))) == "(b + 1)/(a*b)"
        within = case.within(own, own.formula(parse_condition("s > 1/6")))
        assert within is own.formula(parse_condition("a*b < 6"))


def system(rng: random.Random, own: ParameterSpace, at: Sequence[Fraction]) -> list[Poly]:
    """Random equations, linear in each slot by itself, that vanish at a point."""
    found = []
    for _ in range(rng.choice((1, 2, 2))):
        e = own.ring.zero
        for powers in product((0, 1), repeat=len(NAMES)):
            if rng.random() < 0.25 and sum(powers) <= 3:
                e = own.ring.add(e, Poly((((*powers, *ROOM), rng.choice((-2, -1, 1, 1, 3))),)))
        value = e.at(at)
        scale = lcm(value.denominator, *(x.denominator for x in at[:1]))
        e = own.ring.sub(own.ring.scale(e, scale), own.ring.constant(int(value * scale)))
        if rng.random() < 0.2:  # a factor that vanishes here, times one that need not
            e = own.ring.mul(e, own.ring.sub(own.ring.symbol("q"), own.ring.symbol(rng.choice(("s", "a")))))
        found.append(e)
    return found


def with_roots(own: ParameterSpace, at: Sequence[Fraction]) -> list[ExactNumber]:
    """A point with the values of the square roots that are real there."""
    known = root_values(own.table, range(WIDTH, len(own.names)), at[:WIDTH])
    return [known.get(i - WIDTH, x) for i, x in enumerate(at)]


def holds(own: ParameterSpace, case: Settled, at: Sequence[ExactNumber]) -> bool:
    """Whether a case has a point: its condition, equations and domain, and the values that it states."""
    for slot, value in reversed(case.solved):
        below = value.den.at(at)
        if not below or value.num.at(at) / below != at[WIDTH + slot]:
            return False
    parts: list[Formula] = [case.condition]
    parts += [own.table.raw_atom(e, "=") for e in case.equations if not e.is_zero]
    return all(evaluate(f, at) for f in parts) and all(d.at(at) > 0 for d in case.domain)


ROOM = (0,) * ROOTS
POSITIVE = tuple(Fraction(v) for v in ("1/4", "1/3", "1/2", "2/3", "3/4"))


@pytest.mark.parametrize("seed", range(12))
def test_no_solution_is_lost_and_none_invented(seed: int) -> None:
    """A point solves the system exactly if some case has it; ties included."""
    rng, own = random.Random(seed), space()
    at = (*(Fraction(rng.randint(-2, 2)) for _ in PARAMETERS), *(rng.choice(POSITIVE) for _ in SLOTS), *ROOM)
    equations = system(rng, own, at)
    settler = Settler(own, WIDTH, ODDS, generic=False)
    domain = [poly(own, "1 - q"), poly(own, "1 - s")]
    cases = list(settler.settle(equations, own.table.true, (R, Q, S), domain))
    here = with_roots(own, at)
    assert any(holds(own, case, here) for case in cases)
    for _ in range(80):
        point = (*(Fraction(rng.randint(-2, 2)) for _ in PARAMETERS), *(rng.choice(POSITIVE) for _ in SLOTS), *ROOM)
        expected = all(e.at(point) == 0 for e in equations)
        here = with_roots(own, point)
        assert any(holds(own, case, here) for case in cases) == expected
