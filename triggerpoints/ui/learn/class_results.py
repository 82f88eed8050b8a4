"""Results of a class: files that students handed in, as tables and as a body coloured by what was missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from triggerpoints.quoting import quoted
from triggerpoints.study import results
from triggerpoints.study.kinds import KINDS
from triggerpoints.study.results import ClassResults, Result, UnreadableResultError
from triggerpoints.ui import messages
from triggerpoints.ui.html import blocks
from triggerpoints.ui.learn import question_map

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content
    from triggerpoints.content.models.base import Evidence

_FILES = "learn result files"
MOST_SAID = 5
SHARES: tuple[tuple[float, Evidence, str], ...] = (
    (0.5, "moderate", "Missed by half or more"),
    (0.2, "low", "Missed by a fifth or more"),
    (-1.0, "very_low", "Mostly known"),
)


def class_results(atlas: Atlas, content: Content) -> None:
    """Draw the way to open the files, and what they hold together."""
    st.html(
        Markup('<h1 class="tp-name">Results of a class</h1><p class="tp-sub">{}</p>').format(
            "Open the files that your students saved, all at once. They are read here and not kept: close "
            "the page, and they are gone."
        )
    )
    files = st.file_uploader(
        f"Results, up to {results.MAX_FILES} files",
        type="json",
        accept_multiple_files=True,
        key=_FILES,
        max_upload_size=1,
    )
    found, problems = _read([(file.name, file.size, file) for file in files or []])
    for sentence in problems[:MOST_SAID]:
        messages.say(sentence, "error")
    if len(problems) > MOST_SAID:
        messages.say(f"{len(problems) - MOST_SAID} more files could not be read.", "error")
    if found:
        _together(atlas, content, results.put_together(found))


def _read(files: list) -> tuple[list[Result], list[str]]:
    """Results of the files that can be read, and a sentence for each other one."""
    found, problems = [], []
    for name, size, file in files[: results.MAX_FILES]:
        try:
            if size > results.MAX_BYTES:
                raise UnreadableResultError("it is too large to be a result")
            found.append(results.from_json(file.getvalue()))
        except UnreadableResultError as error:
            problems.append(f"The file {quoted(name, 40)} was left out: {error}.")
    if len(files) > results.MAX_FILES:
        problems.append(f"Only the first {results.MAX_FILES} files were read.")
    return found, problems


def _together(atlas: Atlas, content: Content, known: ClassResults) -> None:
    total = sum(len(result.answers) for result in known.results)
    right = sum(result.right for result in known.results)
    st.html(
        blocks.note(
            f"{len(known.results)} result{'' if len(known.results) == 1 else 's'}, {total} answers, "
            f"{100 * right / max(1, total):.0f} % right."
        )
    )
    if known.sets > 1:
        messages.say(
            f"These results are of {known.sets} different sets. Compare students only within one set.",
            "warning",
        )
    map_side, table_side = st.columns([1, 1.2], gap="large")
    muscles = [muscle for muscle in known.asked if muscle in content.muscles]
    with map_side, st.container(key="learn-map"):
        shares = {muscle: _grade(known.share_missed(muscle)) for muscle in muscles}
        names = {grade: label for _, grade, label in SHARES}
        question_map.draw_shares(atlas, content, shares, names, "learn class map")
    with table_side:
        st.html(Markup('<h2 class="tp-step">By student</h2>') + _students(content, known))
        st.html(Markup('<h2 class="tp-step">By muscle, most missed first</h2>') + _muscles(content, known))


def _grade(share_missed: float) -> Evidence:
    return next(grade for least, grade, _ in SHARES if share_missed >= least)


def _students(content: Content, known: ClassResults) -> Markup:
    rows = Markup("").join(
        Markup("<tr><th scope='row'>{}</th><td>{} of {}</td><td>{:.0f} %</td><td>{}</td></tr>").format(
            result.name,
            result.right,
            len(result.answers),
            100 * result.right / len(result.answers),
            ", ".join(_asked(content, a.muscle, a.kind) for a in result.answers if not a.is_right)
            or "nothing",
        )
        for result in known.results
    )
    return _table("Student", "Right", "Share", "To repeat", rows=rows)


def _muscles(content: Content, known: ClassResults) -> Markup:
    order = sorted(known.asked, key=lambda m: (-known.share_missed(m), m))
    rows = Markup("").join(
        Markup("<tr><th scope='row'>{}</th><td>{} of {}</td><td>{:.0f} %</td></tr>").format(
            _name(content, muscle),
            known.missed[muscle],
            known.asked[muscle],
            100 * known.share_missed(muscle),
        )
        for muscle in order
    )
    return _table("Muscle", "Missed", "Share", rows=rows)


def _table(*heads: str, rows: Markup) -> Markup:
    head = Markup("").join(Markup("<th scope='col'>{}</th>").format(text) for text in heads)
    return Markup(
        '<div class="tp-scroll" tabindex="0" role="region" aria-label="{}">'
        '<table class="tp-class"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>'
    ).format(f"Table: {heads[0]}", head, rows)


def _name(content: Content, muscle: str) -> str:
    return content.muscles[muscle].names.en if muscle in content.muscles else muscle


def _asked(content: Content, muscle: str, kind: str) -> str:
    return f"{_name(content, muscle)} ({KINDS.get(kind, kind).lower()})"  # type: ignore[call-overload]
