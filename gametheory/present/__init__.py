"""Pure functions of a solution: text table, HTML, LaTeX proposition, game tree as SVG, region diagram."""
