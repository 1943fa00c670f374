"""Brings the database to this version of the program. Safe to run again and again."""

from typing import Any

from django.core.management import BaseCommand, call_command

from commonground.settings import prepared
from commonground.settings.base import ENVIRONMENT


class Command(BaseCommand):
    """Tables, the cache's table, England's councils."""

    help = "Bring the database to this version: tables, cache, England's councils."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        call_command("load_directory", verbosity=0)
        prepared.mark(ENVIRONMENT)
        self.stdout.write("The database is ready.")
