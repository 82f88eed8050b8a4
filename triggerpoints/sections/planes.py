"""The planes of sections."""

from typing import Literal

PlaneKind = Literal["transverse", "sagittal", "coronal"]
PLANES: tuple[PlaneKind, ...] = ("transverse", "sagittal", "coronal")
