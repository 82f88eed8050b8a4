"""Places on the skin: how much each skin point belongs to each named place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import numpy as np

from triggerpoints.atlas.files import reading


@dataclass(frozen=True)
class PlaceWeights:
    """Weights of places on skin points.

    Attributes
    ----------
    ids : tuple of str
    nearest : ndarray (N,) int16
        Index into `ids` of the place each skin point belongs to.
    digest : str
        Fingerprint of the ``places.yml`` the weights were made from.
    """

    ids: tuple[str, ...]
    nearest: np.ndarray
    digest: str
    _start: np.ndarray
    _point: np.ndarray
    _weight: np.ndarray
    _mirror: np.ndarray
    _meant: Mapping[str, tuple[np.ndarray, np.ndarray]] = field(default_factory=dict)

    def content(self) -> bytes:
        """Everything that the weights depend on."""
        arrays = (self.nearest, self._start, self._point, self._weight, self._mirror)
        return "\n".join(self.ids).encode() + b"".join(array.tobytes() for array in arrays)

    def weights(self, place: str, side: str = "both") -> np.ndarray:
        """How much each skin point belongs to a place.

        Parameters
        ----------
        place : str
            Id of ``data/places.yml``.
        side : {"right", "left", "both"}
            A midline place is the same on every side.

        Returns
        -------
        ndarray (N,) float32 in 0..1

        Raises
        ------
        KeyError
            The atlas has no such place.
        """
        if place not in self.ids:
            raise KeyError(
                f"The atlas has no place '{place}'. Run the builder's stage 'places' after a change."
            )
        if side not in ("right", "left", "both"):
            raise ValueError(f"Side is '{side}'; it must be right, left or both.")
        i = self.ids.index(place)
        rows = slice(self._start[i], self._start[i + 1])
        return self._on_side(self._point[rows], self._weight[rows], side)

    def meant(self, place: str, side: str = "both") -> np.ndarray:
        """The same with all that people mean by the name of the place; see `Geometry.also`.

        Parameters
        ----------
        place : str
        side : {"right", "left", "both"}

        Returns
        -------
        ndarray (N,) float32 in 0..1
        """
        exact = self.weights(place, side)
        return self._on_side(*self._meant[place], side) if place in self._meant else exact

    def _on_side(self, points: np.ndarray, weight_bytes: np.ndarray, side: str) -> np.ndarray:
        out = np.zeros(len(self._mirror), np.float32)
        weight = weight_bytes.astype(np.float32) / 255
        if side in ("right", "both"):
            out[points] = weight
        if side in ("left", "both"):
            other = self._mirror[points]
            out[other] = np.maximum(out[other], weight)
        return out


def load_places(path: Path, mirror: np.ndarray) -> PlaceWeights:
    """Read ``places.npz``; `mirror` is the surface's."""
    with reading(path), np.load(path) as z:
        return PlaceWeights(
            tuple(str(i) for i in z["ids"]),
            z["nearest"],
            str(z["digest"]),
            z["start"],
            z["point"],
            z["weight"],
            mirror,
            MappingProxyType(
                {
                    str(place): (z["meant_point"][first:end], z["meant_weight"][first:end])
                    for place, first, end in zip(
                        z["meant_ids"], z["meant_start"], z["meant_start"][1:], strict=False
                    )
                }
            ),
        )
