"""What a link, a file or a person says, as it may stand in a sentence of ours."""


def one_line(text: str, longest: int) -> str:
    """A text on one line, without characters that cannot be seen, cut where it is too long."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:longest]


def quoted(value: object, longest: int = 60) -> str:
    """A value in quotation marks, short and on one line."""
    line = one_line(str(value)[: 20 * longest], longest + 1)
    return f"“{line[:longest]}…”" if len(line) > longest else f"“{line}”"
