"""A scene as SVG text."""

from __future__ import annotations

import numpy as np
from markupsafe import Markup

from triggerpoints.sections.scene import Colour, Label, Line, Scene, Shape

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"


def svg(
    scene: Scene, *, width_px: int | None = None, credit: str = "", notes: tuple[str, ...] = ()
) -> Markup:
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
    size = (
        Markup(' width="{}" height="{}"').format(width_px, round(width_px * total / width))
        if width_px
        else Markup()
    )
    x, y, w, h = scene.clip_mm
    named_beside = any(isinstance(item, Label) and item.mark == "callout" for item in scene.over)
    narrow_left, narrow_width = scene.narrow_mm or (x, w)
    without_names = (
        Markup('data-clip="{:.1f} {:.1f} {:.1f} {:.1f}" ').format(narrow_left, top, narrow_width, total)
        if named_beside
        else Markup()
    )
    parts = [
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" '
            'viewBox="{:.1f} {:.1f} {:.1f} {:.1f}"{} '
            "{}"
            'role="img" aria-label="{}" font-family="{}" class="tp-section">'
        ).format(left, top, width, total, size, without_names, scene.caption, FONT),
        Markup(
            '<clipPath id="clip"><rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/></clipPath>'
        ).format(x, y, w, h),
    ]
    if width_px:
        parts.append(
            Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" fill="#fff"/>').format(
                left, top, width, total
            )
        )
    parts.append(Markup('<g clip-path="url(#clip)">'))
    parts += [_item(item) for item in scene.inside]
    parts.append(Markup("</g>"))
    parts += [_item(item) for item in scene.over]
    if scene.when_narrow and not width_px:  # a file has room for all names
        parts.append(Markup('<g class="when-narrow" display="none" pointer-events="none">'))
        parts += [_item(item) for item in scene.when_narrow]
        parts.append(Markup("</g>"))
    for n, line in enumerate(wrapped):
        parts.append(
            Markup('<text x="{:.1f}" y="{:.1f}" font-size="{:.2f}" fill="#444">{}</text>').format(
                left + small, top + height + (n + 1) * 1.35 * small, small, line
            )
        )
    parts.append(Markup("</svg>"))
    return Markup("").join(parts)


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


def _attribute(name: str, value: object) -> Markup:
    """An attribute with a space before it; nothing without a value."""
    return Markup(' %s="%s"') % (name, value) if value else Markup()


def _item(item: Shape | Line | Label) -> Markup:
    """One element. `%` escapes as `format` does and takes a fifth of the time; a section has hundreds."""
    mark = _attribute("class", item.mark)
    if isinstance(item, Shape):
        edge = Markup()
        if item.edge:
            edge = _attribute("stroke", _hex(item.edge)) + _attribute("stroke-width", item.edge_mm)
        return Markup('<path d="%s" fill="%s" fill-rule="evenodd" stroke-linejoin="round"%s%s%s/>') % (
            path_data(item.rings), _hex(item.fill), edge, _attribute("data-t", item.title), mark,
        )  # fmt: skip
    if isinstance(item, Line):
        d = "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in item.points)
        dash = _attribute("stroke-dasharray", f"{3 * item.width_mm:.2f}" if item.dashed else "")
        return Markup(
            '<path d="%s" fill="none" stroke="%s" stroke-width="%.2f" '
            'stroke-linecap="round" pointer-events="none"%s%s/>'
        ) % (d, _hex(item.colour), item.width_mm, dash, mark)
    look = Markup()
    if item.halo:
        look += Markup(' paint-order="stroke" stroke="#fff" stroke-opacity=".75"')
        look += _attribute("stroke-width", f"{item.size_mm * 0.22:.2f}")
    look += _attribute("font-weight", "650" if item.bold else "")
    return Markup(
        '<text x="%.1f" y="%.1f" font-size="%.2f" text-anchor="%s" fill="%s" '
        'pointer-events="none"%s%s>%s</text>'
    ) % (item.x_mm, item.y_mm, item.size_mm, item.anchor, _hex(item.colour), look, mark, item.text)
