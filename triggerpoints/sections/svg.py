"""A scene as SVG text."""

from __future__ import annotations

from html import escape

import numpy as np

from triggerpoints.sections.scene import Colour, Label, Scene, Shape, Stroke

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"


def svg(scene: Scene, *, width_px: int | None = None, credit: str = "", notes: tuple[str, ...] = ()) -> str:
    """Write a scene as one SVG element.

    Parameters
    ----------
    scene : Scene
    width_px : int, optional
        Fixed width for a file; without it the picture fills its container.
    credit : str
        Small line below the picture.
    notes : tuple of str
        Lines between the picture and the credit.
    """
    left, top, width, height = scene.frame_mm
    small = width / 95
    lines = [*notes, credit] if credit else list(notes)
    wrapped = [piece for line in lines for piece in wrap(line, int(width / (0.5 * small)))]
    extra = (len(wrapped) * 1.35 + 0.6) * small if wrapped else 0.0
    total = height + extra
    size = f' width="{width_px}" height="{round(width_px * total / width)}"' if width_px else ""
    x, y, w, h = scene.clip_mm
    named_beside = any(isinstance(item, Label) and item.mark == "callout" for item in scene.over)
    without_names = f'data-clip="{x:.1f} {top:.1f} {w:.1f} {total:.1f}" ' if named_beside else ""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="{left:.1f} {top:.1f} {width:.1f} {total:.1f}"{size} '
        f"{without_names}"
        f'role="img" aria-label="{escape(scene.caption)}" font-family="{FONT}" class="tp-section">',
        f'<clipPath id="clip"><rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}"/></clipPath>',
    ]
    if width_px:
        parts.append(
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{total:.1f}" fill="#fff"/>'
        )
    parts.append('<g clip-path="url(#clip)">')
    parts += [_item(item) for item in scene.inside]
    parts.append("</g>")
    parts += [_item(item) for item in scene.over]
    for n, line in enumerate(wrapped):
        parts.append(
            f'<text x="{left + small:.1f}" y="{top + height + (n + 1) * 1.35 * small:.1f}" '
            f'font-size="{small:.2f}" fill="#444">{escape(line)}</text>'
        )
    parts.append("</svg>")
    return "".join(parts)


def wrap(text: str, columns: int) -> list[str]:
    """A text in lines of at most so many letters."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + len(word) < columns:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def path_data(rings: tuple[np.ndarray, ...]) -> str:
    """SVG path data of closed rings."""
    pieces = []
    for ring in rings:
        flat = np.round(ring[:-1] if len(ring) > 3 else ring, 1).ravel().tolist()
        pieces.append("M" + " ".join(map(_number, flat)) + "Z")
    return "".join(pieces)


def _number(value: float) -> str:
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def _hex(colour: Colour) -> str:
    return f"#{colour[0]:02x}{colour[1]:02x}{colour[2]:02x}"


def _item(item: Shape | Stroke | Label) -> str:
    if isinstance(item, Shape):
        edge = f' stroke="{_hex(item.edge)}" stroke-width="{item.edge_mm}"' if item.edge else ""
        title = f' data-t="{escape(item.title)}"' if item.title else ""
        mark = f' class="{item.mark}"' if item.mark else ""
        return (
            f'<path d="{path_data(item.rings)}" fill="{_hex(item.fill)}" fill-rule="evenodd" '
            f'stroke-linejoin="round"{edge}{title}{mark}/>'
        )
    if isinstance(item, Stroke):
        d = "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in item.points)
        dash = f' stroke-dasharray="{3 * item.width_mm:.2f}"' if item.dashed else ""
        mark = f' class="{item.mark}"' if item.mark else ""
        return (
            f'<path d="{d}" fill="none" stroke="{_hex(item.colour)}" stroke-width="{item.width_mm:.2f}" '
            f'stroke-linecap="round" pointer-events="none"{dash}{mark}/>'
        )
    halo = (
        f' paint-order="stroke" stroke="#fff" stroke-opacity=".75" stroke-width="{item.size_mm * 0.22:.2f}"'
    )
    mark = f' class="{item.mark}"' if item.mark else ""
    look = (halo if item.halo else "") + (' font-weight="650"' if item.bold else "")
    return (
        f'<text x="{item.x_mm:.1f}" y="{item.y_mm:.1f}" font-size="{item.size_mm:.2f}" '
        f'text-anchor="{item.anchor}" fill="{_hex(item.colour)}" pointer-events="none"{look}{mark}>'
        f"{escape(item.text)}</text>"
    )
