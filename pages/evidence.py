"""Evidence: what is known and disputed, grades of techniques by condition, claims put right."""

import streamlit as st
from markupsafe import Markup

from triggerpoints.content import load_content
from triggerpoints.content.links import grade_order
from triggerpoints.ui import messages, shell
from triggerpoints.ui.html import blocks, evidence
from triggerpoints.ui.state import address, inputs

content = load_content()
values, problems = address.read({"technique": content.techniques, "condition": content.conditions})

_, choices = st.columns([2, 1])
with choices:
    voice = inputs.audience_switch()
st.title("Evidence")
messages.say_all(problems)

st.markdown("## How to read a grade")
st.html(evidence.grade_key(content, voice))
st.html(
    blocks.note(
        "A grade says how well something was tested, not how much it helps. It is given by the people who "
        "wrote these pages from the sources named. No clinician has reviewed it yet."
    )
)

st.markdown("## Techniques by condition")
pickers = st.columns(2)
for column, kind, records in (
    (pickers[0], "condition", content.conditions),
    (pickers[1], "technique", content.techniques),
):
    with column:
        inputs.search(
            kind,
            {id_: record.name for id_, record in records.items()},
            values[kind],
            label=f"Only this {kind}",
            placeholder=f"All {kind}s",
            key=f"evidence {kind}",
            label_shown=True,
        )
conditions = [c for c in content.conditions.values() if values["condition"] in (None, c.id)]
techniques = [t for t in content.techniques.values() if values["technique"] in (None, t.id)]
pairs = [
    (condition, tested)
    for condition in conditions
    for tested in condition.evidence
    if any(technique.id == tested.technique for technique in techniques)
]
graded = {tested.technique for _, tested in pairs}
st.html(
    evidence.evidence_table(
        [c for c in conditions if values["condition"] or any(c is condition for condition, _ in pairs)],
        [t for t in techniques if t.id in graded or values["technique"]],
    )
    + blocks.note("An empty cell means that no source supports a grade, not that it does not work.")
)
if values["condition"] or values["technique"]:
    for condition, tested in sorted(pairs, key=lambda pair: grade_order(pair[1].grade, pair[1].up_to)):
        name = f"{condition.name}: {content.techniques[tested.technique].name}"
        st.html(evidence.graded(content, name, tested, voice))
        params = address.with_audience(condition=condition.id)
        shell.link("conditions", f"Muscles of {evidence.lower_first(condition.plain_name)}", **params)

for kind, title in evidence.FINDING_KINDS.items():
    st.html(Markup("<h2>{}</h2>").format(title))
    st.html(
        Markup('<div class="tp-grid">')
        + Markup("").join(
            evidence.finding(content, f, voice) for f in content.findings.values() if f.kind == kind
        )
        + Markup("</div>")
    )

st.markdown("## Often heard, put right")
st.html(
    Markup('<div class="tp-grid">')
    + Markup("").join(evidence.claim(content, record, voice) for record in content.claims.values())
    + Markup("</div>")
)
