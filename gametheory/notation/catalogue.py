"""The models that come with the package, and loading of these and of one's own files."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from gametheory.errors import ModelError, NotFoundError
from gametheory.expr.quote import legible
from gametheory.game import Game
from gametheory.game.names import nearest, unknown
from gametheory.notation.listing import Catalogue, Entry, entry_of
from gametheory.notation.read import MAX_BYTES, SCHEMA, loads

KEY = re.compile(r"[a-z0-9_]+/[a-z0-9_]+")


def catalog(
    *,
    family: str | None = None,
    search: str | None = None,
    concept: str | None = None,
    players: int | None = None,
    information: str | None = None,
) -> Catalogue:
    """The models that come with the package, sorted by key; a table when printed.

    Only the files' texts are looked at; no game is built. What is given narrows the table down, as it does in
    ``catalog().filter(...)``.

    Parameters
    ----------
    family : str, optional
        Such as ``"deterrence"``; the part of the key before the slash.
    search : str, optional
        Words that all occur in the model: in its title, note, players, meanings of parameters, outcomes, claims or in
        the keys of the works that it cites, as ``"audience fearon"``.
    concept : str, optional
        An equilibrium concept or refinement that a claim of the model names, such as ``"D1"``; claims that name none
        are about sequential equilibria.
    players : int, optional
        How many there are, Nature not counted.
    information : {"perfect", "imperfect", "incomplete"}, optional
        *perfect*: who moves knows the history; *incomplete*: some player knows a move of Nature that another who moves
        later does not know; *imperfect*: neither.

    Returns
    -------
    Catalogue
        A sequence of entries, with ``filter``, ``records`` and ``to_pandas``.

    Raises
    ------
    NotFoundError
        If there is no such family, concept or kind of information; the message lists what there is.

    Examples
    --------
    >>> print(catalog(search="umbrella kahn"))
    0 models
    >>> [entry.key for entry in catalog(family="deterrence", players=2, search="kilgour steadfast")]
    ['deterrence/unilateral']
    """
    every = Catalogue(tuple(_entry(key, file) for key, file in _models()))
    return every.filter(family=family, search=search, concept=concept, players=players, information=information)


def load(source: str | os.PathLike[str]) -> Game:
    """The game of a model file.

    Parameters
    ----------
    source : str or path
        A key of the catalogue, ``"family/name"``, or the path of a ``.toml`` file.

    Raises
    ------
    NotFoundError
        If there is no such file, or no such model; the message suggests the nearest.
    ModelError
        With all faults of the file (see :func:`loads`).
    """
    if isinstance(source, str) and not source.endswith(".toml") and not os.path.exists(source):
        return _load_key(source)
    name = legible(str(source), 1000)
    if name.endswith((".efg", ".nfg")):
        advice = "such files are written, not read; declare the game in a .toml file."
        raise ModelError(f"{name} is a file of Gambit\n  {advice}")
    return loads(_read(Path(source), name), name=name)


def _load_key(key: str) -> Game:
    table = dict(_models())
    if not KEY.fullmatch(key) or key not in table:
        text = unknown("model", key, table)
        names = {known.partition("/")[2]: known for known in table}
        if "Did you mean" not in text and (guess := nearest(key.rpartition("/")[2], names)):
            text += f" Did you mean {names[guess]!r}?"
        raise NotFoundError(f"{text}\n  give a key of the catalogue, or the path of a .toml file.")
    return loads(_decoded(table[key].read_bytes(), f"models/{key}.toml"), name=f"models/{key}.toml")


def _read(path: Path, name: str) -> str:
    try:
        if path.is_dir():
            raise ModelError(f"{name} is a folder, not a model file\n  give the path of a .toml file in it.")
        if not path.exists():
            raise NotFoundError(_missing(path))
        if not path.is_file():
            raise ModelError(f"{name} is not a file\n  give the path of a .toml file.")
        if path.stat().st_size > MAX_BYTES:
            size = path.stat().st_size
            raise ModelError(f"{name} has {size} bytes\n  a model file has at most {MAX_BYTES}; split the model.")
        return _decoded(path.read_bytes(), name)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise ModelError(f"cannot read {name}: {why}\n  give the path of a .toml file that may be read.") from None


def _missing(path: Path) -> str:
    folder = path.parent
    there = sorted(p.name for p in folder.glob("*.toml")) if folder.is_dir() else []
    guess = nearest(path.name, there)
    advice = "give the path of a .toml file, or a key of the catalogue."
    missing = legible(repr(str(path)), 1000)
    return f"there is no file {missing}\n  {f'did you mean {str(folder / guess)!r}?' if guess else advice}"


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"byte {data[error.start]:#04x} in line {line}"
        raise ModelError(f"{name} is not UTF-8: {what}\n  save the file with the encoding UTF-8.") from None


def _models() -> Iterator[tuple[str, Traversable]]:
    """(key, file) of every model that comes with the package, sorted by key."""
    root = _root()
    families = sorted((f for f in root.iterdir() if f.is_dir()), key=lambda f: f.name) if root is not None else []
    for family in families:
        for file in sorted(family.iterdir(), key=lambda f: f.name):
            key = f"{family.name}/{file.name.removesuffix('.toml')}"
            if file.name.endswith(".toml") and KEY.fullmatch(key):
                yield key, file


def _root() -> Traversable | None:
    """The folder of models: inside the package, or beside it where the package is used from its repository."""
    inside = files("gametheory") / "models"
    if inside.is_dir():
        return inside
    beside = Path(__file__).resolve().parents[2] / "models"
    return beside if beside.is_dir() and (beside.parent / "pyproject.toml").is_file() else None


def _entry(key: str, file: Traversable) -> Entry:
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise ModelError(f"models/{key}.toml cannot be listed: {error}\n  reinstall the package.") from None
    if tables.get("schema") != SCHEMA:
        raise ModelError(f"models/{key}.toml is not of the notation {SCHEMA!r}\n  reinstall the package.")
    return entry_of(key, tables)


def bibliography() -> str:
    """The text of ``references.bib``, the works that models cite.

    Raises
    ------
    NotFoundError
        If it did not come with the package.
    """
    root = _root()
    file = None if root is None else root / "references.bib"
    if file is None or not file.is_file():
        raise NotFoundError("there is no references.bib beside the models\n  reinstall the package.")
    return file.read_text(encoding="utf-8")
