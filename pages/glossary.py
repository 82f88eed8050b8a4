"""Glossary: the words of the field in plain words and for students."""

import streamlit as st
from markupsafe import Markup

from triggerpoints.content import load_content
from triggerpoints.ui import messages
from triggerpoints.ui.html import blocks, known
from triggerpoints.ui.state import address, inputs

content = load_content()
values, problems = address.read({"term": content.glossary})
title, choices = st.columns([2, 1], vertical_alignment="center")
with title:
    st.title("Glossary")
with choices:
    voice = inputs.audience_switch()
messages.say_all(problems)

if voice == "patient":
    st.markdown(
        "On the other pages these words have a dotted line below them. "
        "Rest on one, tap it or tab to it to read what it means."
    )
terms = sorted(content.glossary.values(), key=lambda term: term.term.casefold())
inputs.search(
    "term",
    {term.id: ", ".join([term.term, *term.forms]) for term in terms},
    values["term"],
    label="Find a word",
    placeholder="Find a word: type it or what you call it",
    key="glossary term",
)
if values["term"]:
    chosen = content.glossary[values["term"]]
    terms = [chosen, *(content.glossary[id_] for id_ in chosen.see)]
cards = []
for term in terms:
    forms = Markup('<p class="tp-note">Also: {}</p>').format(", ".join(term.forms)) if term.forms else ""
    meaning = Markup('<p class="tp-said">{}</p>').format(term.plain)
    if voice == "student":
        meaning += Markup('<p class="tp-said">{}</p>{}').format(
            term.student, known.basis(content, term, voice)
        )
    cards.append(
        Markup('<article id="term-{}"><h3 aria-level="2">{}</h3>{}{}</article>').format(
            term.id, term.term, meaning, forms
        )
    )
st.html(Markup('<div class="tp-grid">{}</div>').format(Markup("").join(cards)))
st.html(blocks.note(f"{len(content.glossary)} words. The explanations are our own."))
