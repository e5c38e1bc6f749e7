"""Every way in which loading a video fails, in words a person can use, with the next step.

No Qt, no network, and no yt-dlp: its errors are known by the names of their classes and by what
they say, so that a failure can be told in any process, and travels as JSON.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from viewer.errors import MediaError
from viewer.video.address import ADDRESS_STEP

_DETAIL_LIMIT = 240
_READ_ON = "The note can be read all the same, and opened at this time in the browser."
_UPDATE = "Get the newest yt-dlp (Downloads, or `cuenote fetch --update`), then try again."


class FailureKind(StrEnum):
    """What went wrong, by what can be done about it: in words, and the next step."""

    words: str
    step: str

    def __new__(cls, value: str, words: str, step: str) -> FailureKind:
        kind = str.__new__(cls, value)
        kind._value_, kind.words, kind.step = value, words, step
        return kind

    OFFLINE = (
        "offline",
        "The network is not there, or the site cannot be reached.",
        "Saved videos play as ever. Connect, and try again.",
    )
    # It wants to know who asks: "not a bot", age, members.
    SIGN_IN = (
        "sign_in",
        "The site wants a sign-in before it gives this video.",
        "Sign in with your browser, choose its cookies in the preferences, and try again.",
    )
    RATE_LIMITED = (
        "rate_limited",
        "The site has had too many requests from this connection.",
        "Wait up to an hour, then try again.",
    )
    COUNTRY = ("country", "The video is not available in this country.", _READ_ON)
    UNAVAILABLE = ("unavailable", "The video is private, or was removed.", _READ_ON)
    FORBIDDEN = ("forbidden", "The site refused to give the video (403).", _UPDATE)
    TOO_OLD = (
        "too_old",
        "The site has changed, and this version of yt-dlp does not know it yet.",
        _UPDATE,
    )
    NO_JAVASCRIPT = (
        "no_javascript",
        "YouTube needs a JavaScript runtime, and none was found.",
        "Run `cuenote doctor`: it names the command that installs one.",
    )
    NO_YT_DLP = (
        "no_yt_dlp",
        "yt-dlp, which reads videos from the web, is not installed or cannot be loaded.",
        "Run `cuenote doctor`: it names the command that installs it.",
    )
    DISK_FULL = (
        "disk_full",
        "The disk is full.",
        "Make room, or delete saved videos; then try again: it goes on where it stopped.",
    )
    # Refused before it began.
    NO_ROOM = (
        "no_room",
        "There is not enough room on the disk for this video and 1 GB to spare.",
        "Make room, delete saved videos, or choose a smaller picture in the preferences.",
    )
    NOT_WRITABLE = (
        "not_writable",
        "The library cannot be written.",
        "Look at the permissions of its folder, or choose another in the preferences.",
    )
    NO_SOUND = (
        "no_sound",
        "The video came without its sound, so it was not kept.",
        "Try again later; if it stays so, get the newest yt-dlp.",
    )
    NO_PICTURE = (
        "no_picture",
        "The video came without a picture, so it was not kept.",
        "Try again later; if it stays so, get the newest yt-dlp.",
    )
    DAMAGED = (
        "damaged",
        "What was loaded cannot be played to its end, so it was not kept.",
        "Try again: it is loaded anew.",
    )
    COOKIES = (
        "cookies",
        "The cookies of the browser cannot be read.",
        "Close the browser, or choose Firefox in the preferences (Chrome's cookies cannot be read "
        "on Windows); then try again.",
    )
    UNSUPPORTED = (
        "unsupported",
        "There is no video at this address that can be read.",
        "Look at the address in the front matter of the note, or open it in the browser.",
    )
    PROTECTED = (
        "protected",
        "The video is protected against copying (DRM), which is not worked around.",
        _READ_ON,
    )
    LIVE = ("live", "The video is being broadcast live.", "Save it once it has ended.")
    # A premiere, a stream to come.
    NOT_YET = ("not_yet", "The video has not been shown yet.", "Try again after its premiere.")
    PLAYLIST = (
        "playlist",
        "The address is that of a list of videos, not of one.",
        "Choose from the list, or write the address of one video into the note.",
    )
    # Refused by check_url.
    ADDRESS = ("address", "The address is not one that can be opened.", ADDRESS_STEP)
    SERVER = ("server", "The site answered with an error of its own.", "Try again later.")
    BUSY = (
        "busy",
        "This video is being saved already, by another window or terminal.",
        "Wait until it is done there.",
    )
    UNKNOWN = (
        "unknown",
        "The video could not be loaded.",
        "Try again; if it stays so, get the newest yt-dlp.",
    )


_HOLDING = frozenset(
    (
        *(FailureKind.OFFLINE, FailureKind.RATE_LIMITED, FailureKind.COOKIES),
        *(FailureKind.DISK_FULL, FailureKind.NOT_WRITABLE, FailureKind.NO_YT_DLP),
    )
)


class Failure(NamedTuple):
    """One failure, in words a person can use, with the next step."""

    kind: FailureKind
    words: str
    next_step: str
    # What yt-dlp or the system said, cleaned and cut; for those who want to look closer.
    detail: str = ""

    @property
    def text(self) -> str:
        """The words and the next step."""
        return f"{self.words} {self.next_step}".strip()

    @property
    def holds_others(self) -> bool:
        """Whether other videos would fail in the same way now, or asking for them make it worse."""
        # A video for members says nothing of others; "not a bot" is about the whole connection.
        is_bot = self.kind is FailureKind.SIGN_IN and "bot" in self.detail.casefold()
        return is_bot or self.kind in _HOLDING

    def to_json(self) -> dict[str, str]:
        """Return it as an object of JSON."""
        return {**self._asdict(), "kind": self.kind.value}

    @classmethod
    def from_json(cls, value: object) -> Failure:
        """Read what `to_json` gave; anything else is a failure of an unknown kind."""
        if not isinstance(value, Mapping):
            return cls.of(FailureKind.UNKNOWN)
        try:
            kind = FailureKind(value.get("kind", ""))  # type: ignore[call-arg]  # one of these
        except ValueError:
            kind = FailureKind.UNKNOWN
        usual = cls.of(kind)
        texts = {
            name: value[name]
            for name in ("words", "next_step", "detail")
            if isinstance(value.get(name), str)
        }
        return usual._replace(**texts)

    @classmethod
    def of(cls, kind: FailureKind, detail: str = "", *, words: str = "", step: str = "") -> Failure:
        """Make a failure with the usual words of its kind, or with better ones."""
        return cls(kind, words or kind.words, step or kind.step, clean(detail))


# Texts by which sites and yt-dlp say what the matter is, in the order they are asked. Lower case.
_TEXTS: tuple[tuple[FailureKind, str], ...] = (
    (
        FailureKind.COOKIES,
        "failed to load cookies|dpapi|cookies database|cookie database|failed to decrypt",
    ),
    (
        FailureKind.RATE_LIMITED,
        "try again later. the current session|try again later. your account|rate-limit|"
        "rate limit|too many requests|content isn't available, try again later",
    ),
    (
        FailureKind.SIGN_IN,
        "not a bot|confirm your age|age-restricted|age restricted|"
        "inappropriate for some users|captcha|only available for registered users|"
        "join this channel|members-only|available to this channel's members|"
        "requires payment|login required|use --cookies|sign in",
    ),
    (FailureKind.PROTECTED, "drm protected|drm-protected"),
    (
        FailureKind.COUNTRY,
        "in your country|in your region|geo restriction|geo-restrict|from your location",
    ),
    (
        FailureKind.NOT_YET,
        "premieres in|premiere will begin|will begin in|this live event will begin",
    ),
    (FailureKind.LIVE, "live stream recording is not available|channel is not currently live"),
    (
        FailureKind.UNAVAILABLE,
        "private video|video is private|video unavailable|video is unavailable|"
        "video is not available|has been removed|been terminated|no longer available|"
        "does not exist|video is no longer|http error 404|http error 410",
    ),
    (FailureKind.FORBIDDEN, "http error 403"),
    (FailureKind.RATE_LIMITED, "http error 429"),
    (FailureKind.SIGN_IN, "http error 401|http error 407"),
    (FailureKind.SERVER, "http error 5"),
    (
        FailureKind.NO_JAVASCRIPT,
        "no supported javascript runtime|ensure you have a supported javascript runtime",
    ),
    (FailureKind.DISK_FULL, "no space left on device|disk quota exceeded|not enough space"),
    (
        FailureKind.UNSUPPORTED,
        "unsupported url|is not a valid url|no suitable extractor|no video in this",
    ),
    (
        FailureKind.OFFLINE,
        "name resolution|getaddrinfo|name or service not known|nodename nor servname|"
        "network is unreachable|no route to host|connection refused|connection reset|"
        "remote end closed|timed out|failed to establish a new connection|"
        "unable to connect|transporterror|incompleteread|bytes read, ",
    ),
    (
        FailureKind.TOO_OLD,
        "please report this issue|unable to extract|signature extraction failed|"
        "challenge solving failed|failed to parse json",
    ),
)


def failure(error: BaseException, warnings: Sequence[str] = ()) -> Failure:
    """Return what `error` means for a person; `warnings`: what yt-dlp warned of before.

    Looks through wrapped exceptions by the names of their classes, so that it works on errors of
    yt-dlp where yt-dlp itself is not loaded. Never raises.
    """
    chain = list(_chain(error))
    for fault in chain:
        found = _by_class(fault)
        if found is not None:
            return found
    text = " · ".join(str(fault) for fault in chain)
    lower = text.casefold().replace("’", "'")
    first = str(chain[0])
    for kind, texts in _TEXTS:
        if any(text in lower for text in texts.split("|")):
            if kind is FailureKind.TOO_OLD and _lacks_javascript(warnings):
                kind = FailureKind.NO_JAVASCRIPT
            return _in_detail(Failure.of(kind, first), lower)
    if _lacks_javascript(warnings):
        return Failure.of(FailureKind.NO_JAVASCRIPT, first)
    if "requested format is not available" in lower or "no video formats" in lower:
        if "no video formats" in lower:
            return Failure.of(FailureKind.UNSUPPORTED, first)
        return Failure.of(
            FailureKind.TOO_OLD, first, words="The site offers no version of this video to load."
        )
    short = clean(first)
    words = f"The video could not be loaded: {short}" if short else ""
    return Failure.of(FailureKind.UNKNOWN, first, words=words)


def _lacks_javascript(warnings: Iterable[str]) -> bool:
    return any("supported javascript runtime" in warning.casefold() for warning in warnings)


def _in_detail(found: Failure, lower: str) -> Failure:
    """Return what the text tells more than the kind of the failure, if it does."""
    if found.kind is FailureKind.SIGN_IN and "not a bot" in lower:
        return found._replace(
            words="The site takes this connection for a machine's, and wants a sign-in.",
            next_step="Wait a while, use another network, or choose the cookies of a browser where "
            "you are signed in (preferences).",
        )
    if found.kind is FailureKind.SIGN_IN and ("age" in lower and "confirm your age" in lower):
        return found._replace(words="The video is only for grown-ups who are signed in.")
    if found.kind is FailureKind.UNAVAILABLE and "http error 4" in lower:
        return found._replace(words="There is nothing at this address any more.")
    if found.kind is FailureKind.UNAVAILABLE and "private" in lower:
        return found._replace(words="The video is private.")
    return found


def _chain(error: BaseException) -> Iterable[BaseException]:
    """Yield `error` and what it wraps, as yt-dlp and Python keep it; each once."""
    waiting: list[BaseException] = [error]
    seen: set[int] = set()
    while waiting and len(seen) < 12:
        fault = waiting.pop(0)
        if id(fault) in seen:
            continue
        seen.add(id(fault))
        yield fault
        inner = getattr(fault, "exc_info", None)
        wrapped = [inner[1] if isinstance(inner, tuple) and len(inner) > 1 else None]
        wrapped += [getattr(fault, "cause", None), fault.__cause__]
        if not fault.__suppress_context__:
            wrapped.append(fault.__context__)
        waiting += [each for each in wrapped if isinstance(each, BaseException)]


def _by_class(fault: BaseException) -> Failure | None:
    """Recognise a fault by its class, where that says all."""
    names = {each.__name__ for each in type(fault).__mro__}
    said = str(fault)
    if isinstance(fault, MediaError):
        return Failure(FailureKind.ADDRESS, said, fault.remedy)
    if "GeoRestrictedError" in names:
        countries = getattr(fault, "countries", None)
        words = ""
        if isinstance(countries, list | tuple) and 0 < len(countries) <= 8:
            listed = ", ".join(str(country) for country in countries)
            words = f"The video is only available in some countries: {listed}."
        return Failure.of(FailureKind.COUNTRY, said, words=words)
    if "CookieLoadError" in names:
        return Failure.of(FailureKind.COOKIES, said)
    if "UnsupportedError" in names:
        return Failure.of(FailureKind.UNSUPPORTED, said)
    if isinstance(fault, ModuleNotFoundError) and (fault.name or "").startswith("yt_dlp"):
        return Failure.of(FailureKind.NO_YT_DLP, said)
    status = getattr(fault, "status", None)
    if "HTTPError" in names and isinstance(status, int):
        return _in_detail(Failure.of(_by_status(status), said), said.casefold())
    if isinstance(fault, OSError):
        return _by_errno(fault)
    return None


def _by_status(status: int) -> FailureKind:
    """Name what a status of HTTP means."""
    known = {
        401: FailureKind.SIGN_IN,
        403: FailureKind.FORBIDDEN,
        404: FailureKind.UNAVAILABLE,
        410: FailureKind.UNAVAILABLE,
        429: FailureKind.RATE_LIMITED,
        451: FailureKind.COUNTRY,
    }
    if status in known:
        return known[status]
    return FailureKind.SERVER if status >= 500 else FailureKind.UNKNOWN


def _by_errno(fault: OSError) -> Failure | None:
    """Recognise what the system says of a disk."""
    full = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}  # none on Windows
    said = f"{fault.strerror or fault}"
    if fault.errno in full:
        return Failure.of(FailureKind.DISK_FULL, said)
    if fault.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return Failure.of(FailureKind.NOT_WRITABLE, said)
    return None


_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[@-_]")
_NOISE = (
    re.compile(r"^\s*(ERROR|WARNING):\s*"),
    re.compile(r"^\[[A-Za-z0-9:+_.-]+\]\s*([A-Za-z0-9_-]+:\s+)?"),
    re.compile(r"(?<!\s)\s*+\(caused by .*", re.DOTALL),
    re.compile(r"(?:[;.]|(?<!\s))\s*+please report this issue on .*", re.DOTALL | re.IGNORECASE),
    re.compile(r"(?<!\s)\s*+Use --[a-z-]+.*", re.DOTALL),
    re.compile(r"(?<!\s)\s*+See\s+https?://\S+.*", re.DOTALL),
)


def clean(text: str) -> str:
    """Take colours, codes and advice for the command line out of a message; cut it to a line."""
    text = _ANSI.sub("", text[:4000])
    for noise in _NOISE:
        text = noise.sub("", text)
    text = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return text if len(text) <= _DETAIL_LIMIT else f"{text[: _DETAIL_LIMIT - 1]}…"


class SavingError(Exception):
    """The video could not be saved; `failure` says why, and what to do."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.words)
        self.failure = failure
