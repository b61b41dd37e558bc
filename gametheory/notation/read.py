"""From the text of a model file, or the tables of a builder, to a game: every fault found is reported at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from gametheory.errors import ModelError
from gametheory.game import Definition, Game, Profile, Variant
from gametheory.notation.faults import Faults, shown

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
SCHEMA = "gametheory-model/1"


def loads(text: str, *, name: str = "<text>") -> Game:
    """The game that a text in the notation of model files declares.

    Parameters
    ----------
    text : str
        The content of a model file; nothing in it is executed.
    name : str
        How messages call the text, usually the path of the file.

    Returns
    -------
    Game

    Raises
    ------
    ModelError
        With all faults of the text in ``faults``; :class:`ExpressionError` or :class:`AssumptionError` if all are of
        that kind.

    Examples
    --------
    >>> game = loads('''
    ... schema = "gametheory-model/1"
    ... title = "Chicken with one driver"
    ... players = ["Driver"]
    ... [parameters]
    ... b = "cost of braking"
    ... [[move]]
    ... by = "Driver"
    ... name = "drive"
    ... actions = ["brake", "crash"]
    ... [[pays]]
    ... when = { drive = "brake" }
    ... pays = { Driver = "-b" }
    ... [[pays]]
    ... when = { drive = "crash" }
    ... pays = { Driver = -10 }
    ... ''')
    >>> game.symbols
    ('b',)
    """
    return build(tables_of(text, name), source=name)


def tables_of(text: str, name: str) -> dict[str, Any]:
    """The tables of a TOML text, decimals exact.

    Raises
    ------
    ModelError
        If the text is too long or is not TOML.
    """
    if len(text) > MAX_BYTES:
        raise ModelError(f"{name} has {len(text)} characters\n  a model file has at most {MAX_BYTES}; split the model.")
    try:
        tables = tomllib.loads(text, parse_float=_decimal)
        if _depth(tables) <= MAX_DEPTH:
            return tables
        what = f"tables stand more than {MAX_DEPTH} deep inside each other"
    except tomllib.TOMLDecodeError as error:
        what = str(error)
    except (ValueError, RecursionError):
        what = "a number of too many digits, or too many brackets inside each other"
    raise ModelError(
        f"{name} is not TOML: {what}\n"
        "  see https://toml.io: texts stand in quotes, lists in [ ], tables of one line in { }."
    )


def _depth(tables: Any) -> int:
    """How deep tables and lists stand inside each other (counted without recursion)."""
    depth, level = 0, [tables]
    while level and depth <= MAX_DEPTH:
        depth += 1
        inside = [part for entry in level for part in (entry.values() if isinstance(entry, dict) else entry)]
        level = [part for part in inside if isinstance(part, (dict, list))]
    return depth


def _decimal(text: str) -> Any:
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def build(declaration: Mapping[str, Any], *, source: str, faults: Faults | None = None) -> Game:
    """The game of a declaration in plain tables; texts may be replaced by numbers, expressions and conditions.

    Parameters
    ----------
    declaration : mapping
        As :mod:`tomllib` reads it from a file.
    source : str
        How messages call the declaration.
    faults : Faults, optional
        Faults noted before, to be reported together with those found here.

    Raises
    ------
    ModelError
        With all faults (see :func:`loads`).
    """
    from gametheory.notation import play
    from gametheory.notation.claims import ClaimReader
    from gametheory.notation.formulas import Formulas, check_names
    from gametheory.notation.names import Names
    from gametheory.notation.shape import shape

    faults = faults if faults is not None else Faults(source)
    _check_version(declaration, source)
    tables = shape(declaration, faults)
    check_names(faults, {"parameters": tables.parameters, "definitions": tables.definitions, "depends": tables.depends})
    definitions = {name: d.value for name, d in tables.definitions.items()}
    formulas = Formulas(faults, tables.parameters, tables.depends, definitions)
    names = Names(tables, faults)
    fields = {
        "title": tables.title,
        "players": tuple(tables.players),
        "parameters": play.parameters(tables, formulas),
        "where": formulas.condition(tables.where, "where", counts=False),
        "moves": play.moves(tables, formulas),
        "outcomes": play.outcomes(tables, formulas),
        "payments": play.payments(tables, formulas),
        "definitions": tuple(
            Definition(name, formulas.definitions[name], d.means, d.latex) for name, d in tables.definitions.items()
        ),
        "dependents": play.dependents(tables, formulas),
        "measures": tuple(tables.measures),
        "profiles": _profiles(tables, formulas, names),
        "claims": tuple(ClaimReader(formulas, names).read(table) for table in tables.claim),
        "variants": _variants(tables, formulas, names),
        "cite": tuple(tables.cite),
        "note": tables.note,
        "start": tuple(tables.start.items()),
    }
    for kind, listed in (("profile", names.profiles), ("claim", names.claims), ("variant", names.variants)):
        for name in dict.fromkeys(n for n in listed if listed.count(n) > 1):
            faults.add(f"two {kind}s are called {name!r}", faults.place(), "rename one of them")
    game = _expanded(fields, faults, tables.derived)
    _check(fields, game, faults, formulas, tables.derived)
    if game is not None:
        if not tables.derived:
            names.resolve(game)
        _check_count(tables.information_sets, game, faults)
    faults.stop()
    assert game is not None
    return game


def _check_version(declaration: Mapping[str, Any], source: str) -> None:
    version = declaration.get("schema")
    if version is None:
        raise ModelError(
            f"{source} does not say which notation it is written in\n"
            f'  if it is a model file, write schema = "{SCHEMA}" in its first line.'
        )
    if version != SCHEMA:
        raise ModelError(
            f"{source} is written in the notation {shown(version)}\n  this version of the package reads {SCHEMA!r}; "
            "a newer version may read the file."
        )


def _expanded(fields: dict[str, Any], faults: Faults, prune: bool) -> Game | None:
    """The game, or ``None`` with the faults of its structure noted."""
    from gametheory.game.tree import make_game

    if not faults.structure:
        return None
    try:
        return make_game(**fields, prune=prune)
    except ModelError as error:
        faults.structure = False
        for text in error.faults:
            place, what, advice = _parts(text)
            faults.add(what, faults.place(place), advice, type(error))
        return None


def _parts(text: str) -> tuple[str, str, str]:
    """Place, what is wrong and advice of a fault of the game, ``place: what; advice``."""
    match = re.match(r'((?:[^":]|"[^"]*")*): (.*)', text, re.DOTALL)
    place, rest = match.groups() if match else ("", text)
    cut = _semicolon(rest)
    return re.sub(r'^depends "([^"]*)"', r"depends.\1", place), rest[:cut], rest[cut + 2 :]


def _semicolon(text: str) -> int:
    """Position of the first ``; `` outside brackets (the length, if there is none)."""
    depth = 0
    for position, character in enumerate(text):
        depth += (character in "([") - (character in ")]")
        if depth == 0 and text.startswith("; ", position):
            return position
    return len(text)


def _check(fields: dict[str, Any], game: Game | None, faults: Faults, formulas: Any, derived: bool) -> None:
    """What needs algebra, on everything that could be read so far."""
    from gametheory.notation import checks

    parameters, where = fields["parameters"], fields["where"]
    checks.check_parameters(faults, parameters)
    if not faults.formulas:
        return
    if not derived:
        checks.check_baseline(faults, parameters, where)
    if faults.structure and not derived:
        checks.check_used(faults, formulas.parameters, formulas.dependents, formulas.used)
    space = checks.space_of(faults, [p.name for p in parameters], where)
    if space is None:
        return
    possible = checks.Possible(faults, space)
    checks.check_denominators(possible, fields["moves"], fields["outcomes"], fields["payments"], fields["dependents"])
    checks.check_probabilities(possible, fields["moves"], game.tree if game else None, fields["dependents"])


def _check_count(declared: int | None, game: Game, faults: Faults) -> None:
    sets = game.tree.information_sets
    if declared is not None and declared != len(sets):
        faults.add(
            f"information_sets is {declared}, but the moves imply {len(sets)}", faults.place(),
            f"derived: {', '.join(s.label for s in sets) or 'none'}\n"
            "  look for a missing seen_by, simultaneous or revealed, or correct the number",
        )


def _profiles(tables: Any, formulas: Any, names: Any) -> tuple[Profile, ...]:
    found = []
    for table in tables.profile:
        place = (f'profile "{table.name}"', "strategy")
        strategy = []
        for label, choice in table.strategy.items():
            names.label(label, [choice] if isinstance(choice, str) else [a for a, _ in choice], *place)
            if not isinstance(choice, str):
                choice = tuple((a, formulas.expression(p, *place, f"{label}.{a}", dependents=False)) for a, p in choice)
            strategy.append((label, choice))
        found.append(Profile(table.name, tuple(strategy)))
    return tuple(found)


def _variants(tables: Any, formulas: Any, names: Any) -> tuple[Variant, ...]:
    from gametheory.notation.schema import MoveTable, keys_of
    from gametheory.notation.shape import check_change

    found = []
    for table in tables.variant:
        place = f'variant "{table.name}"'
        for path in table.set:
            move, _, key = path.partition(".")
            here = (place, f'set."{path}"')
            known = names.known("move", move, tuple(names.moves), *here) in names.moves
            if known and key not in keys_of(MoveTable):
                formulas.faults.unknown("key", key, keys_of(MoveTable), formulas.faults.place(*here), head="keys here")
            elif known:
                check_change(key, table.set[path], formulas.faults, *here)
        names.actions(table.forbid, place, "forbid")
        where = None if table.where is None else formulas.condition(table.where, place, "where")
        changes = tuple((path, _change(path, value, place, formulas)) for path, value in table.set.items())
        found.append(Variant(table.name, changes, tuple(table.forbid.items()), where))
    return tuple(found)


def _change(path: str, value: Any, place: str, formulas: Any) -> Any:
    """What a variant puts in; the probabilities of a move of Nature as expressions."""
    if path.endswith(".actions") and isinstance(value, Mapping):
        return tuple((a, formulas.expression(p, place, f'set."{path}".{a}')) for a, p in value.items())
    return frozen(value)


def frozen(value: Any) -> Any:
    """Lists as tuples, tables as tuples of pairs."""
    if isinstance(value, Mapping):
        return tuple((key, frozen(entry)) for key, entry in value.items())
    return tuple(frozen(entry) for entry in value) if isinstance(value, (list, tuple)) else value
