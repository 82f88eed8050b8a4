"""A server whose body maps are damaged says so on every page."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.open_page import ROOT, messages
from triggerpoints.atlas import files
from triggerpoints.atlas.integrity import digests
from triggerpoints.ui.server import damage, map_files


def told() -> bool:
    """Whether the frame that all pages share says that maps are damaged."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert not app.exception
    return any(said == damage.SAID for said in messages(app, "warning"))


@pytest.fixture
def maps(tmp_path: Path) -> Iterator[Path]:
    """A folder of maps with one picture."""
    (tmp_path / "front.skin.webp").write_bytes(b"a picture")
    (tmp_path / files.DIGESTS).write_text(json.dumps(digests(tmp_path)), encoding="utf-8")
    yield tmp_path
    damage._found.clear()


def test_whole_maps_say_nothing(maps: Path) -> None:
    damage.look(maps)
    assert not damage.is_there()
    assert not told()


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_damaged_picture_is_told_on_every_page_and_named_in_the_log(
    maps: Path, is_gone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    # other tests may have changed what Python's own handlers are told
    logged: list[str] = []
    monkeypatch.setattr(damage._LOG, "error", lambda said, *of: logged.append(said % of))
    picture = maps / "front.skin.webp"
    picture.unlink() if is_gone else picture.write_bytes(b"another picture")
    damage.look(maps)
    assert len(logged) == 1 and "front.skin.webp: " in logged[0]
    assert told()


def test_a_map_is_drawn_without_a_picture_that_is_not_there() -> None:
    assert map_files.asset_url("nowhere.skin.webp").endswith(f"v={map_files.NOT_THERE}")
