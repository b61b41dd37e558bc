"""Straight-line programs: what is computed, how often, and in which text it ends."""

from __future__ import annotations

import random
import re
from fractions import Fraction

import numpy as np
import pytest

from gametheory.kernels.codegen import array_source, load, loop_source
from gametheory.kernels.program import build, normal
from tests.kernels.formulas import NAMES, random_formula, random_poly, table


def polynomial(of, text: str):
    """A polynomial of a sum such as ``"h - f + 2*p*h"``."""
    ring = of.ring
    total = ring.zero
    for sign, body in re.findall(r"([+-]?)\s*([\w*]+)", text):
        term = ring.constant(-1 if sign == "-" else 1)
        for factor in body.split("*"):
            term = ring.mul(term, ring.constant(int(factor)) if factor.isdigit() else ring.symbol(factor))
        total = ring.add(total, term)
    return total


def program(*conditions: tuple[str, str], border: bool = False):
    """The program of atoms given as (polynomial, relation)."""
    of = table()
    return build(len(NAMES), of.true, [of.raw_atom(polynomial(of, p), rel) for p, rel in conditions], border=border)


def arithmetic(found) -> int:
    return sum(step.op in ("+", "-", "*") for step in found.steps)


class TestSharing:
    def test_a_polynomial_and_its_negative(self) -> None:
        assert arithmetic(program(("h - f", ">"), ("f - h", ">="), ("h - f", "="))) == 1

    def test_a_multiple(self) -> None:
        assert arithmetic(program(("h - f", ">"), ("2*h - 2*f", ">="))) == 1

    def test_a_common_part(self) -> None:
        """``p - f`` is computed once for ``p - f + h`` and ``p - f + lam*h``."""
        assert arithmetic(program(("p - f + h", ">"), ("p - f + lam*h", ">"))) == 4

    def test_a_common_factor_is_taken_out(self) -> None:
        assert arithmetic(program(("h*p - h*f", ">"),)) == 2
        assert arithmetic(program(("h*p - h*f + h*lam + 1", ">"),)) == 4

    def test_powers_by_squaring(self) -> None:
        found = program(("p*p*p*p*p*p*p*p - f", ">"))
        assert arithmetic(found) == 4

    def test_the_same_condition_twice(self) -> None:
        found = program(("h - f", ">"), ("h - f", ">"))
        assert found.conditions[0] == found.conditions[1]

    def test_no_step_is_repeated(self) -> None:
        rng = random.Random(3)
        of = table()
        found = build(4, random_formula(rng, of), [random_formula(rng, of) for _ in range(20)], border=True)
        assert len({(s.op, s.args) for s in found.steps}) == len(found.steps)
        assert len({s.target for s in found.steps}) == len(found.steps)


def test_parameters_that_occur() -> None:
    assert program(("h - f", ">")).used == (1, 2)


def test_what_an_axis_costs() -> None:
    found = program(("p - f + lam*h", ">"), ("p - f", ">"))
    assert [found.cost(i) for i in range(4)] == [4, 4, 3, 3]
    assert found.varying([2]) == {"x2", "t1", "t2", "b0"}


@pytest.mark.parametrize("seed", range(30))
def test_values_are_those_of_the_polynomials(seed: int) -> None:
    """Integer points within 2^53: no rounding, so the values must be equal."""
    rng = random.Random(seed)
    of = table()
    polys = [random_poly(rng, of.ring, terms=6, degree=4) for _ in range(8)]
    found = build(4, of.true, [], [of.ring.ratfun(p, of.ring.one) for p in polys])
    values = load(array_source(found)).values
    points = np.array([[rng.randint(-9, 9) for _ in range(50)] for _ in NAMES], dtype=float)
    *_, outputs = values(*(points[i] for i in found.used))
    for poly, column in zip(polys, outputs, strict=True):
        exact = [poly.at([Fraction(int(v)) for v in points[:, k]]) for k in range(50)]
        assert np.broadcast_to(column, 50).tolist() == exact


def test_normal_form() -> None:
    of = table()
    sign, content, terms = normal(polynomial(of, "6*h*f - 4*p"))
    assert (sign, content) == (-1, 2)
    assert terms == (((1, 0, 0, 0), 2), ((0, 1, 1, 0), -3))


class TestText:
    """The text is made of our own names, numbers and a fixed vocabulary, whatever the parameters are called."""

    NASTY = ("__import__('os')", "x0 = 1; import os", "é", "loop")
    WORDS = frozenset(
        "A B R11 R27 R30 R31 False True abs as axis begin bits def divisor dst else empty end finite first flag "
        "flag_at float64 for if import in k key length line loop low mask min nan near not np numpy offset p place q r "
        "range res res_at return row shape size span start step stop uint64 uint8 values while z".split()
    )

    @pytest.mark.parametrize("loop", ["points", "rows", "draws", "arrays"])
    def test_holds_no_word_of_the_user(self, loop: str) -> None:
        rng = random.Random(5)
        of = table(self.NASTY)
        found = build(4, random_formula(rng, of), [random_formula(rng, of) for _ in range(70)], border=True)
        text = (
            array_source(found)
            if loop == "arrays"
            else loop_source(found, loop, found.used[:1], finite=False, border=True)
        )
        code = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
        words = set(re.findall(r"[A-Za-z_]\w*", re.sub(r"0x[0-9A-F]+|\d[\d.]*e[-+]\d+", "", code)))
        strange = {w for w in words - self.WORDS if not re.fullmatch(r"(x|t|a|b|sb|m|c|low|span|key)\d+", w)}
        assert strange == set()
        assert code.isascii()

    def test_does_not_depend_on_hashing(self) -> None:
        rng, again = random.Random(5), random.Random(5)
        texts = []
        for seeded in (rng, again):
            of = table()
            found = build(4, of.true, [random_formula(seeded, of) for _ in range(9)], border=True)
            texts.append(loop_source(found, "rows", [2], finite=True, border=True))
        assert texts[0] == texts[1]

    @pytest.mark.parametrize("loop", ["points", "rows", "draws"])
    def test_loops_run_as_plain_python_too(self, loop: str) -> None:
        """The same text without a compiler, against numpy."""
        from gametheory.kernels.codegen import layout
        from gametheory.kernels.draws import seed_of
        from gametheory.kernels.fill import Filler
        from gametheory.kernels.grids import lattice
        from gametheory.kernels.sources import Columns, Draws
        from tests.kernels.formulas import random_points

        rng = random.Random(11)
        of = table()
        found = build(4, random_formula(rng, of), [random_formula(rng, of) for _ in range(3)], border=True)
        source = {
            "points": Columns({i: c for i, c in enumerate(random_points(1, 600).values())}, 4, 600),
            "rows": lattice(NAMES, NAMES, {"p": [0.5, 1.0], "f": np.linspace(-1, 1, 60), "h": [1.0, 2.0], "lam": 0.25}),
            "draws": Draws(np.array([-1.0, 0, -2, 1]), np.array([2.0, 1, 4, 0]), seed_of(3), 600),
        }[loop]
        n = source.size
        text = loop_source(found, loop, source.moving(found.used), finite=source.finite, border=True)
        answers = []
        for function, compiled in ((load(text).loop, True), (load(array_source(found)).values, False)):
            mask, flag = np.zeros(n, layout(3)[0]), np.zeros(n, bool)
            with np.errstate(all="ignore"):
                Filler(source, found, function, compiled=compiled)(0, n, mask, flag, np.empty((n, 0)))
            answers.append((mask.tolist(), flag.tolist()))
        assert answers[0] == answers[1]
