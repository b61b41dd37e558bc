"""A solution as an HTML table for notebooks; safe for any title or name, in light and dark themes."""

from __future__ import annotations

from html import escape

from gametheory.expr import TRUE, And, Condition, Expr, Or
from gametheory.present import wording
from gametheory.present.protocols import EquilibriumLike, SolutionLike

_BOX = "border:0;border-top:1px solid rgba(128,128,128,.45);padding:.35em .8em;text-align:left;vertical-align:top"
_PLAIN = "background:transparent;color:inherit"
_FAINT = "opacity:.75"
_SHORT = 50  # characters up to which alternatives stay on one line


def solution_html(solution: SolutionLike) -> str:
    """The solution as an HTML table: one row per path of play, symbols with their meaning on hover.

    All of the user's text is escaped, and colours are the notebook's own.
    """
    game = solution.game
    names = wording.unicode_names(game.parameters)
    means = {parameter.name: parameter.means for parameter in game.parameters}

    def maths(node: Expr | Condition | str) -> str:
        return _maths(str(node), names, means)

    def condition(node: Condition, outermost: bool = True) -> str:
        if isinstance(node, Or):
            parts = [condition(part, False) for part in node.parts]
            return ("<br>or " if outermost and len(str(node)) > _SHORT else " or ").join(parts)
        if isinstance(node, And):
            alternatives = {f"({part!s})": part for part in node.parts if isinstance(part, Or)}
            return " and ".join(
                f"({condition(alternatives[part], False)})" if part in alternatives else _nowrap(maths(part))
                for part in wording.conjuncts(str(node))
            )
        return _nowrap(maths(node))

    head = "".join(
        f'<th style="{_BOX}">{escape(text)}</th>' for text in ("equilibrium", "exists if", "outcome", "payoffs")
    )
    body = "".join(f'<tr style="{_PLAIN}">{"".join(_cells(row, condition, maths))}</tr>' for row in solution.equilibria)
    under = ""
    if game.where != TRUE:
        parts = ", ".join(_nowrap(maths(part)) for part in wording.conjuncts(str(game.where)))
        under = f'<div style="{_FAINT}">Under {parts}.</div>'
    edges = "".join(
        f"<li>{escape(row.label)}{': ' + condition(row.region.condition) if row.region.exact else ''}</li>"
        for row in solution.knife_edges
    )
    if edges:
        edges = f"<div>On knife-edges only<ul>{edges}</ul></div>"
    undecided = "".join(f"<li>{escape(item)}</li>" for item in solution.undecided)
    if undecided:
        undecided = f"<div><b>Undecided</b><ul>{undecided}</ul></div>"
    return (
        f'<div style="{_PLAIN}"><div><b>{escape(game.title)}</b></div>'
        f"<div>{escape(wording.scope_sentence(solution))}</div>{under}"
        f'<table style="border-collapse:collapse;margin:.6em 0;{_PLAIN}">'
        f'<thead><tr style="{_PLAIN}">{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>{edges}{undecided}</div>"
    )


def _cells(row: EquilibriumLike, condition: object, maths: object) -> list[str]:
    assert callable(condition) and callable(maths)
    sure = len(row.outcomes) == 1
    outcomes = "<br>".join(
        escape(name) if sure else f'{escape(name)} <span style="{_FAINT}">with probability</span> {maths(probability)}'
        for name, probability in row.outcomes
    )
    payoffs = "<br>".join(_nowrap(f"{escape(player)} {maths(payoff)}") for player, payoff in row.payoffs)
    exists = condition(row.region.condition)
    if not row.region.closed:
        exists += f'<br><span style="{_FAINT}">({escape(wording.NOT_CLOSED)})</span>'
    for label, belief in wording.beliefs_of(row):
        shares = ", ".join(f"{escape(history)} {maths(share)}" for history, share in belief)
        exists += f'<br><span style="{_FAINT}">beliefs at {escape(label)}:</span> {shares}'
    return [f'<td style="{_BOX}">{cell}</td>' for cell in (f"<b>{escape(row.label)}</b>", exists, outcomes, payoffs)]


def _nowrap(html: str) -> str:
    return f'<span style="white-space:nowrap">{html}</span>'


def _maths(text: str, names: dict[str, str], means: dict[str, str]) -> str:
    shown: list[str] = []
    for style, piece, parameter in wording.tokens(text, names):
        if style == "sub":
            shown.append(f"<sub>{escape(piece)}</sub>")
        elif style == "symbol":
            meaning = means.get(parameter or "")
            hint = f' title="{escape(meaning)}"' if meaning else ""
            shown.append(f"<i{hint}>{escape(piece)}</i>")
        else:
            shown.append(escape(piece))
    return "".join(shown)
