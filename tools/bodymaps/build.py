"""Build everything in assets/bodymaps from the source meshes.

Usage: python -m tools.bodymaps.build ANATOMY_FOLDER [--stage NAME ...] [--view NAME ...]

A stopped build goes on where it was: finished intermediate files in build/ are kept and reused
while their inputs are unchanged. --stage runs only the named stages, in the order below; --view alone
runs those that a new view needs. At the end the digests of all files are noted.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from PIL import Image
from scipy.spatial import cKDTree
from tqdm import tqdm

from tools.bodymaps import digests, masks
from tools.bodymaps import surface as skin_points
from tools.bodymaps.layers import layering
from tools.bodymaps.meshes import SourceBody, muscle_recipes
from tools.bodymaps.pictures import Painter, pictures
from tools.bodymaps.scenes import SKIN_FILE, SKIN_ID, BodyScenes
from tools.bodymaps.shapes import SCALE, mirrored_shapes, shapes, silhouette
from tools.bodymaps.views import LAYERS, MIRROR_IMAGES, VIEWS, ViewFrame, twin_of
from triggerpoints.atlas.files import FIGURES

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "assets" / "bodymaps"
BUILD = ROOT / "build"
PICTURE_QUALITY, SHARP_QUALITY = 82, 78
VIEW_STAGES = ["skin", "models", "masks", "pictures", "surface", "manifest"]
CREDITS = (
    "Body maps computed from BodyParts3D, (c) The Database Center for Life Science, licensed under "
    "CC Attribution 4.0 International; terms from Z-Anatomy, CC BY-SA 4.0. Changed: a skin figure and "
    "missing muscles were modelled, pictures, outlines, measurements and a label volume were computed. "
    "These maps are published under CC BY-SA 4.0."
)


def save_json(path: Path, data: object) -> None:
    """Write compact JSON with sorted keys, so that equal content gives equal bytes."""
    path.write_text(
        json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")), encoding="utf-8"
    )


def stage_skin(body: SourceBody, views: list[ViewFrame]) -> None:
    """Skin figure (build/skin.npz)."""
    if not SKIN_FILE.exists():
        from tools.bodymaps.skin import make_skin

        make_skin(body, SKIN_FILE)


def stage_models(body: SourceBody, views: list[ViewFrame]) -> None:
    """Missing muscles, sheets and hazards (build/models, build/fascia, build/hazards)."""
    from tools.bodymaps import hazards
    from tools.bodymaps.models import __main__ as models
    from tools.bodymaps.models import fascia
    from tools.bodymaps.models.scene import Scene

    if names := models.missing():
        models.build(body, names)
    if names := fascia.missing():
        fascia.build(Scene(body, {m: models.load(m) for m in models.BUILDERS}), names)
    if names := hazards.missing():
        hazards.build(body, names)


def stage_masks(body: SourceBody, views: list[ViewFrame]) -> None:
    """Voxels of every structure (build/masks)."""
    masks.build(body)


def stage_pictures(body: SourceBody, views: list[ViewFrame]) -> None:
    """Pictures and outlines (assets/bodymaps/<view>.<layer>.webp, <view>.shapes.json)."""
    scenes = BodyScenes(body)
    painter = Painter(scenes, round(SCALE))
    for frame in tqdm(views, desc="pictures", unit="view"):
        twin = twin_of(frame)
        painter.scale = round(SCALE) // frame.sharpness
        images, shown = pictures(painter, frame.sharp)
        for layer, image in images.items():
            if frame.sharpness > 1:
                save_picture(image, sharp_file(frame, layer), SHARP_QUALITY)
                if twin:
                    save_picture(image[:, ::-1], sharp_file(twin, layer), SHARP_QUALITY)
            small = smaller(image, frame.sharpness)
            save_picture(small, f"{frame.id}.{layer}.webp")
            if twin:
                save_picture(small[:, ::-1], f"{twin.id}.{layer}.webp")
        found = shapes(scenes, frame, shown)
        save_json(ASSETS / f"{frame.id}.shapes.json", found)
        if twin:
            save_json(ASSETS / f"{twin.id}.shapes.json", mirrored_shapes(found, frame.size_px[0]))


def sharp_file(frame: ViewFrame, layer: str) -> str:
    """File name of the picture that is fetched when a reader zooms in."""
    return f"{frame.id}.{layer}.sharp.webp"


def smaller(image: np.ndarray, times: int) -> np.ndarray:
    """A picture (H, W, 4) some times smaller, its colours weighted by how much they cover."""
    if times == 1:
        return image
    h, w = image.shape[:2]
    size = (w // times, h // times)
    fine = image[..., 3:].astype(np.float32)
    colour = np.asarray(cv2.resize(image[..., :3] * fine, size, interpolation=cv2.INTER_AREA))
    cover = np.asarray(cv2.resize(fine, size, interpolation=cv2.INTER_AREA))[..., None]
    straight = np.where(cover > 0.5, colour / np.maximum(cover, 0.5), 255)
    return (np.dstack([straight, cover]) + 0.5).astype(np.uint8)


def save_picture(image: np.ndarray, name: str, quality: int = PICTURE_QUALITY) -> None:
    """Write an RGBA picture (H, W, 4)."""
    Image.fromarray(np.ascontiguousarray(image), "RGBA").save(
        ASSETS / name, quality=quality, method=4, alpha_quality=90
    )


def stage_surface(body: SourceBody, views: list[ViewFrame]) -> None:
    """Skin points and where they are seen (surface.npz, <view>.surface.png)."""
    with np.load(SKIN_FILE) as z:
        v, f = z["vertices"].astype(np.float64), z["faces"].astype(np.int64)
    arrays = skin_points.build(v, f)
    np.savez_compressed(ASSETS / "surface.npz", **arrays)  # type: ignore[arg-type]
    skin = BodyScenes(body).skin
    frames = [f for f in VIEWS if f in views or f in map(twin_of, views)]
    for frame in tqdm(frames, desc="surface", unit="view"):
        index = skin_points.index_picture(skin, frame, arrays["position_mm"], arrays["normal"])
        save_index(index, f"{frame.id}.surface.png")


def save_index(index: np.ndarray, name: str) -> None:
    """Write which skin point is seen where (h, w), plus one."""
    rgb = np.stack([index & 255, (index >> 8) & 255, index >> 16], -1).astype(np.uint8)
    Image.fromarray(rgb, "RGB").save(ASSETS / name, optimize=True)


def stage_figures(body: SourceBody, views: list[ViewFrame]) -> None:
    """Skins of other figures than the man (figures/)."""
    from tools.bodymaps import skin_figure_pictures, skin_figures

    scenes = BodyScenes(body)
    painter = Painter(scenes, round(SCALE))
    skin = skin_figures.Skin(*scenes.skin_mesh)
    (ASSETS / FIGURES).mkdir(exist_ok=True)
    with np.load(ASSETS / "surface.npz") as z:
        points, normals, mirror = z["position_mm"].astype(float), z["normal"].astype(float), z["mirror"]
    stored = int((mirror >= np.arange(len(mirror))).sum())
    room = skin_figure_pictures.room_mm(skin)
    for name, move in skin_figures.moves(skin, skin_figures.SHAPES, room).items():
        own = skin_figure_pictures.scene(skin, move, SKIN_ID)
        at = skin_figures.at_points(skin, move, points, normals, mirror)
        skin_figures.write(ASSETS / FIGURES / f"{name}.bin", at, stored)
        facing = own.normals[cKDTree(own.vertices).query(points + at)[1]]
        for frame in (f for f in views if f.group == "Whole body"):
            painter.scale = round(SCALE) // frame.sharpness
            image = skin_figure_pictures.picture(painter, frame.sharp, own, skin.vertices)
            twin = twin_of(frame)
            for view, drawn in ((frame, image), *([(twin, image[:, ::-1])] if twin else [])):
                own_files = figure_files(name, view)
                save_picture(drawn, own_files["sharp"], SHARP_QUALITY)
                save_picture(smaller(drawn, frame.sharpness), own_files["picture"])
                save_index(skin_points.index_picture(own, view, points + at, facing), own_files["surface"])


def figure_files(figure: str, view: ViewFrame) -> dict[str, str]:
    """Names of the files of a figure's view."""
    base = f"{FIGURES}/{figure}.{view.id}"
    return {"picture": f"{base}.webp", "sharp": f"{base}.sharp.webp", "surface": f"{base}.surface.png"}


def figure_entries() -> dict[str, dict]:
    """What the manifest says of the figures that there are."""
    entries: dict[str, dict] = {}
    for moved in sorted((ASSETS / FIGURES).glob("*.bin")):
        views = {}
        for view in (v for v in VIEWS if v.group == "Whole body"):
            names = figure_files(moved.stem, view)
            stamp = 0
            for name in (names["picture"], names["surface"]):
                stamp = zlib.crc32((ASSETS / name).read_bytes(), stamp)
            views[view.id] = {**names, "stamp": f"{stamp:08x}"}
        entries[moved.stem] = {"moves": f"{FIGURES}/{moved.name}", "views": views}
    return entries


def stage_manifest(body: SourceBody, views: list[ViewFrame]) -> None:
    """Manifest (manifest.json)."""
    scenes, layers = BodyScenes(body), layering().layer
    recipes = muscle_recipes()
    muscles = {}
    for muscle in (m for m in scenes.muscles if m in layers):
        areas = {}
        for frame in (f for f in VIEWS if f.group == "Whole body"):
            areas[frame.id] = float(silhouette(*scenes.mesh(muscle, "right"), frame, 0.5)[1].sum())
        seen = {}
        for frame in VIEWS:
            path = ASSETS / f"{frame.id}.shapes.json"
            if path.exists():
                data = json.loads(path.read_text(encoding="utf-8"))["visible"][layers[muscle]].get(muscle, {})
                seen[frame.id] = sum(len(p) for p in data.values())
        whole = [v.id for v in VIEWS if v.group == "Whole body"]
        largest = max(
            areas.values()
        )  # from the front and from the back an outline is as large: what is seen decides
        best = max(whole, key=lambda v: (seen.get(v, 0) > 0, round(areas[v] / largest, 2), seen.get(v, 0)))
        mask_file = masks.mask_path(masks.Part(muscle, muscle, "muscle", True))
        volume = float(masks.load_mask(mask_file)[1].sum()) / 1000 if mask_file.exists() else None
        muscles[muscle] = {
            "layer": layers[muscle],
            "best_view": best,
            "modelled": "model" in recipes[muscle],
            "divided": "cut" in recipes[muscle],
            "volume_ml": None if volume is None else round(volume, 1),
        }
    entries = []
    for frame in VIEWS:
        if not (ASSETS / f"{frame.id}.shapes.json").exists():
            continue
        w, h = frame.size_px
        stamp = 0
        for layer, _ in LAYERS:
            stamp = zlib.crc32((ASSETS / f"{frame.id}.{layer}.webp").read_bytes(), stamp)
        entries.append(
            {
                "id": frame.id,
                "label": frame.label,
                "group": frame.group,
                "width_px": w,
                "height_px": h,
                "mm_per_px": frame.mm_per_px,
                "origin_mm": [round(float(x), 3) for x in frame.origin_mm],
                "right_mm": [float(x) + 0.0 for x in frame.right],
                "down_mm": [float(x) + 0.0 for x in frame.down],
                "stamp": f"{stamp:08x}",
                "pictures": {layer: f"{frame.id}.{layer}.webp" for layer, _ in LAYERS},
                "sharp": {layer: sharp_file(frame, layer) for layer, _ in LAYERS if frame.sharpness > 1},
                "shapes": f"{frame.id}.shapes.json",
                "surface": f"{frame.id}.surface.png",
            }
        )
    manifest = {
        "version": 1,
        "credits": CREDITS,
        "layers": [{"id": i, "label": t} for i, t in LAYERS],
        "views": entries,
        "muscles": muscles,
        "figures": figure_entries(),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (ASSETS / "manifest.json").write_text(text + "\n", encoding="utf-8")


def stage_places(body: SourceBody, views: list[ViewFrame]) -> None:
    """Places put on the skin (places.npz)."""
    from tools.bodymaps import places

    places.build(ROOT / "data" / "places.yml", ASSETS)


def stage_volume(body: SourceBody, views: list[ViewFrame]) -> None:
    """Label volume (labels.zarr, structures.json)."""
    from tools.bodymaps import volume

    volume.build(body, ASSETS)


def stage_solids(body: SourceBody, views: list[ViewFrame]) -> None:
    """Surfaces of the body that turns (solids/)."""
    from tools.bodymaps.solids.build import build

    build(body, ASSETS)


def stage_report(body: SourceBody, views: list[ViewFrame]) -> None:
    """Measurements and contact sheets (docs/atlas.md, docs/atlas/)."""
    from tools.bodymaps import report

    report.write(body)


STAGES: dict[str, Callable[[SourceBody, list[ViewFrame]], None]] = {
    "skin": stage_skin,
    "models": stage_models,
    "masks": stage_masks,
    "pictures": stage_pictures,
    "surface": stage_surface,
    "figures": stage_figures,
    "manifest": stage_manifest,
    "places": stage_places,
    "volume": stage_volume,
    "solids": stage_solids,
    "report": stage_report,
}


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("anatomy", type=Path, help="folder with meshes.npz and structures.csv")
    parser.add_argument("--stage", nargs="*", choices=list(STAGES))
    parser.add_argument("--view", nargs="*", choices=[v.id for v in VIEWS if v not in MIRROR_IMAGES])
    args = parser.parse_args()
    body = SourceBody(args.anatomy)
    ASSETS.mkdir(parents=True, exist_ok=True)
    BUILD.mkdir(exist_ok=True)
    views = [v for v in VIEWS if v not in MIRROR_IMAGES and (not args.view or v.id in args.view)]
    wanted = args.stage or (VIEW_STAGES if args.view else list(STAGES))
    for name in (s for s in STAGES if s in wanted):
        print(f"[{name}] {(STAGES[name].__doc__ or '').strip()}", flush=True)
        STAGES[name](body, views)
    digests.write(ASSETS)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
