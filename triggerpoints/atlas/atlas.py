"""The atlas: views, layers, outlines, skin, places and label volume of one reference body."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np

from triggerpoints.atlas import files
from triggerpoints.atlas.attachments import AttachmentArea, End, load_attachments
from triggerpoints.atlas.contours import SMOOTHING_BLOCKS, contour_path, field_on_view
from triggerpoints.atlas.places import PlaceWeights, load_places
from triggerpoints.atlas.skin_figures import MAN, SkinFigure, load_moves
from triggerpoints.atlas.surface import BLOCK_PX, Surface, load_index, load_surface
from triggerpoints.atlas.view import View
from triggerpoints.atlas.volume import LabelVolume, load_volume

APART_SMOOTHED = 0.8  # an edge in a view is smoothed over this share of the distance of skin points


@dataclass(frozen=True)
class AtlasMuscle:
    """What the atlas knows of a muscle.

    Attributes
    ----------
    layer : str
        Layer whose picture shows it.
    best_view : str
    modelled : bool
        True when the source has no mesh and the shape was built from the attachments.
    divided : bool
        True when it was cut from a larger mesh.
    volume_ml : float or None
        Of one side.
    """

    layer: str
    best_view: str
    modelled: bool
    divided: bool
    volume_ml: float | None


@dataclass(frozen=True, eq=False)
class Atlas:
    """One reference body. Make it with `load_atlas`; everything heavy is read on first use."""

    folder: Path
    credits: str
    views: Mapping[str, View]
    layers: tuple[str, ...]
    layer_labels: Mapping[str, str]
    muscles: Mapping[str, AtlasMuscle]
    skin_figures: Mapping[str, SkinFigure] = field(default_factory=dict)

    def __repr__(self) -> str:
        """How much there is."""
        return f"<Atlas: {len(self.muscles)} muscles in {len(self.views)} views, {self.folder}>"

    @cached_property
    def surface(self) -> Surface:
        """The skin points."""
        return load_surface(files.asset(self.folder, files.SURFACE))

    @cached_property
    def places(self) -> PlaceWeights:
        """The places on the skin."""
        return load_places(files.asset(self.folder, files.PLACES), self.surface.mirror)

    @cached_property
    def attachments(self) -> Mapping[str, Mapping[End, AttachmentArea]]:
        """Where muscles touch the bones of their attachments, by muscle and end."""
        return load_attachments(files.asset(self.folder, files.ATTACHMENTS))

    @cached_property
    def volume(self) -> LabelVolume:
        """The label volume."""
        return load_volume(files.asset(self.folder, files.LABELS), files.asset(self.folder, files.STRUCTURES))

    @cached_property
    def _cache(self) -> dict[tuple[str, str], object]:
        return {}

    @cached_property
    def figure_views(self) -> Mapping[str, View]:
        """The views of other figures than the man."""
        return {view.id: view for figure in self.skin_figures.values() for view in figure.views.values()}

    def view(self, view: str) -> View:
        """A view of `views`, or one of another figure.

        Raises
        ------
        KeyError
        """
        return self.views[view] if view in self.views else self.figure_views[view]

    def is_view(self, view: str) -> bool:
        """Whether there is a view of that id, of any figure."""
        return view in self.views or view in self.figure_views

    def of_figure(self, view: str, figure: str, layer: str = "skin") -> str:
        """Id of the view that pictures a figure's skin; the man's where there is none, and below the skin."""
        known = self.skin_figures.get(figure)
        own = known.views.get(view) if known and layer == "skin" else None
        return own.id if own else view

    def skin_mm(self, figure: str = MAN) -> np.ndarray:
        """Where the skin points (N, 3) of a figure lie."""
        if figure not in self.skin_figures:
            return self.surface.position_mm
        key = ("skin", figure)
        if key not in self._cache:
            path = files.asset(self.folder, self.skin_figures[figure].moves_file)
            self._cache[key] = self.surface.position_mm + load_moves(path, self.surface.mirror)
        return self._cache[key]  # type: ignore[return-value]

    def shapes(self, view: str) -> dict:
        """Outlines of a view: ``{"full": ..., "visible": ...}``, SVG paths by muscle and side."""
        key = ("shapes", view)
        if key not in self._cache:
            path = files.asset(self.folder, self.views[view].shapes_file)
            with files.reading(path):
                shapes = json.loads(path.read_text(encoding="utf-8"))
                self._cache[key] = {"full": shapes["full"], "visible": shapes["visible"]} | shapes
        return self._cache[key]  # type: ignore[return-value]

    def index(self, view: str) -> np.ndarray:
        """Skin point seen at each block of 4 x 4 pixels of a view (h, w), -1 outside the body."""
        key = ("index", view)
        if key not in self._cache:
            index = load_index(files.asset(self.folder, self.view(view).surface_file)) + 1
            self._cache[key] = index.astype(np.min_scalar_type(int(index.max(initial=0))))  # half the memory
        return np.subtract(self._cache[key], 1, dtype=np.int32)  # type: ignore[call-overload]

    def pick(self, view: str, x_px: float, y_px: float) -> int | None:
        """Index of the skin point seen at a pixel of a view, or None outside the body."""
        index = self.index(view)
        row, col = int(y_px // BLOCK_PX), int(x_px // BLOCK_PX)
        if not (0 <= row < index.shape[0] and 0 <= col < index.shape[1]) or index[row, col] < 0:
            return None
        return int(index[row, col])

    def field(self, view: str, weights: np.ndarray) -> np.ndarray:
        """A field on the skin (N,) as a view shows it (h, w), one value a block."""
        return field_on_view(self.index(view), weights, self._smoothing_blocks(view))

    def _smoothing_blocks(self, view: str) -> float:
        """So much that the patches of skin that single points stand for do not show on edges."""
        key = ("smoothing", view)
        if key not in self._cache:
            index = self.index(view)
            apart_mm = float(np.sqrt(np.median(self.surface.area_mm2[index[index >= 0]])))
            block_mm = BLOCK_PX * self.view(view).mm_per_px
            self._cache[key] = max(SMOOTHING_BLOCKS, APART_SMOOTHED * apart_mm / block_mm)
        return self._cache[key]  # type: ignore[return-value]

    def contours(self, view: str, weights: np.ndarray, level: float) -> str:
        """SVG path (picture pixels) of the part of a view where weights (N,) reach `level`."""
        return contour_path(self.field(view, weights), level)


@cache
def load_atlas(folder: Path = files.ASSETS) -> Atlas:
    """Read the atlas's manifest; the same object every time.

    Raises
    ------
    MissingAssetError
        The folder has no manifest, or a damaged one.
    """
    path = files.asset(folder, files.MANIFEST)
    with files.reading(path):
        return _atlas(folder, json.loads(path.read_text(encoding="utf-8")))


def _atlas(folder: Path, manifest: dict[str, Any]) -> Atlas:
    views = {
        v["id"]: View(
            v["id"],
            v["label"],
            v["group"],
            v["width_px"],
            v["height_px"],
            v["mm_per_px"],
            np.array(v["origin_mm"]),
            np.array(v["right_mm"]),
            np.array(v["down_mm"]),
            v["stamp"],
            v["pictures"],
            v.get("sharp", {}),
            v["shapes"],
            v["surface"],
        )
        for v in manifest["views"]
    }
    return Atlas(
        folder,
        manifest["credits"],
        views,
        tuple(x["id"] for x in manifest["layers"]),
        {x["id"]: x["label"] for x in manifest["layers"]},
        {k: AtlasMuscle(**m) for k, m in manifest["muscles"].items()},
        {id_: _skin_figure(id_, known, views) for id_, known in manifest.get("figures", {}).items()},
    )


def _skin_figure(figure: str, known: dict[str, Any], views: Mapping[str, View]) -> SkinFigure:
    own = {
        view: replace(
            views[view],
            id=f"{figure}-{view}",
            stamp=files_["stamp"],
            pictures={"skin": files_["picture"]},
            sharp={"skin": files_["sharp"]},
            surface_file=files_["surface"],
            figure=figure,
        )
        for view, files_ in known["views"].items()
    }
    return SkinFigure(figure, known["moves"], own)
