"""How many cards are due on the coming days, as bars and in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from triggerpoints.figures import style

BAR = style.hex_colour("accent")


def due_chart(days: Sequence[tuple[date, int]]) -> go.Figure:
    """Bars of due cards.

    Parameters
    ----------
    days : sequence of (date, int)
        From `triggerpoints.study.schedule.forecast`; the first one is today.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    names = [day_name(day, index).replace(" ", "<br>", 1) for index, (day, _) in enumerate(days)]
    counts = [count for _, count in days]
    figure = go.Figure(
        go.Bar(
            x=names,
            y=counts,
            text=[str(count) if count else "" for count in counts],
            textposition="outside",
            cliponaxis=False,
            marker={"color": BAR, "cornerradius": 4},
            hoverinfo="skip",
        )
    )
    figure.update_layout(
        height=240,
        margin={"l": 0, "r": 0, "t": 24, "b": 0},
        plot_bgcolor="rgba(0,0,0,0)",
        paper_bgcolor="rgba(0,0,0,0)",
        bargap=0.35,
        showlegend=False,
    )
    figure.update_xaxes(fixedrange=True, tickangle=0, showgrid=False, tickfont={"size": 11})
    figure.update_yaxes(fixedrange=True, visible=False, rangemode="tozero", range=[0, max(4, *counts) * 1.15])
    return figure


def due_words(days: Sequence[tuple[date, int]]) -> str:
    """The same in a sentence."""
    said = [f"{day_name(day, index)} {count}" for index, (day, count) in enumerate(days) if count]
    if not said:
        return f"No card is due in the coming {len(days)} days."
    return f"Cards due in the coming {len(days)} days: {', '.join(said)}."


def day_name(day: date, ahead: int) -> str:
    """A day as people say it."""
    return "Today" if ahead == 0 else f"{day:%a} {day.day}"
