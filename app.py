"""Entry of the app: `streamlit run app.py` serves what is built here and draws the frame on every run.

Streamlit imports this file once as the web application, then runs it as a script for each visit.
"""

import streamlit as st

from triggerpoints.ui import shell
from triggerpoints.ui.find import session
from triggerpoints.ui.server import serving, startup

if __name__ == "__main__":
    shell.show(above=session.above_every_page)
else:
    app = st.App(
        __file__,
        routes=serving.routes(),
        middleware=serving.middleware(),
        lifespan=startup.lifespan,
    )
