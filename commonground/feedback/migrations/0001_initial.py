import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0004_commissioner_address"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Pattern",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("text", models.TextField(max_length=2000)),
                ("families", models.PositiveSmallIntegerField()),
                ("token", models.CharField(max_length=64, unique=True)),
                ("raised_on", models.DateField()),
                ("passed_on", models.DateField(null=True)),
                ("passed_text", models.TextField(blank=True, max_length=2000)),
                ("answered_on", models.DateField(null=True)),
                ("answer", models.TextField(blank=True, max_length=2000)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="patterns",
                        to="directory.localauthority",
                    ),
                ),
                (
                    "passed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="patterns_passed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="patterns_raised",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-raised_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("families__gte", 2)), name="pattern_of_more_than_one_family"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("passed_on", None), ("passed_text", "")),
                            models.Q(("passed_on__isnull", False), models.Q(("passed_text", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="pattern_passed_in_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answered_on", None), ("passed_on__isnull", False), _connector="OR"),
                        name="pattern_answered_after_it_was_passed",
                    ),
                ],
            },
        ),
    ]
