"""What pictures of single lit muscles frame, and the sheets that they are laid on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from triggerpoints.atlas import load_atlas
from triggerpoints.atlas.solids import SolidPart, load_solids

FOLDER = Path(__file__).parents[2] / "docs" / "body3d"
CELL_PX, LABEL_PX, COLUMNS, ROWS = 240, 18, 8, 7
QUALITY = 74
MARGIN, BELLY_ROOM, SHORT = 1.25, 1.4, 0.7


def framed(part: SolidPart) -> tuple[tuple[float, ...], float]:
    """Middle and radius of what a picture frames: the belly alone where its tendon is much longer."""
    mesh = load_solids().mesh(part.id)
    belly_mm = mesh.position_mm[mesh.tendon < 0.5]
    middle_mm = (belly_mm.min(0) + belly_mm.max(0)) / 2
    radius_mm = BELLY_ROOM * float(np.linalg.norm(belly_mm - middle_mm, axis=1).max())
    if radius_mm < SHORT * part.radius_mm:
        return tuple(middle_mm.tolist()), radius_mm
    return part.centre_mm, part.radius_mm


def sheets(pictures: dict[str, Image.Image], stem: str, folder: Path = FOLDER) -> None:
    """Lay pictures, by what stands below each, on sheets named <stem>-1.webp and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{stem}-*.webp"):
        old.unlink()
    font, credits = ImageFont.load_default(11), load_atlas().credits
    per_sheet, names = COLUMNS * ROWS, list(pictures)
    for n, start in enumerate(range(0, len(names), per_sheet), start=1):
        mine = names[start : start + per_sheet]
        rows = -(-len(mine) // COLUMNS)
        sheet = Image.new("RGB", (COLUMNS * CELL_PX, rows * (CELL_PX + LABEL_PX) + LABEL_PX), "white")
        for k, name in enumerate(mine):
            at = (k % COLUMNS * CELL_PX, k // COLUMNS * (CELL_PX + LABEL_PX))
            sheet.paste(pictures[name].resize((CELL_PX, CELL_PX), Image.Resampling.LANCZOS), at)
            ImageDraw.Draw(sheet).text((at[0] + 3, at[1] + CELL_PX + 2), name, fill="black", font=font)
        ImageDraw.Draw(sheet).text((3, sheet.height - LABEL_PX + 2), credits, fill="black", font=font)
        sheet.save(folder / f"{stem}-{n}.webp", quality=QUALITY, method=6)
