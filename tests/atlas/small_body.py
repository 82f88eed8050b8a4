"""A made-up limb in a label volume: an upright cylinder of skin, fat and muscle about a bone and a vessel."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import zarr
from scipy.spatial import KDTree

from triggerpoints.atlas.surface import Surface
from triggerpoints.atlas.volume import OUTSIDE, LabelVolume, Structure

SKIN = Structure(1, "skin", "Skin", "skin", None)
FAT = Structure(2, "soft-tissue", "Fat and other soft tissue", "fat", None)
MUSCLE = Structure(3, "leg-lifter", "leg-lifter", "muscle", "leg-lifter")
BONE = Structure(4, "shaft", "shaft", "bone", None)
VESSEL = Structure(5, "long-artery", "long artery", "vessel", None)

CENTRE = np.array([-80.0, 0.0])
"""Axis of the limb, on the right side of the body."""
RADIUS_MM = 40.0
SKIN_MM, FAT_MM, BONE_RADIUS_MM = 2.0, 8.0, 10.0
VESSEL_AT = np.array([-80.0, 22.0])
"""Axis of an artery of 3 mm radius in the back of the muscle."""


def volume() -> LabelVolume:
    """The limb at 1 mm, its axis at x = -80, y = 0, z from 0 to 99."""
    origin = np.array([-130.0, -50.0, 0.0])
    x, y = np.meshgrid(origin[0] + np.arange(101), origin[1] + np.arange(101), indexing="ij")
    r = np.hypot(x - CENTRE[0], y - CENTRE[1])
    flat = np.zeros(r.shape, np.uint16)
    flat[r <= RADIUS_MM] = SKIN.label
    flat[r <= RADIUS_MM - SKIN_MM] = FAT.label
    flat[r <= RADIUS_MM - SKIN_MM - FAT_MM] = MUSCLE.label
    flat[np.hypot(x - VESSEL_AT[0], y - VESSEL_AT[1]) <= 3] = VESSEL.label
    flat[r <= BONE_RADIUS_MM] = BONE.label
    labels = np.repeat(flat[:, :, None], 100, 2)
    array = zarr.create_array(store={}, shape=labels.shape, dtype="uint16", chunks=(64, 64, 64))
    array[:] = labels
    return LabelVolume((OUTSIDE, SKIN, FAT, MUSCLE, BONE, VESSEL), origin, 1.0, array)


def surface() -> Surface:
    """Skin points of the limb."""
    angle, z = np.meshgrid(np.radians(np.arange(0, 360, 4)), np.arange(2.0, 98, 4), indexing="ij")
    normal = np.stack([np.cos(angle), np.sin(angle), np.zeros_like(angle)], -1).reshape(-1, 3)
    position = normal * RADIUS_MM + np.stack([CENTRE[0] + 0 * z, CENTRE[1] + 0 * z, z], -1).reshape(-1, 3)
    n = len(position)
    return Surface(position, normal, np.ones(n), np.full(n, -1), np.arange(n), KDTree(position))


def atlas() -> SimpleNamespace:
    """What `trace` needs of an atlas."""
    return SimpleNamespace(volume=volume(), surface=surface(), folder=Path("no-surfaces"))
