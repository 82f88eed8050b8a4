"""The library's parts depend on each other in one direction, and nothing in it runs or fetches code."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted([*(ROOT / "triggerpoints").rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"])
RUNS_CODE = {"pickle", "cPickle", "dill", "shelve", "marshal"}
ASKS_OTHER_SERVERS = {
    "requests",
    "httpx",
    "aiohttp",
    "urllib",
    "urllib3",
    "http",
    "socket",
    "ftplib",
    "smtplib",
}


def part_of(path: Path) -> str:
    """Name of the part of the library that a file belongs to."""
    return path.relative_to(ROOT / "triggerpoints").parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Dotted names of everything that a file imports, also inside functions and for type checking."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relative to itself; write the full name."
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Calls of a file with the last part of what is called."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            yield getattr(called, "id", getattr(called, "attr", "")), node


def importing(paths: Iterable[Path], packages: set[str]) -> list[str]:
    """A sentence for each import of one of some packages."""
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in paths
        for name in imports(path)
        if name.split(".")[0] in packages
    ]


LIBRARY = [path for path in FILES if path.is_relative_to(ROOT / "triggerpoints")]


SHARED = {"state", "html", "components", "server", "alarm", "messages", "shell", "figure"}
"""Parts of the user interface that all pages share; every other folder belongs to a page or a pair."""


def test_no_page_of_the_user_interface_imports_another_and_nothing_shared_imports_a_page():
    def room(dotted: str) -> str:
        return dotted.removeprefix("triggerpoints.ui.").split(".")[0]

    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in LIBRARY
        if part_of(path) == "ui" and path.name != "__init__.py"
        for own in [room(".".join(path.relative_to(ROOT).with_suffix("").parts))]
        for name in imports(path)
        if name.startswith("triggerpoints.ui.") and room(name) not in SHARED | {own}
    ]
    assert not wrong


def test_only_the_user_interface_knows_streamlit():
    others = [path for path in LIBRARY if part_of(path) != "ui"]
    assert not importing(others, {"streamlit", "starlette"})


def test_the_application_does_not_need_the_builder_or_the_tests():
    assert not importing(FILES, {"tools", "tests", "bench", "igl", "cv2", "pyvista", "skimage", "numba"})


def test_nothing_is_unpickled_or_run_from_text():
    wrong = [
        f"{path.relative_to(ROOT)}, line {node.lineno}: {name}"
        for path in FILES
        for name, node in calls(path)
        if (name in ("eval", "exec", "compile") and isinstance(node.func, ast.Name))
        or any(key.arg == "allow_pickle" for key in node.keywords)
    ]
    assert not wrong
    assert not importing(FILES, RUNS_CODE)


def test_no_other_server_is_asked():
    start = [path for path in FILES if path.match("ui/server/start.py")]  # tries whether its own port is free
    assert len(start) == 1
    assert not importing([path for path in FILES if path not in start], ASKS_OTHER_SERVERS)
    assert not importing(start, ASKS_OTHER_SERVERS - {"socket"})


def test_pages_draw_html_with_st_html_which_cannot_run_scripts():
    wrong = [
        f"{path.relative_to(ROOT)}, line {node.lineno}"
        for path in FILES
        for _, node in calls(path)
        if any(key.arg in ("unsafe_allow_html", "unsafe_allow_javascript") for key in node.keywords)
    ]
    assert not wrong


MARKDOWN = {"warning", "error", "info", "success", "toast", "caption", "write", "markdown", "header", "title"}
"""Calls of Streamlit that read their text as Markdown."""


def test_only_fixed_texts_are_read_as_markdown():
    """What comes from a link, a file, an input or the data goes through `messages` or as escaped HTML."""
    wrong = [
        f"{path.relative_to(ROOT)}, line {node.lineno}: st.{name}"
        for path in FILES
        for name, node in calls(path)
        if name in MARKDOWN
        and isinstance(node.func, ast.Attribute)
        and getattr(node.func.value, "id", "") == "st"
        and not all(isinstance(said, ast.Constant) for said in node.args)
    ]
    assert not wrong


@pytest.mark.parametrize("page", sorted(path.name for path in (ROOT / "pages").glob("*.py")))
def test_a_page_is_a_short_script(page):
    assert len((ROOT / "pages" / page).read_text(encoding="utf-8").splitlines()) <= 120
