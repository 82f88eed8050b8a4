"""HTML and SVG are built by a library that escapes what is put in; a tag in a plain text is a fault."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from markupsafe import Markup

from triggerpoints.ui import messages
from triggerpoints.ui.html import blocks

ROOT = Path(__file__).parents[1]
TAG = re.compile(r"""<[a-zA-Z/!][^>]*[>{]|<[a-z]+ |^ [a-z-]+=["']""")  # or an attribute for one
LEFT_OUT = {
    "components": "its tags stand in scripts, without words of the data",
    "server": "whole pages of its own, without words of the data",
    "needle/view.py": "a script",
    "due_chart.py": "Plotly has a few tags of its own in the text of figures",
    "plotly_body.py": "Plotly has a few tags of its own in the text of figures",
}
"""Folders and files whose tags are no HTML of the pages."""
FILES = [
    path
    for path in sorted([*(ROOT / "triggerpoints").rglob("*.py"), *(ROOT / "pages").glob("*.py")])
    if not any(part in path.as_posix() for part in LEFT_OUT)
]
NASTY = "<img src=x onerror=alert(1)> & \"quoted\" 'too'"


def plain_tags(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of every string with a tag that is not handed to Markup as it stands."""
    tree = ast.parse(source)
    fine = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Markup":
            fine.update(id(argument) for argument in node.args if isinstance(argument, ast.Constant))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            fine.add(id(node.value))  # a docstring
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in fine and TAG.search(node.value):
            yield node.lineno, node.value[:60]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_tag_is_markup_and_values_come_in_through_format(path: Path) -> None:
    wrong = [f"line {line}: {text}" for line, text in plain_tags(path.read_text(encoding="utf-8"))]
    assert not wrong, "Write Markup('<p>{}</p>').format(value); it escapes the value."


@pytest.mark.parametrize(
    "source",
    [
        "def f(x): return f'<p>{x}</p>'",
        "def f(x): return '<p>' + x + '</p>'",
        "def f(x): return Markup(f'<p>{x}</p>')",
        "def f(x): return '<p>{}</p>'.format(x)",
        "def f(x): return '<p>%s</p>' % x",
        """def f(x): return f' class="{x}"'""",
    ],
)
def test_the_search_finds_every_way_around_the_library(source: str) -> None:
    assert list(plain_tags(source))


def test_markup_that_is_put_together_by_hand_is_a_fault_of_the_linter_too() -> None:
    assert '"S704"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "made",
    [
        blocks.note(NASTY),
        blocks.facts([(NASTY, NASTY)]),
        blocks.bullets([NASTY]),
        blocks.chips([(NASTY, "")]),
        blocks.graded(NASTY, NASTY),
        messages.box(NASTY, "warning"),
    ],
)
def test_a_text_of_the_data_or_of_a_reader_never_becomes_a_tag(made: Markup) -> None:
    assert isinstance(made, Markup)
    assert "<img" not in made
    assert "&lt;img src=x onerror=alert(1)&gt; &amp; &#34;quoted&#34;" in made
