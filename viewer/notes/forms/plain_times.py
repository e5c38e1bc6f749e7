"""The patterns of times written in the text without markup, and where one can begin.

`1:02:03`, wide as the signs of Chinese and Japanese are, `１：０２`, with units, `1h2m`, or with
quotes or primes, `12'30"`. All that looks so: `plain` says what is meant. Linear, as all that reads
a note must be.
"""

from collections.abc import Iterator

from viewer.base.lazy_regex import late
from viewer.notes.forms.form import Source

_D, _C = r"(?:\d|\xef\xbc[\x90-\x99])", r"(?::|\xef\xbc\x9a)"
_FIELD = rf"(?:[0-5]|\xef\xbc[\x90-\x95]){_D}"
_PRIME = r"(?:'|\xe2\x80[\x99\xb2])"
_HOURS, _MINUTES, _SECONDS = "(?:小时|小時|時間|时|時|시간)", "(?:分钟|分鐘|分|분)", "(?:秒|초)"
_T = (
    # Milliseconds behind a comma, as in captions, need all fields before them.
    rf"(?:{_D}{{1,3}}{_C}{_FIELD}(?>(?:{_C}{_FIELD}(?>(?:,\d{{3}}(?![\d:]))?))?)(?>(?:\.\d{{1,3}})?)"
    r"|\d{1,2}h(?:rs?)?(?:[ ]?\d{1,2}m(?:in)?(?:[ ]?\d{1,2}s(?:ec)?)?"
    rf"|[0-5]\d(?!{_PRIME}))"
    r"|\d{1,3}m(?:in)?[ ]?\d{1,2}s(?:ec)?|\d{1,3}[1-9]s"
    rf"|(?:\d{{1,2}}[ ]?{_HOURS}[ ]?)?\d{{1,3}}[ ]?{_MINUTES}[ ]?\d{{1,2}}[ ]?{_SECONDS}"
    rf"|\d{{1,2}}[ ]?{_HOURS}[ ]?\d{{1,2}}[ ]?{_MINUTES}"
    rf"|(?:\d{{1,2}}h)?\d{{1,3}}{_PRIME}[0-5]\d(?:\"|\xe2\x80[\x9d\xb3]|{_PRIME}{{2}}))"
)
_STOP = rf"(?![^\W_]|%|_\w|:\w|(?:\xef\xbc\x9a)?{_D}|\.\d|/\d)"
_DASH = r"(?:-{1,3}>?|~|\xe2\x80[\x93\x94]|\xe2\x86\x92|\xef\xbd\x9e|\xe3\x80\x9c)"
JOIN = rf"(?:[ \t]{{0,3}}{_DASH}[ \t]{{0,3}}|[ \t](?:to|till|until|bis|à|a|до)[ \t]|至|到)"
"""What joins the end of a range to its start, as bytes in UTF-8."""
TIME = late(rf"(?P<start>{_T}){_STOP}(?:{JOIN}(?P<end>{_T}){_STOP}|起)?".encode())
"""A time, or a range."""
# A look-behind would make the search slow.
_NOT_BEFORE = frozenset(bytes([byte]) for byte in range(128) if chr(byte).isalnum()) | {
    bytes([byte]) for byte in b"_:./,+=#%"
}
_WIDE_DIGITS = frozenset(b"\xef\xbc" + bytes([last]) for last in range(0x90, 0x9A))
_IN_WIDE = late(rb"(?:\d\xef\xbc\x9a|\xef\xbc[\x90-\x99](?:\xef\xbc\x9a)?)\Z")
# `==1:02==` and `t=1:02`, though an equals sign stands before it.
_MARKS_IT = late(rb"(?:(?<![\w=!<>])==|(?<![\w?&#;])t=|(?<!\w)_{1,2})\Z")
_COLON = late(rb":[0-5]\d")
_WIDE_COLON = late(rb"\xef\xbc\x9a(?:[0-5]|\xef\xbc[\x90-\x95])")
# From the last digit before the first unit.
_UNITS = late(
    rf"\d(?:h(?:rs?)?[ ]?\d\d?|m(?:in)?[ ]?\d\d?s|s\b|[ ]?(?:{_HOURS}|{_MINUTES})[ ]?\d"
    rf"|{_PRIME}[0-5]\d['\"\xe2])".encode()
)
_MOST_DIGITS = 3


def can_begin(data: bytes, start: int, body: int) -> bool:
    """Return whether a time can begin at a byte, by what precedes it; the text begins at `body`.

    None begins after the end of a range or a date.
    """
    before = data[max(body, start - 6) : start]
    if before[-1:] in _NOT_BEFORE and _MARKS_IT.search(before) is None:
        return False
    is_end = before.endswith(b"-") and before[-2:-1].isalnum()
    return not is_end and (before[-3:-2] != b"\xef" or _IN_WIDE.search(before) is None)


def starts(source: Source) -> Iterator[int]:
    """Yield where times can begin. Searches for colons: digits would take far longer."""
    data, body, end = source.data, source.body, source.end
    found = [match.start() for match in _COLON.finditer(data, body, end)]
    wide = [match.start() for match in _WIDE_COLON.finditer(data, body, end)]
    units = [one.start() + 1 for one in _UNITS.finditer(data, body, end)]
    if wide or units:
        found = sorted([*found, *wide, *units])
    for at in found:
        start = at
        for _ in range(_MOST_DIGITS):
            if start > body and 0x30 <= data[start - 1] <= 0x39:
                start -= 1
            elif wide and start - 3 >= body and data[start - 3 : start] in _WIDE_DIGITS:
                start -= 3
        if start < at and can_begin(data, start, body):
            yield start
