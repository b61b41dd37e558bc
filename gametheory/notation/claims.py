"""Claims, profiles and variants: checked for form, names looked up, formulas parsed.

A claim is kept as nested tuples of (key, value) pairs. In a property the values are

========================  =============================================================================
``outcome``               tuple of outcome names
``when``                  a condition on terminal histories (``outcome`` given as a ``when`` table)
``profile``               tuple of profile names
``strategy``              (information set label, action or mixture) pairs; a mixture: (action, bound) pairs
``payoff``                (player or measure, bound) pairs
``probability``           ``("of", property)`` and ``("equals", bound)``
``belief``                (label, ((move, action), bound) pairs) pairs
``kind``                  ``("of", move)`` and ``("is", kind)``
``if``, ``then``          a property each
========================  =============================================================================

A bound is ``(op, expression)``, with ``op`` ``"="`` for a plain value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pydantic_core import PydanticCustomError

from gametheory.expr import Expr
from gametheory.game import Claim, When
from gametheory.notation import forms
from gametheory.notation.formulas import RESERVED, Formulas
from gametheory.notation.names import Names
from gametheory.notation.schema import ClaimTable, keys_of

RELATIONS = ("iff", "if", "only_if")
QUANTIFIERS = ("some", "every", "no", "unique")
PROPERTIES = ("outcome", "profile", "strategy", "probability", "payoff", "belief", "kind", "if", "then")
CONCEPTS = ("sequential", "weak perfect bayesian", "subgame perfect", "nash")
REFINEMENTS = (
    "none", "intuitive criterion", "strict gain", "D1", "undefeated", "payoff dominance", "risk dominance",
)  # fmt: skip
UP_TO = ("knife-edges", "exact")
EXPECTED = ("proved", "refuted")
ENUMERATED = MappingProxyType(
    {"concept": CONCEPTS, "refinement": REFINEMENTS, "up_to": UP_TO, "expect": EXPECTED}
)
KINDS = ("separating", "pooling", "semi-separating")
DIRECTIONS = ("growing", "shrinking", "constant", "not monotone")
SIGNS = ("+", "-", "0", ">= 0", "<= 0")
OPERATORS = ("<=", ">=", "!=", "<", ">", "=")

Pairs = tuple[tuple[str, Any], ...]


class ClaimReader:
    """Reads the claims of one declaration."""

    def __init__(self, formulas: Formulas, names: Names) -> None:
        self.formulas, self.faults, self.names = formulas, formulas.faults, names

    def read(self, table: ClaimTable) -> Claim:
        """One claim; what has a fault is noted and left out."""
        place = f'claim "{table.id}"'
        given = {field.alias or name: getattr(table, name) for name, field in ClaimTable.model_fields.items()}
        given = {key: value for key, value in given.items() if value is not None}
        self.formulas.local = self._new_symbols(given.get("change", {}))
        try:
            return self._read(table, given, place)
        finally:
            self.formulas.local = ()

    def _new_symbols(self, change: Mapping[str, Any]) -> tuple[str, ...]:
        """Names that a claim gives to the values its parameters change to, ``{ h = "h_new" }``."""
        known = self.formulas.known
        texts = dict.fromkeys(value.strip() for value in change.values() if isinstance(value, str))
        return tuple(t for t in texts if t.isidentifier() and t.isascii() and t not in (*known, *RESERVED))

    def _read(self, table: ClaimTable, given: Mapping[str, Any], place: str) -> Claim:
        relation = self._one_of(RELATIONS, given, place)
        quantifier = self._one_of(QUANTIFIERS, given, place)
        if quantifier is None and not any(key in given for key in ("sign", "change")):
            self.faults.add(
                "the claim does not say of which equilibria it speaks", self.faults.place(place),
                'write one of some, every, no, unique, for example some = { outcome = "war" }',
            )
        return Claim(
            id=table.id,
            says=table.says,
            source=table.source,
            relation=relation,
            condition=None if relation is None else self.formulas.condition(given[relation], place, relation),
            quantifier=quantifier,
            property=() if quantifier is None else self.property(given[quantifier], place, quantifier),
            options=self._options(given, place),
        )

    def _one_of(self, keys: Sequence[str], given: Mapping[str, Any], place: str) -> str | None:
        found = [key for key in keys if key in given]
        if len(found) > 1:
            self.faults.add(
                f"{' and '.join(found)} stand together", self.faults.place(place), f"keep one of {', '.join(keys)}"
            )
        return found[0] if found else None

    def _options(self, given: Mapping[str, Any], place: str) -> Pairs:
        found: list[tuple[str, Any]] = []
        for key, value in given.items():
            if key in ("given", "where"):
                found.append((key, self.formulas.condition(value, place, key)))
            elif key == "after":
                self.names.actions(value, place, key)
                found.append((key, tuple(value.items())))
            elif key == "change":
                found.append((key, self._change(value, place)))
            elif key in ("before", "then"):
                found.append((key, self._statement(value, place, key)))
            elif key in ("monotone", "sign"):
                found.append((key, self._direction(key, value, place)))
            elif key in ENUMERATED:
                value = value.lower() if key == "concept" else value  # names of persons may have capitals
                found.append((key, self.names.known(key.replace("_", " "), value, ENUMERATED[key], place, key)))
            elif key == "corrected":
                others = tuple(name for name in self.names.claims if name != given["id"])
                found.append((key, self.names.known("claim", value, others, place, key)))
            elif key == "in":
                found.append((key, self.names.known("variant", value, self.names.variants, place, key)))
            elif key == "pure":
                found.append((key, value))
        if ("change" in given) != ("before" in given) or ("change" in given) != ("then" in given):
            self.faults.add(
                "change, before and then do not stand together", self.faults.place(place),
                'write change = { h = "h_new" } with a property before and a property then',
            )
        if (given.get("expect") == "refuted") != ("corrected" in given):
            self.faults.add(
                "a claim that is expected to be refuted and the claim that corrects it do not stand together",
                self.faults.place(place), 'write expect = "refuted" with corrected = the id of the claim that holds',
            )
        return tuple(found)

    def _change(self, value: Mapping[str, Any], place: str) -> Pairs:
        for name in value:
            self.names.known("parameter", name, self.formulas.parameters, place, "change")
            self.formulas.used.add(name)
        return tuple((n, self.formulas.expression(v, place, f"change.{n}", dependents=False)) for n, v in value.items())

    def _statement(self, value: Mapping[str, Any], place: str, key: str) -> tuple[str, Pairs]:
        """(quantifier, property); *some* if none is written."""
        found = [q for q in QUANTIFIERS if q in value]
        if not found:
            return "some", self.property(value, place, key)
        if len(value) > 1 or not isinstance(value[found[0]], Mapping):
            self.faults.add("one quantifier with one property is needed", self.faults.place(place, key))
            return found[0], ()
        return found[0], self.property(value[found[0]], place, f"{key}.{found[0]}")

    def _direction(self, key: str, value: Mapping[str, Any], place: str) -> Pairs:
        """``monotone = { in = "e", is = "growing" }`` or ``sign = { of = "expression", in = "l", is = "-" }``."""
        wanted = ("in", "is") if key == "monotone" else ("of", "in", "is")
        if not self._keys(value, wanted, () if key == "monotone" else ("in",), place, key):
            return ()
        found: list[tuple[str, Any]] = []
        for part, entry in value.items():
            if part == "of":
                found.append((part, self.formulas.expression(entry, place, f"{key}.of", dependents=False)))
            elif part == "in":
                found.append((part, self.names.known("parameter", entry, self.formulas.parameters, place, f"{key}.in")))
            else:
                kind, known = ("direction", DIRECTIONS) if key == "monotone" else ("sign", SIGNS)
                found.append((part, self.names.known(kind, entry, known, place, f"{key}.is")))
        return tuple(found)

    def property(self, value: Mapping[str, Any], *place: str) -> Pairs:
        """A property of an equilibrium as nested pairs."""
        found: list[tuple[str, Any]] = []
        if not value:
            self.faults.add("an empty property", self.faults.place(*place), 'write for example { outcome = "war" }')
        for key, entry in value.items():
            if key not in PROPERTIES or (key == "if" and not isinstance(entry, Mapping)):
                self._stray(key, place)
                continue
            pair = self._entry(key, entry, (*place, key))
            if pair is not None:
                found.append(pair)
        if ("if" in value) != ("then" in value) and isinstance(value.get("if", {}), Mapping):
            self.faults.add(
                "if and then do not stand together", self.faults.place(*place), "write { if = {...}, then = {...} }"
            )
        return tuple(found)

    def _stray(self, key: str, place: tuple[str, ...]) -> None:
        if key not in keys_of(ClaimTable):
            self.faults.unknown("key", key, PROPERTIES, self.faults.place(*place), head="keys here")
            return
        table = ".".join(["claim", *place[1:]])
        self.faults.add(
            f"`{key}` stands below [{table}]", self.faults.place(place[0]),
            f"TOML reads a line as part of the table above it: move `{key}` up, before [{table}]",
        )

    def _entry(self, key: str, entry: Any, place: tuple[str, ...]) -> tuple[str, Any] | None:
        try:
            match key:
                case "outcome":
                    return self._outcome(entry, place)
                case "profile":
                    return key, self._listed("profile", entry, self.names.profiles, place)
                case "strategy":
                    return key, self._strategy(self._table(entry), place)
                case "payoff":
                    everyone = (*self.names.players, *self.names.measures)
                    return key, tuple(
                        (self.names.known("player", n, everyone, *place), self._bound(v, *place, n))
                        for n, v in self._table(entry).items()
                    )
                case "probability":
                    return key, self._probability(self._table(entry), place)
                case "belief":
                    return key, self._belief(self._table(entry), place)
                case "kind":
                    return key, self._kind(self._table(entry), place)
            return key, self.property(self._table(entry), *place)
        except PydanticCustomError as error:
            context = error.context or {}
            self.faults.add(str(context.get("what")), self.faults.place(*place), str(context.get("advice")))
            return None

    @staticmethod
    def _table(value: Any) -> Mapping[str, Any]:
        return forms.table(value, "a table", "write { name = value }")

    def _listed(self, kind: str, value: Any, known: Sequence[str], place: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.names.known(kind, name, known, *place) for name in forms.actions(value))

    def _outcome(self, value: Any, place: tuple[str, ...]) -> tuple[str, Any]:
        if isinstance(value, Mapping) or (isinstance(value, (list, tuple)) and value and isinstance(value[0], Mapping)):
            when: When = forms.when(value)
            for conjunction in when:
                self.names.actions(dict(conjunction), *place)
            return "when", when
        return "outcome", self._listed("outcome", value, self.names.outcomes, place)

    def _strategy(self, value: Mapping[str, Any], place: tuple[str, ...]) -> Pairs:
        found: list[tuple[str, Any]] = []
        for label, entry in value.items():
            if label in keys_of(ClaimTable) and label not in self.names.moves:
                self._stray(label, place)
                continue
            choice = forms.choice(entry)
            self.names.label(label, [choice] if isinstance(choice, str) else [a for a, _ in choice], *place)
            if isinstance(choice, str):
                found.append((label, choice))
            else:
                found.append((label, tuple((a, self._bound(p, *place, f"{label}.{a}")) for a, p in choice)))
        return tuple(found)

    def _bound(self, value: Any, *place: str) -> tuple[str, Expr]:
        text = value.strip() if isinstance(value, str) else ""
        operator = next((o for o in OPERATORS if text.startswith(o)), None)
        value = forms.formula(value) if operator is None else text[len(operator):]
        return operator or "=", self.formulas.expression(value, *place, dependents=False)

    def _probability(self, value: Mapping[str, Any], place: tuple[str, ...]) -> Pairs:
        if not self._keys(value, ("of", "equals"), (), *place):
            return ()
        return ("of", (self._outcome(value["of"], place),)), ("equals", self._bound(value["equals"], *place, "equals"))

    def _belief(self, value: Mapping[str, Any], place: tuple[str, ...]) -> Pairs:
        found = []
        for label, entry in value.items():
            self.names.label(label, (), *place)
            parts = [
                (self.names.item(item, *place, label), self._bound(bound, *place, f"{label}.{item}"))
                for item, bound in self._table(entry).items()
            ]
            found.append((label, tuple(parts)))
        return tuple(found)

    def _kind(self, value: Mapping[str, Any], place: tuple[str, ...]) -> Pairs:
        if not self._keys(value, ("of", "is"), (), *place):
            return ()
        move = self.names.known("move", value["of"], tuple(self.names.moves), *place, "of")
        return ("of", move), ("is", self.names.known("kind", value["is"], KINDS, *place, "is"))

    def _keys(self, value: Mapping[str, Any], keys: Sequence[str], optional: Sequence[str], *place: str) -> bool:
        """Note missing and unknown keys."""
        where = self.faults.place(*place)
        strangers = [key for key in value if key not in keys]
        missing = [key for key in keys if key not in value and key not in optional]
        for key in strangers:
            self.faults.unknown("key", key, keys, where, head="keys here")
        for key in missing:
            self.faults.add(f"the key `{key}` is missing", where, f"keys here: {', '.join(keys)}.")
        return not strangers and not missing


