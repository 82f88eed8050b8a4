"""Draw docs/atlas/finding-1.webp ...: each finding of the first review of the plates, before and after.

Usage: python -m tools.docs.findings COMMIT        (the last commit with the plates that were reviewed)

Before stands on the left, as git holds it; after on the right, as the atlas is now.
"""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[2]
ASSETS, FOLDER = "assets/bodymaps", ROOT / "docs" / "atlas"
HEIGHT_PX, GAP_PX, QUALITY = 300, 8, 72

Crop = tuple[str, tuple[float, float, float, float]]  # picture, and left, top, right, bottom as shares of it
WHOLE = (0.0, 0.0, 1.0, 1.0)

# Finding: what was reviewed, and what stands for it now.
FINDINGS: dict[int, tuple[list[Crop], list[Crop]]] = {
    1: (
        [("back.superficial", (0.26, 0.42, 0.74, 0.99)), ("right.superficial", (0.2, 0.42, 0.85, 0.99))],
        [("back.superficial", (0.26, 0.42, 0.74, 0.99)), ("right.superficial", (0.2, 0.42, 0.85, 0.99))],
    ),
    2: (
        [("pelvic-floor.superficial", WHOLE), ("foot-top.superficial", WHOLE)],
        [("pelvic-floor.superficial", WHOLE), ("foot-top.superficial", WHOLE)],
    ),
    3: (
        [("neck-back.middle", WHOLE), ("back.deep", (0.26, 0.55, 0.74, 0.99))],
        [("neck-back.middle", WHOLE), ("back.deep", (0.26, 0.55, 0.74, 0.99))],
    ),
    4: (
        [("neck-back.superficial", WHOLE), ("shoulder-back.deep", WHOLE)],
        [("neck-back.superficial", WHOLE), ("shoulder-back.deep", WHOLE)],
    ),
    5: ([("front.superficial", (0.2, 0.15, 0.8, 0.5))], [("front.superficial", (0.2, 0.15, 0.8, 0.5))]),
    6: (
        [("head-left.superficial", WHOLE), ("head-left.middle", WHOLE)],
        [("head-left.superficial", WHOLE), ("head-left.middle", WHOLE)],
    ),
    7: ([("head-front.middle", WHOLE)], [("head-front.middle", WHOLE)]),
    9: ([], [("head-below.middle", WHOLE), ("head-top.superficial", WHOLE), ("trunk-side.superficial", WHOLE),
             ("leg-inner.superficial", WHOLE), ("calf.deep", WHOLE)]),
    10: (
        [("head-front.skin", WHOLE), ("hand-palm.skin", WHOLE)],
        [("head-front.skin", WHOLE), ("hand-palm.skin", WHOLE)],
    ),
}  # fmt: skip
"""Finding 8 is about zones: docs/patterns has their plates."""


def picture(name: str, commit: str | None) -> Image.Image:
    """A picture of the atlas on white, of a commit or as it is."""
    path = f"{ASSETS}/{name}.webp"
    if commit is None:
        data = (ROOT / path).read_bytes()
    else:
        data = subprocess.run(
            ["git", "show", f"{commit}:{path}"], cwd=ROOT, check=True, capture_output=True
        ).stdout
    image = Image.open(io.BytesIO(data)).convert("RGBA")
    page = Image.new("RGBA", image.size, "white")
    page.alpha_composite(image)
    return page.convert("RGB")


def row(crops: list[Crop], commit: str | None) -> list[Image.Image]:
    """Crops of one height."""
    found = []
    for name, (left, top, right, bottom) in crops:
        page = picture(name, commit)
        w, h = page.size
        crop = page.crop((round(left * w), round(top * h), round(right * w), round(bottom * h)))
        found.append(
            crop.resize((round(crop.width * HEIGHT_PX / crop.height), HEIGHT_PX), Image.Resampling.LANCZOS)
        )
    return found


def main(commit: str) -> None:
    """Write the pictures."""
    for number, (before, after) in FINDINGS.items():
        parts = [row(before, commit), row(after, None)]
        width = sum(image.width + GAP_PX for part in parts for image in part) + 2 * GAP_PX
        sheet, x = Image.new("RGB", (width, HEIGHT_PX), "white"), 0
        for part in parts:
            for image in part:
                sheet.paste(image, (x, 0))
                x += image.width + GAP_PX
            x += 2 * GAP_PX
        sheet.save(FOLDER / f"finding-{number}.webp", quality=QUALITY)


if __name__ == "__main__":
    main(*sys.argv[1:2])
