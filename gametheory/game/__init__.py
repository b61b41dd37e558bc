"""Game, parameters, tree, information sets, claims: frozen nouns that hold expression trees."""

from gametheory.game.nouns import (
    ALWAYS,
    NATURE,
    Claim,
    Definition,
    Dependent,
    Game,
    InformationSet,
    Move,
    Node,
    Observation,
    Outcome,
    Parameter,
    Payment,
    Pays,
    Profile,
    Reveal,
    Tree,
    Variant,
    When,
)

__all__ = [
    "ALWAYS", "NATURE", "Claim", "Definition", "Dependent", "Game", "InformationSet", "Move", "Node", "Observation",
    "Outcome", "Parameter", "Payment", "Pays", "Profile", "Reveal", "Tree", "Variant", "When",
]
