"""Makes the reference of the library from its docstrings: python -m tools.docs.api writes build/api."""

from __future__ import annotations

from pathlib import Path

import pdoc

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "build" / "api"
LEFT_OUT = ("ui", "__main__.py", "cli.py")
"""What nobody calls from a program."""


def modules() -> list[str]:
    """Dotted names of all modules of the library."""
    found = []
    for path in sorted((ROOT / "triggerpoints").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if path.relative_to(ROOT / "triggerpoints").parts[0] not in LEFT_OUT:
            found.append(".".join(parts).removesuffix(".__init__"))
    return found


def main() -> None:
    """Write the pages."""
    pdoc.render.configure(docformat="numpy", show_source=False, footer_text="Trigger Point Explorer")
    pdoc.pdoc(*modules(), output_directory=FOLDER)
    print(f"{len(list(FOLDER.rglob('*.html')))} pages in {FOLDER.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
