"""Where the files beside the code are: content, body maps, pages and app.

In the repository they stand at its top, where people work on them; a wheel carries a copy inside the
package. Nothing else in the library knows the difference.
"""

from pathlib import Path

_PACKED = Path(__file__).parent / "packed"  # see tool.hatch in pyproject.toml
TOP = _PACKED if _PACKED.is_dir() else Path(__file__).resolve().parents[1]
"""Folder that holds app.py, pages/, data/ and assets/."""

DATA = TOP / "data"
BODYMAPS = TOP / "assets" / "bodymaps"
PAGES = TOP / "pages"
APP = TOP / "app.py"
IS_INSTALLED = TOP == _PACKED
"""Whether the files are those of an installed package, which nobody edits."""
