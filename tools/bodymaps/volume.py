"""The label volume: which structure is at each millimetre of the body."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import zarr
from scipy import ndimage
from tqdm import tqdm
from zarr.codecs import ZstdCodec

from tools.bodymaps.masks import GRID, load_mask, mask_path
from tools.bodymaps.meshes import SourceBody, muscle_recipes
from tools.bodymaps.scenes import SKIN_FILE
from tools.bodymaps.structures import KINDS, parts
from tools.bodymaps.voxels import mask
from triggerpoints.atlas.files import LABELS, STRUCTURES

SKIN_THICKNESS_MM = 2
CHUNK, SHARD = (32, 32, 32), (704, 320, 128)


def build(body: SourceBody, assets: Path) -> None:
    """Paint all masks, from skin to bone, and save the volume and its table.

    Later kinds (`structures.KINDS`) win over earlier ones; among muscles the smaller wins.
    Mirrored structures are painted on the right half (x < 0) and reflected; left and right share a label.
    """
    labels = np.zeros(GRID.shape, np.uint16)
    table = [
        {"label": 1, "id": "skin", "name": "Skin", "kind": "skin"},
        {"label": 2, "id": "soft-tissue", "name": "Fat and other soft tissue", "kind": "fat"},
    ]
    with np.load(SKIN_FILE) as z:
        body_box, inside = mask(z["vertices"].astype(np.float64), z["faces"].astype(np.int64), GRID)
    rim = inside & (
        ndimage.distance_transform_cdt(np.pad(inside, 1), "taxicab")[1:-1, 1:-1, 1:-1] <= SKIN_THICKNESS_MM
    )
    labels[body_box] = inside.astype(np.uint16) * 2 - rim
    found = [(p, mask_path(p)) for p, _, _ in parts(body)]
    found = [(p, path) for p, path in found if path.exists()]
    size = {p: path.stat().st_size for p, path in found}
    order = sorted(
        found, key=lambda x: (KINDS.index(x[0].kind if x[0].kind in KINDS else "organ"), -size[x[0]], x[0].id)
    )
    seen: set[str] = set()
    listed = set(muscle_recipes())
    for number, (part, path) in enumerate(tqdm(order, desc="labels", unit="structure"), start=3):
        where, inside = load_mask(path)
        labels[where][inside] = number
        if part.mirrored:
            x = where[0]
            flipped = (slice(GRID.shape[0] - x.stop, GRID.shape[0] - x.start), *where[1:])
            labels[flipped][inside[::-1]] = number
        identity = part.id if part.id not in seen else f"{part.id}-{part.kind}"
        seen.add(identity)
        row = {
            "label": number,
            "id": identity,
            "name": part.name,
            "kind": part.kind,
            "mirrored": part.mirrored,
        }
        if part.kind == "muscle" and part.id in listed:
            row["muscle"] = part.id
        table.append(row)
    counts = np.bincount(labels.ravel(), minlength=len(table) + 1)
    for number, row in enumerate(table, start=1):
        row["voxels"] = int(counts[number])
    target = assets / LABELS
    unfinished = target.with_suffix(".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    array = zarr.create_array(
        store=str(unfinished),
        shape=labels.shape,
        dtype="uint16",
        chunks=CHUNK,
        shards=SHARD,
        compressors=ZstdCodec(level=19),  # unlike Blosc the same bytes on every machine
        fill_value=0,
        config={"write_empty_chunks": True},  # so that a block that is missing later can be told
        attributes={"origin_mm": list(GRID.origin_mm), "step_mm": GRID.step_mm, "frame": "LPS"},
    )
    array[:] = labels
    shutil.rmtree(target, ignore_errors=True)
    unfinished.rename(target)
    (assets / STRUCTURES).write_text(
        json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8"
    )
