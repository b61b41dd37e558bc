"""Every model of the catalogue: it loads, and is what its source says it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import gametheory as gt
from gametheory.expr import holds
from tests.cases import FACTS, ModelFacts
from tests.models.reference import model

MODELS = Path(__file__).parents[2] / "models"
LONGEST_LABEL = 28
"""Outcome names stand inside the pieces of a region figure."""

KEYS = tuple(sorted(path.relative_to(MODELS).with_suffix("").as_posix() for path in MODELS.glob("*/*.toml")))
CITATIONS = frozenset(re.findall(r"^@\w+\{(\w+),$", (MODELS / "references.bib").read_text("utf-8"), re.MULTILINE))


def test_the_catalogue_lists_every_file() -> None:
    assert [entry.key for entry in gt.catalog()] == list(KEYS)


def test_counts_by_hand_are_of_models_of_the_catalogue() -> None:
    counted = [facts.model for facts in FACTS]
    assert len(set(counted)) == len(counted) and set(counted) <= set(KEYS)


@pytest.mark.parametrize("facts", FACTS, ids=lambda f: f.model)
def test_counts(facts: ModelFacts) -> None:
    game = model(facts.model)
    assert game.players == facts.players
    assert len(game.parameters) == facts.parameters
    assert len(game.tree.information_sets) == facts.information_sets
    assert len(game.tree.terminals) == facts.terminals
    assert tuple(outcome.name for outcome in game.outcomes) == facts.outcomes
    assert {node.outcome for node in game.tree.terminals} == set(facts.outcomes)


@pytest.mark.parametrize("key", KEYS)
def test_baseline_is_admissible_and_within_the_ranges(key: str) -> None:
    game = model(key)
    assert set(game.baseline) == set(game.symbols)
    assert holds(game.where, game.baseline)
    for parameter in game.parameters:
        assert parameter.range is not None and parameter.at is not None and parameter.means
        low, high = parameter.range
        assert low <= parameter.at <= high, parameter.name


@pytest.mark.parametrize("key", KEYS)
def test_every_claim_has_a_source(key: str) -> None:
    claims = model(key).claims
    assert claims
    assert [claim.id for claim in claims if not claim.source] == []


def test_every_family_has_a_claim_that_is_false_beside_the_one_that_corrects_it() -> None:
    families: set[str] = set()
    for key in KEYS:
        for claim in model(key).claims:
            if claim.option("expect") == "refuted":
                families.add(key.partition("/")[0])
                (corrected,) = (c for c in model(key).claims if c.id == claim.option("corrected"))
                assert corrected.option("expect", "proved") == "proved"
    assert families == {key.partition("/")[0] for key in KEYS}


@pytest.mark.parametrize("key", KEYS)
def test_every_model_says_where_it_comes_from(key: str) -> None:
    game = model(key)
    assert game.note
    assert game.cite
    assert set(game.cite) <= CITATIONS


@pytest.mark.parametrize("key", KEYS)
def test_outcome_names_fit_into_figures(key: str) -> None:
    assert [o.name for o in model(key).outcomes if len(o.name) > LONGEST_LABEL] == []


def test_references_are_sorted_and_all_cited() -> None:
    keys = re.findall(r"^@\w+\{(\w+),$", (MODELS / "references.bib").read_text("utf-8"), re.MULTILINE)
    assert keys == sorted(keys)
    assert set(keys) == {key for entry in gt.catalog() for key in entry.cite}


@pytest.mark.parametrize("key", KEYS)
def test_reading_what_was_written_gives_the_same_game(key: str) -> None:
    game = model(key)
    again = gt.loads(gt.dump(game))
    assert again == game
    assert again.claims == game.claims
