"""What stands before a time with a space and no other mark: who speaks, or the book of a verse."""

import re

from viewer.notes.lazy_regex import late

_NAME = late(
    r"[\s>*_]*(?P<words>[^\W\d_][\w'’.-]*+(?:[ ][^\W\d_][\w'’.-]*+){0,3})[*_]*[ ][*_]*",
)
_BOOK = late(
    r"genesis|exod(?:us|e|o)|levit\w*|numb?er[si]|deut\w*|josh?u[aé]|judges|richter|ruth?|samuel"
    r"|kings|könige|chroni\w*|e[sz]ra|nehemi\w*|esther|h?iob|job|psalms?|psaumes?|salmos?|proverb\w*"
    r"|sprüche|ecclesiast\w*|prediger|isaiah?|[ei]saie|isaías|jesaja|jeremia\w*|lament\w*|e[sz]ekiel"
    r"|hesekiel|daniel|hosea|joel|amos|obad\w*|jonah?|mi[ck]h?ah?|nahum|haba[ck]\w*|zephan\w*|haggai"
    r"|[sz]e[ck]har\w*|mala[ck]h\w*|matth?(?:ew|äus|ieu)|mateo|mar[ck](?:us|os)?|lu(?:ke|[ck]as|c)"
    r"|john|johannes|jean|juan|acts|romans?|romains|romanos|römer|[ck]orinth\w*|gala\w*|eph[eé]s\w*"
    r"|philipp\w*|[ck]olos\w*|thessa\w*|timoth\w*|tit(?:us|o)|philemon|h[eé]br\w*|james|jakobus"
    r"|jacques|santiago|pet(?:er|rus)|pierre|pedro|jud[eas]s?|revelation|offenbarung|apocal\w*|mose"
    r"|qur['’]?an|koran|sur[ae]h?|\w*(?:福音|[书書记記篇])"
    # As they are shortened, and books that not every Bible has.
    r"|gen|exod?|lev|num|dtn?|deut|jos|judg|sam|kgs|chr|neh|esth?|pss?|prov?|spr|eccle?|koh|isa|jes"
    r"|jer|lam|ezek?|hes|dan|hos|obad?|jon|mic|nah|hab|zeph|hag|[sz]ech|mal|matt?|mt|mk|lk|joh|jn"
    r"|röm|rom|[ck]or|gal|eph|phil|phlm|phm|[ck]ol|thess?|tim|tit|heb|hebr|jas|jak|pet|petr|rev|offb"
    r"|ap[gk]|sir|sirach|tob|tobit|judith|wis|wisdom|weish|bar|baruch|ma[ck]{1,2}(?:abees)?|gita"
    r"|dhammapada|nephi|mosiah|al-\w+",
    re.IGNORECASE,
)
_OF_A_BOOK = late(r"sur[ae]t?h?|gospel|psalms?|book|chapter|verse", re.IGNORECASE)
# One word before a time with text below: travel, what is met for, results, days.
_NO_NAME = late(
    r"(?:abfahrt|abflug|ankunft|bahn|bus|flug|gleis|zug|\w+tag|termin|treffen|besprechung|mittagessen"
    r"|abendessen|frühstück|anpfiff|anstoß|halbzeit|ergebnis|endstand|heute|morgen"
    r"|departures?|departs?|arrivals?|arrives?|boarding|flight|gate|train|ferry|tram|check-?(?:in|out)"
    r"|eta|etd|\w*meeting|appointment|call|standup|lunch|dinner|breakfast|brunch|kick-?off|half-?time"
    r"|final|score|result|total|race|marathon|\w*day|today|tomorrow|tonight|sunrise|sunset|alarm"
    r"|départ|arrivée|vol|réunion|déjeuner|dîner|salida|llegada|vuelo|tren|reunión|comida|cena)",
    re.IGNORECASE,
)
_INITIAL = late(r"[^\W\d_]\.?")


def names_speaker(before: str) -> bool:
    """Return whether what stands before a time on its line is a name and a space.

    It has one to four words, none of which begins with a small letter, and ends no sentence.
    """
    name = _NAME.fullmatch(before)
    if name is None or name["words"].endswith("."):
        return False
    return not any(word[0].islower() for word in name["words"].split())


def names_book(before: str) -> bool:
    """Return whether what stands before two numbers is a book whose verses are so written: `John `.

    Books of the Bible are called as people are.
    """
    words = [word.strip("*_>") for word in before.split()]
    if not words or words[-1][:1].islower():
        return False
    is_of_one = len(words) > 1 and any(_OF_A_BOOK.fullmatch(word) for word in words[:-1])
    return is_of_one or _BOOK.fullmatch(words[-1]) is not None


def is_surely_speaker(before: str) -> bool:
    """Whether a name before a time needs no other such line to be that of someone who speaks.

    It is one word that is no common noun of travel or of a day, or an initial and a word. Teams,
    places and trains are called as people are: only other lines tell.
    """
    name = _NAME.fullmatch(before)
    words = name["words"].split() if name is not None else []
    if len(words) == 1:
        return _NO_NAME.fullmatch(words[0]) is None
    return len(words) == 2 and _INITIAL.fullmatch(words[0]) is not None
