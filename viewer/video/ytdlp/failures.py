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
from viewer.notes.lazy_regex import late
from viewer.terminal import as_started
from viewer.translation import _, comma_list, sentences, tr
from viewer.video.address import ADDRESS_STEP

_DETAIL_LIMIT = 240
_READ_ON = _("You can still read the note, and open this time in the browser.")
_UPDATE = _("Update yt-dlp (in a terminal: `cuenote save --update`), then try again.")


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
        _("Can't reach the site."),
        _("Check your connection; saved videos still play."),
    )
    # It wants to know who asks: "not a bot", age, members.
    SIGN_IN = (
        "sign_in",
        _("The site asks you to sign in to watch this video."),
        _("Sign in with your browser, choose its cookies in Preferences, then try again."),
    )
    RATE_LIMITED = (
        "rate_limited",
        _("Too many requests from your connection."),
        _("Wait up to an hour, then try again."),
    )
    COUNTRY = ("country", _("The video is not available in this country."), _READ_ON)
    UNAVAILABLE = ("unavailable", _("The video is private, or was removed."), _READ_ON)
    FORBIDDEN = ("forbidden", _("The site refused to send the video (403)."), _UPDATE)
    TOO_OLD = (
        "too_old",
        _("The site has changed, and this version of yt-dlp can't read it yet."),
        _UPDATE,
    )
    NO_JAVASCRIPT = (
        "no_javascript",
        _("YouTube needs a JavaScript runtime, but none was found."),
        _("Run `cuenote doctor` to see how to install one."),
    )
    NO_YT_DLP = (
        "no_yt_dlp",
        _("yt-dlp, which reads online videos, is not installed or can't be loaded."),
        _("Run `cuenote doctor` to see how to install it."),
    )
    DISK_FULL = (
        "disk_full",
        _("The disk is full."),
        _("Free some space or delete saved videos, then try again; it continues where it stopped."),
    )
    # Refused before it began.
    NO_ROOM = (
        "no_room",
        _("Not enough disk space for this video plus 1 GB to spare."),
        _("Free some space, delete saved videos, or choose a lower quality in Preferences."),
    )
    NOT_WRITABLE = (
        "not_writable",
        _("The folder of saved videos can't be written to."),
        _("Check its permissions, or choose another folder in Preferences."),
    )
    NO_SOUND = (
        "no_sound",
        _("The video came without sound, so it was not saved."),
        _("Try again later. If that doesn't help, update yt-dlp."),
    )
    NO_PICTURE = (
        "no_picture",
        _("The video came without a picture, so it was not saved."),
        _("Try again later. If that doesn't help, update yt-dlp."),
    )
    DAMAGED = (
        "damaged",
        _("The downloaded video can't be played to its end, so it was not saved."),
        _("Try again."),
    )
    COOKIES = (
        "cookies",
        _("The cookies of the browser can't be read."),
        _(
            "Close the browser, or choose Firefox in Preferences (Chrome's cookies can't be read "
            "on Windows); then try again."
        ),
    )
    UNSUPPORTED = (
        "unsupported",
        _("There is no video at this URL that Cuenote can read."),
        _("Check the URL in the front matter of the note, or open it in the browser."),
    )
    PROTECTED = (
        "protected",
        _("The video is copy-protected (DRM). Cuenote does not work around that."),
        _READ_ON,
    )
    LIVE = ("live", _("The video is live."), _("Save it once it has ended."))
    # A premiere, a stream to come.
    NOT_YET = ("not_yet", _("The video has not premiered yet."), _("Try again after its premiere."))
    PLAYLIST = (
        "playlist",
        _("This is the URL of a list of videos."),
        _("Choose from the list, or put the URL of one video into the note."),
    )
    # Refused by check_url.
    ADDRESS = ("address", _("This URL can't be opened."), ADDRESS_STEP)
    SERVER = ("server", _("The site reported an error."), _("Try again later."))
    BUSY = (
        "busy",
        _("Another window or terminal is already saving this video."),
        _("Wait until it is done."),
    )
    UNKNOWN = (
        "unknown",
        _("The video couldn't be downloaded."),
        _("Try again. If that doesn't help, update yt-dlp."),
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
        return sentences(self.words, self.next_step)

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
        return cls(kind, words or tr(kind.words), step or as_started(tr(kind.step)), clean(detail))


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
            FailureKind.TOO_OLD,
            first,
            words=tr("The site offers no version of this video to download."),
        )
    short = clean(first)
    words = tr("The video couldn't be downloaded: {0}").format(short) if short else ""
    return Failure.of(FailureKind.UNKNOWN, first, words=words)


def _lacks_javascript(warnings: Iterable[str]) -> bool:
    return any("supported javascript runtime" in warning.casefold() for warning in warnings)


def _in_detail(found: Failure, lower: str) -> Failure:
    """Return what the text tells more than the kind of the failure, if it does."""
    if found.kind is FailureKind.SIGN_IN and "not a bot" in lower:
        return found._replace(
            words=tr("The site thinks you are a bot and asks you to sign in."),
            next_step=tr(
                "Wait a while, use another network, or choose a browser where you are signed in "
                "(Preferences)."
            ),
        )
    if found.kind is FailureKind.SIGN_IN and ("age" in lower and "confirm your age" in lower):
        return found._replace(words=tr("The video is age-restricted and needs a sign-in."))
    if found.kind is FailureKind.UNAVAILABLE and "http error 4" in lower:
        return found._replace(words=tr("There is nothing at this URL any more."))
    if found.kind is FailureKind.UNAVAILABLE and "private" in lower:
        return found._replace(words=tr("The video is private."))
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
            listed = comma_list(str(country) for country in countries)
            words = tr("The video is only available in some countries: {0}.").format(listed)
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


_ANSI = late(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[@-_]")
_NOISE = (
    late(r"^\s*(ERROR|WARNING):\s*"),
    late(r"^\[[A-Za-z0-9:+_.-]+\]\s*([A-Za-z0-9_-]+:\s+)?"),
    late(r"(?<!\s)\s*+\(caused by .*", re.DOTALL),
    late(r"(?:[;.]|(?<!\s))\s*+please report this issue on .*", re.DOTALL | re.IGNORECASE),
    late(r"(?<!\s)\s*+Use --[a-z-]+.*", re.DOTALL),
    late(r"(?<!\s)\s*+See\s+https?://\S+.*", re.DOTALL),
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
