"""How a symbol is set in LaTeX, by its name."""

from __future__ import annotations

import re

_GREEK = frozenset(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa mu nu xi pi rho sigma tau upsilon phi chi psi omega "
    "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split()
)


def symbol_latex(name: str) -> str:
    r"""LaTeX of a symbol by its name: Greek names, subscripts, words in italics.

    Examples
    --------
    >>> [symbol_latex(name) for name in ("p", "w_R", "delta", "pi_min", "s1", "cost")]
    ['p', 'w_{R}', '\\delta', '\\pi_{\\mathrm{min}}', 's_{1}', '\\mathit{cost}']
    """
    base, *below = name.split("_")
    if not all((base, *below)):
        return rf"\mathit{{{name.replace('_', chr(92) + '_')}}}"
    numbered = re.fullmatch(r"([A-Za-z]+)([0-9]+)", base)
    if numbered:
        base, below = numbered[1], [numbered[2], *below]
    letters = rf"\{base}" if base in _GREEK else base if len(base) == 1 else rf"\mathit{{{base}}}"
    marks = [rf"\{b}" if b in _GREEK else b if len(b) == 1 or b.isdigit() else rf"\mathrm{{{b}}}" for b in below]
    return f"{letters}_{{{','.join(marks)}}}" if marks else letters
