"""The catalogue as a table: one line per model, as its file announces it; no game is built."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from html import escape
from typing import Any

from gametheory.errors import MissingExtraError, NotFoundError
from gametheory.game.names import find, unknown
from gametheory.game.nouns import NATURE

DEFAULT_CONCEPT = "sequential"
COLUMNS = ("key", "title", "players", "information", "claims")


@dataclass(frozen=True, slots=True)
class Entry:
    """One model of the catalogue, as its file announces it (nothing is checked).

    Attributes
    ----------
    key, title : str
    players : tuple of str
    parameters, moves, claims : int
        How many there are.
    cite : tuple of str
        Keys of the bibliography.
    information : {"perfect", "imperfect", "incomplete"}
        Whether every move is public; if not, whether a move of Nature is seen by some players and not by others.
    concepts : tuple of str
        Equilibrium concepts and refinements that the claims name.
    marked_false : int
        Claims that are expected to be refuted.
    text : str
        What :func:`catalog` searches: key, title, note, players, meanings, outcomes, claims, works cited.
    """

    key: str
    title: str
    players: tuple[str, ...]
    parameters: int
    moves: int
    claims: int
    cite: tuple[str, ...]
    information: str = "perfect"
    concepts: tuple[str, ...] = (DEFAULT_CONCEPT,)
    marked_false: int = 0
    text: str = field(default="", repr=False)

    def __str__(self) -> str:
        return f"{self.key}: {self.title} ({', '.join(self.players)}; {self.parameters} parameters)"

    @property
    def family(self) -> str:
        """The folder of the model: the part of the key before the slash."""
        return self.key.partition("/")[0]

    def record(self) -> dict[str, Any]:
        """The entry as plain data."""
        plain = {name: list(v) if isinstance(v, tuple) else v for name, v in asdict(self).items() if name != "text"}
        return {"key": plain.pop("key"), "family": self.family, **plain}

    def mentions(self, words: str) -> bool:
        """Whether every word occurs in the texts of the model, in upper or lower case."""
        return all(word in self.text for word in words.casefold().split())


@dataclass(frozen=True)
class Catalogue(Sequence[Entry]):
    """Models, sorted by key; a table when printed, in a notebook, and as a data frame."""

    entries: tuple[Entry, ...]

    def __len__(self) -> int:
        return len(self.entries)

    def __getitem__(self, place: Any) -> Any:
        found = self.entries[place]
        return Catalogue(found) if isinstance(found, tuple) else found

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __repr__(self) -> str:
        return f"<Catalogue: {len(self)} models in {len(self.families)} families>"

    def __str__(self) -> str:
        rows = [_cells(entry) for entry in self]
        if not rows:
            return "0 models"
        table = [COLUMNS, *rows]
        widths = [max(len(row[i]) for row in table) for i in range(len(COLUMNS))]
        lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in table]
        return "\n".join([*(line.rstrip() for line in lines), "1 model" if len(self) == 1 else f"{len(self)} models"])

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{name}</th>" for name in COLUMNS)
        body = "".join(f"<tr>{''.join(f'<td>{escape(c)}</td>' for c in _cells(entry))}</tr>" for entry in self)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    @property
    def families(self) -> tuple[str, ...]:
        """The families that have a model here."""
        return tuple(dict.fromkeys(entry.family for entry in self))

    @property
    def concepts(self) -> tuple[str, ...]:
        """The equilibrium concepts and refinements that claims name here, sorted."""
        return tuple(sorted({concept for entry in self for concept in entry.concepts}))

    def filter(
        self,
        *,
        family: str | None = None,
        search: str | None = None,
        concept: str | None = None,
        players: int | None = None,
        information: str | None = None,
    ) -> Catalogue:
        """The models that are all of this; see :func:`gametheory.notation.catalog`."""
        if family is not None:
            find(dict.fromkeys(self.families), family, "family")
        if concept is not None:
            find(dict.fromkeys(self.concepts), concept, "concept")
        if information is not None and information not in INFORMATION:
            raise NotFoundError(unknown("information", information, INFORMATION))
        return Catalogue(tuple(
            entry for entry in self
            if (family is None or entry.family == family)
            and (search is None or entry.mentions(search))
            and (concept is None or concept in entry.concepts)
            and (players is None or len(entry.players) == players)
            and (information is None or entry.information == information)
        ))  # fmt: skip

    def records(self) -> list[dict[str, Any]]:
        """The entries as plain data, for JSON."""
        return [entry.record() for entry in self]

    def to_pandas(self) -> Any:
        """A :class:`pandas.DataFrame` with a row for each model, by key.

        Raises
        ------
        MissingExtraError
            If pandas is not installed.
        """
        try:
            import pandas
        except ImportError:
            raise MissingExtraError("a data frame needs pandas, which is not installed\n  pip install pandas") from None
        return pandas.DataFrame.from_records(self.records(), index="key")


INFORMATION = ("perfect", "imperfect", "incomplete")


def entry_of(key: str, tables: Mapping[str, Any]) -> Entry:
    """The entry of a model from the tables of its file, as :mod:`tomllib` reads them."""
    claims = tables.get("claim", ())
    players = tuple(tables.get("players", ()))
    return Entry(
        key=key,
        title=str(tables.get("title", key)),
        players=players,
        parameters=len(tables.get("parameters", ())),
        moves=len(tables.get("move", ())),
        claims=len(claims),
        cite=tuple(tables.get("cite", ())),
        information=_information(players, tables.get("move", ())),
        concepts=_concepts(claims),
        marked_false=sum(claim.get("expect") == "refuted" for claim in claims),
        text=" ".join(_texts(key, tables)).casefold(),
    )


def _information(players: Sequence[str], moves: Sequence[Mapping[str, Any]]) -> str:
    """Who knows what of earlier moves when moving, from the declaration alone."""
    found = "perfect"
    for position, move in enumerate(moves):
        seen = move.get("seen_by", players)
        seen = {name: "all" for name in seen} if isinstance(seen, (list, tuple)) else seen
        later = dict.fromkeys(m.get("by") for m in moves[position + 1 :] if m.get("by") not in (NATURE, move.get("by")))
        blind = [player for player in later if seen.get(player) != "all"]
        if move.get("by") == NATURE and blind and len(blind) < len(later):
            return "incomplete"
        if blind or "simultaneous" in move:
            found = "imperfect"
    return found


def _concepts(claims: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    named = [claim.get("concept", DEFAULT_CONCEPT) for claim in claims]
    refined = [claim["refinement"] for claim in claims if claim.get("refinement", "none") != "none"]
    return tuple(sorted({*named, *refined}))


def _texts(key: str, tables: Mapping[str, Any]) -> Iterator[str]:
    yield from (key, re.sub(r"\s+", " ", str(tables.get("note", ""))), str(tables.get("title", "")))
    yield from (*tables.get("players", ()), *tables.get("cite", ()))
    for meaning in tables.get("parameters", {}).values():
        yield str(meaning.get("means", "") if isinstance(meaning, Mapping) else meaning)
    yield from (str(outcome.get("name", "")) for outcome in tables.get("outcome", ()))
    yield from (str(claim.get(part, "")) for claim in tables.get("claim", ()) for part in ("id", "says"))


def _cells(entry: Entry) -> tuple[str, ...]:
    return (entry.key, entry.title, str(len(entry.players)), entry.information, str(entry.claims))
