"""Numbers and signs as they are spoken in languages other than English, as terms in digits.

Words of German, Spanish, French, Italian, Dutch, Portuguese and Danish are read by `text2num`;
where no wheel of it is made, they stay words. Chinese, Japanese and Korean are read here, by their
letters, whatever the language is called. What means the same is one term; what looks like a number
and is none becomes the same term wherever it stands. Pure, and safe in any thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

from viewer.notes.scripts import UNPARTED

Said = tuple[str, int, int]  # a term, and the characters [start, end) it is written as

# What `text2num` calls the languages that it reads.
_CODES = {"german": "de", "spanish": "es", "french": "fr", "italian": "it", "dutch": "nl"}
_CODES |= {"portuguese": "pt", "danish": "da"}
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_GROUPS = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:[.\u00a0\u202f’]\d{3}){1,9}|[1-9]\d{0,2}(?:,\d{3}){2,9})(?!\d)"
)
# Of what `text2num` does not read: halves, signs of two words, and ordinals in digits.
_HALF = re.compile(r"(\w+?)(?:und)?einhalb\Z")
_AND_A_HALF = re.compile(r" y medi[oa]\b")
_OWN = {
    "spanish": re.compile(r"(?P<percent>\bpor ciento\b)|(?<!\d)(?P<nth>\d{1,9})\.?[ºª]"),
    "portuguese": re.compile(r"(?P<percent>\bpor cento\b)|(?<!\d)(?P<nth>\d{1,9})\.?[ºª]"),
    "italian": re.compile(r"(?P<percent>\bper cento\b)|(?<!\d)(?P<nth>\d{1,9})\.?[ºª]"),
    "french": re.compile(r"(?P<percent>\bpour cent\b)|(?<!\d)(?P<nth>\d{1,9})(?:er|re|e|ème)\b"),
}
_FIRST_TWO = 2  # "first" and "second" are said of much else: they stay words, and so does "one"


def said(text: str, language: str) -> list[Said]:
    """Return the numbers and signs that are spoken in a text, in order, none over another."""
    found: list[Said] = []
    if not text.isascii() and ("％" in text or UNPARTED.search(text)):
        found += _eastern(text)
    if language in _CODES:
        found += _own(text, language)
        found += _words(text, language)
    found.sort(key=lambda one: (one[1], -one[2]))
    kept: list[Said] = []
    for one in found:
        if not kept or one[1] >= kept[-1][2]:
            kept.append(one)
    return kept


def in_digits(written: str, language: str) -> str:
    """Write a number of digits, as a language parts them, as English would without commas."""
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


# Signs as words, by their stems; what the words of English in `words` are. Not what is as common
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


def sign_of(stem: str, language: str) -> str:
    """Return the sign that a stem names, as English calls it; of any other, the stem."""
    return _SIGN_OF_STEM[language].get(stem, stem) if language in _SIGN_OF_STEM else stem


def _number(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


# ---------------------------------------------------------------------- words


class _Token:
    """A word, as `text2num` asks about it."""

    __slots__ = ("end", "follows", "start", "word")

    def __init__(self, word: str, start: int, end: int, *, follows: bool) -> None:
        self.word, self.start, self.end = word, start, end
        self.follows = follows  # whether nothing but a space or hyphen is before it

    def text(self) -> str:
        return self.word

    def text_lowercase(self) -> str:
        return self.word

    def nt_separated(self, _previous: _Token) -> bool:
        return not self.follows

    def not_a_number_part(self) -> bool:
        return False


@lru_cache(maxsize=1)
def _reader() -> Any:
    """Return what reads words; None where it cannot be had."""
    try:
        import text_to_num  # late: few need it
    except ImportError:
        return None
    return text_to_num


def _words(text: str, language: str) -> Iterator[Said]:
    reader, code = _reader(), _CODES[language]
    if reader is None:
        return
    tokens: list[_Token] = []
    end = 0
    for found in _TOKEN.finditer(text):
        between = text[end : found.start()]
        word = found[0].lower().replace("veintiún", "veintiuno")
        tokens.append(_Token(word, *found.span(), follows=between in (" ", "-", "\n", "\u00a0")))
        end = found.end()
    for one in reader.find_numbers(tokens, code, threshold=0.0):
        first, last = tokens[one.start], tokens[one.end - 1]
        before = tokens[one.start - 1] if one.start else None
        value, start, end = one.value, first.start, last.end
        if one.is_ordinal and value <= _FIRST_TWO:
            continue
        if value >= 1000 and first is last and before is not None and before.word[0].isdigit():
            times = in_digits(before.word, language)
            if not first.follows or times.count(".") > 1:
                continue
            value *= float(times)  # 3,5 Millionen
            start = before.start
        half = _AND_A_HALF.match(text, end) if language == "spanish" else None
        if half is not None:
            value += next((size / 2 for size in (1e9, 1e6, 1e3) if value % size == 0), 0.5)
            end = half.end()
        if value != 1 or first is not last:  # else an article
            yield _number(value), start, end
    if language == "german":
        yield from _halves(tokens, reader, code)


def _halves(tokens: list[_Token], reader: Any, code: str) -> Iterator[Said]:
    """Read "dreieinhalb" and "anderthalb", which may be so many thousands or millions."""
    for token, behind in pairwise((*tokens, _Token("", 0, 0, follows=False))):
        if not token.word.endswith("halb"):
            continue
        found = _HALF.match(token.word)
        if token.word in ("anderthalb", "eineinhalb"):
            value = 1.5
        elif found is None:
            continue
        else:
            try:
                value = reader.text2num(found[1], code) + 0.5
            except ValueError:
                continue
        if behind.follows and behind.word in ("tausend", "millionen", "milliarden"):
            value *= {"t": 1e3, "m": 1e6}[behind.word[0]] * (1e3 if "rd" in behind.word else 1)
            yield _number(value), token.start, behind.end
        else:
            yield _number(value), token.start, token.end


def _own(text: str, language: str) -> Iterator[Said]:
    """Read signs of two words and ordinals in digits, and numbers with spaces between groups."""
    pattern = _OWN.get(language)
    if pattern is not None:
        for found in pattern.finditer(text):
            if found["percent"]:
                yield "percent", *found.span()
            elif int(found["nth"]) > _FIRST_TWO:
                yield found["nth"], *found.span()
    if "\u00a0" in text or "\u202f" in text:
        for found in _GROUPS.finditer(text):
            yield re.sub(r"\D", "", found[0]), *found.span()


# ---------------------------------------------------------------------- Chinese, Japanese, Korean

_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": 0, "两": 2, "兩": 2}
_DIGITS |= {sign: value for value, sign in enumerate("영일이삼사오육칠팔구")} | {"공": 0, "륙": 6}
_UNITS = {"十": 10, "百": 100, "千": 1000, "십": 10, "백": 100, "천": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "만": 10**4, "亿": 10**8, "億": 10**8, "억": 10**8}
_MYRIADS |= {"兆": 10**12, "조": 10**12}
_HAN = "〇零一二三四五六七八九十百千万萬亿億兆两兩"
_HANGUL = "일이삼사오육륙칠팔구십백천만억조영공"
# Behind these one numeral by itself counts things; else it is more often a part of a word.
_COUNTED = "个個岁歲年月日天次倍点點分秒米层層种種条條件位名块塊元周人つ本枚匹台階回度杯冊時名歳円"
_TENS = {"열": 10, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70}
_TENS |= {"여든": 80, "아흔": 90}
_ONES = {"하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4}
_ONES |= {"다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9}
_SIGNS = {
    "percent": "パーセント 퍼센트 ％",
    "dollar": "美元 美金 ドル 달러",
    "euro": "欧元 歐元 ユーロ 유로",
    "pound": "英镑 英鎊 ポンド 파운드",
    "equal": "等于 等於 イコール",
    "root": "根号 根號",
    "squar": "平方 제곱",
    "infin": "无穷 無窮 無限 무한",
}
_SIGN_OF = {spoken: term for term, words in _SIGNS.items() for spoken in words.split()}
_PART = r"\d[\d,.]{0,20}"
_EASTERN = re.compile(
    # 350万, 1億2000万, 30만; 二十一, 三点五, 百分之二十; 이십일, at the beginning of a word.
    r"(?P<of>百分之)?(?P<digits>(?<![\d,.])"
    rf"(?:{_PART} ?[百千십백천]?[万萬亿億兆만억조]|{_PART}[百千백천])"
    rf"(?: ?{_PART}[百千십백천]?[万萬亿億兆만억조]){{0,4}}|(?<=百分之){_PART})"
    rf"|(?P<ratio>百分之)?(?P<han>[{_HAN}]+)(?:[点點](?P<part>[〇零一二三四五六七八九]+))?"
    rf"|(?<![가-힣])(?P<hangul>[{_HANGUL}]{{2,}})"
    rf"|(?<![가-힣])(?P<tens>{'|'.join(_TENS)}|스무)(?P<one>{'|'.join(_ONES)})?"
    r"|(?<![가-힣])(?P<alone>다섯|여섯|일곱|여덟|아홉|하나"
    r"|(?:두|세|네)(?= (?:[개명살번시권장대달배]|가지|마리|사람)|[개번살명]|가지|마리|시간))"
    rf"|(?P<sign>{'|'.join(_SIGN_OF)})"
)
_FEWEST = 2  # numerals that are a number wherever they stand


def _eastern(text: str) -> Iterator[Said]:
    for found in _EASTERN.finditer(text):
        start, end = found.span()
        if found["sign"]:
            yield _SIGN_OF[found["sign"]], start, end
            continue
        is_share = bool(found["of"] or found["ratio"])
        value: float | str | None
        if found["digits"]:
            value = _of_digits(found["digits"])
        elif found["han"]:
            value = _of_han(found, text)
        elif found["hangul"]:
            value, end = _of_hangul(found["hangul"], start)
        elif found["tens"]:
            if found["tens"] == "열" and not found["one"]:
                continue  # heat, too
            value = _TENS.get(found["tens"], 20) + _ONES.get(found["one"] or "", 0)
        else:
            value = _ONES[found["alone"]]
        if value is None:
            continue
        yield value if isinstance(value, str) else _number(value), start, end - is_share
        if is_share:
            yield "percent", end - 1, end


def _of_digits(written: str) -> float | None:
    total = 0.0
    for number, units in re.findall(r"(\d[\d,.]*) ?(\D*)", written.replace(",", "")):
        try:
            value = float(number.rstrip("."))
        except ValueError:
            return None
        for unit in units.strip():
            value *= _UNITS.get(unit) or _MYRIADS[unit]
        total += value
    return total


def _of_han(found: re.Match[str], text: str) -> str | float | None:
    written, part = found["han"], found["part"]
    is_counted = text[found.end() : found.end() + 1] in (*_COUNTED,) and written not in "一"
    if len(written) < _FEWEST and not (part or is_counted or found["ratio"]):
        return None
    if len(written) > 1 and all(sign in _DIGITS for sign in written):
        return "".join(str(_DIGITS[sign]) for sign in written)  # one by one: 二〇二四
    value = _value(written)
    if value is None or not part:
        return value
    return f"{value}." + "".join(str(_DIGITS[sign]) for sign in part)


def _of_hangul(written: str, start: int) -> tuple[float | None, int]:
    """Read Hangul numerals; what ends with a particle is read without it."""
    if len(written) > 2 and written[-1] in "이만" and written[-2] in _MYRIADS:
        written = written[:-1]
    has_unit = any(sign in _UNITS or sign in _MYRIADS for sign in written)
    return (_value(written) if has_unit else None), start + len(written)


def _value(written: str) -> int | None:
    """Add numerals up: units fall, and so do the myriads; None: it is no number."""
    total = section = 0
    digit: int | None = None
    last_unit, last_myriad = 10**4, 10**16
    for sign in written:
        if sign in _MYRIADS:
            size = _MYRIADS[sign]
            if size >= last_myriad:
                return None
            total += ((section + (digit or 0)) or 1) * size
            section, digit, last_unit, last_myriad = 0, None, 10**4, size
        elif sign in _UNITS:
            size = _UNITS[sign]
            if size >= last_unit:
                return None
            section += (1 if digit is None or not digit else digit) * size
            digit, last_unit = None, size
        elif digit:
            return None
        else:
            digit = _DIGITS[sign]
    return total + section + (digit or 0)
