"""The shape of a model file, ``schema = "gametheory-model/1"``, as strict pydantic models.

Only shapes are checked here: which tables and keys there are and what kind of value each takes. Names, expressions
and what they mean are checked by the modules that use them.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, StringConstraints

from gametheory.game import ALWAYS, When
from gametheory.notation import forms

SCHEMA = "gametheory-model/1"

Name = Annotated[str, StringConstraints(min_length=1, max_length=forms.MAX_NAME), AfterValidator(forms.name)]
Prose = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(forms.prose)]
Action = Annotated[str, PlainValidator(forms.action)]
Formula = Annotated[Any, PlainValidator(forms.formula)]
Number = Annotated[Any, PlainValidator(forms.number)]
Where = Annotated[Any, PlainValidator(forms.condition)]
WhenForm = Annotated[When, PlainValidator(forms.when)]
Property = dict[str, Any]


class Table(BaseModel):
    """Base of all tables: no key beyond those named, no value converted silently."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, arbitrary_types_allowed=True)


class ParameterTable(Table):
    """``p = "meaning"`` or ``p = { means = "meaning", at = "1/2", range = [0, 1], latex = "p" }``."""

    means: Prose = ""
    at: Number | None = None
    range: Annotated[tuple[Any, Any], PlainValidator(forms.bounds)] | None = None
    latex: Prose | None = None


class DefinitionTable(Table):
    """``p_min = "G / (G + C)"`` or ``p_min = { is = "G / (G + C)", means = "threshold" }``."""

    value: Formula = Field(alias="is")
    means: Prose | None = None
    latex: Prose | None = None


class DependsTable(Table):
    """``[depends.w]``: a symbol whose value an earlier move decides."""

    on: Name
    values: dict[Action, Formula]


class RevealTable(Table):
    """``{ after = "m", to = ["B"] }`` or ``{ when = { inspect = "yes" }, to = ["B"] }``."""

    to: list[Name]
    after: Name | None = None
    when: WhenForm | None = None


class MoveTable(Table):
    """``[[move]]``."""

    by: Name
    name: Name
    actions: Annotated[forms.Choices, PlainValidator(forms.choices)]
    when: WhenForm = ALWAYS
    seen_by: Annotated[forms.SeenBy | None, PlainValidator(forms.seen_by)] = None
    simultaneous: Name | None = None
    revealed: Annotated[list[RevealTable], BeforeValidator(forms.listed)] = []


class OutcomeTable(Table):
    """``[[outcome]]``."""

    name: Name
    when: WhenForm = ALWAYS
    pays: dict[Name, Formula] | None = None


class PaysTable(Table):
    """``[[pays]]``: an additive part of the payoffs."""

    when: WhenForm = ALWAYS
    pays: dict[Name, Formula]


class ProfileTable(Table):
    """``[[profile]]``."""

    name: Name
    strategy: dict[Name, Annotated[str | forms.Choices, PlainValidator(forms.choice)]]


class ClaimTable(Table):
    """``[[claim]]``; properties are tables of their own grammar, read elsewhere."""

    id: Name
    says: Prose | None = None
    source: Prose | None = None
    iff: Where | None = None
    if_: Where | None = Field(default=None, alias="if")
    only_if: Where | None = None
    some: Property | None = None
    every: Property | None = None
    no: Property | None = None
    unique: Property | None = None
    given: Where | None = None
    where: Where | None = None
    after: dict[Name, Action] | None = None
    pure: bool | None = None
    concept: Name | None = None
    refinement: Name | None = None
    up_to: Name | None = None
    in_: Name | None = Field(default=None, alias="in")
    change: dict[Name, Formula] | None = None
    before: Property | None = None
    then: Property | None = None
    monotone: Property | None = None
    sign: Property | None = None
    expect: Name | None = None
    corrected: Name | None = None


class VariantTable(Table):
    """``[[variant]]``: a variation of the game that claims may refer to."""

    name: Name
    set: dict[Name, Any] = {}
    forbid: dict[Name, Action] = {}
    where: Where | None = None


class ModelFile(Table):
    """A whole file."""

    schema_: Name = Field(alias="schema")
    title: Name
    cite: list[Name] = []
    note: Prose | None = None
    players: list[Name]
    where: Where = True
    information_sets: int | None = None
    measures: list[Name] = []
    start: dict[Name, Action] = {}
    derived: bool = False
    parameters: dict[str, Annotated[ParameterTable, BeforeValidator(forms.meaning)]] = {}
    definitions: dict[str, Annotated[DefinitionTable, BeforeValidator(forms.definition)]] = {}
    depends: dict[str, DependsTable] = {}
    move: list[MoveTable]
    outcome: list[OutcomeTable] = []
    pays: list[PaysTable] = []
    profile: list[ProfileTable] = []
    claim: list[ClaimTable] = []
    variant: list[VariantTable] = []


def keys_of(model: type[Table]) -> tuple[str, ...]:
    """The keys of a table as they are written in a file."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


TABLES: dict[str, type[Table]] = {
    "parameters": ParameterTable,
    "definitions": DefinitionTable,
    "depends": DependsTable,
    "move": MoveTable,
    "outcome": OutcomeTable,
    "pays": PaysTable,
    "profile": ProfileTable,
    "claim": ClaimTable,
    "variant": VariantTable,
}
"""The tables of a file, by the name they have there."""
