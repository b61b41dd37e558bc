"""The sentences and small texts that every presentation of a solution shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from gametheory.expr import ONE, TRUE, Condition, Expr, RealRoot, exact_value, subtree
from gametheory.expr.letters import symbol_latex
from gametheory.game.nouns import Parameter
from gametheory.present.protocols import EquilibriumLike, SolutionLike

GREEK: Mapping[str, str] = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ",
    "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ",
}  # fmt: skip

RELATIONS: Mapping[str, str] = {">=": "≥", "<=": "≤", "!=": "≠", "*": "·", "sqrt": "√"}
WORDS = frozenset(("and", "or", "not", "min", "max", "true", "false", "sqrt"))
_TOKEN = re.compile(r"[^\W\d]\w*|>=|<=|!=|\*|-|\s+|\d+|.", re.DOTALL)

NOT_CLOSED = "sufficient; whether it is necessary was not decided within the budget"
"""Said of a printed condition that may leave something of the region out."""


def capitals(concept: str) -> str:
    """An equilibrium concept with the names of persons in it written as such."""
    return concept.replace("bayesian", "Bayesian").replace("nash", "Nash")


def kind(solution: SolutionLike) -> str:
    """What the rows are: ``"subgame-perfect equilibria in pure strategies"``."""
    name = f"{capitals(solution.scope.concept).replace('subgame perfect', 'subgame-perfect')} equilibria"
    return f"{name} in pure strategies" if solution.scope.supports == "pure" else name


def scope_sentence(solution: SolutionLike) -> str:
    """One sentence on what was searched, how much was found and whether it is all."""
    name = kind(solution)
    ties = "ties included" if solution.scope.ties == "exact" else "for generic parameters"
    number = len(listed(solution))
    rows = "no path of play" if not number else "1 path of play" if number == 1 else f"{number} paths of play"
    extent = "complete" if solution.complete else "some, not proved to be all"
    return f"{name[:1].upper()}{name[1:]}, {ties}: {rows}; {extent}."


def outcome_text(outcomes: Sequence[tuple[str, Expr]]) -> str:
    """The outcome, or the outcomes with their probabilities."""
    return "; ".join(outcome_texts(outcomes))


def outcome_texts(outcomes: Sequence[tuple[str, Expr]]) -> list[str]:
    """Each outcome with its probability, unless it is certain."""
    if len(outcomes) == 1 and outcomes[0][1] == ONE:
        return [outcomes[0][0]]
    return [f"{name} with probability {probability!s}" for name, probability in outcomes]


def share_text(
    probability: Expr, value: Expr | None, write: Callable[[Expr], str] = str, near: str = " (about {:.4g})"
) -> str:
    """A mixing probability, and what it is if it has a name: ``s1 = k/(gU - pi*lU)``; roots also as decimals."""
    said = write(probability) if value is None else f"{write(probability)} = {write(value)}"
    number = probability if value is None else value
    hidden = any(isinstance(node, RealRoot) for node in subtree(number))  # a number that nobody can picture
    return said + near.format(float(exact_value(number, {}))) if hidden else said


def freedom_text(equilibrium: EquilibriumLike, shown: Callable[[Condition], str] = str) -> str:
    """Which values the probabilities may take that no equation determines; empty if there are none."""
    names = ", ".join(name for name, _ in equilibrium.free)
    if not names:
        return ""
    if equilibrium.freedom is None:
        return f"for a continuum of {names}, not described in closed form"
    alone = len(equilibrium.free) == 1
    condition = equilibrium.freedom.about(names) if alone else equilibrium.freedom.condition
    return f"for any {names} between 0 and 1" + ("" if condition == TRUE else f" with {shown(condition)}")


def conjuncts(printed: str, word: str = " and ", opening: str = "(", closing: str = ")") -> list[str]:
    """The parts of a printed conjunction, chains such as ``0 < p < 1`` left whole."""
    parts, depth, start, k = [], 0, 0, 0
    while k < len(printed):
        if printed.startswith(opening, k):
            depth += 1
        elif printed.startswith(closing, k):
            depth -= 1
        elif depth == 0 and printed.startswith(word, k):
            parts.append(printed[start:k])
            start = k = k + len(word)
            continue
        k += 1
    return [*parts, printed[start:]]


def listed(solution: SolutionLike) -> Sequence[Any]:
    """The rows that are told in full: those on knife-edges too where ties are part of the scope."""
    edges = solution.knife_edges if solution.scope.ties == "exact" else ()
    return (*solution.equilibria, *edges)


def edges_sentence(solution: SolutionLike) -> str:
    """How many rows there are on knife-edges, where they are not told in full; empty if there are none."""
    number = len(solution.knife_edges)
    if not number or solution.scope.ties == "exact":
        return ""
    paths = "1 further path exists" if number == 1 else f"{number} further paths exist"
    return f"{paths} only on knife-edges (solution.knife_edges, or solve with knife_edge=True)."


def unicode_names(parameters: Sequence[Parameter]) -> dict[str, str]:
    """The written form of every parameter without LaTeX: Greek letters as letters, ``_`` left for a subscript."""
    names: dict[str, str] = {}
    for parameter in parameters:
        latex = parameter.latex or symbol_latex(parameter.name)
        bare = re.sub(r"\\(?:mathrm|mathit|text|,)|[{}\s]", "", latex)
        plain = re.sub(r"\\([A-Za-z]+)", lambda found: GREEK.get(found[1], found[0]), bare)
        names[parameter.name] = parameter.name if re.search(r"[\\^]", plain) else plain
    return names


def tokens(text: str, names: Mapping[str, str]) -> list[tuple[str, str, str | None]]:
    """A printed expression or condition as (style, text, parameter) pieces for HTML and SVG.

    Styles are ``plain``, ``symbol`` and ``sub`` (a subscript); `parameter` names the symbol a piece belongs to.
    """
    pieces: list[tuple[str, str, str | None]] = []
    for token in _TOKEN.findall(text):
        if (token[0].isalpha() or token[0] == "_") and token not in WORDS:
            head, _, tail = names.get(token, token).partition("_")
            pieces.append(("symbol", head or token, token))
            if head and tail:
                pieces.append(("sub", tail.replace("_", ","), token))
        else:
            shown = "−" if token == "-" else RELATIONS.get(token, token)
            if pieces and pieces[-1][0] == "plain":
                shown = pieces.pop()[1] + shown
            pieces.append(("plain", shown, None))
    return pieces
