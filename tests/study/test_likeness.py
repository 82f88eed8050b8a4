"""Two answers are alike when somebody could call both right."""

from itertools import combinations

import pytest

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.study.likeness import alike, alike_patterns, zone_skin


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "Abduction and flexion of the fifth toe; supports the lateral arch",
            "Flexion of the great toe at its base",
            True,
        ),
        ("Closes the jaw", "Turns the femur outward", False),
    ],
)
def test_texts_that_share_most_words_are_alike(one: str, other: str, expected: bool) -> None:
    assert alike(one, other) is expected


def test_patterns_that_cover_half_of_the_smaller_one_are_alike() -> None:
    atlas, muscles = load_atlas(), load_content().muscles
    area_mm2 = atlas.surface.area_mm2
    ids = ("gluteus-medius", "piriformis", "gluteus-maximus", "masseter-deep", "soleus")
    tried = [muscles[id_] for id_ in ids]
    found = []
    for one, other in combinations(tried, 2):
        a, b = (zone_skin(atlas, muscle.trigger_points) for muscle in (one, other))
        share = area_mm2[a & b].sum() / min(area_mm2[a].sum(), area_mm2[b].sum())
        assert alike_patterns(atlas, one, other) is bool(share >= 0.5)
        found.append(share)
    assert min(found) < 0.5 <= max(found)
