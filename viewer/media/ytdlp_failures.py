"""Why loading a video failed: yt-dlp's message, and the next step for common cases.

No Qt, no network, and no yt-dlp: its errors are recognized by class name and message, so that a
failure can be shown in any process, and passed on as JSON.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from viewer.base.errors import ViewerError, why
from viewer.base.lazy_regex import late
from viewer.base.terminal import as_started
from viewer.base.translation import _, labelled, sentences, tr, without_stop

_DETAIL_LIMIT = 240


class FailureKind(StrEnum):
    """The kind of error, with its message and the next step."""

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
    # It wants to know who asks ("not a bot", age, members), or the browser's cookies can't be read.
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
    TOO_OLD = (
        "too_old",
        _("The site has changed, and this version of yt-dlp can't read it yet."),
        _("Update yt-dlp (in a terminal: `cuenote save --update`), then try again."),
    )
    NO_ROOM = (
        "no_room",
        _("There is not enough disk space."),
        _("Free some space or delete saved videos, then try again; it continues where it stopped."),
    )
    PLAYLIST = (
        "playlist",
        _("This is the URL of a list of videos."),
        _("Choose from the list, or put the URL of one video into the note."),
    )
    # All else; what yt-dlp says of it goes before these words.
    UNKNOWN = (
        "unknown",
        _("The video couldn't be downloaded."),
        _("Try again later, or open the video in the browser."),
    )


_HOLDING = frozenset((FailureKind.OFFLINE, FailureKind.RATE_LIMITED, FailureKind.NO_ROOM))


class Failure(NamedTuple):
    """A failure with a message for the user, and the next step."""

    kind: FailureKind
    words: str
    next_step: str
    # What yt-dlp or the system said, cleaned and cut; for those who want to look closer.
    detail: str = ""

    @property
    def text(self) -> str:
        """The message and the next step."""
        return sentences(self.words, self.next_step)

    @property
    def holds_others(self) -> bool:
        """Return whether other videos would fail the same way, or make it worse."""
        # A video for members says nothing of others; "not a bot" is about the whole connection.
        said = self.detail.casefold()
        is_of_all = self.kind is FailureKind.SIGN_IN and ("bot" in said or "cookie" in said)
        return is_of_all or self.kind in _HOLDING

    def to_json(self) -> dict[str, str]:
        return {**self._asdict(), "kind": self.kind.value}

    @classmethod
    def from_json(cls, value: object) -> Failure:
        """Read what `to_json` returned; anything else is a failure of an unknown kind."""
        if not isinstance(value, Mapping):
            return cls.of(FailureKind.UNKNOWN)
        try:
            kind = FailureKind(value.get("kind", ""))  # type: ignore[call-arg]  # one of these
        except ValueError:
            kind = FailureKind.UNKNOWN
        texts = {
            name: value[name]
            for name in ("words", "next_step", "detail")
            if isinstance(value.get(name), str)
        }
        return cls.of(kind)._replace(**texts)

    @classmethod
    def of(cls, kind: FailureKind, detail: str = "", *, words: str = "", step: str = "") -> Failure:
        """Make a failure with the usual message of its kind, or a better one."""
        detail, usual = clean(detail), tr(kind.words)
        if kind is FailureKind.UNKNOWN and detail:
            usual = labelled(without_stop(usual), detail)
        return cls(kind, words or usual, step or as_started(tr(kind.step)), detail)


# Texts by which sites and yt-dlp say what the matter is, in the order they are asked. Lower case.
_TEXTS: tuple[tuple[FailureKind, str], ...] = (
    (
        FailureKind.RATE_LIMITED,
        "try again later. the current session|try again later. your account|rate-limit|"
        "rate limit|too many requests|content isn't available, try again later|http error 429",
    ),
    (
        FailureKind.SIGN_IN,
        "not a bot|confirm your age|age-restricted|age restricted|"
        "inappropriate for some users|captcha|only available for registered users|"
        "join this channel|members-only|available to this channel's members|"
        "requires payment|login required|use --cookies|sign in|http error 401|http error 407|"
        "failed to load cookies|dpapi|cookies database|cookie database|failed to decrypt",
    ),
    (FailureKind.NO_ROOM, "no space left on device|disk quota exceeded|not enough space"),
    (
        FailureKind.OFFLINE,
        "name resolution|getaddrinfo|name or service not known|nodename nor servname|"
        "network is unreachable|no route to host|connection refused|connection reset|"
        "remote end closed|timed out|failed to establish a new connection|"
        "unable to connect|transporterror|incompleteread|bytes read, ",
    ),
    (
        FailureKind.TOO_OLD,
        "http error 403|please report this issue|unable to extract|signature extraction failed|"
        "challenge solving failed|failed to parse json|requested format is not available",
    ),
)


def failure(error: BaseException, warnings: Sequence[str] = ()) -> Failure:
    """Return what `error` means for the user; `warnings` are yt-dlp's earlier warnings.

    Searches chained exceptions by class name, so that it recognizes yt-dlp's errors without loading
    yt-dlp. Never raises.
    """
    chain = list(_chain(error))
    for fault in chain:
        if isinstance(fault, ViewerError):
            return Failure(FailureKind.UNKNOWN, str(fault), fault.remedy)
        found = of_disk(fault) if isinstance(fault, OSError) else None
        if found is not None:
            return found
    lower = " · ".join(map(str, chain)).casefold().replace("’", "'")
    said = str(chain[0])
    is_of_yt_dlp = any(each.__name__ == "YoutubeDLError" for each in type(chain[0]).__mro__)
    own = clean(said) if is_of_yt_dlp else ""
    for kind, texts in _TEXTS:
        if any(text in lower for text in texts.split("|")):
            lacks = [each for each in warnings if "javascript runtime" in each.casefold()]
            if kind is FailureKind.TOO_OLD and lacks:
                step = tr("Run `cuenote doctor` to see how to install one.")
                return Failure.of(
                    FailureKind.UNKNOWN, said, words=clean(lacks[0]), step=as_started(step)
                )
            # What exactly it wants to know, only the site can say.
            return Failure.of(kind, said, words=own if kind is FailureKind.SIGN_IN else "")
    return Failure.of(FailureKind.UNKNOWN, said, words=own)


def _chain(error: BaseException) -> Iterable[BaseException]:
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


def of_disk(fault: OSError) -> Failure | None:
    """Return the disk's error message for a failed write; None if it is another error."""
    said = why(fault)
    if fault.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT):
        return Failure.of(FailureKind.NO_ROOM, said)
    if fault.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return Failure.of(
            FailureKind.NO_ROOM,
            said,
            words=tr("The folder of saved videos can't be written to."),
            step=tr("Check its permissions, or choose another folder in Preferences."),
        )
    return None


_ANSI = late(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[@-_]")
_NOISE = (
    late(r"^\s*(ERROR|WARNING):\s*"),
    late(r"^\[[A-Za-z0-9:+_.-]+\]\s*([A-Za-z0-9_-]+:\s+)?"),
    late(r"(?<!\s)\s*+\(caused by .*", re.DOTALL),
    late(r"(?:[;.]|(?<!\s))\s*+please report this issue on .*", re.DOTALL | re.IGNORECASE),
    late(r"(?<!\s)\s*+Use --[a-z-]+.*", re.DOTALL),
    late(r"(?<!\s)\s*+See\s+https?://\S+.*", re.DOTALL),
    late(r"(?<!\s)\s*+You might want to use a VPN.*", re.DOTALL),
)


def clean(text: str) -> str:
    """Remove colours, codes and command-line advice from a message; shorten it to a line."""
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
