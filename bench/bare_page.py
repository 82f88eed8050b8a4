"""The smallest page that answers a click; the yardstick of click_latency.py."""

import streamlit as st

count = st.session_state.setdefault("count", 0)
if st.button("Count"):
    st.session_state["count"] = count = count + 1
st.html(f'<div id="answer" data-shown="{count}">{count}</div>')
