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
        Only what lies in this box is drawn; a cut through the body is closed with the face of the cut.
    skin_clip_mm : the same, or None
        Box of the skin where it differs.
    only : tuple of str, or None
        Regions of `layers.yml`, and muscles, that are drawn; None: all.
    without : tuple of str
        Parts of `layers.yml` (`parts`) that are taken off, with their muscles and bones.
    hollow : bool
        The face of a cut shows muscle and bone only, and lets see what lies behind it between them.
    skin_healed : bool
        The skin is drawn on over the face of its cut, as if what is taken off had never been there.
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
    only: tuple[str, ...] | None = None
    without: tuple[str, ...] = ()
    hollow: bool = False
    skin_healed: bool = False

    @property
    def of_skin(self) -> ViewFrame:
        """The same frame with the box in which skin is drawn."""
        return replace(self, clip_mm=self.skin_clip_mm or self.clip_mm)

    @property
    def right(self) -> np.ndarray:
        """Unit vector (3,) of the picture's rightward axis."""
        return np.cross(self.down, self.towards)

    @property
    def sharpness(self) -> int:
        """How many times finer the picture is that a reader gets who zooms in; 1: there is none."""
        return 2 if self.group == "Whole body" else 1

    @property
    def sharp(self) -> ViewFrame:
        """The same frame with pixels `sharpness` times finer."""
        w, h = (n * self.mm_per_px for n in self.size_px)
        return replace(self, size_mm=(w, h), mm_per_px=self.mm_per_px / self.sharpness)

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

    @property
    def depth_range_mm(self) -> tuple[float, float]:
        """Nearest and farthest depth that the box leaves."""
        corners = np.array([[low, high] for low, high in self.clip_mm], float) - self.origin_mm[:, None]
        ends = np.sort(corners * np.asarray(self.towards)[:, None], axis=1).sum(0)
        return float(ends[0]), float(ends[1])

    @property
    def cut_depth_mm(self) -> float | None:
        """Depth of the face that the box cuts towards the viewer, None where nothing is cut."""
        near = self.depth_range_mm[0]
        return near if near > -FAR_MM / 2 else None

    def columns_and_rows(self, scale: float = 1.0) -> np.ndarray | None:
        """Which pixels (H, W) of a picture `scale` times finer the box leaves; None: all."""
        across = [i for i in range(3) if abs(self.towards[i]) < 0.5]
        if all(abs(side) >= FAR_MM for i in across for side in self.clip_mm[i]):
            return None
        w, h = (round(s * scale) for s in self.size_px)
        step = self.mm_per_px / scale
        keep = np.ones((h, w), bool)
        for axis, (low, high) in enumerate(self.clip_mm):
            if abs(self.towards[axis]) > 0.5:
                continue
            across = (np.arange(w) + 0.5) * step * self.right[axis]
            along = (np.arange(h) + 0.5) * step * self.down[axis]
            at = self.origin_mm[axis] + across[None] + along[:, None]
            keep &= (at >= low) & (at <= high)
        return keep

    def project(self, points_mm: np.ndarray) -> np.ndarray:
        """Pixel coordinates and depth (N, 3) of points (N, 3); smaller depth is nearer."""
        d = points_mm - self.origin_mm
        axes = np.stack([self.right / self.mm_per_px, np.asarray(self.down) / self.mm_per_px, self.towards])
        return d @ axes.T


FAR_MM = 1e4
EVERYWHERE = ((-FAR_MM, FAR_MM),) * 3
FRONT, BACK = (0.0, 1.0, 0.0), (0.0, -1.0, 0.0)
FROM_LEFT, FROM_RIGHT = (-1.0, 0.0, 0.0), (1.0, 0.0, 0.0)
UP, DOWN = (0.0, 0.0, 1.0), (0.0, 0.0, -1.0)


def _box(
    x: tuple[float, float] = (-FAR_MM, FAR_MM),
    y: tuple[float, float] = (-FAR_MM, FAR_MM),
    z: tuple[float, float] = (-FAR_MM, FAR_MM),
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
    only: tuple[str, ...] | None = None,
    without: tuple[str, ...] = (),
    hollow: bool = False,
    skin_healed: bool = False,
) -> ViewFrame:
    cut = (clip, skin_clip, only, without, hollow, skin_healed)
    return ViewFrame(id, label, group, towards, down, centre, size, scale, *cut)


def _tilted(degrees: float) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """Sight and downward axis of a view from the front that is turned up (less than 0: down)."""
    c, s = float(np.cos(np.radians(degrees))), float(np.sin(np.radians(degrees)))
    return (0.0, c, s), (0.0, s, -c)


FROM_BELOW_THE_CHIN, FROM_ABOVE_THE_TOES = _tilted(52), _tilted(-52)


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
        clip=_box(x=(-FAR_MM, 20)),
    ),
    _view(
        "shoulder-back",
        "Right shoulder and armpit, back",
        "Shoulder",
        BACK,
        (-145, -90, 1330),
        (250, 280),
        0.3,
        clip=_box(x=(-FAR_MM, 20)),
    ),
    _view(
        "hand-palm",
        "Right hand, palm side",
        "Hand",
        FRONT,
        (-280, -120, 795),
        (170, 270),
        0.25,
        clip=_box(x=(-FAR_MM, -205), z=(-FAR_MM, 960)),
    ),
    _view(
        "hand-back",
        "Right hand, back",
        "Hand",
        BACK,
        (-280, -120, 795),
        (170, 270),
        0.25,
        clip=_box(x=(-FAR_MM, -205), z=(-FAR_MM, 960)),
    ),
    _view(
        "foot-top",
        "Right foot, top",
        "Foot",
        centre=(-105, -130, 60),
        size=(180, 280),
        scale=0.25,
        clip=_box(x=(-FAR_MM, 0)),
        towards=FROM_ABOVE_THE_TOES[0],
        down=FROM_ABOVE_THE_TOES[1],
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
        clip=_box(x=(-FAR_MM, 0), z=(-FAR_MM, 112)),
        skin_clip=_box(x=(-FAR_MM, 0), z=(-FAR_MM, 300)),
    ),
    _view(
        "foot-inner",
        "Right foot, inner side",
        "Foot",
        FROM_LEFT,
        (-95, -115, 75),
        (300, 190),
        0.25,
        clip=_box(x=(-FAR_MM, 0)),
    ),
    _view(
        "foot-outer",
        "Right foot, outer side",
        "Foot",
        FROM_RIGHT,
        (-95, -115, 75),
        (300, 190),
        0.25,
        clip=_box(x=(-FAR_MM, 0)),
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
        clip=_box(z=(-FAR_MM, 1100), x=(-165, 165)),
        skin_clip=_box(z=(792, FAR_MM), x=(-195, 195)),
        only=("pelvic-floor", "gluteus-maximus", "piriformis", "deep-lateral-rotators"),
        without=("leg",),
    ),
    _view(
        "head-below",
        "Head, from below the chin",
        "Head and neck",
        centre=(0, -145, 1527),
        size=(230, 200),
        scale=0.28,
        towards=FROM_BELOW_THE_CHIN[0],
        down=FROM_BELOW_THE_CHIN[1],
    ),
    _view(
        "head-top",
        "Head, from above",
        "Head and neck",
        DOWN,
        (0, -85, 1600),
        (220, 260),
        0.28,
        down=(0, 1, 0),
        clip=_box(z=(1470, FAR_MM)),
        skin_clip=EVERYWHERE,
    ),
    _view("chest", "Chest, front", "Trunk", FRONT, (0, -90, 1300), (400, 300), 0.35),
    _view("belly", "Belly, front", "Trunk", FRONT, (0, -90, 1030), (340, 390), 0.35),
    _view("upper-back", "Upper back", "Trunk", BACK, (0, -90, 1310), (400, 330), 0.35),
    _view("low-back", "Low back", "Trunk", BACK, (0, -90, 1060), (340, 320), 0.35),
    _view(
        "trunk-side",
        "Right side of the trunk, without the arm",
        "Trunk",
        FROM_RIGHT,
        (-90, -105, 1185),
        (290, 470),
        0.35,
        skin_clip=_box(x=(-172, 172)),
        without=("arm",),
        skin_healed=True,
    ),
    _view(
        "hip-side",
        "Right hip, outer side",
        "Hip",
        FROM_RIGHT,
        (-90, -75, 890),
        (280, 340),
        0.35,
        clip=_box(x=(-FAR_MM, 0)),
        skin_clip=_box(x=(-178, 0)),
        without=("arm",),
        skin_healed=True,
    ),
    _view("buttock", "Buttocks, back", "Hip", BACK, (0, -90, 890), (380, 330), 0.35),
    *(
        _view(
            f"{part}-{end}",
            f"Right {part}, {end}",
            group,
            FRONT if end == "front" else BACK,
            centre,
            size,
            scale,
            clip=clip,
        )
        for part, group, centre, size, scale, clip in (
            ("elbow", "Arm", (-212, -90, 1100), (170, 250), 0.25, _box(x=(-FAR_MM, -140))),
            ("forearm", "Arm", (-245, -90, 985), (180, 330), 0.3, _box(x=(-FAR_MM, -168))),
            ("thigh", "Leg", (-90, -90, 660), (210, 520), 0.4, _box(x=(-FAR_MM, 0))),
            ("knee", "Leg", (-85, -90, 440), (180, 260), 0.25, _box(x=(-FAR_MM, 0))),
        )
        for end in ("front", "back")
    ),
    _view(
        "calf", "Right calf, back", "Leg", BACK, (-80, -90, 270), (190, 470), 0.35, clip=_box(x=(-FAR_MM, 0))
    ),
    _view(
        "leg-inner",
        "Right leg, inner side",
        "Leg",
        FROM_LEFT,
        (-80, -95, 430),
        (300, 880),
        0.5,
        clip=_box(x=(-FAR_MM, 0)),
        skin_clip=_box(x=(-185, 0)),
        without=("arm",),
        hollow=True,
        skin_healed=True,
    ),
)


def _mirrored(view: ViewFrame) -> ViewFrame:
    """The same close-up of the left side."""
    turn = (-view.towards[0] + 0.0, *view.towards[1:])
    return replace(
        view,
        id=f"{view.id}-left",
        label=view.label.replace("Right", "Left"),
        towards=turn,
        centre_mm=(-view.centre_mm[0], *view.centre_mm[1:]),
        clip_mm=_turned(view.clip_mm),
        skin_clip_mm=None if view.skin_clip_mm is None else _turned(view.skin_clip_mm),
    )


def _turned(
    box: tuple[tuple[float, float], tuple[float, float], tuple[float, float]],
) -> tuple[tuple[float, float], tuple[float, float], tuple[float, float]]:
    """The mirror image of a box."""
    (x0, x1), y, z = box
    return ((-x1, -x0), y, z)


_TWINS = {
    v.id: _mirrored(v) for v in _RIGHT_AND_WHOLE if v.label.startswith("Right ") and v.group != "Whole body"
}
_CLOSE_UPS_OF_THE_LEFT = tuple(_TWINS.values())
_TWINS |= {
    right: next(v for v in _RIGHT_AND_WHOLE if v.id == left)
    for right, left in (("right", "left"), ("head-right", "head-left"))
}
MIRROR_IMAGES: tuple[ViewFrame, ...] = tuple(_TWINS.values())
"""Views of the left side: their pictures and outlines are mirror images of the right ones."""

VIEWS: tuple[ViewFrame, ...] = _RIGHT_AND_WHOLE + _CLOSE_UPS_OF_THE_LEFT


def twin_of(view: ViewFrame) -> ViewFrame | None:
    """The view of the left side that is the mirror image of a view of the right side."""
    return _TWINS.get(view.id)
