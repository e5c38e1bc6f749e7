"""The check listens by itself: of a video without a transcript, only what is round the citations.

Nothing is listened to before a person agrees; then minutes of it are transcribed in the place of
hours. What was heard is kept as any transcript made here, and the check uses it for the citations
in it.
"""

from __future__ import annotations

from viewer.evidence.listen import rounds
from viewer.translation import tr
from viewer.ui.session.session import Session
from viewer.ui.shell.context import Context, Feature
from viewer.ui.speech.transcribe_sheet import TranscribePlan, Untranscribed
from viewer.ui.speech.transcribing import Transcribing
from viewer.ui.transcript.transcripts import Transcripts
from viewer.video.media import Media
from viewer.video.transcripts.transcribed import length_ms, missing


class Listening(Feature):
    """Has the video of the note that is shown listened to round its citations."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._window, self._session = context.window, context.get(Session)
        self._transcripts = context.get(Transcripts)
        self._transcribing = context.get(Transcribing)

    def listen(self) -> None:
        """Ask whether to listen round the citations of the note."""
        session, media = self._session, self._session.video.media
        if session.note is None:
            return
        if not isinstance(media, Media):
            words = tr("Only a video on this computer can be checked by listening.")
            self._window.say(words, brief=True)
            return
        transcript = self._transcripts.transcript
        heard = transcript.heard if transcript is not None else ()
        if heard is None:
            words = tr("This video has a transcript; the check uses it.")
            self._window.say(words, brief=True)
            return
        ranges = rounds(session.times, session.video.duration_ms)
        ranges = missing(heard, ranges)
        if not ranges:
            self._window.say(
                tr("All timestamps have already been checked by listening."), brief=True
            )
            return
        title = session.note.title or media.title
        wanted = Untranscribed(media.path, title, length_ms(ranges), session.path)
        self._transcribing.ask_for(TranscribePlan((wanted,), ranges=ranges))
