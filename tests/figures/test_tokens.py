"""The design tokens: one list of colours and sizes for Python, style sheets and scripts."""

import re
from pathlib import Path

from tools import tokens
from triggerpoints.figures import style

ROOT = Path(__file__).parents[2] / "triggerpoints"
SHEETS = sorted(ROOT.rglob("*.css"))
OTHERS = [path for path in ROOT.rglob("*") if path.suffix in (".py", ".js", ".css") and path != tokens.TARGET]


def test_the_style_sheet_of_the_tokens_is_up_to_date() -> None:
    assert tokens.TARGET.read_text(encoding="utf-8") == tokens.sheet(), "Run python -m tools.tokens."


def test_a_colour_of_the_tokens_is_written_nowhere_else() -> None:
    known = {value: name for name, value in style.TOKENS["colours"].items()}
    again = [
        f"{path.relative_to(ROOT)}: {found} is the token {known[found]}"
        for path in OTHERS
        for found in re.findall(r"#[0-9a-f]{6}\b", path.read_text(encoding="utf-8").lower())
        if found in known
    ]
    assert not again


def test_style_sheets_use_only_tokens_that_there_are() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in SHEETS}
    declared = {name for text in texts.values() for name in re.findall(r"(--tp-[\w-]+)\s*:", text)}
    for path, text in texts.items():
        missing = set(re.findall(r"var\((--tp-[\w-]+)\)", text)) - declared
        assert not missing, f"{path.relative_to(ROOT)} uses {sorted(missing)}"


def test_a_colour_is_the_same_in_every_form() -> None:
    assert style.hex_colour("essential") == "#c4122f"
    assert style.colour("essential") == style.ESSENTIAL == (196, 18, 47)
    assert style.css(style.ESSENTIAL, 0.5) == "rgba(196,18,47,0.50)"
