import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("about", models.UUIDField(null=True)),
                ("person", models.UUIDField(null=True)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=60)),
                ("released_at", models.DateTimeField(null=True)),
                ("released_by", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("about__isnull", False), ("person__isnull", False), _connector="OR"),
                        name="hold_holds_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("released_at__isnull", True), ("released_by", "")),
                            models.Q(("released_at__isnull", False), models.Q(("released_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="hold_released_by_somebody",
                    ),
                    models.UniqueConstraint(
                        models.F("about"),
                        models.F("person"),
                        condition=models.Q(("released_at__isnull", True)),
                        name="hold_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("template", models.CharField(max_length=60)),
                ("person", models.UUIDField(null=True)),
                ("about", models.UUIDField(null=True)),
                ("to_name", models.CharField(blank=True, max_length=200)),
                ("to_email", models.CharField(blank=True, max_length=254)),
                ("to_address", models.TextField(blank=True)),
                (
                    "channel",
                    models.CharField(choices=[("email", "E-mail"), ("letter", "Letter")], max_length=10),
                ),
                ("lane", models.SmallIntegerField(choices=[(0, "Urgent"), (1, "Normal")], default=1)),
                ("subject", models.CharField(max_length=300)),
                ("text", models.TextField()),
                ("html", models.TextField()),
                ("fresh", models.BooleanField(default=False)),
                ("expires_at", models.DateTimeField(null=True)),
                ("message_id", models.CharField(max_length=320, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting to go"),
                            ("sending", "Going now"),
                            ("sent", "Sent"),
                            ("uncertain", "Perhaps sent"),
                            ("failed", "Could not be sent"),
                            ("held", "Held back"),
                            ("dropped", "Ran out before it was sent"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("possible_copies", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField()),
                ("claim", models.BigIntegerField(null=True)),
                ("created_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("sent_by", models.CharField(blank=True, max_length=20)),
                ("last_error", models.TextField(blank=True)),
                ("reported_at", models.DateTimeField(null=True)),
                ("seen_to_at", models.DateTimeField(null=True)),
                (
                    "instead_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="notices.notice",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting to go"),
                            ("sending", "Going now"),
                            ("sent", "Sent"),
                            ("uncertain", "Perhaps sent"),
                            ("failed", "Could not be sent"),
                            ("held", "Held back"),
                            ("dropped", "Ran out before it was sent"),
                        ],
                        max_length=10,
                    ),
                ),
                ("by", models.CharField(max_length=60)),
                ("detail", models.TextField(blank=True)),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="notices.notice"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("state__in", ["queued", "uncertain"])),
                fields=["lane", "next_try_at", "created_at"],
                name="notice_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(condition=models.Q(("state", "sending")), fields=["claim"], name="notice_sending"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("state__in", ["failed", "dropped"])),
                fields=["created_at"],
                name="notice_failed",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(condition=models.Q(("state", "held")), fields=["created_at"], name="notice_held"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["about", "created_at"], name="notice_about"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["person", "created_at"], name="notice_person"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["-created_at"], name="notice_latest"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_at__isnull", False), models.Q(("state", "sent"), _negated=True), _connector="OR"
                ),
                name="notice_sent_has_its_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("claim__isnull", False), ("state", "sending")),
                    models.Q(models.Q(("state", "sending"), _negated=True), ("claim__isnull", True)),
                    _connector="OR",
                ),
                name="notice_sending_has_its_claim",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("channel", "email"), _negated=True),
                    models.Q(("to_email", ""), _negated=True),
                    _connector="OR",
                ),
                name="notice_email_has_its_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("fresh", False), ("expires_at__isnull", False), _connector="OR"),
                name="notice_secret_runs_out",
            ),
        ),
    ]
