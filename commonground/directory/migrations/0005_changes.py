import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0004_commissioner_address"),
    ]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "fact",
                    models.CharField(
                        choices=[
                            ("advice_service", "SENDIASS"),
                            ("other_provider", "Another service"),
                            ("notice_address", "Where messages go"),
                            ("mediation_contact", "Who acts for the council on mediation"),
                            ("contract", "Contract"),
                            ("icb", "NHS board"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "done",
                    models.CharField(
                        choices=[
                            ("added", "added"),
                            ("changed", "changed"),
                            ("confirmed", "checked, and still right"),
                            ("ended", "ended"),
                        ],
                        max_length=10,
                    ),
                ),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                ("by", models.CharField(max_length=80)),
                ("at", models.DateTimeField(db_index=True)),
                (
                    "authority",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="directory.localauthority",
                    ),
                ),
                (
                    "icb",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="directory.integratedcareboard",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("authority__isnull", True), ("fact", "icb"), ("icb__isnull", False)),
                            models.Q(
                                models.Q(("fact", "icb"), _negated=True),
                                ("authority__isnull", False),
                                ("icb__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="change_of_a_council_or_a_board",
                    )
                ],
            },
        ),
    ]
