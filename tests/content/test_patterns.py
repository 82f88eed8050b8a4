"""Every pattern lies where it belongs on the real body, and the search finds every muscle."""

import numpy as np
import pytest

from triggerpoints.atlas import Atlas, load_atlas
from triggerpoints.content import Content, Muscle, TriggerPoint, load_content
from triggerpoints.referral.areas import Area
from triggerpoints.referral.search import find
from triggerpoints.referral.zones import KINDS, SIDES, Kind, Side, zone_weights

MIDLINE_MM = 10.0  # a zone of one side may reach so far over the middle
DRAWN = 0.5
MAX_OUTSIDE_MM = 3.0


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas()


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


def points(content: Content) -> list[tuple[Muscle, TriggerPoint]]:
    return [(muscle, point) for muscle in content.muscles.values() for point in muscle.trigger_points]


def places(point: TriggerPoint, kind: Kind) -> set[str]:
    return set(getattr(point.zones, kind))


def stays_on_its_side(content: Content, point: TriggerPoint, kind: Kind) -> bool:
    """Whether no place of a zone lies in the middle or on the other side of the body."""
    named = [content.places[place] for place in places(point, kind)]
    opened = [content.places[member] for place in named for member in (place.members or (place.id,))]
    return all(place.side == "paired" and not place.opposite_of for place in (*named, *opened))


def test_every_zone_is_drawn_on_the_skin(atlas: Atlas, content: Content) -> None:
    invisible = [
        f"{muscle.id}/{point.id} {kind} {side}"
        for muscle, point in points(content)
        for kind in KINDS
        for side in SIDES
        if places(point, kind)
        and point.sides in ("both", side)
        and zone_weights(atlas, point, kind, side).max() < DRAWN
    ]
    assert not invisible


@pytest.mark.parametrize("side", SIDES)
def test_zones_stay_on_the_side_of_their_point(atlas: Atlas, content: Content, side: Side) -> None:
    across_mm = atlas.surface.position_mm[:, 0] * (1 if side == "right" else -1)
    wrong_side = across_mm > MIDLINE_MM
    straying = [
        f"{muscle.id}/{point.id} {kind}"
        for muscle, point in points(content)
        for kind in KINDS
        if stays_on_its_side(content, point, kind)
        and zone_weights(atlas, point, kind, side)[wrong_side].any()
    ]
    assert not straying


def test_the_other_side_is_the_mirror_image(atlas: Atlas, content: Content) -> None:
    for _, point in points(content):
        if point.sides == "both":
            for kind in KINDS:
                right = zone_weights(atlas, point, kind, "right")
                left = zone_weights(atlas, point, kind, "left")
                assert np.mean(np.abs(left[atlas.surface.mirror] - right) > 0.3) < 0.002


def test_every_place_finds_a_muscle(atlas: Atlas, content: Content) -> None:
    unreached = [place for place in content.places if not find([Area(place=place)], atlas, content, 1)]
    assert not unreached


def test_every_muscle_is_found_by_the_places_of_its_own_zones(atlas: Atlas, content: Content) -> None:
    lost = []
    for muscle in content.muscles.values():
        own = sorted({place for point in muscle.trigger_points for place in point.zones.essential})
        own = own or sorted({place for point in muscle.trigger_points for place in point.zones.spillover})
        found = {hit.muscle for place in own for hit in find([Area(place=place)], atlas, content)}
        if own and muscle.id not in found:
            lost.append(muscle.id)
    assert not lost


def test_every_trigger_point_lies_in_its_muscle(atlas: Atlas, content: Content) -> None:
    outside = []
    for muscle, point in points(content):
        label = atlas.volume.label_of(muscle.id)
        assert label is not None, f"the label volume has no {muscle.id}"
        if atlas.volume.distance_to_mm(np.array(point.position_mm), {label}, MAX_OUTSIDE_MM) is None:
            outside.append(f"{muscle.id}/{point.id}")
    assert not outside
