"""What a page shows, kept in its address alone: links, Back and reload bring the same page."""

from __future__ import annotations

from collections.abc import Container, Mapping

import streamlit as st

from triggerpoints.quoting import quoted
from triggerpoints.ui.state import audience

_SEEN = "audience of the address"
_WRITTEN = "address of the page"


def read(known: Mapping[str, Container[str]]) -> tuple[dict[str, str | None], list[str]]:
    """Values of the address that the page knows.

    Parameters
    ----------
    known : mapping of str to container of str
        Name of a parameter to the values it may have.

    Returns
    -------
    values : dict of str to str or None
        None where the parameter is missing or wrong.
    problems : list of str
        One sentence for each wrong value, for the reader of the page.
    """
    _adopt_audience()
    problems: list[str] = []
    params = st.query_params.to_dict()
    st.session_state[_WRITTEN] = params
    return {name: known_value(params, name, allowed, problems) for name, allowed in known.items()}, problems


def known_value(
    params: Mapping[str, str], name: str, allowed: Container[str], problems: list[str]
) -> str | None:
    """Value of a parameter, or None with a sentence added to `problems` when it is not an allowed one."""
    value = params.get(name)
    if not value:
        return None
    if value in allowed:
        return value
    problems.append(f"The address asks for the {name} {quoted(value)}, which does not exist here.")
    return None


def change(**fields: str | None) -> None:
    """Change parameters of the address, as a new step for the Back button; meant for callbacks.

    What is changed is the address of the last run: after a quick second click the browser still tells the
    address before the first.

    Parameters
    ----------
    **fields : str or None
        None takes a parameter away.
    """
    known: dict[str, str] = st.session_state.get(_WRITTEN, st.query_params.to_dict())
    params = known | {name: value for name, value in fields.items() if value}
    for name, value in fields.items():
        if not value:
            params.pop(name, None)
    if audience.current() == "student":
        params["audience"] = "student"
    else:
        params.pop("audience", None)
    st.session_state[_SEEN] = params.get("audience")
    st.session_state[_WRITTEN] = params
    st.query_params.from_dict(params)


def with_audience(**params: str) -> dict[str, str]:
    """Parameters of a link to another page, which is to use the same words as this one."""
    return params | ({"audience": "student"} if audience.current() == "student" else {})


def _adopt_audience() -> None:
    """Take over the audience of the address when it is another one than in the last run."""
    asked = st.query_params.get("audience")
    audience.arrive(asked)
    if asked != st.session_state.get(_SEEN):
        audience.follow(asked)
    st.session_state[_SEEN] = asked
