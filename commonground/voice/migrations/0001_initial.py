import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0004_questions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Saying",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("for_child", models.BooleanField(default=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("words", "Words"),
                            ("picture", "Pictures"),
                            ("scale", "Faces"),
                            ("recording", "Voice recording"),
                            ("drawing", "Drawing"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=4000)),
                ("data", models.JSONField(default=dict)),
                ("file", models.UUIDField(null=True)),
                ("token", models.CharField(max_length=64, unique=True)),
                ("said_on", models.DateField()),
                ("changed_at", models.DateTimeField()),
                ("dropped_on", models.DateField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sayings", to="cases.case"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sayings", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sayings_recorded",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "with_whom",
                    models.CharField(
                        choices=[
                            ("participant", "One person"),
                            ("the_service", "The people who work here"),
                            ("the_mediator", "The mediator"),
                        ],
                        max_length=20,
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sayings_shared",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shown_sayings",
                        to="cases.participant",
                    ),
                ),
                (
                    "saying",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="shares", to="voice.saying"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddIndex(
            model_name="saying",
            index=models.Index(
                condition=models.Q(("dropped_on", None)), fields=["case", "person"], name="saying_of_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="saying",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("dropped_on", None), models.Q(("data", {}), ("file", None), ("text", "")), _connector="OR"
                ),
                name="saying_taken_away_is_empty",
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("participant__isnull", False), ("with_whom", "participant")),
                    models.Q(models.Q(("with_whom", "participant"), _negated=True), ("participant", None)),
                    _connector="OR",
                ),
                name="share_with_one_person_names_them",
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.UniqueConstraint(
                condition=models.Q(("to_on", None)),
                fields=("saying", "with_whom", "participant"),
                name="share_once",
                nulls_distinct=False,
            ),
        ),
    ]
