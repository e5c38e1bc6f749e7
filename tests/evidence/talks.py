"""Made talks in two languages: what is said, one sentence every ten seconds, and claims about it.

Made by hand for these tests, for no real notes with transcripts in these languages are at hand:
they show that words and endings meet, and say nothing of how often the check is right.
"""

from typing import NamedTuple

from viewer.video.transcripts.transcript import Cue, Transcript

STEP_MS = 10_000


class Talk(NamedTuple):
    """Sentences, and claims with the number of the sentence that each is about."""

    said: tuple[str, ...]
    claims: tuple[tuple[int, str], ...]

    def transcript(self, language: str) -> Transcript:
        cues = (Cue(at * STEP_MS, at * STEP_MS + 9_000, text) for at, text in enumerate(self.said))
        return Transcript(tuple(cues), language)


TALKS = {
    "de": Talk(
        (
            "Willkommen zu diesem Abend über Leuchttürme.",
            "Die erste Linse wurde von einem Uhrmacher in Genf geschliffen.",
            "Sie wog 250 Kilogramm und schwamm auf Quecksilber.",
            "Die Seeleute beschwerten sich über die Farbe des Strahls.",
            "Die Wärter mussten das Uhrwerk alle dreieinhalb Stunden aufziehen.",
            "Im Winter froren die Treppen, und niemand konnte hinaufsteigen.",
            "Im einundzwanzigsten Jahrhundert wird alles von einer Zentrale gesteuert.",
            "Eine Ziege lebte elf Jahre lang auf dem zweiten Absatz.",
            "Der Strom kam spät, weil das Kabel immer wieder brach.",
            "Nur drei Komma fünf Prozent der Türme sind noch bewohnt.",
            "Das Nebelhorn hörte man bis zum Kloster.",
            "Der Umbau kostete eins Komma zwei Millionen Euro.",
            "Heute kümmert sich eine einzige Ingenieurin um zweiunddreißig Türme.",
            "Das Museum bewahrt die Tagebücher von jedem Sturm auf.",
        ),
        (
            (1, "Ein Uhrmacher aus Genf schliff die erste Linse."),
            (2, "Das Gewicht betrug 250 kg."),
            (4, "Alle 3,5 Stunden wird das Uhrwerk von den Wärtern aufgezogen."),
            (5, "Gefrorene Treppe: Niemand steigt im Winter hinauf."),
            (6, "Im 21. Jahrhundert steuert eine Zentrale den Betrieb."),
            (8, "Das Kabel bricht mehrmals, daher kommt Strom erst spät."),
            (9, "3,5 % sind noch bewohnt."),
            (11, "1.200.000 € für den Umbau."),
            (12, "Eine Ingenieurin ist für 32 Türme da."),
            (13, "Tagebuch jedes Sturms im Museum."),
        ),
    ),
    "zh": Talk(
        (
            "欢迎大家来听今天关于灯塔的讲座。",
            "第一块透镜是日内瓦的一位钟表匠磨出来的。",
            "它的重量是250公斤，漂浮在水银上。",
            "水手们总是抱怨光束的颜色不好看。",
            "看守人每3.5个小时就要给发条上一次弦。",
            "冬天楼梯会结冰，没有人能爬上去。",
            "到了21世纪，一切都由控制中心管理。",
            "有一只山羊在平台上住了十一年。",
            "电来得很晚，因为电缆老是断。",
            "现在只有20%的灯塔还有人住。",
            "雾号的声音一直传到修道院。",
            "改建一共花了350万美元。",
            "今天只有一位工程师照看32座塔。",
            "博物馆保存着每次风暴的日志。",
        ),
        (
            (1, "日内瓦钟表匠磨制了最早的透镜。"),
            (2, "重250公斤。"),
            (4, "发条需要每3.5小时上弦。"),
            (5, "冬季结冰的楼梯无法攀爬。"),
            (6, "21世纪由中心来控制。"),
            (8, "电缆常断，所以通电晚。"),
            (9, "20%的塔有居民。"),
            (11, "费用：350万美元。"),
            (12, "工程师一人负责32座。"),
            (13, "风暴日志收藏在博物馆。"),
        ),
    ),
}
