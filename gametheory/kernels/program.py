"""Conditions and rational functions as a straight-line program: every polynomial once, no branches.

The program is a list of steps in single assignment over names of our own making (``x0``, ``x1``, ... for the
parameters, ``t0``, ... for numbers, ``b0``, ... for truth values). Its order of evaluation is fixed, so that every
back end computes the same floating-point number at the same point.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import gcd

from gametheory.algebra.formulas import Formula, postorder
from gametheory.algebra.polynomials import Poly, RatFun, Terms
from gametheory.errors import SolverError
from gametheory.expr import RootOf

Operand = str | float | bool
"""A name, a number or a truth value."""

EPS = 2.0**-52
LEAST_MARGIN = 8
"""A value within this many rounding units of the sum of its absolute terms is never trusted, however short the sum."""

TINY = 1e-290
"""Added to a margin against underflow of products."""

_FLIPPED = {">": "<", ">=": "<=", "=": "=", "!=": "!="}
_SPELLED = {">": ">", ">=": ">=", "<": "<", "<=": "<=", "=": "==", "!=": "!="}


@dataclass(frozen=True, slots=True)
class Step:
    """``target = op(args)``; op is one of ``+ - * / & | ^``, ``abs``, ``sqrt``, ``not``, or a comparison."""

    target: str
    op: str
    args: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """Steps, and the operands that hold the answers.

    Attributes
    ----------
    width : int
        Number of parameters, of which `used` (positions, rising) occur in the steps.
    conditions : tuple of operands
        Truth of each condition, meaningful where `admissible` is true.
    admissible : operand
        Truth of the standing assumptions.
    border : operand
        Whether rounding may have changed an answer (only in programs built with ``border=True``, else ``False``).
    outputs : tuple of operands
        Values of the rational functions.
    """

    width: int
    used: tuple[int, ...]
    steps: tuple[Step, ...]
    conditions: tuple[Operand, ...]
    admissible: Operand
    border: Operand
    outputs: tuple[Operand, ...]

    def varying(self, sources: Sequence[int]) -> frozenset[str]:
        """Targets that depend on one of the parameters at these positions (the parameters included)."""
        moving = {f"x{i}" for i in sources}
        for step in self.steps:
            if any(isinstance(a, str) and a in moving for a in step.args):
                moving.add(step.target)
        return frozenset(moving)

    def cost(self, inner: int) -> int:
        """Number of steps that must be repeated along an axis of the parameter at position `inner`."""
        return len(self.varying([inner])) - 1


def build(
    width: int,
    assumptions: Formula,
    conditions: Sequence[Formula],
    outputs: Sequence[RatFun] = (),
    roots: Mapping[int, Poly | RootOf] | None = None,
    *,
    border: bool = False,
) -> Program:
    """Program for the standing assumptions, the conditions and the rational functions of `width` parameters.

    In the rational functions, symbols at the positions in `roots`, beyond the parameters, are square roots or numbers.

    Raises
    ------
    SolverError
        If a coefficient is not exactly a float64 number.
    """
    writer = _Writer(width + len(roots or {}))
    truth = writer.formulas((assumptions, *conditions))
    flag: Operand = writer.border((assumptions, *conditions)) if border else False
    for place, root in (roots or {}).items():
        writer.root(place, root)
    values = tuple(writer.ratfun(f) for f in outputs)
    steps = tuple(writer.steps)
    occurring = {a for step in steps for a in step.args} | set(values)
    used = tuple(i for i in range(width) if f"x{i}" in occurring)
    return Program(width, used, steps, truth[1:], truth[0], flag, values)


def coefficient(value: int) -> float:
    """An integer as a float64, exactly.

    Raises
    ------
    SolverError
        If it is not one.
    """
    try:
        number = float(value)
    except OverflowError:
        number = float("inf")
    if number != value:
        shown = str(value) if abs(value) < 10**40 else f"{str(value)[:20]}... ({len(str(abs(value)))} digits)"
        raise SolverError(
            f"the coefficient {shown} of a condition is not exactly a float64 number, so no kernel can hold it\n"
            "  write the numbers of the model with fewer digits, or change the unit of a parameter; "
            "single points are decided exactly without a kernel by solution.at(...)."
        )
    return number


def normal(poly: Poly) -> tuple[int, int, Terms]:
    """Sign, positive integer content and primitive terms, rising in degree, whose first coefficient is positive."""
    content = gcd(*(c for _, c in poly.terms))
    terms = sorted(poly.terms, key=lambda term: (sum(term[0]), tuple(-e for e in term[0])))
    sign = 1 if terms[0][1] > 0 else -1
    return sign, content, tuple((e, sign * c // content) for e, c in terms)


class _Writer:
    """Appends steps; nothing is computed twice."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.steps: list[Step] = []
        self._known: dict[tuple[str, tuple[Operand, ...]], str] = {}
        self._truth: dict[int, Operand] = {}
        self._sums: dict[tuple[Terms, str], Operand] = {}
        self._roundings: dict[str, int] = {}
        self._numbers = 0
        self._truths = 0

    def put(self, op: str, *args: Operand, truth: bool = False, name: str | None = None) -> str:
        """The target that holds ``op(args)``."""
        key = (op, args)
        found = self._known.get(key)
        if found is None:
            if name is not None:
                found = name
            elif truth:
                found, self._truths = f"b{self._truths}", self._truths + 1
            else:
                found, self._numbers = f"t{self._numbers}", self._numbers + 1
                below = [self.roundings(a) for a in args]
                self._roundings[found] = (sum(below) if op in "*/" else max(below)) + 1
            self._known[key] = found
            self.steps.append(Step(found, op, args))
        return found

    def roundings(self, value: Operand) -> int:
        """How many roundings, that of the parameters included, a value has gone through at most."""
        return self._roundings.get(value, 1) if isinstance(value, str) else 0

    # ---- polynomials

    def polynomial(self, terms: Terms, prefix: str = "x") -> Operand:
        """Value of a polynomial with a positive first coefficient; with prefix ``"a"`` its sum of absolute terms."""
        found = self._sums.get((terms, prefix))
        if found is None:
            shared = tuple(min(e[i] for e, _ in terms) for i in range(self.width))
            if len(terms) == 1:
                exponents, c = terms[0]
                found = self.scaled(coefficient(c), self.monomial(exponents, prefix))
            elif any(shared):
                rest = self.polynomial(tuple((_minus(e, shared), c) for e, c in terms), prefix)
                found = self.put("*", self.monomial(shared, prefix), rest)
            else:
                found = self._split(terms, prefix)
            self._sums[terms, prefix] = found
        return found

    def _split(self, terms: Terms, prefix: str) -> Operand:
        """Factor out the symbol that saves most products (Horner in several symbols), else add term by term."""
        gains = [sum(1 for e, _ in terms if e[i] and sum(e) > 1) for i in range(self.width)]
        best = max(range(self.width), key=lambda i: (gains[i], -i))
        if gains[best] < 2:
            head, (exponents, c) = terms[:-1], terms[-1]
            return self.joined(self.polynomial(head, prefix), c, self.monomial(exponents, prefix))
        one = tuple(int(i == best) for i in range(self.width))
        inside = tuple((_minus(e, one), c) for e, c in terms if e[best])
        outside = tuple((e, c) for e, c in terms if not e[best])
        sign, inside = _signed(inside)
        product = self.put("*", f"{prefix}{best}", self.polynomial(inside, prefix))
        if not outside:
            return product if sign > 0 else self.put("-", 0.0, product)
        flip, outside = _signed(outside)
        value = self.polynomial(outside, prefix)
        if flip > 0:
            return self.put("+" if sign > 0 else "-", value, product)
        return self.put("-", product, value) if sign > 0 else self.put("-", 0.0, self.put("+", value, product))

    def joined(self, total: Operand, c: int, monomial: Operand) -> Operand:
        """``total + c * monomial``."""
        return self.put("+" if c > 0 else "-", total, self.scaled(coefficient(abs(c)), monomial))

    def scaled(self, c: float, value: Operand) -> Operand:
        """``c * value`` for a positive number `c`."""
        if c == 1.0:
            return value
        return c * value if isinstance(value, float) else self.put("*", c, value)

    def monomial(self, exponents: Sequence[int], prefix: str = "x") -> Operand:
        """A product of powers of the parameters."""
        value: Operand = 1.0
        for i, exponent in enumerate(exponents):
            if exponent:
                factor = self.power(f"{prefix}{i}", exponent)
                value = factor if value == 1.0 else self.put("*", value, factor)
        return value

    def power(self, name: str, exponent: int) -> str:
        """A positive integer power, by squaring."""
        if exponent == 1:
            return name
        half = self.power(name, exponent // 2)
        square = self.put("*", half, half)
        return square if exponent % 2 == 0 else self.put("*", square, name)

    def root(self, place: int, root: Poly | RootOf) -> None:
        """The symbol at a position as the square root of a polynomial, or as a number."""
        if isinstance(root, RootOf):
            self.put("+", float(root.number(0, 1)), 0.0, name=f"x{place}")
            return
        sign, content, terms = normal(root)
        inside = self.scaled(coefficient(content), self.polynomial(terms))
        if sign < 0:
            inside = -inside if isinstance(inside, float) else self.put("-", 0.0, inside)
        self.put("sqrt", inside, name=f"x{place}")

    def ratfun(self, value: RatFun) -> Operand:
        """Value of a rational function."""
        if not value.num.terms:
            return 0.0
        sign, content, top = normal(value.num)
        flip, divisor, below = normal(value.den)
        common = gcd(content, divisor)
        above = self.scaled(coefficient(content // common), self.polynomial(top))
        under = self.scaled(coefficient(divisor // common), self.polynomial(below))
        if under != 1.0:
            above = self.put("/", above, under)
        if sign * flip > 0:
            return above
        return -above if isinstance(above, float) else self.put("-", 0.0, above)

    # ---- conditions

    def formulas(self, roots: Sequence[Formula]) -> tuple[Operand, ...]:
        """Truth of formulas."""
        self._formulas(roots, self._truth, self.atom)
        return tuple(self._truth[f.number] for f in roots)

    def _formulas(
        self, roots: Sequence[Formula], known: dict[int, Operand], atom: Callable[[Formula], Operand]
    ) -> None:
        for node in postorder(*roots):
            if node.number in known:
                continue
            if node.kind == "atom":
                known[node.number] = atom(node)
            elif node.kind in ("true", "false"):
                known[node.number] = node.kind == "true"
            else:
                parts = [known[p.number] for p in node.parts]
                known[node.number] = self.join("&" if node.kind == "and" else "|", parts)

    def join(self, op: str, parts: Sequence[Operand]) -> Operand:
        """Conjunction or disjunction with constants folded and repetitions dropped."""
        neutral = op == "&"
        kept = list(dict.fromkeys(p for p in parts if p is not neutral))
        if any(p is (not neutral) for p in kept):
            return not neutral
        if not kept:
            return neutral
        return kept[0] if len(kept) == 1 else self.put(op, *kept, truth=True)

    def atom(self, node: Formula) -> Operand:
        """Truth of ``poly rel 0``."""
        assert node.poly is not None
        sign, _, terms = normal(node.poly)
        rel = node.rel if sign > 0 else _FLIPPED[node.rel]
        return self.put(_SPELLED[rel], self.polynomial(terms), 0.0, truth=True)

    def border(self, roots: Sequence[Formula]) -> Operand:
        """Whether rounding may have changed the truth of one of the formulas, the first being the assumptions.

        Formulas have no negation above their atoms: with every doubtful atom false they are true at most where they
        really hold, with every doubtful atom true at least there. Where both readings agree nothing is in doubt.
        """
        least: dict[int, Operand] = {}
        most: dict[int, Operand] = {}
        self._formulas(roots, least, lambda node: self._doubtful(node)[0])
        self._formulas(roots, most, lambda node: self._doubtful(node)[1])
        differ = [self._differ(least[f.number], most[f.number]) for f in roots]
        return self.join("&", [most[roots[0].number], self.join("|", differ)])

    def _doubtful(self, node: Formula) -> tuple[Operand, Operand]:
        """An atom with doubt read as *no* and as *yes*; the sign of a parameter is never in doubt."""
        assert node.poly is not None
        if len(node.poly.terms) == 1 and node.poly.degree == 1:
            return (known := self.atom(node)), known
        sign, _, terms = normal(node.poly)
        rel = node.rel if sign > 0 else _FLIPPED[node.rel]
        value = self.polynomial(terms)
        for i in Poly(terms).variables:
            self.put("abs", f"x{i}", name=f"a{i}")
        units = max(LEAST_MARGIN, self.roundings(value))
        scale = self.polynomial(tuple((e, abs(c)) for e, c in terms), "a")
        margin = self.put("+", self.put("*", units * EPS, scale), TINY)
        above = self.put(">", value, margin, truth=True)
        below = self.put("<", value, self.put("-", 0.0, margin), truth=True)
        if rel in (">", ">="):
            return above, self.put("not", below, truth=True)
        if rel in ("<", "<="):
            return below, self.put("not", above, truth=True)
        apart = self.put("|", above, below, truth=True)
        return (False, self.put("not", apart, truth=True)) if rel == "=" else (apart, True)

    def _differ(self, a: Operand, b: Operand) -> Operand:
        if a == b:
            return False
        if isinstance(a, bool) and isinstance(b, bool):
            return True
        if isinstance(a, bool):
            return self.put("not", b, truth=True) if a else b
        if isinstance(b, bool):
            return self.put("not", a, truth=True) if b else a
        return self.put("^", a, b, truth=True)


def _minus(exponents: tuple[int, ...], other: Sequence[int]) -> tuple[int, ...]:
    return tuple(a - b for a, b in zip(exponents, other, strict=True))


def _signed(terms: Terms) -> tuple[int, Terms]:
    """Sign of the first coefficient, and the terms with that sign divided out."""
    return (1, terms) if terms[0][1] > 0 else (-1, tuple((e, -c) for e, c in terms))
