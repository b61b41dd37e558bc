"""Beliefs in words: on the path as marginals, off the path as the condition that supports the row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gametheory.expr import TRUE, Condition, Expr, Symbol, substitute
from gametheory.present.protocols import BeliefsLike, BlockLike, RequirementLike

CASES = 8
"""Cases of a condition on beliefs up to which tables and propositions state it."""

ANY = "any belief"
OPEN = "beliefs not described in closed form"


def series(items: Sequence[str], word: str = "and") -> str:
    """``a, b and c``."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {word} {items[-1]}"


def belief_texts(beliefs: BeliefsLike, most: int | None = CASES) -> list[str]:
    """One sentence for each belief on the path and each requirement off it, in plain text."""
    lines = [f"{head}: {'; '.join(block_text(b, str) for b in blocks)}" for head, blocks in on_path(beliefs)]
    lines += [f"off the path {requirement_text(r, most)}" for r in beliefs.off_path]
    return lines + [f"{head}: {OPEN}" for head in undescribed(beliefs)]


def on_path(beliefs: BeliefsLike) -> list[tuple[str, Sequence[BlockLike]]]:
    """(``at a, b and c``, what is believed there) of the sets on the path."""
    return [(f"at {series(m.labels)}", m.blocks) for m in beliefs.marginals]


def undescribed(beliefs: BeliefsLike) -> list[str]:
    """``off the path at a, b and c`` of the sets whose beliefs are not described, if there are any."""
    return [f"off the path at {series(beliefs.open)}"] if beliefs.open else []


def block_text(block: BlockLike, write: Callable[[Expr], str], name: Callable[[str], str] = str) -> str:
    """``resolve: R mu, U 1 - mu``; ``resolve = R`` if certain; of several moves ``(type, arm): (H, yes) p, ...``."""
    if len(block.shares) == 1 and len(block.moves) == 1:
        return f"{name(block.moves[0])} = {name(block.shares[0][0][0])}"
    plain = len(block.moves) == 1
    head = name(", ".join(block.moves))
    head = "" if not head else f"{head}: " if plain else f"({head}): "
    shown = [(name(a[0]) if plain else f"({name(', '.join(a))})", write(p)) for a, p in block.shares]
    return head + ", ".join(f"{actions} {share}" for actions, share in shown)


def requirement_text(requirement: RequirementLike, most: int | None = CASES) -> str:
    """``at a: the condition``, in plain text."""
    condition = requirement.stated(most)
    return f"at {series(requirement.labels)}: {instead(condition, most) or named(condition, requirement)!s}"


def instead(condition: Condition | None, most: int | None = CASES) -> str:
    """What is said in place of a condition that is not written; empty if it is."""
    if condition is None:
        return OPEN if most is None else f"a condition in more than {most} cases: see solution.beliefs(label)"
    return ANY if condition == TRUE else ""


def given(condition: Condition | None) -> Condition:
    """A condition for which there are no words instead."""
    assert condition is not None
    return condition


def named(condition: Condition | None, requirement: RequirementLike) -> Condition:
    """A condition with ``Pr(history)`` in place of the symbols of beliefs."""
    names = {symbol: Symbol(f"Pr({history})") for symbol, history in requirement.histories}
    replaced: Condition = substitute(given(condition), names)
    return replaced
