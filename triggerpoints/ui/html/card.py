"""Parts of a muscle's card that are words alone; the browser may show them before the server's answer."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from triggerpoints.referral.sentences import plain_name
from triggerpoints.ui.html import blocks, flags, known
from triggerpoints.ui.html.glossary import explained
from triggerpoints.ui.state.audience import worded_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content, Muscle
    from triggerpoints.figures.state import Audience

MOST_KEPT = 1000  # in the words of both audiences, some 3 kB each


@lru_cache(MOST_KEPT)
def part(atlas: Atlas, content: Content, name: str, muscle: str, audience: Audience) -> Markup:
    """A part of the card, with what it is and of whom, which the browser reads.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    name : str
        One of `PARTS`.
    muscle : str
    audience : {'patient', 'student'}
    """
    with worded_for(audience):  # it is kept for all visits, and files are made outside of any
        words = PARTS[name](atlas, content, muscle, audience)
    return Markup('<div data-card="{}" data-of="{}">{}</div>').format(name, muscle, words)


def _head(atlas: Atlas, content: Content, muscle_id: str, audience: Audience) -> Markup:
    muscle = content.muscles[muscle_id]
    heading = blocks.heading(content, muscle, atlas.muscles.get(muscle.id), audience)
    signs = flags.line if audience == "student" else flags.box
    return heading + signs(content, muscle.red_flag_regions)


def _overview(_: Atlas, content: Content, muscle_id: str, audience: Audience) -> Markup:
    muscle, student = content.muscles[muscle_id], audience == "student"
    of = f"muscles, {muscle.id}"
    said = muscle.overview.student if student else muscle.overview.plain
    parts = [Markup('<p class="tp-said">{}</p>').format(explained(said))]
    if student:
        parts += [_anatomy(muscle), known.basis(content, muscle.anatomy, audience, of)]
    symptoms = muscle.symptoms.student if student else muscle.symptoms.plain
    parts += [Markup('<h4 aria-level="2">What people notice</h4>'), blocks.bullets(symptoms)]
    parts.append(known.basis(content, muscle.symptoms, audience, of))
    if muscle.causes.plain:
        parts += [Markup('<h4 aria-level="2">What can set it off</h4>'), blocks.bullets(muscle.causes.plain)]
        parts.append(known.basis(content, muscle.causes, audience, of))
    if muscle.look_alikes:
        ordered = sorted(muscle.look_alikes, key=lambda other: not other.urgent)
        named = (
            f"{other.name if student else plain_name(other.name)}"
            f"{' (needs care soon)' if other.urgent else ''}: {other.plain}"
            for other in ordered
        )
        parts += [Markup('<h4 aria-level="2">What else can feel like this</h4>'), blocks.bullets(named)]
    return Markup("").join(parts)


def _anatomy(muscle: Muscle) -> Markup:
    anatomy, names = muscle.anatomy, muscle.names
    roots = f" ({', '.join(anatomy.roots)})" if anatomy.roots else ""
    return blocks.facts(
        [
            ("Proximal attachment", anatomy.proximal_attachment),
            ("Distal attachment", anatomy.distal_attachment),
            ("Action", anatomy.action),
            ("Innervation", anatomy.nerve + roots),
            ("Latin", names.la),
            ("French", names.fr),
            ("Spanish", names.es),
            ("Portuguese", names.pt),
            ("Italian", names.it),
            ("Also called", ", ".join(names.synonyms)),
            ("TA2", str(muscle.ta2 or "")),
            ("FMA", muscle.fma or ""),
        ]
    )


def _needle_depth(_: Atlas, content: Content, muscle_id: str, audience: Audience) -> Markup:
    muscle = content.muscles[muscle_id]
    depth, of = muscle.needle_depth, f"muscles, {muscle.id}"
    basis = known.basis(content, depth, audience, of)
    if audience == "patient":
        said = Markup('<p class="tp-said">{}</p>').format(explained(depth.plain))
        return said + blocks.facts([("Who may do it", depth.performed_by)]) + basis
    needle = blocks.facts(
        [
            ("Depth class", blocks.depth_class(content, depth.depth_class)),
            *((f"Hazard {n}", f"{h.structure}. {h.note}") for n, h in enumerate(depth.hazards, start=1)),
            ("Principle", depth.principle),
            *((("What varies", depth.varies),) if depth.varies else ()),
            *((m.what, f"{m.value} ({_cited(content, m.source)})") for m in depth.measured),
            ("Performed by", depth.performed_by),
        ]
    )
    layers = muscle.layers
    varies = (("What varies", layers.varies),) if layers.varies else ()
    beneath = blocks.facts([("Beneath", layers.beneath), *varies])
    caution = blocks.note("Anatomy to learn, not an instruction to needle.")
    return needle + caution + basis + beneath + known.basis(content, layers, audience, of)


def _cited(content: Content, key: str) -> str:
    return content.sources[key].cite if key in content.sources else key


PARTS: dict[str, Callable[[Atlas, Content, str, Audience], Markup]] = {
    "head": _head,
    "overview": _overview,
    "needle-depth": _needle_depth,
}
