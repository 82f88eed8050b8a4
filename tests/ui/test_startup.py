import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def after_visits():
    """What a server of its own reports after 22 visits."""
    command = [sys.executable, "-m", "tests.ui.count_collected"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    return json.loads(run.stdout.splitlines()[-1])


def test_a_visit_imports_nothing_that_the_start_did_not(after_visits):
    assert after_visits["imported"] == []


def test_no_page_needs_the_libraries_of_tables(after_visits):
    assert after_visits["tables"] == []  # 70 MB; see packed() in triggerpoints/ui/components/loader.py


def test_not_every_click_pays_for_a_walk_over_all_visitors(after_visits):
    assert after_visits["full"] < after_visits["pages"] / 2


def test_collecting_walks_over_what_visitors_brought_only(after_visits):
    assert after_visits["exempt"] > 100_000
    assert after_visits["walked"] < 0.05 * after_visits["exempt"]
