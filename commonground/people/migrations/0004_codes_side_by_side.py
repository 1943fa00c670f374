"""Codes to sign in with stand side by side, one for each browser that asked. Those of now are asked for anew."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0003_how_messages_come")]

    operations: ClassVar = [
        migrations.DeleteModel(name="SignInCode"),
        migrations.CreateModel(
            name="SignInCode",
            fields=[
                ("ticket", models.UUIDField(primary_key=True, serialize=False)),
                ("address_key", models.CharField(max_length=254)),
                ("digest", models.CharField(max_length=64)),
                ("wrong_tries", models.PositiveSmallIntegerField(default=0)),
                ("expires_at", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
