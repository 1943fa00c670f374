from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="file", name="file_of_a_kind_we_make"),
        migrations.AlterField(
            model_name="file",
            name="media",
            field=models.CharField(
                choices=[("image/jpeg", "Photo"), ("application/pdf", "PDF"), ("audio/wav", "Recording")],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="file",
            constraint=models.CheckConstraint(
                condition=models.Q(("media__in", ["image/jpeg", "application/pdf", "audio/wav"])),
                name="file_of_a_kind_we_make",
            ),
        ),
    ]
