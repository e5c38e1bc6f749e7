"""Text → terms: what two texts share if they are about the same thing.

A term is a word without case, accents and ending, or a number in digits however it was written;
only English number words are converted. What looks like a number but is none becomes the same term
everywhere. Scripts without spaces between words give pairs of characters.

How much a term tells was counted for English. For German, Spanish, Chinese, Japanese and Korean
only function words are known: articles, pronouns, prepositions and the like. Pure, and safe in any
thread.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from viewer.base.scripts import UNPARTED


class Term(NamedTuple):
    """A word of a text: its term, and the characters [start, end) where it is written."""

    term: str
    start: int
    end: int


# Letters with their marks and apostrophes, or digits with what parts their groups; and signs. Of
# formulas, as LaTeX: commands, and what is squared or cubed. Of numbers: fractions and ordinals.
_WORD = re.compile(
    r"\\[A-Za-z]+|\^\{?[23](?!\d)|\d{1,3}[/⁄]\d{1,3}(?![\d/⁄])|\d+(?:st|nd|rd|th)\b"
    r"|\d+(?:[.,]\d+)*|[¼½¾⅐-⅞]|[^\W\d_²³¼½¾⅐-⅞]+(?:['’ʼ][^\W\d_²³¼½¾⅐-⅞]+)*"
    r"|[%$€£°+=×÷±²³√∞∑∫−≤≥≈≠]",
    re.UNICODE | re.IGNORECASE,
)
_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {word: str(number) for number, word in enumerate(_SMALL)} | {
    word: str(10 * number) for number, word in enumerate(_TENS, 2)
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_ORDINALS = (
    *("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth", "twentieth"),
)
# Of ordinals and the parts of fractions, the number. First and second are left as they are: the
# one is said of much else, and the other is a time as well.
_NTH = {word + end: number for number, word in enumerate(_ORDINALS, 3) for end in ("", "s")}
_PARTS = {2: "half", 4: "quarter"}
# What may stand last in an ordinal: "twenty-first".
_LAST = {"first": 1, "second": 2} | {w: n for w, n in _NTH.items() if not w.endswith("s")}
# Signs that are spoken as words, as the stems of those.
_SIGN_WORDS = (
    "percent dollar euro pound degre plus equal time divid plus squar cube root infin sum integr "
    "minus less greater approxim equal"
)
_SIGNS = dict(zip("%$€£°+=×÷±²³√∞∑∫−≤≥≈≠", _SIGN_WORDS.split(), strict=True))
# Commands of LaTeX that are spoken otherwise than they are written, and those that are not spoken.
_COMMANDS = {"sqrt": "root", "cdot": "time", "div": "divid", "infty": "infin", "int": "integr"}
_COMMANDS |= dict.fromkeys(("pm", "mp"), "plus")
_COMMANDS |= dict.fromkeys(("le", "leq", "leqslant"), "less")
_COMMANDS |= dict.fromkeys(("ge", "geq", "geqslant"), "greater")
_COMMANDS |= {"approx": "approxim", "neq": "equal", "ne": "equal", "ln": "log"}
_COMMANDS |= dict.fromkeys(
    (
        *("frac", "dfrac", "tfrac", "left", "right", "begin", "end", "quad", "qquad", "label"),
        *("text", "textbf", "textit", "mathrm", "mathbf", "mathbb", "mathcal", "mathit"),
        *("operatorname", "displaystyle", "limits", "overline", "underline", "tag"),
    ),
    "",
)
# What `snowballstemmer` calls the languages that transcripts most often are in.
_LANGUAGES = (
    "ar arabic, da danish, de german, el greek, en english, es spanish, fi finnish, fr french, "
    "hu hungarian, id indonesian, it italian, nl dutch, no norwegian, pt portuguese, ro romanian, "
    "ru russian, sv swedish, tr turkish"
)
_STEMMERS = dict(pair.split() for pair in _LANGUAGES.split(", "))


def language_of(tag: str) -> str:
    """Return the language for splitting into words, from a BCP 47 tag; English if unknown."""
    primary = tag.partition("-")[0].casefold()
    return _STEMMERS.get(primary, "english")


def terms(text: str, language: str = "english") -> list[Term]:
    """Split a text into its terms, in order."""
    said = _said(text, language) if language != "english" else ()
    result: list[Term] = []
    at = 0
    for one in said:
        result += _cut(text, at, one[1], language)
        result.append(Term(*one))
        at = one[2]
    return result + _cut(text, at, len(text), language)


def _cut(text: str, first: int, last: int, language: str) -> list[Term]:
    result: list[Term] = []
    number = _Number()
    for found in _WORD.finditer(text, first, last):
        start, end = found.span()
        word = found[0]
        if language == "english" and not UNPARTED.search(word):
            small = word.casefold()
            is_more = number.goes_on(text, start, small)
            if not is_more:
                result += number.terms()
            if is_more or number.begins(small):
                number.take(small, start, end)
                continue
        if UNPARTED.search(word):
            result += number.terms()
            until = max(end - 1, start + 1)
            result += (
                Term(text[at : min(at + 2, end)], at, min(at + 2, end))
                for at in range(start, until)
            )
        else:
            result += (Term(one, start, end) for one in _spoken(word, language) if one)
    return result + number.terms()


class _Number:
    """A number in English words while it is read: "two hundred and fifty", "twenty-first"."""

    def __init__(self) -> None:
        self._start = self._end = 0
        # What is full thousands or more of it, what is being added to, and the word before.
        self._full = self._part = 0
        self._last = ""

    def begins(self, word: str) -> bool:
        return word in _NUMBERS or (word.isdecimal() and len(word) < 10)

    def goes_on(self, text: str, start: int, word: str) -> bool:
        """Return whether the number continues with a word at `start`."""
        if not self._last or text[self._end : start] not in (" ", "-", "\n"):
            return False
        if self._last == "nth":
            return False
        if word in _SCALES:
            scale = _SCALES[word]
            return self._part > 0 and (self._part < 100 if scale == 100 else self._part < 1000)
        if self._last.isdecimal():
            return False
        if word in _LAST:
            return self._fits(_LAST[word])
        return word in _NUMBERS and self._fits(int(_NUMBERS[word]))

    def _fits(self, value: int) -> bool:
        if self._last in _SCALES:
            return 0 < value < _SCALES[self._last]
        return self._part % 100 >= 20 and self._part % 10 == 0 and 0 < value < 10

    def take(self, word: str, start: int, end: int) -> None:
        if not self._last:
            self._start = start
        self._end = end
        if word in _SCALES:
            if word == "hundred":
                self._part *= 100
            else:
                self._full, self._part = self._full + self._part * _SCALES[word], 0
        elif word in _LAST:
            self._part, word = self._part + _LAST[word], "nth"
        else:
            self._part += int(_NUMBERS.get(word, word))
        self._last = word

    def terms(self) -> list[Term]:
        """Return what was read as one term, and start again; none if nothing was read."""
        if not self._last:
            return []
        value = self._full + self._part
        written = f"{value}th" if self._last == "nth" else f"{value}"
        result = [Term(written, self._start, self._end)]
        self._full = self._part = 0
        self._last = ""
        return result


def _spoken(word: str, language: str) -> tuple[str, ...]:
    """Return the term of one word, and of a fraction two; empty if it is not spoken."""
    if word[-1] in "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞":
        word = unicodedata.normalize("NFKC", word)
    if "/" in word or "⁄" in word:
        above, below = re.split("[/⁄]", word)
        return (above, _PARTS.get(int(below), f"{int(below)}th"))
    return (term(word, language),)


@lru_cache(maxsize=1 << 15)
def term(word: str, language: str = "english") -> str:
    """Return the term of one word, or "" if it is not spoken."""
    if word in _SIGNS:
        return _SIGNS[word]
    if word[0] == "^":
        return _SIGNS["²" if word[-1] == "2" else "³"]
    if word[0] == "\\":
        if word[1:] in _COMMANDS:
            return _COMMANDS[word[1:]]
        word = word[1:]
    folded = fold(word)
    if folded[:1].isdigit():
        if folded[-2:] in ("st", "nd", "rd", "th"):
            nth = folded[:-2]
            return {"1": "first", "2": "second"}.get(nth, f"{nth}th")
        return _in_digits(folded, language)
    if len(word) == 1 and language != "greek" and "\u0370" <= word <= "\u03ff":
        # The letters of formulas: they are spoken by their names.
        return unicodedata.name(word, word).rpartition(" ")[2].casefold()
    if language == "english" and folded in _NTH:
        return f"{_NTH[folded]}th"
    if language == "english" and folded in ("halves", "fourths"):
        return "half" if folded == "halves" else "quarter"
    import snowballstemmer  # here, for it takes 3 MB, and most notes have no captions to compare

    # A stemmer keeps the word it works on: one for each call, so that threads do not meet in it.
    stem = str(snowballstemmer.stemmer(language).stemWord(folded))
    return _SIGN_OF_STEM.get(language, {}).get(stem, stem)  # in English


def fold(word: str) -> str:
    """Return a word without case, accents and apostrophes; of a possessive, the owner."""
    word = word.replace("’", "'").replace("ʼ", "'")
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word)
        word = "".join(c for c in word if not unicodedata.combining(c))
    word = word.casefold().removesuffix("'s")
    return word.replace("'", "")


# Of languages other than English.
_GROUPS = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:[.\u00a0\u202f’]\d{3}){1,9}|[1-9]\d{0,2}(?:,\d{3}){2,9})(?!\d)"
)
_PERCENT = {
    "spanish": r"\bpor ciento\b",
    "portuguese": r"\bpor cento\b",
    "italian": r"\bper cento\b",
    "french": r"\bpour cent\b",
}


def _in_digits(written: str, language: str) -> str:
    """Rewrite a number with a language's separators as English would, without commas."""
    if not written.isascii():
        written = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in written)
    if language == "english":
        return written.replace(",", "")
    if _GROUPS.fullmatch(written):
        return re.sub(r"\D", "", written)
    whole, mark, part = written.rpartition(",")
    if language == "spanish" and "," not in whole and "." not in written and len(part) == 3:
        return whole + part if whole not in ("", "0") else written.replace(",", ".")
    if "." in part:  # as English has it: 1,234.5
        return written.replace(",", "")
    return re.sub(r"[.,]", "", whole) + "." + part if mark else written


# Signs as words, by their stems; what the words of English above are. Not what is as common
# as "por" and "más".
_SIGN_STEMS = {
    "german": (
        "prozent percent, grad degre, gleich equal, geteilt divid, quadrat squar, wurzel root, "
        "unend infin, summ sum, pfund pound, klein less, gross greater, ungefahr approxim"
    ),
    "spanish": (
        "grad degre, igual equal, dolar dollar, libr pound, divid divid, cuadr squar, raiz root, "
        "infin infin, sum sum, eur euro, men minus, menor less, mayor greater, aproxim approxim"
    ),
}
_SIGN_OF_STEM = {
    language: dict(pair.split() for pair in pairs.split(", "))
    for language, pairs in _SIGN_STEMS.items()
}


def _said(text: str, language: str) -> list[tuple[str, int, int]]:
    """Return two-word percent signs and numbers with spaces between groups, in order.

    Each as its term, and the characters [start, end) where it is written.
    """
    found: list[tuple[str, int, int]] = []
    if language in _PERCENT:
        found += (("percent", *one.span()) for one in re.finditer(_PERCENT[language], text))
    if "\u00a0" in text or "\u202f" in text:
        found += ((re.sub(r"\D", "", one[0]), *one.span()) for one in _GROUPS.finditer(text))
    return sorted(found, key=lambda one: one[1])


# Words that claims are made with whatever they are about, by how much they tell: counted in
# 87,751 claims of notes from 43 channels, those of every subject kept.
_TELLING = {
    0.1: "and the to",
    0.2: "a for in is of",
    0.3: "as it that this with",
    0.4: "an are be by can from like on or use",
    0.5: "allow at has have he high his into make more not signific than their these they time "
    "was when which while",
    0.6: "about all also approach base but challeng could creat current develop due dure effect "
    "even exampl focus generat how if includ increas individu initi involv larg lead need new "
    "offer often other over perform potenti process provid requir share specif such them through "
    "understand up valu where will work",
    0.7: "after becom been between call capabl chang complex consid continu crucial despit differ "
    "direct ensur expect first good help howev improv interest key level long low mani might most "
    "no onli out particular peopl person rather real result similar state success suggest task "
    "term then there were what who within without world would",
}
_COMMON = {word: worth for worth, words in _TELLING.items() for word in words.split()}
_FUNCTION_WORDS = {
    "german": """
        der die das den dem des ein eine einen einem einer eines kein keine dieser diese dieses
        diesem diesen jener jene welche welcher was wer wo wann warum und oder aber denn weil dass
        daß ob wenn als wie auch noch nur schon sehr so da hier dort dann nun jetzt ja nein nicht
        ist sind war waren sein bin bist wird werden wurde wurden worden haben hat hatte habe hatten
        kann können konnte muss müssen soll sollen will wollen darf dürfen ich du er sie es wir ihr
        mich dich sich uns euch mir dir ihm ihn ihnen mein dein unser man in im an am auf aus bei
        beim mit nach von vom vor zu zum zur über unter durch für gegen ohne um bis zwischen während
        seit alle alles viel viele mehr etwas nichts immer also eben halt doch einfach ganz gar
        wieder gibt""",
    "spanish": """
        el la los las lo un una unos unas este esta esto estos estas ese esa eso esos esas aquel
        aquella y e o u ni pero sino porque que si cuando como donde quien cual cuyo también tampoco
        ya más menos muy tan tanto aquí allí ahora entonces no sí es son era eran fue fueron ser
        sido está están estaba estar ha han había haber hay he hemos tiene tienen tener puede pueden
        poder hace hacen hacer va van ir yo tú él ella ellos ellas nosotros usted ustedes me te se
        nos le les mi tu su sus a al de del en con por para sin sobre entre hasta desde durante
        contra según todo toda todos todas mucho muchos otro otra algo nada cada mismo bueno pues
        así""",
}
# Pairs of letters where words are not parted: words of two, and ends of Korean ones.
_PAIRS = """
    我们 你们 他们 我們 你們 他們 这个 那个 這個 那個 一个 一個 就是 不是 没有 沒有 什么 什麼 怎么
    怎麼 可以 因为 因為 所以 但是 如果 然后 然後 现在 已经 还是 或者 这样 那么 非常 也是 都是 这些
    那些 一些 自己 그리 리고 그래 래서 하지 지만 이것 그것 있는 있습 습니 니다 합니 입니 됩니 것은
    것이 것을 하는 에서 으로 니까 는데"""
_FUNCTION_PAIRS = frozenset(_PAIRS.split())
# What is joined to words of Chinese; of Japanese it is all hiragana.
_PARTICLES = frozenset("的了着呢吗嗎吧")
_FUNCTION, _WITH_PARTICLE = 0.2, 0.4


def telling(term: str, language: str = "english") -> float:
    """Return how much a term tells about a text's subject, 0 to 1; 1 if unknown."""
    if term > "\u0e00":
        if term in _FUNCTION_PAIRS:
            return _FUNCTION
        has = not _PARTICLES.isdisjoint(term) or all("ぁ" <= letter <= "ゟ" for letter in term)
        return _WITH_PARTICLE if has else 1.0
    if language == "english":
        return _COMMON.get(term, 1.0)
    return _FUNCTION if term in _function_terms(language) else 1.0


@lru_cache(maxsize=8)
def _function_terms(language: str) -> frozenset[str]:
    return frozenset(term(word, language) for word in _FUNCTION_WORDS.get(language, "").split())
