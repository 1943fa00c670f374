"""The languages most asked for, for the list of the request. Any other can be typed beside it."""

from django.utils.translation import gettext_lazy as _

LANGUAGES = (
    _("Albanian"), _("Amharic"), _("Arabic"), _("Bengali"), _("Bulgarian"), _("Cantonese"), _("Czech"), _("Dari"),
    _("Dutch"), _("Farsi (Persian)"), _("French"), _("German"), _("Greek"), _("Gujarati"), _("Hebrew"), _("Hindi"),
    _("Hungarian"), _("Italian"), _("Japanese"), _("Korean"), _("Kurdish (Kurmanji)"), _("Kurdish (Sorani)"),
    _("Latvian"), _("Lingala"), _("Lithuanian"), _("Malayalam"), _("Mandarin"), _("Nepali"), _("Panjabi"), _("Pashto"),
    _("Polish"), _("Portuguese"), _("Romani"), _("Romanian"), _("Russian"), _("Shona"), _("Sinhala"), _("Slovak"),
    _("Somali"), _("Spanish"), _("Swahili"), _("Sylheti"), _("Tagalog"), _("Tamil"), _("Telugu"), _("Thai"),
    _("Tigrinya"), _("Turkish"), _("Twi"), _("Ukrainian"), _("Urdu"), _("Vietnamese"), _("Welsh"), _("Yiddish"),
    _("Yoruba"),
)  # fmt: skip
