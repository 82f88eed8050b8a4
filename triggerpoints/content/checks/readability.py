"""Reading grade of English texts: the Flesch-Kincaid formula and a syllable counter for it.

Formula: Kincaid, Fishburne, Rogers and Chissom 1975, Naval Technical Training Command report 8-75.
Syllables are counted by rules with a list of exceptions, because a pronouncing dictionary would
weigh more than all the texts it is for.
"""

import functools
import re
from collections.abc import Iterable

_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’-][A-Za-zÀ-ÿ]+)*|\d+(?:[.,]\d+)*")
_SENTENCE_END = re.compile(r"[.!?]+(?=[\s\"'”’)]|$)")
_ABBREVIATION = re.compile(r"\b(e\.g|i\.e|vs|Dr|approx|etc)\.(?=\s+[a-z0-9(])", re.IGNORECASE)

# Words of our texts that the rules below get wrong, with their syllables.
_EXCEPTIONS = {
    word: syllables
    for syllables, words in {
        1: "aches called filled pulled rolled skilled tongue vague wastes",
        2: "barefoot bracelet business centre centres create ct cushion cushions elsewhere evening "
        "every fatigue fibre fibres fluid forehead framework giant gooseflesh gp guideline "
        "headaches homework layer layers lifelong lifetime notebook oblique ok people psoas "
        "rhythm safety science sideways something sometimes somewhere spasm spasms technique "
        "techniques unique",
        3: "aortic area areas bruxism companion companions created everyone fascia idea ideas mri "
        "nausea nhs pacemaker pneumonia serious tmd tmj",
        4: "aneurysm axillary centimetre centimetres cuneiform cutaneous diabetes experienced "
        "laboratory mechanism mm organism parietal rheumatism scientific seriously",
        6: "osteoarthritis",
    }.items()
    for word in words.split()
}

_VOWEL_GROUPS = re.compile(r"[aeiouy]+")
# Endings whose e is not spoken; the first that fits is taken off.
_QUIET_ENDINGS = (
    (re.compile(r"(?<=[^aeiouy])le(?:s|d)?$"), "el"),
    (re.compile(r"(?<=[aeiouy])(?:[^aeiouytd]|[^aeiouy]*[^aeiouytd])ed$"), "d"),
    (re.compile(r"(?<=[aeiouy])[^aeiouysxzcg]*(?<![cs]h)es$"), "s"),
    (re.compile(r"(?<=[aeiouy])([^aeiouy]+)e(ly|ful|less|ment|ness|ments)$"), r"\1\2"),
    (re.compile(r"(?<=[aeiouy])([^aeiouy]+)e$"), r"\1"),
)
# Vowels that stand together and are spoken apart.
_SPLIT_VOWELS = re.compile(
    r"(?<![tscxg])i[ao](?!u)|(?<=[^aeiou])iu|ie[tr]$|(?<![gqo])u[ao](?!y)|[aeiouy]ing|eo(?!u|n$|ns$)|yo(?!u)"
)


def reading_grade(texts: Iterable[str]) -> float:
    """US school grade at which the texts can be read, by Flesch-Kincaid.

    Parameters
    ----------
    texts : iterable of str
        Each text ends a sentence, whether or not it has a full stop.

    Returns
    -------
    float
        ``0.39 * words per sentence + 11.8 * syllables per word - 15.59``; 0 for no words.
    """
    sentences = words = syllables = 0
    for text in texts:
        found = _WORD.findall(text)
        if not found:
            continue
        words += len(found)
        syllables += sum(count_syllables(word) for word in found)
        sentences += _count_sentences(text)
    if not words:
        return 0.0
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def count_words(text: str) -> int:
    """Number of words; a hyphenated compound is one word, a range of numbers two."""
    return len(_WORD.findall(text))


def _count_sentences(text: str) -> int:
    text = _ABBREVIATION.sub(r"\1", text)
    parts = _SENTENCE_END.split(text)
    return max(1, sum(1 for part in parts if _WORD.search(part)))


@functools.lru_cache(maxsize=8192)
def count_syllables(word: str) -> int:
    """Syllables of an English word, at least 1; a number counts one for each digit."""
    if word[0].isdigit():
        return sum(character.isdigit() for character in word)
    return sum(_count_in_part(part) for part in word.lower().replace("’", "'").split("-"))


def _count_in_part(word: str) -> int:
    if word in _EXCEPTIONS:
        return _EXCEPTIONS[word]
    word, _, contraction = word.partition("'")
    extra = 1 if contraction == "t" and word.endswith(("dn", "sn")) else 0
    if word in _EXCEPTIONS:
        return _EXCEPTIONS[word] + extra
    stem = word
    for ending, replacement in _QUIET_ENDINGS:
        if ending.search(stem):
            stem = ending.sub(replacement, stem)
            break
    count = len(_VOWEL_GROUPS.findall(stem)) + len(_SPLIT_VOWELS.findall(stem))
    return max(1, count) + extra
