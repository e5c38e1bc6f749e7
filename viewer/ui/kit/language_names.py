"""The names of languages, in the language of the person."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from viewer.translation import _, tr

# Qt names languages in English, and each by its own name. These are what videos mostly speak; of
# others the English name is shown.
_NAMES = (
    *(_("Arabic"), _("Bengali"), _("Bulgarian"), _("Catalan"), _("Chinese"), _("Croatian")),
    *(_("Czech"), _("Danish"), _("Dutch"), _("English"), _("Finnish"), _("French"), _("German")),
    *(_("Greek"), _("Hebrew"), _("Hindi"), _("Hungarian"), _("Indonesian"), _("Italian")),
    *(_("Japanese"), _("Korean"), _("Norwegian"), _("Persian"), _("Polish"), _("Portuguese")),
    *(_("Romanian"), _("Russian"), _("Serbian"), _("Slovak"), _("Spanish"), _("Swedish")),
    *(_("Tamil"), _("Thai"), _("Turkish"), _("Ukrainian"), _("Urdu"), _("Vietnamese")),
)


def language_name(tag: str) -> str:
    """Return the name of the language of a tag, such as "en" or "pt-BR"; the tag where none is."""
    locale = QLocale(tag.replace("-", "_"))
    if not tag or locale.language() is QLocale.Language.C:
        return tag
    return tr(QLocale.languageToString(locale.language()))
