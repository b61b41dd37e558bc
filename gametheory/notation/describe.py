"""A game in plain words and lines: what ``gametheory show`` prints."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from gametheory.game import ALWAYS, NATURE, Claim, Game, Move, Observation, When
from gametheory.notation import spelling
from gametheory.notation.write import number, property_table

WIDTH = 100


def describe(game: Game) -> str:
    """The declaration of a game as a person reads it: assumptions, moves, who knows what, outcomes, claims."""
    blocks = (_head, _parameters, _moves, _information_sets, _outcomes, _payments, _claims)
    return "\n\n".join(text for block in blocks if (text := "\n".join(block(game))))


def _head(game: Game) -> Iterator[str]:
    yield game.title
    yield "=" * len(game.title)
    yield from _wrapped(game.note or "")
    yield f"players      {', '.join(game.players)}"
    if game.measures:
        yield f"measures     {', '.join(game.measures)}"
    yield from _wrapped(str(game.where), "where        ")
    if game.start:
        yield f"starts after {', '.join(f'{m}={a}' for m, a in game.start)}"
    if game.cite:
        yield f"cites        {', '.join(game.cite)}"
    yield f"digest       {game.digest}"


def _parameters(game: Game) -> Iterator[str]:
    if game.parameters:
        yield f"Parameters ({len(game.parameters)})"
        rows: list[Sequence[str]] = []
        for p in game.parameters:
            at = "" if p.at is None else f"= {number(p.at)}"
            limits = "" if p.range is None else f"in [{number(p.range[0])}, {number(p.range[1])}]"
            rows.append((p.name, at, limits, p.means))
        yield from _columns(rows)
    if game.definitions:
        yield "Definitions"
        yield from _columns([(d.name, f"= {d.value}", d.means or "") for d in game.definitions])
    if game.dependents:
        yield "Symbols that a move decides"
        rows = [(d.name, f"by {d.on}", ", ".join(f"{a}: {v}" for a, v in d.values)) for d in game.dependents]
        yield from _columns(rows)


def _moves(game: Game) -> Iterator[str]:
    yield "Order of play"
    rows = []
    for position, move in enumerate(game.moves, 1):
        text = actions(move)
        text = text if move.when == ALWAYS else f"{text}   if {when(move.when)}"
        rows.append((f"{position}. {move.by}", move.name, text, sight(move)))
    yield from _columns(rows)


def actions(move: Move) -> str:
    """The actions of a move, those of Nature with their probabilities."""
    if move.probabilities is None:
        return " | ".join(move.actions)
    return " | ".join(f"{a} ({p})" for a, p in zip(move.actions, move.probabilities, strict=True))


def sight(move: Move) -> str:
    """Who sees a move, and when; empty if everyone does at once."""
    parts = []
    if move.seen_by is not None:
        others = [o for o in move.seen_by if o.player != move.by]
        nobody = "nobody" if move.by == NATURE else "nobody else"
        parts.append("seen by " + (", ".join(map(_observer, others)) or nobody))
    if move.simultaneous is not None:
        parts.append(f"at the same time as {move.simultaneous}")
    for reveal in move.revealed:
        moment = f"after {reveal.after}" if reveal.after is not None else f"if {when(reveal.when or ALWAYS)}"
        parts.append(f"shown to {', '.join(reveal.to)} {moment}")
    return "; ".join(parts)


def _observer(observation: Observation) -> str:
    cells = ", ".join(f"{name}: {'/'.join(actions)}" for name, actions in observation.cells)
    return f"{observation.player} ({cells})" if cells else observation.player


def when(condition: When) -> str:
    """``a=x, b=y/z or c=w``."""
    return " or ".join(", ".join(f"{m}={'/'.join(a)}" for m, a in part) or "always" for part in condition)


def _information_sets(game: Game) -> Iterator[str]:
    sets = game.tree.information_sets
    yield f"Information sets ({len(sets)}; {len(game.tree.terminals)} terminal histories)"
    rows = []
    for found in sets:
        count = "" if len(found.nodes) == 1 else f"{len(found.nodes)} histories"
        rows.append((found.player, found.label, " | ".join(found.actions), count))
    yield from _columns(rows)


def _outcomes(game: Game) -> Iterator[str]:
    if game.outcomes:
        yield "Outcomes"
        everyone = (*game.players, *game.measures)
        rows: list[Sequence[str]] = [("", "when", *everyone)]
        for outcome in game.outcomes:
            pays = dict(outcome.pays or ())
            rows.append((outcome.name, when(outcome.when), *(str(pays.get(n, "")) for n in everyone)))
        yield from _columns(rows)


def _payments(game: Game) -> Iterator[str]:
    if game.payments:
        yield "Payoffs that add up" if not game.outcomes else "Added to the payoffs"
        everyone = (*game.players, *game.measures)
        rows: list[Sequence[str]] = [("when", *everyone)]
        for payment in game.payments:
            pays = dict(payment.pays)
            rows.append((when(payment.when), *(str(pays.get(n, "")) for n in everyone)))
        yield from _columns(rows)


def _claims(game: Game) -> Iterator[str]:
    if game.profiles:
        yield "Profiles"
        for profile in game.profiles:
            chosen = ", ".join(f"{label}: {_choice(choice)}" for label, choice in profile.strategy)
            yield from _wrapped(chosen, f"  {profile.name}: ", "    ")
    if game.claims:
        yield f"Claims ({len(game.claims)})"
        for claim in game.claims:
            yield from _wrapped(claim.says or "", f"  {claim.id}: ", "    ")
            text = statement(claim)
            if claim.option("expect") == "refuted":
                text += f"; false, and corrected by {claim.option('corrected')!r}"
            yield from _wrapped(f"{text} [{claim.source}]" if claim.source else text, "    ", "      ")


def _choice(choice: Any) -> str:
    return choice if isinstance(choice, str) else " + ".join(f"{p} {a}" for a, p in choice)


def statement(claim: Claim) -> str:
    """A claim in the words of the notation."""
    words = []
    if claim.quantifier is not None:
        words.append(f"{claim.quantifier} equilibrium with {spelling.value(property_table(claim.property))}")
    if claim.relation is not None:
        words.append(f"{claim.relation.replace('_', ' ')} {claim.condition}")
    for key in ("given", "where"):
        if claim.option(key) is not None:
            words.append(f"given {claim.option(key)}")
    if claim.option("after") is not None:
        words.append("after " + ", ".join(f"{m}={a}" for m, a in claim.option("after")))
    for key in ("monotone", "sign", "change"):
        if claim.option(key) is not None:
            words.append(f"{key} " + ", ".join(f"{k} {v}" for k, v in claim.option(key)))
    for key in ("before", "then"):
        if claim.option(key) is not None:
            quantifier, inside = claim.option(key)
            words.append(f"{key}: {quantifier} equilibrium with {spelling.value(property_table(inside))}")
    for key in ("in", "concept", "refinement"):
        if claim.option(key) is not None:
            words.append(f"{'variant' if key == 'in' else key} {claim.option(key)}")
    if claim.option("pure"):
        words.append("pure strategies")
    return "; ".join(words)


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as lines, indented, columns aligned."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield ("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))).rstrip()


def _wrapped(text: str, first: str = "", rest: str | None = None) -> list[str]:
    if not text and not first.strip():
        return []
    rest = " " * len(first) if rest is None else rest
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest) or [first.rstrip()]
