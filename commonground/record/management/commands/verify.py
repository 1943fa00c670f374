"""`commonground verify`: read the whole record through and say what was changed."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from commonground.record.findings import Kind
from commonground.record.verify import Examination, examine


class Command(BaseCommand):
    """Prints one sentence for each thing that is wrong; exit 0 when nothing is, else 1."""

    help = "Read the whole record through and name every entry that was changed, cut or written anew."

    def handle(self, *args: Any, **options: Any) -> None:
        examined = examine()
        for finding in examined.findings:
            self.stdout.write(str(finding))
        self.stdout.write(_summary(examined))
        if examined.findings:
            sys.exit(1)


def _summary(examined: Examination) -> str:
    read = f"Read {examined.cases} cases, {examined.entries} entries and {examined.roots} roots"
    if not examined.findings:
        return f"{read}: nothing was changed."
    unsigned = sum(finding.kind is Kind.HEAD_UNSIGNED for finding in examined.findings)
    if unsigned == examined.cases and unsigned:
        return f"{read}. No case is signed with this key: is RECORD_KEY the one the record was kept with?"
    return f"{read}. Found {len(examined.findings)} things that are wrong."
