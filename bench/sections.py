"""How long a new plane and a new angle take: computing alone, and on the page against a bare rerun.

Usage: python -m bench.sections [--page]
"""

from __future__ import annotations

import argparse
import sys
import time
from functools import partial
from pathlib import Path

from bench.timing import median_ms
from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.sections import svg
from triggerpoints.sections.cut import CutPlane, cut
from triggerpoints.sections.path import trace
from triggerpoints.sections.scene import SectionOptions, section_scene

ROOT = Path(__file__).resolve().parents[1]
BUDGET_MS = 50.0
SITES = {
    "neck": (-27.0, -57.3, 1523.9),
    "chest": (-52.1, -6.4, 1344.8),
    "abdomen": (-37.7, -189.2, 1046.9),
    "thigh": (-110.2, -115.4, 640.5),
    "leg": (-100.5, -48.5, 367.5),
}


def compute() -> bool:
    """Print the times of planes and paths; returns whether all are within the budget."""
    atlas, content = load_atlas(), load_content()
    volume = atlas.volume
    options = SectionOptions(close_mm=75.0)
    wall_ms = partial(median_ms, times=15)
    cut(volume, CutPlane("transverse", (0.0, -90.0, 1600.0)))  # as the server does when it starts
    print("ms                  first plane   next plane   drawing   angle")
    good = True
    for name, (x, y, z) in SITES.items():
        start = time.perf_counter()
        section = cut(volume, CutPlane("transverse", (x, y, z)))
        first = (time.perf_counter() - start) * 1e3
        plane = wall_ms(lambda n, x=x, y=y, z=z: cut(volume, CutPlane("transverse", (x, y, z + n * 0.5))))
        path = trace(atlas, (x, y, z))
        draw = wall_ms(lambda n, s=section, p=path: svg.svg(section_scene(content, s, p, options)))
        angle = wall_ms(lambda n, x=x, y=y, z=z: trace(atlas, (x, y, z), angle_deg=float(n)))
        good &= max(first, plane) + draw <= BUDGET_MS and angle <= BUDGET_MS
        print(f"{name:18}{first:12.0f}{plane:13.0f}{draw:10.0f}{angle:8.0f}")
    verdict = "kept" if good else "MISSED"
    print(f"Budget of {BUDGET_MS:.0f} ms for plane and drawing together, and for an angle: {verdict}")
    return good


def page() -> None:
    """Print how long the page needs for a new plane, against a rerun that changes nothing."""
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_file(str(ROOT / "pages" / "under_the_needle.py"), default_timeout=60)
    app.query_params.update({"muscle": "infraspinatus", "audience": "student"})
    app.run()

    bare = median_ms(lambda n: app.run(), 9)
    plane = median_ms(lambda n: app.slider(key="section move_mm slider").set_value(n).run(), 9)
    angle = median_ms(lambda n: app.slider(key="section angle slider").set_value(5 * (n - 4)).run(), 9)
    print(f"page, ms: bare rerun {bare:.0f}; new plane {plane:.0f} ({plane / bare:.1f} times); "
          f"new angle {angle:.0f} ({angle / bare:.1f} times)")  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--page", action="store_true", help="time the page too")
    asked = parser.parse_args()
    kept = compute()
    if asked.page:
        page()
    sys.exit(0 if kept else 1)
