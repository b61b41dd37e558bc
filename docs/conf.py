"""Settings of the documentation."""

from __future__ import annotations

import gametheory

project = "gametheory"
author = copyright = "The gametheory contributors"
release = version = gametheory.__version__

extensions = ["sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.mathjax", "myst_parser"]
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_type_aliases = {"When": "When", "Pays": "Pays"}
napoleon_google_docstring = False

html_theme = "alabaster"
html_theme_options = {
    "description": "Equilibria with exact conditions",
    "fixed_sidebar": True,
    "page_width": "1200px",
}
html_static_path = ["_static"]
html_css_files = ["catalogue.css"]
html_copy_source = False
html_show_sphinx = False
