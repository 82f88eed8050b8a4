"""Scripts and styles of the components: what is served and where, and that their types are up to date."""

import json
import re
from pathlib import Path

import anyio
import pytest
from starlette.applications import Starlette

from tools import script_types
from triggerpoints.atlas import load_atlas
from triggerpoints.ui.components import files
from triggerpoints.ui.server import map_files, place_files
from triggerpoints.ui.server.headers import KEEP

ROOT = Path(__file__).parents[2]
INDICES = {
    "muscles": map_files._index,
    "places": place_files._place_index,
    "regions": map_files._region_index,
    "turning": map_files._turning_index,
    "muscles of the woman": lambda: map_files._index("woman"),
    "places of the woman": lambda: place_files._place_index("woman"),
}
SCRIPTS = sorted(path.relative_to(files.FOLDER).as_posix() for path in files.FOLDER.rglob("*.js"))


def ask_for(path: str) -> tuple[int, dict[str, str]]:
    """Status and headers of an answer."""
    sent: list[dict] = []

    async def receive() -> None:
        await anyio.sleep_forever()  # the reader says nothing more

    async def send(message: dict) -> None:
        sent.append(message)

    scope = {"type": "http", "path": path, "method": "GET", "headers": [], "query_string": b""}
    anyio.run(Starlette(routes=files.routes("")), scope, receive, send)
    return sent[0]["status"], {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}


def test_the_types_of_the_scripts_are_those_of_the_payload() -> None:
    assert script_types.TARGET.read_text(encoding="utf-8") == script_types.declarations(), (
        "Run python -m tools.script_types."
    )


def test_a_file_of_this_version_may_be_kept_for_a_year() -> None:
    status, headers = ask_for("/" + files.url("bodymap/main.js"))
    assert status == 200
    assert "javascript" in headers["content-type"]
    assert headers["cache-control"] == KEEP


def test_a_file_of_another_version_is_asked_for_again() -> None:
    status, headers = ask_for("/ui/0123456789ab/bodymap/main.js")
    assert (status, headers["cache-control"]) == (200, "no-cache")


@pytest.mark.parametrize(
    "path",
    [
        "bodymap/__init__.py", "files.py", "payload.d.ts", "bodymap/", "bodymap", "", "bodymap/no.js",
        "../../../pyproject.toml", "../server/serving.py", "../style.css",
    ],
)  # fmt: skip
def test_nothing_else_is_served(path: str) -> None:
    assert ask_for(f"/ui/{files.version()}/{path}")[0] == 404


def test_a_file_that_does_not_exist_has_no_address() -> None:
    with pytest.raises(FileNotFoundError, match=r"no file bodymap/no\.js"):
        files.url("bodymap/no.js")


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_import_only_what_lies_beside_them(script: str) -> None:
    path = files.FOLDER / script
    imported = re.findall(
        r'^(?:import (?:.* from )?|\} from )"(.+)";$', path.read_text(encoding="utf-8"), re.MULTILINE
    )
    for name in imported:
        assert name.startswith(("./", "../shared/")), "Only a relative address has the version in it."
        assert (path.parent / name).is_file()


IMPORT = re.compile(r'^(?:import|} from|import .* from) .*?"(.+?)";$', re.MULTILINE)


def imported(script: Path) -> set[Path]:
    """The scripts that a script imports."""
    return {(script.parent / name).resolve() for name in IMPORT.findall(script.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("component", ["body3d", "bodymap", "section"])
def test_the_first_script_names_all_that_are_needed_so_that_they_are_asked_for_at_once(
    component: str,
) -> None:
    main = files.FOLDER / component / "main.js"
    named = imported(main)
    needed, waiting = set(named), set(named)
    while waiting:
        script = waiting.pop()
        if script.parent.name != "engine":  # made in one piece
            waiting |= imported(script) - needed
            needed |= imported(script)
    assert named == needed


def test_the_lock_file_names_no_place_to_load_from() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert all("integrity" in package for name, package in packages.items() if name)


@pytest.mark.parametrize("name", INDICES)
def test_an_index_names_only_files_that_there_are(name: str) -> None:
    index = json.loads(INDICES[name]())
    assert [view["id"] for view in index["views"]] == list(load_atlas().views)
    for view in index["views"]:
        for address in (*view["pictures"].values(), *view["sharp"].values()):
            folder, _, file = address.partition("?")[0].partition("/")
            assert folder == "bodymaps" and (ROOT / "assets" / "bodymaps" / file).is_file()
        if view["twin"]:
            assert {view["side"], "right", "left"} == {"right", "left"}
    assert "{view}" in index["label"]
    assert {layer["id"] for layer in index["layers"]} <= set(load_atlas().layers)


def test_only_the_map_of_muscles_offers_layers_and_options() -> None:
    controls = {name: json.loads(text())["controls"] for name, text in INDICES.items()}
    assert controls == {
        "muscles": ["view", "layer", "close-ups", "options"],
        "places": ["view", "close-ups"],
        "regions": ["view"],
        "turning": ["view"],
        "muscles of the woman": ["view", "layer", "close-ups", "options"],
        "places of the woman": ["view", "close-ups"],
    }
