"""What this room says when it does not take a file: one sentence, and what to do instead."""

from django.utils.translation import gettext_lazy

from commonground.documents.kinds import LONGEST_SECONDS, MEGABYTE, MOST_IN, MOST_PAGES, Why

SENTENCES = {
    Why.EMPTY: gettext_lazy("There is nothing in “%(name)s”. Choose the file again, or take a new photo"),
    Why.TOO_LARGE: gettext_lazy(
        "“%(name)s” is larger than %(most)s MB. Take a photo of each page that matters, and send those"
    ),
    Why.APPLE_PHOTO: gettext_lazy(
        "“%(name)s” is a photo of a kind that we cannot open. Take a photo from this page, or send a screenshot of it"
    ),
    Why.WORD: gettext_lazy(
        "“%(name)s” is a Word file or one like it. Save it as a PDF and send that, or take a photo of each page"
    ),
    Why.ARCHIVE: gettext_lazy("“%(name)s” holds other files packed together. Send each photo or PDF by itself"),
    Why.OTHER: gettext_lazy("“%(name)s” is not a photo or a PDF. Send a photo of the letter, or a PDF"),
    Why.RECORDING: gettext_lazy("“%(name)s” is a recording. Send a photo of the letter, or a PDF"),
    Why.NO_PHOTO: gettext_lazy("“%(name)s” is not a photo. Take a photo of your drawing, and send that"),
    Why.NO_RECORDING: gettext_lazy(
        "“%(name)s” is not a recording of the kind that we can keep. Choose a WAV file, or say it in another way"
    ),
    Why.TOO_LONG: gettext_lazy("“%(name)s” is longer than %(minutes)s minutes. Send it in two or more parts"),
    Why.UNREADABLE_SOUND: gettext_lazy(
        "We could not open the recording “%(name)s”. Choose another WAV file, or say it in another way"
    ),
    Why.LOCKED: gettext_lazy(
        "“%(name)s” needs a password to be opened. Send it without the password, or take a photo of each page"
    ),
    Why.TOO_MANY_PAGES: gettext_lazy(
        "“%(name)s” has more than %(pages)s pages. Take a photo of the pages that matter, and send those"
    ),
    Why.TOO_MUCH_INSIDE: gettext_lazy(
        "“%(name)s” is too large once it is opened. Take a photo of each page that matters, and send those"
    ),
    Why.UNREADABLE: gettext_lazy("We could not open “%(name)s”. Take a photo of each page, and send those"),
    Why.ENOUGH: gettext_lazy(
        "There is no room for “%(name)s” beside what you have sent. Take one away first, or send it later"
    ),
    Why.BUSY: gettext_lazy("We could not look at “%(name)s” just now. Send it again in a minute"),
}


class Refused(Exception):
    """A file that is not taken. `sentence` is for the person who sent it."""

    def __init__(self, why: Why, *, name: str) -> None:
        self.why = why
        limits = {"most": MOST_IN // MEGABYTE, "pages": MOST_PAGES, "minutes": LONGEST_SECONDS // 60}
        self.sentence = str(SENTENCES[why]) % {"name": name, **limits}
        super().__init__(self.sentence)
