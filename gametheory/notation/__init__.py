"""How games come in and go out: model files, the builder, the catalogue, Gambit files."""

from gametheory.notation.builder import GameBuilder
from gametheory.notation.catalogue import bibliography, catalog, load
from gametheory.notation.describe import describe
from gametheory.notation.efg import export
from gametheory.notation.listing import Catalogue, Entry
from gametheory.notation.read import loads
from gametheory.notation.write import dump

__all__ = [
    "Catalogue", "Entry", "GameBuilder", "bibliography", "catalog", "describe", "dump", "export", "load", "loads",
]
