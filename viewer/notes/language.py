"""Guess the language of a text from its commonest words or its script.

Used for choosing and naming captions, and for splitting them into words if they do not state their
language; never for what a citation's evidence is worth.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from viewer.notes.note import Note

# Words that every text in a language is made with.
_WORDS = {
    "en": "the of and to is in that it for with as was are on this be by",
    "de": "der die das und ist nicht mit von den ein eine zu auf sich dem es für auch wir",
    "fr": "le la les des est une un que pour dans pas qui sur et du au ce il nous",
    "es": "el la los las de que en una un por con para como se del es lo y",
    "pt": "o os as que de uma um para com não em do da na no se por é mais",
    "it": "il che di una un per con non sono della le gli è in del la si da",
    "nl": "de het een van en dat niet is op te met zijn voor die we aan",
    "sv": "och att det som en är på för med av inte den till om vi",
    "da": "og at det som en er på for med af ikke den til vi har",
    "no": "og at det som en er på for med av ikke den til vi har",
    "fi": "ja on ei että se kun niin mutta ovat tämä joka myös",
    "pl": "w i na z że nie do to się jest jak o za przez",
    "cs": "a v na je se že to s z do jako pro ale si",
    "hu": "a az és hogy nem egy is meg ez ha de van",
    "ro": "și de la în cu pe nu o că este un care din pentru",
    "tr": "ve bir bu da de için ile çok olarak daha ne gibi",
    "id": "yang dan di ini itu dengan untuk dari ke tidak adalah kita",
    "vi": "và là của một có không được cho trong này các với",
    "ru": "и в не на что с как это по но мы из то к у",
    "uk": "і в не на що з як це та до ми від але у",
    "el": "και το να του η της με που για είναι τα στο ο",
    "ar": "في من على أن إلى هذا التي لا ما هذه عن مع",
    "fa": "و در به از که این را با است برای آن می",
    "he": "של את על זה לא הוא עם כי גם אני יש אם",
    "hi": "है के में की और का से को हैं यह एक पर",
}
_COMMON = {name: frozenset(words.split()) for name, words in _WORDS.items()}
# Scripts that one language of note is written in, by the first word of a character's name.
_SCRIPTS = {"HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh", "THAI": "th"}
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST, _SHARE, _AHEAD = 20, 0.08, 1.3
_MOST, _BLOCKS = 20_000, 100  # characters of a text, blocks of a note that are looked at


def guess_language(text: str) -> str:
    """Return the language of a text as "en", "de" and so on; empty if unknown."""
    text = text[:_MOST]
    scripts: Counter[str] = Counter()
    for char, count in Counter(text).items():
        if char.isalpha():
            scripts[_script(char)] += count
    for script in ("HIRAGANA", "KATAKANA", "HANGUL", "THAI", "CJK"):
        # Japanese has kana between its Han characters, whichever are more.
        if scripts[script] * 10 > scripts.total():
            return _SCRIPTS[script]
    words = _WORD.findall(text.casefold())
    if len(words) < _FEWEST:
        return ""
    counts = Counter(words)
    shares = sorted(
        ((sum(counts[word] for word in common) / len(words), name))
        for name, common in _COMMON.items()
    )
    (second, _), (first, name) = shares[-2:]
    return name if first >= _SHARE and first >= _AHEAD * second else ""


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    return unicodedata.name(char, "?").partition(" ")[0]


def language_of(note: Note) -> str:
    """Return the language of a note, as `guess_language` does."""
    texts = note.plain.each([block.span for block in note.blocks[:_BLOCKS]])
    return guess_language("\n".join(texts))
