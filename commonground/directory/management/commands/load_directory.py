"""`commonground load_directory`: England's councils, NHS boards, DfE's published figures and each SENDIASS."""

from typing import Any

from django.core.management.base import BaseCommand

from commonground.directory.loading import load_directory


class Command(BaseCommand):
    """Loads the data that comes with the program; safe to run again after every update."""

    help = "Load England's councils, NHS boards, DfE's published figures and each SENDIASS. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        done = load_directory()
        self.stdout.write(
            f"{done.authorities} councils, {done.care_boards} NHS boards, {done.figures} rows of published figures, "
            f"{done.advice_services} advice services."
        )
