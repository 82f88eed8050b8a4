"""The wheel works in an empty environment, in another folder: command, library and the whole app."""

import csv
import io
import json
import os
import re
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

from triggerpoints import __version__

ROOT = Path(__file__).parents[1]
WAIT_S = 60


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the commands of an environment that has the wheel, and what it needs from ours."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    assert wheel.name.startswith(f"trigger_point_explorer-{__version__}-")
    home = folder / "environment"
    venv.create(home)
    bin_ = home / "bin"
    site = run(bin_ / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    (Path(site) / "ours.pth").write_text(sysconfig.get_path("purelib") + "\n")
    run(bin_ / "python", "-m", "installer", str(wheel))
    return bin_


def run(*command: object, code: int = 0, **environment: str) -> str:
    """What a command prints when it is started far from the repository."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(part) for part in command], cwd="/", env=clean | environment, capture_output=True, text=True
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def test_the_package_is_the_installed_one_and_carries_its_types(installed: Path) -> None:
    where = run(installed / "python", "-c", "import triggerpoints; print(triggerpoints.__file__)").strip()
    assert Path(where).is_relative_to(installed.parent)
    assert (Path(where).parent / "py.typed").is_file()
    assert run(installed / "triggerpoints", "--version").split() == ["triggerpoints", __version__]


def test_the_commands_read_the_data_inside(installed: Path) -> None:
    command = installed / "triggerpoints"
    assert "0 errors" in run(command, "check")
    assert "1. Infraspinatus, left" in run(command, "find", "front of my left shoulder")
    assert run(command, "show", "soleus").startswith("Soleus (Musculus soleus)")
    assert "mm  Infraspinatus (muscle) <" in run(command, "path", "infraspinatus")


def test_the_data_is_exported_as_json_and_as_csv(installed: Path, tmp_path: Path) -> None:
    command = installed / "triggerpoints"
    data = json.loads(run(command, "export"))
    assert {"muscles", "places", "sources", "note"} <= data.keys()
    file = tmp_path / "points.csv"
    run(command, "export", "--format", "csv", "--out", file)
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert len(rows) == sum(len(muscle["trigger_points"]) for muscle in data["muscles"].values())
    assert rows[0]["muscle"] == next(iter(data["muscles"]))


def test_the_library_has_a_small_face_that_imports_little(installed: Path) -> None:
    script = """
import sys
import triggerpoints as tp
assert "numpy" not in sys.modules and "pydantic" not in sys.modules
atlas, content = tp.load_atlas(), tp.load_content()
assert tp.find([tp.Area("heel", "left")], atlas, content, limit=1)
assert tp.body_png(atlas, content, tp.MapState(muscle="soleus")).width > 100
assert tp.body_figure(atlas, content, tp.MapState(muscle="soleus")).data
assert "streamlit" not in sys.modules
print(repr(atlas), repr(content))
"""
    said = run(installed / "python", "-c", script)
    assert len(said) < 400


def test_the_example_of_the_readme_runs_in_another_folder(installed: Path, tmp_path: Path) -> None:
    (example,) = re.findall(
        r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    unseen = "import plotly.io\nplotly.io.show = lambda *_, **__: print('shown')\n"
    script = f"import os\nos.chdir({str(tmp_path)!r})\n{unseen}{example}"
    assert "shown" in run(installed / "python", "-c", script)
    assert (tmp_path / "infraspinatus.png").stat().st_size > 10_000


def test_every_page_opens_in_the_installed_app(installed: Path) -> None:
    script = """
from streamlit.testing.v1 import AppTest
from triggerpoints import resources
assert resources.IS_INSTALLED
for page in sorted(resources.PAGES.glob("*.py")):
    app = AppTest.from_file(str(resources.APP), default_timeout=60)
    app.switch_page(f"pages/{page.name}")
    app.run()
    assert not app.exception, (page, app.exception[0].message)
    print(page.name)
"""
    pages = run(installed / "python", "-c", script).split()
    assert pages == sorted(page.name for page in (ROOT / "pages").glob("*.py"))


@pytest.fixture
def served(installed: Path) -> Iterator[str]:
    """Address of the app as `triggerpoints serve` starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    server = subprocess.Popen(
        [str(installed / "triggerpoints"), "serve", "--port", str(port)],
        cwd="/", env=clean, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(2 * WAIT_S):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=5)
                break
            except OSError:
                time.sleep(0.5)
        yield address
    finally:
        server.terminate()
        server.wait(WAIT_S)


def test_serve_starts_the_whole_app_with_its_maps_and_settings(served: str) -> None:
    for path, holds in (("/", b"<title>"), ("/style.css", b"tp-"), ("/bodymaps/manifest.json", b"views")):
        with urllib.request.urlopen(served + path, timeout=30) as answer:
            assert holds in answer.read()
    with urllib.request.urlopen(f"{served}/explore", timeout=30) as answer:
        assert answer.status == 200
