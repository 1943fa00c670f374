"""`commonground demo`: make the made-up world."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from commonground.demo import world


class Command(BaseCommand):
    help = "Makes a made-up world to look at, and says who can sign in. Only where DEMO is yes."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The made-up world is for the demo alone. Set DEMO=yes on a database of its own.")
        path = world.build(settings.DATA_DIR)
        self.stdout.write(f"The made-up world stands. Who can sign in is in {path}.")
