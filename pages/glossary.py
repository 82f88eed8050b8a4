"""Glossary: the words of the field in plain words and for students."""

from html import escape

import streamlit as st

from triggerpoints.content import load_content
from triggerpoints.ui import messages
from triggerpoints.ui.html import blocks, evidence
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
    forms = f'<p class="tp-note">Also: {escape(", ".join(term.forms))}</p>' if term.forms else ""
    meaning = f'<p class="tp-said">{escape(term.plain)}</p>'
    if voice == "student":
        meaning += f'<p class="tp-said">{escape(term.student)}</p>{evidence.basis(content, term, voice)}'
    cards.append(f'<article id="term-{term.id}"><h3>{escape(term.term)}</h3>{meaning}{forms}</article>')
st.html(f'<div class="tp-grid">{"".join(cards)}</div>')
st.html(blocks.note(f"{len(content.glossary)} words. The explanations are our own."))
