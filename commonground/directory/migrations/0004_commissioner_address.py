from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0003_advice_services"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="noticeaddress",
            name="notice_address_purpose",
        ),
        migrations.AlterField(
            model_name="noticeaddress",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("mediation_request", "A family asks for mediation"),
                    ("health_issues", "Health issues that the NHS board must be told of"),
                    ("disagreement_request", "A family asks for disagreement resolution"),
                    ("agreement", "What was agreed"),
                    ("manager_copy", "A copy for the manager when something is late"),
                    ("commissioner", "What families meet again and again, for who commissions the service"),
                ],
                max_length=30,
            ),
        ),
        migrations.AddConstraint(
            model_name="noticeaddress",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "purpose__in",
                        (
                            "mediation_request",
                            "health_issues",
                            "disagreement_request",
                            "agreement",
                            "manager_copy",
                            "commissioner",
                        ),
                    )
                ),
                name="notice_address_purpose",
            ),
        ),
    ]
