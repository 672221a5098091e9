"""Sphinx: how the manual is built. `python -m sphinx -W docs build/manual` from the root of the repository."""

import os
import sys
from pathlib import Path

os.environ["NUMBA_DISABLE_JIT"] = "1"  # rules as plain functions, so that autodoc can read them
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from sim.version import VERSION  # noqa: E402 (the path above comes first)

project = "SMA-Sim"
author = "SMA-Sim developers"
copyright = "SMA-Sim developers"
version = release = VERSION

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_copybutton", "docs._ext.house", "docs._ext.shown"]
exclude_patterns = ["_build", "_ext"]
myst_enable_extensions = ["deflist", "colon_fence"]
myst_heading_anchors = 4
default_role = "literal"
smartquotes = False  # options keep their two dashes
nitpicky = True
nitpick_ignore_regex = [
    ("py:.*", ".*")
]  # types in signatures: most belong to other packages, whose manuals are elsewhere
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
copybutton_selector = "article > section div.highlight pre:not(div.printed pre)"

html_theme = "furo"
html_title = f"SMA-Sim {VERSION}"
html_static_path = ["_static"]
html_css_files = ["manual.css"]
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {"navigation_with_keys": True}
