"""Write the design tokens for the style sheets.

Usage: python -m tools.tokens

Reads triggerpoints/figures/tokens.json, where every colour and size that has a meaning stands once, and
writes triggerpoints/ui/components/tokens.css. Run it after every change there; a test compares. Python reads
the file itself (`triggerpoints.figures.style`); the scripts have no colours of their own.
"""

from __future__ import annotations

from pathlib import Path

from triggerpoints.figures.style import TOKENS

TARGET = Path(__file__).parents[1] / "triggerpoints/ui/components/tokens.css"
HEAD = "/* Made by `python -m tools.tokens` from triggerpoints/figures/tokens.json. Do not edit. */\n"


def sheet() -> str:
    """The text of the file."""
    rows = [f"  --tp-{name}: {value};" for group in TOKENS.values() for name, value in group.items()]
    return "\n".join([HEAD + ":root {", *rows, "}", ""])


def main() -> None:
    """Write the file."""
    TARGET.write_text(sheet(), encoding="utf-8")


if __name__ == "__main__":
    main()
