"""About: what this is, how sure its words are, where it comes from, under which licence."""

import streamlit as st

from triggerpoints import __version__, load_content
from triggerpoints.atlas import load_atlas
from triggerpoints.content.reviews import said_of_all
from triggerpoints.ui import shell
from triggerpoints.ui.html import blocks, evidence

content = load_content()

st.title("More, and about this explorer")
for page, label in (
    ("visit", "Your first needling visit"),
    ("under_the_needle", "Under the needle: what lies beneath each point"),
    ("compare", "Compare muscles"),
    ("glossary", "Words explained"),
    ("evidence", "How sure is this? The evidence"),
):
    shell.link(page, label)
st.markdown(
    """
Trigger Point Explorer shows muscles, their trigger points and the zones where they are known to send pain,
on maps made from one real human body.

**What it is not.** It does not diagnose. Published patterns overlap, and pain has many causes.
No record has been reviewed by a clinician until its page says so.

**Privacy.** Nothing you choose or paint leaves the computer that runs this app. Your own browser keeps what
you marked, so that nothing is lost, until you let it forget, and how the empty map of a page looks, so that
it is there at once next time. There is no tracking.

**Licences.** The code is under the MIT licence. Pictures, outlines and all else made from the anatomy data
are under CC BY-SA 4.0.
"""
)
st.html(evidence.how_sure(content) + blocks.note(f"{said_of_all(content)}."))
st.html(blocks.note(load_atlas().credits) + blocks.note(f"Version {__version__}"))
