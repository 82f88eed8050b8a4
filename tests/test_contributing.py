"""The steps of CONTRIBUTING.md work as they stand."""

import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tools.bodymaps import digests, places
from triggerpoints import resources
from triggerpoints.atlas import load_atlas
from triggerpoints.content.checks.check import check
from triggerpoints.content.reading.loader import load_content
from triggerpoints.referral.words import match_places

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^   ```(?:yaml|python) (\S+)(.*)\n((?:   .*\n|\n)*?)   ```$", GUIDE, re.MULTILINE)


def block(where: str) -> str:
    """A block of the guide without its indentation."""
    (text,) = (text for file, rest, text in BLOCKS if f"{file}{rest}" == where)
    return re.sub(r"^   ", "", text, flags=re.MULTILINE)


def below(text: str, line: str, new: str) -> str:
    """A text with something new below its first such line."""
    head, found, tail = text.partition(f"{line}\n")
    assert found, line
    return head + found + new + tail


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data to work on."""
    return Path(shutil.copytree(resources.DATA, tmp_path / "data"))


def test_a_condition_is_added_as_the_guide_says(data: Path) -> None:
    conditions, muscles = data / "conditions.yml", data / "trigger_points.yml"
    new = block("data/conditions.yml below conditions:")
    conditions.write_text(below(conditions.read_text(), "conditions:", new))
    said = [str(error) for error in check(data).errors]
    assert len(said) == 1 and "no muscle names this condition" in said[0]
    head, found, record = muscles.read_text().partition("  - id: soleus\n")
    link = block("data/trigger_points.yml below conditions: of soleus")
    muscles.write_text(head + found + below(record, "    conditions:", link))
    assert [str(error) for error in check(data).errors] == []
    assert load_content(data).conditions["example-condition"].name == "Example condition"


def test_a_place_is_added_as_the_guide_says(data: Path, tmp_path: Path) -> None:
    file = data / "places.yml"
    file.write_text(below(file.read_text(), "places:", block("data/places.yml below places:")))
    said = [str(error) for error in check(data).errors]
    assert len(said) == 1 and "the atlas has no such place" in said[0]
    assets = tmp_path / "bodymaps"
    assets.mkdir()
    for part in resources.BODYMAPS.iterdir():
        if part.is_dir():
            shutil.copytree(part, assets / part.name)
        elif part.name not in ("places.npz", "digests.json"):
            (assets / part.name).symlink_to(part)
    places.build(file, assets)
    digests.write(assets)
    assert [str(error) for error in check(data, assets).errors] == []
    weights = load_atlas(assets).places.weights("example-spot", "right")
    assert weights.max() == 1 and 0 < (weights > 0.5).mean() < 0.01
    assert match_places("sample spot", load_content(data))[0].id == "example-spot"


def test_a_page_is_added_as_the_guide_says(tmp_path: Path) -> None:
    page = tmp_path / "example.py"
    page.write_text(block("pages/example.py"))
    app = AppTest.from_file(str(page), default_timeout=30)
    app.query_params["muscle"] = "soleus"
    app.run()
    assert not app.exception, app.exception[0].message
    assert "<h2>Soleus</h2>" in "".join(element.proto.body for element in app.get("html"))


def test_every_path_and_link_of_the_guide_exists() -> None:
    named = re.findall(r"`((?:[\w.-]+/)+[\w.-]*)`", GUIDE) + re.findall(r"\]\(([^)#]+)\)", GUIDE)
    assert len(named) > 15
    lost = [
        name
        for name in dict.fromkeys(named)
        if not ((ROOT / name).exists() or name.startswith(("figures/", "build/")))
    ]
    assert not lost
