"""Inputs whose choice is kept in the page's address: search box, segments, buttons and tabs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import streamlit as st

from triggerpoints.ui.state import address, audience


def audience_switch() -> audience.Audience:
    """Draw the switch between the words for patients and for students, and return the choice."""
    return audience.switch(address.change)


def search(
    parameter: str,
    options: Mapping[str, str],
    chosen: str | None,
    *,
    label: str,
    placeholder: str,
    key: str,
    label_shown: bool = False,
    clears: Iterable[str] = (),
) -> None:
    """Box that finds a record by what its option says.

    Parameters
    ----------
    parameter : str
        Parameter of the address that the choice goes into.
    options : mapping of str to str
        Id to the words that are shown and searched.
    chosen : str or None
    label, placeholder, key : str
    label_shown : bool
        Show the label above the box.
    clears : iterable of str
        Other parameters that a new choice takes away.
    """
    st.session_state[key] = chosen
    st.selectbox(
        label,
        list(options),
        index=None,
        format_func=options.__getitem__,
        key=key,
        placeholder=placeholder,
        label_visibility="visible" if label_shown else "collapsed",
        on_change=_take_over,
        args=(parameter, key, *clears),
    )


def segments(parameter: str, options: Mapping[str, str], chosen: str | None, *, label: str, key: str) -> None:
    """A few choices side by side; the option with the empty id takes the parameter away."""
    st.session_state[key] = chosen
    st.segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        required=chosen is not None,
        wrap=True,
        label_visibility="collapsed",
        on_change=_take_over,
        args=(parameter, key),
    )


def pills(parameter: str, options: Mapping[str, str], chosen: str | None, *, label: str, key: str) -> None:
    """Many choices as buttons; none of them is on where the choice is not among them."""
    st.session_state[key] = chosen if chosen in options else None
    st.pills(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        wrap=True,
        on_change=_take_over,
        args=(parameter, key),
    )


def button(label: str, key: str, **fields: str | None) -> None:
    """Button that looks like a link and changes what this page shows.

    A link from a page to itself would change the page but not its address, and Back would skip it.
    """
    st.button(label, key=key, type="tertiary", on_click=lambda: address.change(**fields))


def tabs(
    parts: Mapping[str, tuple[str, Callable[..., None]]], chosen: str | None, *values: Any, key: str
) -> None:
    """Draw tabs and the part that is open.

    Parameters
    ----------
    parts : mapping of str to (str, callable)
        Value of the address parameter `part` to the tab's title and what draws it.
    chosen : str or None
        The part that the address asks for; the first one without.
    *values
        Passed on to the part.
    key : str
        Widget key.
    """
    titles = {title: id_ for id_, (title, _) in parts.items()}
    first = next(iter(parts))
    open_part = chosen or first
    st.session_state[key] = parts[open_part][0]

    def show() -> None:
        part = titles[st.session_state[key]]
        address.change(part=None if part == first else part)

    for (id_, (_, show_part)), tab in zip(
        parts.items(), st.tabs(list(titles), key=key, on_change=show), strict=True
    ):
        if id_ == open_part:
            with tab:
                show_part(*values)


def _take_over(parameter: str, widget: str, *clears: str) -> None:
    address.change(**dict.fromkeys(clears), **{parameter: st.session_state[widget]})
