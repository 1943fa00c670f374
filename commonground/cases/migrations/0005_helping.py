"""A supporter helps one of the family, and may do what that person agreed to."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


def help_the_first(apps: Any, schema_editor: Any) -> None:
    """Supporters from before help whoever of the family was first in their case."""
    participant = apps.get_model("cases", "Participant")
    for row in participant.objects.filter(role="supporter", helps=None):
        row.helps = participant.objects.filter(case=row.case_id, role="family").order_by("id").first()
        row.save(update_fields=["helps"])


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_questions"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AddField(model_name="participant", name="agreed", field=models.JSONField(default=list)),
        migrations.AddField(
            model_name="participant",
            name="helps",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="helped_by",
                to="cases.participant",
            ),
        ),
        migrations.AddField(
            model_name="issue",
            name="raised_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="issues_raised",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(model_name="fact", name="kind", field=models.CharField(max_length=30)),
        migrations.RunPython(help_the_first, migrations.RunPython.noop),
        # A constraint cannot be added while the triggers of the rows just written still wait.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL IMMEDIATE"),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=Q(role="supporter", helps__isnull=False) | (~Q(role="supporter") & Q(helps__isnull=True)),
                name="participant_supporter_helps_somebody",
            ),
        ),
    ]
