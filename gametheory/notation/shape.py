"""From plain tables to the models of :mod:`.schema`, and from pydantic's errors to sentences a scholar can use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from gametheory.notation.faults import Faults, shown
from gametheory.notation.schema import TABLES, ModelFile, MoveTable, RevealTable, Table, keys_of

SYMBOL_TABLES = ("parameters", "definitions", "depends")
TOP = tuple(key for key in keys_of(ModelFile) if key not in TABLES)
"""Keys that stand at the top of a file, above its first table."""

MAX_PARAMETERS = 200
"""What is decided about the assumptions costs the square of the number of parameters: seconds, at this many."""

WANTED = {
    "string_type": 'a text in quotes',
    "list_type": "a list",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "bool_type": "true or false",
    "int_type": "an integer",
}


def shape(declaration: Mapping[str, Any], faults: Faults) -> ModelFile:
    """The declaration as typed tables; what can be set aside is, so that further faults come together with these.

    Raises
    ------
    ModelError
        With everything found so far, if the rest cannot be understood without what is wrong.
    """
    tables = _copy(declaration)
    for section in SYMBOL_TABLES:
        if isinstance(tables.get(section), dict):
            for key in [key for key in TOP if key in tables[section]]:
                _misplaced(tables, (section, key), f"[{section}]", faults)
    number = len(tables["parameters"]) if isinstance(tables.get("parameters"), dict) else 0
    if number > MAX_PARAMETERS:
        faults.add(
            f"there are {number} parameters", faults.place("parameters"),
            f"at most {MAX_PARAMETERS} are read; give numbers to those that do not vary",
        )
        faults.stop()
    try:
        return ModelFile.model_validate(tables)
    except ValidationError as error:
        details = error.errors(include_url=False)
    if all([_report(detail, tables, faults) for detail in details]):
        for detail in details:
            _drop(tables, detail["loc"])
        try:
            return ModelFile.model_validate(tables)
        except ValidationError:
            pass  # an echo of what was set aside
    faults.stop()
    raise AssertionError("a declaration that pydantic refuses has a fault")


def check_change(key: str, value: Any, faults: Faults, *place: str) -> None:
    """Note a value that cannot stand at `key` of a move."""
    example = {"by": "x", "name": "x", "actions": ["x"]}
    try:
        MoveTable.model_validate({**example, key: _copy(value)})
    except ValidationError as error:
        faults.add(f"{shown(value)} is not what `{key}` takes", faults.place(*place), _advice(error.errors()[0], key))


def _advice(detail: ErrorDetails, key: str) -> str:
    return str(detail.get("ctx", {}).get("advice", "")) or EXAMPLES.get(key, "write it as in a [[move]]")


def place_of(loc: tuple[Any, ...], tables: Mapping[str, Any]) -> tuple[str, ...]:
    """The place of a value as a message names it: ``move 2 "response"``, ``when``."""
    if not loc:
        return ()
    head, rest = loc[0], loc[1:]
    if head in SYMBOL_TABLES:
        return (".".join([head, *map(str, rest[:1])]), _dotted(rest[1:]))
    if head in TABLES and rest:
        try:
            entry = tables[head][rest[0]]
        except (LookupError, TypeError):
            entry = None
        name = (entry.get("name") or entry.get("id")) if isinstance(entry, dict) else None
        return (block(head, rest[0], name), _dotted(rest[1:]))
    return (_dotted(loc),)


def block(head: str, index: int, name: Any) -> str:
    """How messages call one of the blocks ``[[move]]``, ``[[outcome]]``, ...: by its name, else by its number."""
    if head == "pays":
        return f"pays block {index + 1}"
    return f'{head} "{name}"' if isinstance(name, str) else f"{head} {index + 1}"


def _dotted(loc: tuple[Any, ...]) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in loc if part != "[key]")


def _copy(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copy(entry) for key, entry in value.items()}
    return [_copy(entry) for entry in value] if isinstance(value, list) else value


def _model_at(loc: tuple[Any, ...]) -> type[Table]:
    if not loc:
        return ModelFile
    return RevealTable if "revealed" in loc else TABLES[loc[0]]


def _report(detail: ErrorDetails, tables: dict[str, Any], faults: Faults) -> bool:
    """Note one of pydantic's errors; false if nothing more can be read without what is wrong."""
    loc, kind, given = detail["loc"], detail["type"], detail["input"]
    above, key = loc[:-1], str(loc[-1]) if loc else ""
    inside = faults.place(*place_of(above, tables))
    if kind == "extra_forbidden":
        if above and key in TOP:
            _misplaced(tables, loc, f"[{above[0]}]" if above[0] in SYMBOL_TABLES else f"[[{above[0]}]]", faults)
            return True
        faults.structure = False
        faults.unknown("key", key, keys_of(_model_at(above)), inside, head="keys here")
        return bool(above)
    faults.structure = False
    if kind == "missing":
        faults.add(f"the key `{key}` is missing", inside, _example(above, key))
        return False
    place = faults.place(*place_of(loc, tables))
    if kind == "form":
        context = detail["ctx"]
        faults.add(context["what"], place, context["advice"])
    elif kind in WANTED:
        faults.add(f"{shown(given)} is not {_wanted(loc, kind)}", place, _example(above, key))
    elif kind in ("string_too_long", "string_too_short"):
        what = f"a text has {len(given)} characters" if given else "a text is empty"
        faults.add(what, place, "shorten it" if given else "complete it")
    else:
        faults.add(f"{shown(given)} cannot be read: {detail['msg']}", place)
    return "[key]" not in loc and len(loc) > (2 if loc[0] in SYMBOL_TABLES else 1)


def _wanted(loc: tuple[Any, ...], kind: str) -> str:
    if loc[0] == "parameters" and len(loc) == 2:
        return "a meaning in quotes or a table"
    if loc[0] in TABLES and len(loc) == 1 and loc[0] not in SYMBOL_TABLES:
        return f"a list of [[{loc[0]}]] tables"
    return WANTED[kind]


EXAMPLES = {
    "schema": 'write schema = "gametheory-model/1" in the first line',
    "title": 'write title = "Extended deterrence"',
    "players": 'write players = ["Adversary", "Patron"]',
    "move": "write one [[move]] for each decision, in the order of play",
    "by": 'write by = "Patron", or by = "Nature"',
    "name": 'write name = "response"',
    "actions": 'write actions = ["defend", "abandon"]',
    "is": 'write { is = "G / (G + C)", means = "..." }',
    "on": 'write on = "resolve", the move that decides the value',
    "values": 'write values = { resolute = "w_R", irresolute = "w_U" }',
    "to": 'write to = ["Patron"], the players who come to see the move',
    "pays": "write pays = { Patron = 0, Adversary = 1 }",
    "strategy": 'write strategy = { challenge = "wait" }',
    "id": 'write id = "deterrence threshold"',
}


def _example(above: tuple[Any, ...], key: str) -> str:
    if above and above[0] == "parameters":
        return 'write p = "meaning", or p = { means = "meaning", at = "1/2", range = [0, 1] }'
    return EXAMPLES.get(key, "")


def _misplaced(tables: dict[str, Any], loc: tuple[Any, ...], title: str, faults: Faults) -> None:
    """Note a key of the top of the file that stands below a table, and read on as if it stood at the top."""
    key = str(loc[-1])
    faults.add(
        f"`{key}` stands below {title}", faults.place(*place_of(loc[:-1], tables)),
        f"TOML reads a line as part of the table above it: move `{key}` to the top, above the first [table]",
    )
    entry = tables
    for part in loc[:-1]:
        entry = entry[part]
    tables.setdefault(key, entry[key])
    if loc[0] in SYMBOL_TABLES:
        del entry[key]


def _drop(tables: Any, loc: tuple[Any, ...]) -> None:
    """Remove the value at `loc`, or the closest value above it that exists."""
    for part in loc[:-1]:
        if not isinstance(tables, (dict, list)):
            return
        try:
            tables = tables[part]
        except (LookupError, TypeError):
            return
    if isinstance(tables, dict):
        tables.pop(loc[-1], None)
