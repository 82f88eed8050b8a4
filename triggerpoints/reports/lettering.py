"""The font of printed pages: it goes into the file, so that every name prints as it is written."""

from pathlib import Path

import font_source_sans_pro
from fpdf import FPDF

FONT = "Source Sans"
_FILES = {"": "SourceSansPro-Regular.ttf", "B": "SourceSansPro-Bold.ttf"}


def add_font(pdf: FPDF) -> None:
    """Give a document the font, regular and bold; only the letters that are used go into the file."""
    folder = Path(font_source_sans_pro.__file__).parent / "files"
    for style, name in _FILES.items():
        pdf.add_font(FONT, style, folder / name)
