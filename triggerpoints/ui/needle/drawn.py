"""The drawn section of the page 'Under the needle', kept for a class that looks at the same planes."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from triggerpoints.sections import names, svg
from triggerpoints.sections.cut import CutPlane, Section, cut
from triggerpoints.sections.path import NeedlePath
from triggerpoints.sections.scene import Scene, SectionOptions, section_scene
from triggerpoints.sections.tendons import with_tendons

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

MOST_KEPT = 128  # some 25 kB each


@dataclass(frozen=True)
class DrawnSection:
    """A section as the page shows it.

    Attributes
    ----------
    packed_svg : bytes
    caption : str
        Says what the picture shows.
    kinds, muscles : frozenset of str
        Of the structures that the plane cuts, in the picture or beside it.
    structures : tuple of str
        The name of each, with its side.
    """

    packed_svg: bytes
    caption: str
    kinds: frozenset[str]
    muscles: frozenset[str]
    structures: tuple[str, ...]

    @property
    def svg(self) -> Markup:
        """The picture."""
        return Markup(zlib.decompress(self.packed_svg).decode())  # noqa: S704 - written by `svg.svg`


@lru_cache(8)  # up to 1 MB each
def section_of(atlas: Atlas, plane: CutPlane) -> Section:
    """Section of the atlas's body.

    Raises
    ------
    ValueError
        The plane misses the body there.
    """
    return with_tendons(atlas, cut(atlas.volume, plane))


def scene_of(
    atlas: Atlas, content: Content, path: NeedlePath, plane: CutPlane, options: SectionOptions, title: str
) -> Scene:
    """The section with a path as a scene; parameters as those of `section_scene`."""
    return section_scene(content, section_of(atlas, plane), path, options, title)


@lru_cache(MOST_KEPT)
def drawn_section(
    atlas: Atlas, content: Content, path: NeedlePath, plane: CutPlane, options: SectionOptions, title: str
) -> DrawnSection:
    """The section with a path as the page shows it; parameters as those of `section_scene`.

    Raises
    ------
    ValueError
        The plane misses the body there.
    """
    scene = scene_of(atlas, content, path, plane, options, title)
    regions = section_of(atlas, plane).regions
    return DrawnSection(
        zlib.compress(svg.svg(scene).encode(), 1),
        scene.caption,
        frozenset(region.structure.kind for region in regions),
        frozenset(region.structure.muscle for region in regions if region.structure.muscle),
        tuple(names.with_side(content, region.structure, region.side) for region in regions),
    )
