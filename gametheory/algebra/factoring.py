"""Factors of integer polynomials, of coefficients of any size."""

from __future__ import annotations

from typing import Any


def factored(p: Any) -> tuple[Any, list[tuple[Any, int]]]:
    """Content and irreducible factors with multiplicities of a polynomial of flint.

    Notes
    -----
    python-flint 0.9 puts the factors in order by their coefficients as C integers and raises an ``OverflowError`` where
    these have more than 31 bits; sympy factors such polynomials.
    """
    try:
        content, pairs = p.factor()
        return content, [(f, int(e)) for f, e in pairs]
    except OverflowError:
        from sympy import ZZ, Poly, symbols

    context = p.context()
    names = symbols([f"x{i}" for i in range(context.nvars())])
    terms = {tuple(map(int, e)): int(c) for e, c in zip(p.monoms(), p.coeffs(), strict=True)}
    content, found = Poly.from_dict(terms, *names, domain=ZZ).factor_list()
    return content, [(context.from_dict({e: int(c) for e, c in f.as_dict().items()}), e) for f, e in found]
