"""`commonground guidance`: every page with its review and its reading age."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from commonground.guidance import library
from commonground.guidance.reading import hardest, measure, texts_of


class Command(BaseCommand):
    """Lists the pages; with a slug, the sentences of that page that read hardest."""

    help = "List guidance with its review and reading age; with a page's slug, its hardest sentences."

    def add_arguments(self, parser: CommandParser) -> None:
        """The one optional argument."""
        parser.add_argument("slug", nargs="?", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes the list."""
        if options["slug"]:
            self._hardest(options["slug"])
            return
        for page in library.pages():
            review = f"reviewed by {page.review.by}" if page.review.done else "not yet reviewed"
            age = measure(texts_of(page)).age
            self.stdout.write(f"{page.path:<26} age {age:4.1f}  {review}, again on {page.review.again_on}")

    def _hardest(self, slug: str) -> None:
        page = library.page(slug)
        if page is None:
            self.stdout.write(f"There is no page {slug}.")
            return
        for age, sentence in hardest(texts_of(page)):
            self.stdout.write(f"{age:5.1f}  {sentence}")
