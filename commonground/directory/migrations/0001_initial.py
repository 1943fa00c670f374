import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL(
            sql='CREATE TYPE coderange AS RANGE (subtype = text, collation = "C")',
            reverse_sql="DROP TYPE coderange",
        ),
        migrations.CreateModel(
            name="LocalAuthority",
            fields=[
                ("gss_code", models.CharField(max_length=9, primary_key=True, serialize=False)),
                ("dfe_code", models.CharField(max_length=4, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("short_name", models.CharField(max_length=80)),
                ("search_key", models.CharField(editable=False, max_length=240)),
                (
                    "sort_key",
                    models.CharField(db_collation="C", db_index=True, editable=False, max_length=80),
                ),
                ("region", models.CharField(max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("made_up", models.BooleanField(default=False)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["sort_key", "gss_code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("starts_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="authority_dates_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IntegratedCareBoard",
            fields=[
                ("ods_code", models.CharField(max_length=10, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("sort_key", models.CharField(db_collation="C", editable=False, max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("made_up", models.BooleanField(default=False)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "authorities",
                    models.ManyToManyField(blank=True, related_name="icbs", to="directory.localauthority"),
                ),
            ],
            options={
                "ordering": ["sort_key", "ods_code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("starts_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="icb_dates_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contract",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("information", models.BooleanField(default=False)),
                ("mediation", models.BooleanField(default=False)),
                ("disagreement_resolution", models.BooleanField(default=False)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("added_by", models.CharField(max_length=80)),
                ("added_at", models.DateTimeField()),
                ("ended_by", models.CharField(blank=True, max_length=80)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="directory.localauthority",
                    ),
                ),
            ],
            options={
                "ordering": ["authority", "starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("starts_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="contract_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("information", True),
                            ("mediation", True),
                            ("disagreement_resolution", True),
                            _connector="OR",
                        ),
                        name="contract_covers_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by", "")),
                            models.Q(
                                models.Q(("ended_by", ""), _negated=True),
                                ("ended_at__isnull", False),
                                ("ends_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="contract_ended_by_and_at",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("authority"),
                                    models.F("authority"),
                                    models.Value("[]"),
                                    function="coderange",
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.F("starts_on"),
                                    models.F("ends_on"),
                                    models.Value("[]"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="contract_no_overlap",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MediationContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("name", models.CharField(max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("telephone", models.CharField(blank=True, max_length=40)),
                ("set_by", models.CharField(max_length=80)),
                ("set_at", models.DateTimeField()),
                (
                    "authority",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mediation_contact",
                        to="directory.localauthority",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("email", ""), _negated=True),
                            models.Q(("telephone", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="mediation_contact_can_be_reached",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("mediation_request", "A family asks for mediation"),
                            ("health_issues", "Health issues that the NHS board must be told of"),
                            ("disagreement_request", "A family asks for disagreement resolution"),
                            ("agreement", "What was agreed"),
                            ("manager_copy", "A copy for the manager when something is late"),
                        ],
                        max_length=30,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("email", models.EmailField(max_length=254)),
                ("set_by", models.CharField(max_length=80)),
                ("set_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notice_addresses",
                        to="directory.localauthority",
                    ),
                ),
            ],
            options={
                "ordering": ["authority", "purpose"],
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "purpose"), name="one_address_for_each_purpose"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "purpose__in",
                                (
                                    "mediation_request",
                                    "health_issues",
                                    "disagreement_request",
                                    "agreement",
                                    "manager_copy",
                                ),
                            )
                        ),
                        name="notice_address_purpose",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedFigures",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("area_code", models.CharField(max_length=9)),
                ("area_name", models.CharField(max_length=80)),
                ("refused_to_assess", models.PositiveIntegerField(blank=True, null=True)),
                ("refused_to_issue", models.PositiveIntegerField(blank=True, null=True)),
                ("mediation_refused_to_assess", models.PositiveIntegerField(blank=True, null=True)),
                ("mediation_refused_to_issue", models.PositiveIntegerField(blank=True, null=True)),
                ("mediation_other", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "appeal_after_mediation_refused_to_assess",
                    models.PositiveIntegerField(blank=True, null=True),
                ),
                (
                    "appeal_after_mediation_refused_to_issue",
                    models.PositiveIntegerField(blank=True, null=True),
                ),
                ("appeal_after_mediation_other", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="directory.localauthority",
                    ),
                ),
            ],
            options={
                "ordering": ["area_code", "year"],
                "constraints": [
                    models.UniqueConstraint(fields=("area_code", "year"), name="one_row_of_figures_a_year")
                ],
            },
        ),
    ]
