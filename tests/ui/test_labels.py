"""Names that a screen reader speaks are words, not names of the code."""

import ast
import re
from pathlib import Path

import pytest

import triggerpoints.ui

FOLDER = Path(triggerpoints.ui.__file__).parent
PAGES = Path(__file__).parents[2] / "pages"
SPOKEN = {
    "button", "checkbox", "date_input", "download_button", "expander", "file_uploader", "link_button",
    "metric", "multiselect", "number_input", "page_link", "pills", "popover", "radio", "segmented_control",
    "select_slider", "selectbox", "slider", "text_area", "text_input", "toggle",
}  # fmt: skip


def labels(file: Path) -> list[str]:
    """First words of the parts that Streamlit names by them."""
    calls = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
    return [
        str(call.args[0].value)
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr in SPOKEN
        if call.args and isinstance(call.args[0], ast.Constant)
    ]


FILES = [file for folder in (FOLDER, PAGES) for file in sorted(folder.rglob("*.py")) if labels(file)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_labels_are_words(file: Path) -> None:
    assert not [label for label in labels(file) if re.search(r"[a-z][A-Z]|_", label) or not label.strip()]


def test_labels_are_found_at_all() -> None:
    assert sum(len(labels(file)) for file in FILES) > 40
