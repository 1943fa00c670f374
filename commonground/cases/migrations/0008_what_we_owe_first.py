"""The work list goes by what we owe first, with what another side owes beside it."""

from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, QuerySet, Subquery

OWED_BY = [
    ("us", "We do"),
    ("la", "The council"),
    ("icb", "The NHS"),
    ("family", "The family"),
    ("party", "Another party"),
]


def put_what_we_owe_first(apps: Any, schema_editor: Any) -> None:
    """Each open case again, from the duties that stand in its rows: what a command would write now."""
    duty = apps.get_model("cases", "Duty")
    opened = apps.get_model("cases", "Case").objects.filter(closed_on=None)
    owed = duty.objects.filter(case=OuterRef("pk"), settled_on=None).order_by("due_on", "kind")
    ours, others = owed.filter(owed_by="us"), owed.exclude(owed_by__in=["us", "family"])
    opened.filter(pk__in=_cases_of(duty, owed_by=["us"])).update(
        next_duty=_first(ours, "kind"), next_duty_on=_first(ours, "due_on"), waits_for=_first(ours, "owed_by")
    )
    opened.filter(pk__in=_cases_of(duty, owed_by=["la", "icb", "party"])).update(
        other_duty=_first(others, "kind"), other_duty_on=_first(others, "due_on"), other_owes=_first(others, "owed_by")
    )


def _cases_of(duty: Any, *, owed_by: list[str]) -> QuerySet[Any]:
    return duty.objects.filter(settled_on=None, owed_by__in=owed_by).values("case")  # type: ignore[no-any-return]


def _first(found: QuerySet[Any], name: str) -> Subquery:
    return Subquery(found.values(name)[:1])


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_when_it_happened")]

    operations = [
        migrations.AddField("case", "other_duty", models.CharField(blank=True, max_length=40)),
        migrations.AddField("case", "other_duty_on", models.DateField(null=True)),
        migrations.AddField("case", "other_owes", models.CharField(blank=True, choices=OWED_BY, max_length=10)),
        migrations.RunPython(put_what_we_owe_first, migrations.RunPython.noop),
    ]
