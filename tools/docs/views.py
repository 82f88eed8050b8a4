"""Draw four muscles in the four whole-body views for docs/views/, to compare with the published patterns.

Usage: python -m tools.docs.views

Each picture shows the muscle on the right side in the picture of its own layer, with its trigger points
and zones. Run it again after the body maps or the patterns have changed.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from triggerpoints.atlas import Atlas, load_atlas
from triggerpoints.content import Content, Muscle, load_content
from triggerpoints.figures import MapState, body_png
from triggerpoints.figures.framing import WHOLE_BODY
from triggerpoints.ui.html.blocks import zone_places

FOLDER = Path(__file__).parents[2] / "docs" / "views"
MUSCLES = ("trapezius-upper", "infraspinatus", "piriformis", "soleus")
WIDTH_OF_876_PX = 640  # all views keep one scale; this is the width of a picture of 876 px
LARGEST_BYTES = 150_000


def main() -> None:
    """Write the pictures and their index."""
    atlas, content = load_atlas(), load_content()
    FOLDER.mkdir(exist_ok=True)
    views = [view.id for view in atlas.views.values() if view.group == WHOLE_BODY]
    for id_ in MUSCLES:
        for view in views:
            state = MapState(muscle=id_, view=view, layer=atlas.muscles[id_].layer)
            width_px = round(atlas.views[view].width_px * WIDTH_OF_876_PX / 876)
            _save(body_png(atlas, content, state, width_px=width_px), FOLDER / f"{id_}-{view}.webp")
    text = index(atlas, content, views)
    (FOLDER / "README.md").write_text(text, encoding="utf-8")
    print(f"Wrote {len(MUSCLES) * len(views)} pictures and an index to {FOLDER.name}/.")


def index(atlas: Atlas, content: Content, views: list[str]) -> str:
    """The page that shows all pictures, with the patterns in words."""
    parts = [
        "# Four muscles in four views\n\nMade by `python -m tools.docs.views` from the body maps and "
        "`data/`. The muscle is on the right side of the body, in full colour; the teal line is all of its "
        "outline, also where others cover it. Crosses are trigger points, paler where they lie on the far "
        "side. Solid red: essential zone. Dots: spillover zone. The paler the zone, the less sources agree."
    ]
    for id_ in MUSCLES:
        muscle = content.muscles[id_]
        titles = " | ".join(atlas.views[view].label for view in views)
        pictures = " | ".join(f"![{muscle.names.en}, {view}]({id_}-{view}.webp)" for view in views)
        parts.append(
            f"## {muscle.names.en}\n\n| {titles} |\n|{'---|' * len(views)}\n| {pictures} |\n\n"
            + "\n".join(_pattern(content, muscle))
        )
    return "\n\n".join(parts) + "\n"


def _pattern(content: Content, muscle: Muscle) -> list[str]:
    lines = ["| point | essential | spillover | sources |", "|---|---|---|---|"]
    for point in muscle.trigger_points:
        essential, spillover = (
            ", ".join(zone_places(content, point, kind, "student")) for kind in ("essential", "spillover")
        )
        cited = "; ".join(content.sources[key].cite for key in point.sources if key in content.sources)
        lines.append(f"| {point.label} | {essential} | {spillover} | {cited} |")
    return lines


def _save(picture: Image.Image, path: Path) -> None:
    """Save as WebP, at the best quality that keeps the file small."""
    for quality in (88, 80, 70, 60):
        picture.save(path, quality=quality, method=6)
        if path.stat().st_size <= LARGEST_BYTES:
            return


if __name__ == "__main__":
    main()
