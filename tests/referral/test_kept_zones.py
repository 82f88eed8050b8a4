"""Zones that were kept on disk are the zones that would be made."""

import numpy as np
import pytest

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.referral import kept_zones, zones

POINT = load_content().muscles["soleus"].trigger_points[0]


@pytest.fixture(autouse=True)
def nothing_made(tmp_path, monkeypatch):
    monkeypatch.setenv("TRIGGERPOINTS_CACHE", str(tmp_path))

    def forget():
        monkeypatch.setattr(zones, "_made", type(zones._made)())
        zones._weights.cache_clear()

    forget()
    yield forget
    zones._weights.cache_clear()


def test_kept_zones_are_read_and_are_the_same(monkeypatch, nothing_made):
    atlas, content = load_atlas(), load_content()
    kept_zones.make_ready(atlas, content)
    made = zones.zone_weights(atlas, POINT, "essential", "left")
    assert made.max() > 0.9
    nothing_made()
    kept_zones.make_ready(atlas, content)
    monkeypatch.setattr(zones, "_make", lambda *_: pytest.fail("it was made again"))
    assert np.array_equal(zones.zone_weights(atlas, POINT, "essential", "left"), made)


def test_other_places_have_another_name():
    atlas = load_atlas()
    one, two = (kept_zones.made_from(atlas, [((place,), ())]) for place in ("calf", "heel"))
    assert one != two


def test_a_damaged_file_is_made_again(tmp_path, nothing_made):
    atlas, content = load_atlas(), load_content()
    kept_zones.make_ready(atlas, content)
    (file,) = tmp_path.glob("zones-*.npz")
    file.write_bytes(file.read_bytes()[:100])
    nothing_made()
    kept_zones.make_ready(atlas, content)
    assert zones.zone_weights(atlas, POINT, "essential", "right").max() > 0.9
    assert file.stat().st_size > 1000
