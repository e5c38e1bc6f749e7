"""What stands before a time with a space and no other mark: who speaks, or the book of a verse."""

import re

from viewer.notes.late import late

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
    r"|qur['’]?an|koran|sur[ae]h?|\w*(?:福音|[书書记記篇])",
    re.IGNORECASE,
)


def names_speaker(before: str) -> bool:
    """Say whether what stands before a time on its line is a name and a space.

    It has one to four words, none of which begins with a small letter, and ends no sentence.
    """
    name = _NAME.fullmatch(before)
    if name is None or name["words"].endswith("."):
        return False
    return not any(word[0].islower() for word in name["words"].split())


def names_book(before: str) -> bool:
    """Say whether what stands before two numbers is a book whose verses are so written: `John `.

    Books of the Bible are called as people are.
    """
    words = before.split()
    return bool(words) and _BOOK.fullmatch(words[-1].strip("*_>")) is not None
