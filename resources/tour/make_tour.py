"""Make the tour's film, `tour.mp4`, and its transcript, `tour.en.vtt`, beside this script.

    python resources/tour/make_tour.py            writes both files
    python resources/tour/make_tour.py 44.2 x.png draws the frame at 44.2 s into x.png, quickly

Needs `espeak-ng` and the font Inter on this machine; nothing else in Cuenote does. The slides are
drawn by `slides.py`; here are the narration, its timing, and the encoding.

Every sentence begins on a whole second, so that a citation written to the second lands on its
first word.
"""

from __future__ import annotations

import array
import io
import math
import subprocess
import sys
import wave
from fractions import Fraction
from pathlib import Path

import av
from PySide6.QtGui import QGuiApplication, QImage
from slides import FPS, HEIGHT, KEY_FRAME_S, SLIDES, WIDTH, Film, Line, paint_frame

HERE = Path(__file__).parent
SOUND_RATE = 22_050  # what espeak-ng speaks at
LEAD_S = 0.12  # silence at a line's start: a seek must not swallow its first sound
SHORTEST_PAUSE_S = 0.3
SLIDE_PAUSE_S = 0.9
TAIL_S = 3
PEAK = 0.7  # of full scale, after levelling
SPEAK = ("espeak-ng", "-v", "en-us", "-s", "152", "-p", "42", "-g", "2", "--stdout")


def speak(text: str) -> array.array[int]:
    """Give `text` as 16-bit samples at `SOUND_RATE`, without the silence at either end."""
    wav = subprocess.run([*SPEAK, text], check=True, capture_output=True).stdout
    with wave.open(io.BytesIO(wav)) as reader:
        assert (reader.getframerate(), reader.getnchannels()) == (SOUND_RATE, 1)
        # espeak-ng writes a stream: the length in its header is not to be trusted.
        samples = array.array("h", reader.readframes(10 * 60 * SOUND_RATE))
    loud = [i for i, sample in enumerate(samples) if abs(sample) > 300]
    return samples[loud[0] : loud[-1] + SOUND_RATE // 20]


def compose() -> tuple[Film, array.array[int]]:
    """Speak everything and lay it out: lines on whole seconds, slides with their first line."""
    lines: list[Line] = []
    sound = array.array("h")
    end_s = 0.0
    for index, slide in enumerate(SLIDES):
        for number, text in enumerate(slide[1:]):
            pause_s = SLIDE_PAUSE_S if number == 0 else SHORTEST_PAUSE_S
            start_s = math.ceil(end_s + pause_s) if lines else 0
            samples = speak(text)
            silence = round((start_s + LEAD_S) * SOUND_RATE) - len(sound)
            sound.extend(array.array("h", bytes(2 * silence)))
            sound.extend(samples)
            end_s = len(sound) / SOUND_RATE
            lines.append(Line(index, text, start_s, end_s))
    length_s = math.ceil(end_s) + TAIL_S
    sound.extend(array.array("h", bytes(2 * (length_s * SOUND_RATE - len(sound)))))
    gain = PEAK * 32767 / max(abs(sample) for sample in sound)
    return Film(tuple(lines), length_s), array.array("h", [round(s * gain) for s in sound])


def write_transcript(film: Film, path: Path) -> None:
    """Write the narration as WebVTT, one cue a sentence."""

    def stamp(seconds: float) -> str:
        ms = round(seconds * 1000)
        return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"

    cues = [f"{stamp(line.start_s)} --> {stamp(line.end_s)}\n{line.text}\n" for line in film.lines]
    path.write_text("WEBVTT\nLanguage: en\n\n" + "\n".join(cues), "utf-8")


def encode(film: Film, sound: array.array[int], path: Path) -> None:
    """Write H.264 and AAC into an MP4 that can be played while it loads."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as out:
        video = out.add_stream("libx264", rate=FPS)
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        distance = FPS * KEY_FRAME_S
        video.options = {
            "preset": "slow",
            "tune": "animation",
            "crf": "25",
            "x264-params": f"keyint={distance}:min-keyint={distance}:scenecut=0:"
            "colorprim=bt709:transfer=bt709:colormatrix=bt709",
        }
        audio = out.add_stream("aac", rate=44_100, layout="mono")
        audio.bit_rate = 72_000
        resampler = av.AudioResampler(format="fltp", layout="mono", rate=44_100)
        heard = 0
        for number in range(film.length_s * FPS):
            paint_frame(image, film, number)
            frame = av.VideoFrame(WIDTH, HEIGHT, "bgra")
            frame.planes[0].update(image.constBits())
            frame = frame.reformat(format="yuv420p", dst_colorspace="itu709")
            frame.pts, frame.time_base = number, Fraction(1, FPS)
            out.mux(video.encode(frame))
            until = (number + 1) * SOUND_RATE // FPS
            chunk = av.AudioFrame(format="s16", layout="mono", samples=until - heard)
            chunk.planes[0].update(sound[heard:until].tobytes())
            chunk.sample_rate, chunk.pts, chunk.time_base = (
                SOUND_RATE,
                heard,
                Fraction(1, SOUND_RATE),
            )
            heard = until
            for piece in resampler.resample(chunk):
                out.mux(audio.encode(piece))
        for piece in resampler.resample(None):
            out.mux(audio.encode(piece))
        out.mux(audio.encode(None))
        out.mux(video.encode(None))


def main(arguments: list[str]) -> None:
    """Make the film, or draw one frame of it."""
    app = QGuiApplication(["make_tour", "-platform", "offscreen"])
    film, sound = compose()
    if arguments:
        image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        for at, name in zip(arguments[::2], arguments[1::2], strict=True):
            paint_frame(image, film, round(float(at) * FPS))
            image.save(name)
        return
    write_transcript(film, HERE / "tour.en.vtt")
    for line in film.lines:
        print(f"{line.start_s // 60}:{line.start_s % 60:02}  {line.text}")
    encode(film, sound, HERE / "tour.mp4")
    print(f"{film.length_s} s, {(HERE / 'tour.mp4').stat().st_size / 1e6:.2f} MB")
    app.shutdown()


if __name__ == "__main__":
    main(sys.argv[1:])
