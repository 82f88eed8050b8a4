"""The views: from where, what part of the body, at what scale."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

LAYERS = (
    ("skin", "Skin"),
    ("superficial", "Superficial muscles"),
    ("middle", "Middle muscles"),
    ("deep", "Deep muscles"),
    ("skeleton", "Skeleton"),
)


@dataclass(frozen=True)
class ViewFrame:
    """An orthographic picture of the body.

    Attributes
    ----------
    towards : tuple of float
        Direction of sight (unit, LPS).
    down : tuple of float
        Direction of the picture's downward axis (unit, LPS).
    centre_mm : tuple of float
        Point in the middle of the picture.
    size_mm : tuple of float
        Width and height.
    clip_mm : tuple of (low, high) for x, y, z
        Only triangles whose middle lies in this box are drawn.
    skin_clip_mm : the same, or None
        Box of the skin where it differs.
    """

    id: str
    label: str
    group: str
    towards: tuple[float, float, float]
    down: tuple[float, float, float]
    centre_mm: tuple[float, float, float]
    size_mm: tuple[float, float]
    mm_per_px: float
    clip_mm: tuple[tuple[float, float], tuple[float, float], tuple[float, float]]
    skin_clip_mm: tuple[tuple[float, float], tuple[float, float], tuple[float, float]] | None = None

    @property
    def of_skin(self) -> ViewFrame:
        """The same frame with the box in which skin is drawn."""
        return replace(self, clip_mm=self.skin_clip_mm or self.clip_mm)

    @property
    def right(self) -> np.ndarray:
        """Unit vector (3,) of the picture's rightward axis."""
        return np.cross(self.down, self.towards)

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height in pixels, both multiples of four."""
        w, h = (round(s / self.mm_per_px / 4) * 4 for s in self.size_mm)
        return w, h

    @property
    def origin_mm(self) -> np.ndarray:
        """Point (3,) at the picture's upper left corner, in the plane through the centre."""
        w, h = self.size_px
        k = self.mm_per_px / 2
        return np.asarray(self.centre_mm) - self.right * w * k - np.asarray(self.down) * h * k

    def project(self, points_mm: np.ndarray) -> np.ndarray:
        """Pixel coordinates and depth (N, 3) of points (N, 3); smaller depth is nearer."""
        d = points_mm - self.origin_mm
        axes = np.stack([self.right / self.mm_per_px, np.asarray(self.down) / self.mm_per_px, self.towards])
        return d @ axes.T


EVERYWHERE = ((-1e4, 1e4),) * 3
FRONT, BACK = (0.0, 1.0, 0.0), (0.0, -1.0, 0.0)
FROM_LEFT, FROM_RIGHT = (-1.0, 0.0, 0.0), (1.0, 0.0, 0.0)
UP, DOWN = (0.0, 0.0, 1.0), (0.0, 0.0, -1.0)


def _box(
    x: tuple[float, float] = (-1e4, 1e4),
    y: tuple[float, float] = (-1e4, 1e4),
    z: tuple[float, float] = (-1e4, 1e4),
) -> tuple[tuple[float, float], tuple[float, float], tuple[float, float]]:
    return (x, y, z)


def _view(
    id: str,
    label: str,
    group: str,
    towards: tuple[float, float, float],
    centre: tuple[float, float, float],
    size: tuple[float, float],
    scale: float,
    down: tuple[float, float, float] = DOWN,
    clip: tuple[tuple[float, float], tuple[float, float], tuple[float, float]] = EVERYWHERE,
    skin_clip: tuple[tuple[float, float], tuple[float, float], tuple[float, float]] | None = None,
) -> ViewFrame:
    return ViewFrame(id, label, group, towards, down, centre, size, scale, clip, skin_clip)


_RIGHT_AND_WHOLE: tuple[ViewFrame, ...] = (
    _view("front", "Front", "Whole body", FRONT, (0, -90, 851), (700, 1784), 0.8),
    _view("back", "Back", "Whole body", BACK, (0, -90, 851), (700, 1784), 0.8),
    _view("left", "Left side", "Whole body", FROM_LEFT, (0, -100, 851), (460, 1784), 0.8),
    _view("right", "Right side", "Whole body", FROM_RIGHT, (0, -100, 851), (460, 1784), 0.8),
    _view("head-front", "Head, front", "Head and neck", FRONT, (0, -90, 1590), (250, 300), 0.28),
    _view("head-back", "Head, back", "Head and neck", BACK, (0, -90, 1590), (250, 300), 0.28),
    _view("head-left", "Head, left", "Head and neck", FROM_LEFT, (0, -95, 1590), (280, 300), 0.28),
    _view("head-right", "Head, right", "Head and neck", FROM_RIGHT, (0, -95, 1590), (280, 300), 0.28),
    _view("neck-front", "Neck, front", "Head and neck", FRONT, (0, -90, 1455), (330, 220), 0.3),
    _view("neck-back", "Neck, back", "Head and neck", BACK, (0, -90, 1475), (330, 260), 0.3),
    _view(
        "shoulder-front",
        "Right shoulder and armpit, front",
        "Shoulder",
        FRONT,
        (-145, -90, 1330),
        (250, 280),
        0.3,
        clip=_box(x=(-1e4, 20)),
    ),
    _view(
        "shoulder-back",
        "Right shoulder and armpit, back",
        "Shoulder",
        BACK,
        (-145, -90, 1330),
        (250, 280),
        0.3,
        clip=_box(x=(-1e4, 20)),
    ),
    _view(
        "hand-palm",
        "Right hand, palm side",
        "Hand",
        FRONT,
        (-280, -120, 795),
        (170, 270),
        0.25,
        clip=_box(x=(-1e4, -205), z=(-1e4, 960)),
    ),
    _view(
        "hand-back",
        "Right hand, back",
        "Hand",
        BACK,
        (-280, -120, 795),
        (170, 270),
        0.25,
        clip=_box(x=(-1e4, -205), z=(-1e4, 960)),
    ),
    _view(
        "foot-top",
        "Right foot, top",
        "Foot",
        DOWN,
        (-105, -122, 50),
        (176, 270),
        0.25,
        down=(0, 1, 0),
        clip=_box(x=(-1e4, 0), z=(-1e4, 130)),
    ),
    _view(
        "foot-sole",
        "Right foot, sole",
        "Foot",
        UP,
        (-105, -122, 50),
        (176, 270),
        0.25,
        down=(0, 1, 0),
        clip=_box(x=(-1e4, 0), z=(-1e4, 300)),
    ),
    _view(
        "foot-inner",
        "Right foot, inner side",
        "Foot",
        FROM_LEFT,
        (-95, -115, 75),
        (300, 190),
        0.25,
        clip=_box(x=(-1e4, 0)),
    ),
    _view(
        "foot-outer",
        "Right foot, outer side",
        "Foot",
        FROM_RIGHT,
        (-95, -115, 75),
        (300, 190),
        0.25,
        clip=_box(x=(-1e4, 0)),
    ),
    _view(
        "pelvic-floor",
        "Pelvic floor, from below",
        "Pelvis",
        UP,
        (0, -70, 880),
        (330, 250),
        0.35,
        down=(0, 1, 0),
        clip=_box(z=(835, 1100), x=(-150, 150)),
        skin_clip=_box(z=(792, 1e4), x=(-195, 195)),
    ),
)


def _mirrored(view: ViewFrame) -> ViewFrame:
    """The same close-up of the left side."""
    (x0, x1), y, z = view.clip_mm
    turn = (-view.towards[0] + 0.0, *view.towards[1:])
    return replace(
        view,
        id=f"{view.id}-left",
        label=view.label.replace("Right", "Left"),
        towards=turn,
        centre_mm=(-view.centre_mm[0], *view.centre_mm[1:]),
        clip_mm=((-x1, -x0), y, z),
    )


VIEWS: tuple[ViewFrame, ...] = _RIGHT_AND_WHOLE + tuple(
    _mirrored(v) for v in _RIGHT_AND_WHOLE if v.label.startswith("Right ") and v.group != "Whole body"
)
