"""The works that models cite: ``references.bib`` beside the models, as entries and as references in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from gametheory.notation.catalogue import bibliography

_ENTRY = re.compile(r"^@(\w+)\{([^,\s]+),\n(.*?)^\}", re.MULTILINE | re.DOTALL)
_FIELD = re.compile(r"^\s*(\w+)\s*=\s*\{(.*)\},?$", re.MULTILINE)
_ACCENTS = MappingProxyType({'"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "c": "\u0327"})


@dataclass(frozen=True, slots=True)
class Work:
    """An entry of the bibliography.

    Attributes
    ----------
    key, kind : str
        Such as ``"fearon1995"`` and ``"article"``.
    fields : tuple of (str, str) pairs
        As they are written, LaTeX included.
    bibtex : str
        The whole entry.
    """

    key: str
    kind: str
    fields: tuple[tuple[str, str], ...]
    bibtex: str

    def __str__(self) -> str:
        given = {name: plain(value) for name, value in self.fields}
        names = _names(given.get("author", ""))
        parts = [f"{names} ({given.get('year', 'no year')}). {given.get('title', self.key)}."]
        if "journal" in given:
            number = f"({given['number']})" if "number" in given else ""
            pages = f": {given['pages']}" if "pages" in given else ""
            parts.append(f"{given['journal']} {given.get('volume', '')}{number}{pages}.")
        elif "booktitle" in given:
            pages = f", pp. {given['pages']}" if "pages" in given else ""
            editor = f", edited by {_names(given['editor'], turned=True)}" if "editor" in given else ""
            parts.append(f"In {given['booktitle']}{editor}{pages}. {given.get('publisher', '')}.")
        elif "publisher" in given:
            parts.append(f"{given['publisher']}.")
        if "doi" in given:
            parts.append(f"https://doi.org/{given['doi']}")
        return " ".join(parts)


def works(keys: Sequence[str] | None = None) -> tuple[Work, ...]:
    """The works of the bibliography with these keys, in this order; all of them if no keys are given.

    Keys that are not there are left out.

    Raises
    ------
    NotFoundError
        If ``references.bib`` did not come with the package.
    """
    found = {
        key: Work(key, kind, tuple(_FIELD.findall(body)), f"@{kind}{{{key},\n{body}}}")
        for kind, key, body in _ENTRY.findall(bibliography())
    }
    return tuple(found[key] for key in (found if keys is None else keys) if key in found)


def plain(text: str) -> str:
    """A field of a BibTeX entry without LaTeX: accents as letters, dashes and quotation marks as such.

    Examples
    --------
    >>> plain(r"Sj{\\"o}str{\\"o}m, ``The {Korea--Japan} Triangle''")
    'Sjöström, “The Korea–Japan Triangle”'
    """
    text = re.sub(r"\{?\\([\"'`^~c])\{?(\w)\}*", _accented, text)
    for written, meant in (("``", "“"), ("''", "”"), ("--", "–"), ("\\&", "&"), ("{", ""), ("}", "")):
        text = text.replace(written, meant)
    return text


def _accented(found: re.Match[str]) -> str:
    accents: Mapping[str, str] = _ACCENTS
    return unicodedata.normalize("NFC", found[2] + accents[found[1]])


def _names(authors: str, turned: bool = False) -> str:
    """``Morrow, James D.``, ``Fang, Songying, Jesse C. Johnson and Brett Ashley Leeds``; the first `turned`, too."""
    names = [name if k == 0 and not turned else " ".join(reversed(name.split(", ")))
             for k, name in enumerate(authors.split(" and "))]  # fmt: skip
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
