# ruff: noqa: E501 - a table is read line by line
"""Broken and hostile data files: name of the case to file, text, and what the first sentence must say.

A text of None means bytes that are not text; the texts stand for the small data of `small_data`.
"""

from tests.content.small_data import MUSCLES, PLACES, SOURCES

M, P, S = "trigger_points.yml", "places.yml", "sources.yml"


def _changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


def _aliases(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


HOSTILE: dict[str, tuple[str, str | bytes, str]] = {
    # bombs
    "alias bomb": (S, _aliases(9), "stand for more than 1,000,000 values"),
    "alias bomb in records": (P, _aliases(12) + PLACES, "stand for more than 1,000,000 values"),
    "alias of itself": (S, "a: &a [*a]\n", "sources.yml, line 1: '*a' stands inside the value that it stands for"),
    "merge of itself": (S, "a: &a\n  <<: *a\n", "line 2: '*a' stands inside the value that it stands for"),
    "alias of a key that is open": (P, "places: &p\n  - *p\n", "line 2: '*p' stands inside the value"),
    "alias of nothing": (S, "a: *nobody\n", "sources.yml"),
    "brackets without end": (M, "muscles: " + "[" * 100_000, "nested more than 40 deep"),
    "braces without end": (M, "muscles: " + "{a: " * 50_000, "nested more than 40 deep"),
    "brackets that close in between": (M, "muscles: " + "[[]," * 60_000, "nested more than 40 deep"),
    "dashes without end": (P, "places:\n" + "- " * 5_000 + "a\n", "nested more than 40 deep"),
    "keys deeper and deeper": (P, "".join(" " * n + "a:\n" for n in range(3_000)), "nested more than 40 deep"),
    "question marks without end": (S, "? " * 5_000 + "a\n", "nested more than 40 deep"),
    "too large a file": (S, "# " + "x" * (17 * 2**20), "sources.yml: the file is larger than 16 MB"),
    # the text
    "not UTF-8": (S, b"book: \xff\xfe\n", "the file is not UTF-8 text"),
    "UTF-16": (S, SOURCES.encode("utf-16"), "the file is not UTF-8 text"),
    "a picture": (P, b"\x89PNG\r\n\x1a\n\x00\x00", "the file is not UTF-8 text"),
    "NUL": (S, "book: a\x00b\n", "line 1: there is a character that cannot be seen (U+0000)"),
    "bell": (S, "book:\n  cite: a\x07\n", "line 2: there is a character that cannot be seen (U+0007)"),
    "text that runs backwards": (S, _changed(SOURCES, "A book", "A \u202ebook"), "(U+202E)"),
    "hidden mark of the left": (M, _changed(MUSCLES, "It lifts your leg.", "It lifts\u200e your leg."), "(U+200E)"),
    "mark of order in the middle": (P, _changed(PLACES, "quad", "qu\ufeffad"), "(U+FEFF)"),
    "hidden by an escape": (S, _changed(SOURCES, "A book", '"A \\x07 book"'), "(U+0007)"),
    "hidden by a long escape": (S, _changed(SOURCES, "A book", '"A \\u202e book"'), "(U+202E)"),
    "NUL by an escape": (M, _changed(MUSCLES, "proximal_attachment: A", 'proximal_attachment: "\\0"'), "(U+0000)"),
    "empty": (S, "", "sources.yml: the file is empty"),
    "only a remark": (S, "# nothing\n", "sources.yml: the file is empty"),
    "only null": (P, "null\n", "places.yml: the file is empty"),
    "two documents": (S, SOURCES + "---\n" + SOURCES, "cannot be read as YAML"),
    "a tab for indentation": (M, _changed(MUSCLES, "    ta2", "\tta2"), "trigger_points.yml, line"),
    "an open bracket": (M, _changed(MUSCLES, "roots: [L2]", "roots: [L2"), "cannot be read as YAML"),
    "an open quote": (M, _changed(MUSCLES, "en: Leg lifter", "en: 'Leg lifter"), "cannot be read as YAML"),
    "a colon too many": (M, _changed(MUSCLES, "ta2: null", "ta2: null: 3"), "cannot be read as YAML"),
    "a wrong indentation": (P, _changed(PLACES, "    name: Front of the thigh", "   name: Front"), "places.yml, line"),
    "an unknown tag": (S, "book: !!python/object/apply:os.system [ls]\n", "sources.yml"),
    # keys
    "key twice in a record": (M, _changed(MUSCLES, "    ta2: null\n", "    ta2: null\n    ta2: 2\n"), "'ta2' is there twice"),
    "key twice between braces": (P, _changed(PLACES, "radius_mm: 40", "radius_mm: 40, radius_mm: 41"), "'radius_mm' is there twice"),
    "top key twice": (P, PLACES + "places: []\n", "'places' is there twice"),
    "key twice in quotes": (S, SOURCES + '"book": {cite: B, kind: web, read: title}\n', "'book' is there twice"),
    "top key missing": (M, MUSCLES.removeprefix("muscles:\n"), "the top key 'muscles' is missing or empty"),
    "top key empty": (P, "places:\nzone_words: {}\n", "the top key 'places' is missing or empty"),
    "top key unknown": (P, PLACES + "colours: {}\n", "the top key 'colours' is not known"),
    "mistyped key": (M, _changed(MUSCLES, "region: thigh\n", "regoin: thigh\n"), "the field 'regoin' is not known; rename it to 'region'"),
    "key of another case": (M, _changed(MUSCLES, "    fma:", "    FMA:"), "the field 'FMA' is not known; rename it to 'fma'"),
    "a merge key": (S, "x: {cite: X, kind: web, read: title}\nbook: {<<: {cite: A}, kind: web, read: title}\n", "line 2, book"),
    "a list as a key": (S, SOURCES + "? [a, b]\n: {cite: A}\n", "sources.yml, line 2: the file cannot be read as YAML: a key is not a word"),
    "a group as a key": (P, PLACES + "{a: b}: c\n", "places.yml, line 25: the file cannot be read as YAML: a key is not a word"),
    "a key of nothing": (S, SOURCES + "? \n: {cite: A}\n", "the key 'None' is not a word"),
    "a number as a key": (S, SOURCES + "12: {cite: A, kind: web, read: title}\n", "the key '12' is not a word"),
    "yes as a key": (S, SOURCES + "true: {cite: A, kind: web, read: title}\n", "the key 'True' is not a word"),
    "a top key that breaks the line": (P, PLACES + '"a\\nb": 1\n', "the top key 'a b' is not known"),
    # values
    "endless by its exponent": (M, _changed(MUSCLES, "[-90.0, -50.0, 800.0]", "[-1e400, -50.0, 800.0]"), "'-1e400' is not a number that can be measured"),
    "larger than the world": (P, _changed(PLACES, "radius_mm: 40", "radius_mm: 1e300"), "1e+300 is not a number that can be measured"),
    "a number of many digits": (M, _changed(MUSCLES, "ta2: null", "ta2: " + "9" * 5000), "trigger_points.yml, line 5, leg-lifter: ta2"),
    "a time for a number": (P, _changed(PLACES, "radius_mm: 40", "radius_mm: 12:30"), "radius_mm has the wrong type (text); make it a number"),
    "maybe": (M, _changed(MUSCLES, "urgent: false", "urgent: maybe"), "urgent has the wrong type (text); make it true or false"),
    "bytes for a record": (S, "book: !!binary aGVsbG8=\n", "line 1, book: the record has the wrong type (text)"),
    "quotes of a word processor": (M, _changed(MUSCLES, "roots: [L2]", "roots: [“L2”]"), "anatomy.roots[1] '“L2”' does not have the right form"),
    # what happens to files
    "a page that says not found": (S, "<!DOCTYPE html><html><body>Not found</body></html>", "sources.yml, line 1: what stands in the file has the wrong type"),
    "two people's changes": (M, _changed(MUSCLES, "    region: thigh\n", "<<<<<<< HEAD\n    region: thigh\n=======\n    region: hip\n>>>>>>> other\n"), "trigger_points.yml, line 8: the file cannot be read as YAML"),
    "a pointer to a large file": (M, "version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 12\n", "the top key 'muscles' is missing or empty"),
    "half a file": (M, MUSCLES[: len(MUSCLES) // 2], "the file cannot be read as YAML: did not find expected"),
    "letters of another system": (M, MUSCLES.encode("cp1252"), "the file is not UTF-8 text"),
    "compressed": (M, b"\x1f\x8b\x08\x00\xff\xff", "the file is not UTF-8 text"),
    "a version of YAML to come": (S, "%YAML 9.9\n---\n" + SOURCES, "found incompatible YAML document"),
    "half a letter": (S, 'book: {cite: "\\ud83d", kind: web, read: title}\n', "sources.yml, line 1: the file cannot be read as YAML"),
    "spaces that are none": (M, _changed(MUSCLES, "    ta2", "\u00a0\u00a0\u00a0\u00a0ta2"), "trigger_points.yml, line 6"),
    "a line without end": (M, _changed(MUSCLES, "en: Leg lifter", "en: " + "x" * 1_000_000), "trigger_points.yml, line 3: the line has more than 20,000 letters"),
    "a million lines": (P, "places:\n" + "- a\n" * 900_000, "the file holds more than 250,000 lines and commas"),
    # values of another kind
    "not a number": (M, _changed(MUSCLES, "[-90.0, -50.0, 800.0]", "[.nan, -50.0, 800.0]"), "nan is not a number that can be measured"),
    "endless": (P, _changed(PLACES, "radius_mm: 40", "radius_mm: .inf"), "inf is not a number that can be measured"),
    "endless below": (P, _changed(PLACES, "radius_mm: 40", "radius_mm: -.INF"), "-inf is not a number that can be measured"),
    "a text for a number": (M, _changed(MUSCLES, "ta2: null", "ta2: many"), "ta2 has the wrong type (text); make it a whole number"),
    "a list for a text": (M, _changed(MUSCLES, "en: Leg lifter", "en: [Leg, lifter]"), "names.en has the wrong type (a list)"),
    "two numbers for a place": (P, _changed(PLACES, "[-90, -100, 700]", "[-90, -100]"), "places.yml, line 8, thigh-front"),
    "a radius below nothing": (P, _changed(PLACES, "radius_mm: 40", "radius_mm: -40"), "places.yml, line 8, thigh-front"),
    "a number as an id": (P, _changed(PLACES, "id: thigh-front", "id: 12"), "places.yml, line 2"),
    "an id with a space": (P, _changed(PLACES, "id: thigh-front", "id: thigh front"), "is not an id"),
    "an id with a bracket": (M, _changed(MUSCLES, "id: leg-lifter", "id: '<b>'"), "is not an id"),
    "a DOI with its address": (S, _changed(SOURCES, "10.1000/abc", "https://example.org/10.1000/abc"), "is not a DOI"),
    "a word that is not among the choices": (M, _changed(MUSCLES, "evidence: low", "evidence: lowish"), "trigger_points.yml, line"),
    "nothing where something must be": (M, _changed(MUSCLES, "region: thigh", "region:"), "trigger_points.yml, line 7"),
    # the shape
    "a list for a file": (S, "- book\n", "wrong type (a list)"),
    "a word for a file": (S, "book\n", "wrong type"),
    "a number for a file": (M, "42\n", "trigger_points.yml"),
    "a group for a list": (P, "places: {a: {}}\nzone_words: {}\n", "make it a list of records"),
    "a word for a record": (P, "places: [thigh-front]\nzone_words: {}\n", "places.yml, line 1"),
    "id twice": (P, _changed(PLACES, "id: knee-front", "id: thigh-front"), "the id 'thigh-front' is used twice"),
    # links
    "a link to nothing": (M, _changed(MUSCLES, "spillover: [knee-front]", "spillover: [knee-frnt]"), "there is no place 'knee-frnt'; perhaps you mean 'knee-front'"),
    "a link into a set of sets": (P, _changed(PLACES, "of: [thigh-front, knee-front]", "of: [leg-front]"), "places.yml"),
}  # fmt: skip
