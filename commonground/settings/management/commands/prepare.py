"""Brings the database to this version of the program. Safe to run again and again."""

from typing import Any

from django.core.management import BaseCommand, call_command
from django.db import connection

from commonground.settings import databases, prepared
from commonground.settings.base import ENVIRONMENT
from commonground.settings.postgres import grants


class Command(BaseCommand):
    """Tables, the cache's table, England's councils."""

    help = "Bring the database to this version: tables, cache, England's councils."

    def handle(self, *args: Any, **options: Any) -> None:
        owner, app = (databases.configuration(ENVIRONMENT, role=role)["USER"] for role in ("owner", "app"))
        if ENVIRONMENT.database_url and owner != app:
            # On a server of one's own nobody else has said what the program's role may do.
            with connection.cursor() as cursor:
                for statement in grants(owner, app):
                    cursor.execute(statement)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        call_command("load_directory", verbosity=0)
        prepared.mark(ENVIRONMENT)
        self.stdout.write("The database is ready.")
