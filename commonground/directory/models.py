"""What is stored of councils, their contracts with us, their addresses, the NHS boards, and who changed it when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from commonground.record.personal import NOTHING_PERSONAL, Basis, Kept, Personal


def _dates_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
    )


class LocalAuthority(models.Model):
    """A council in England that decides about education, health and care plans."""

    gss_code = models.CharField(max_length=9, primary_key=True)
    dfe_code = models.CharField(max_length=4, unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=80)
    search_key = models.CharField(max_length=240, editable=False)
    # Collation C: in others a space weighs nothing, and "North East" would stand after "Northamptonshire".
    sort_key = models.CharField(max_length=80, editable=False, db_index=True, db_collation="C")
    region = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    made_up = models.BooleanField(default=False)
    # Blank for one that has always been there, as far as this service is concerned. Both days are included.
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    personal = NOTHING_PERSONAL

    class Meta:
        ordering = ["sort_key", "gss_code"]
        constraints = [_dates_in_order("authority_dates_in_order")]

    def __str__(self) -> str:
        return self.name


class IntegratedCareBoard(models.Model):
    """The NHS body that answers for health provision in a plan."""

    ods_code = models.CharField(max_length=10, primary_key=True)
    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=120, editable=False, db_collation="C")
    email = models.EmailField(blank=True)
    authorities = models.ManyToManyField(LocalAuthority, related_name="icbs", blank=True)
    made_up = models.BooleanField(default=False)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    personal = Personal(fields=("email",), basis=Basis.PUBLIC_TASK, kept=Kept.CONTRACT)

    class Meta:
        ordering = ["sort_key", "ods_code"]
        constraints = [_dates_in_order("icb_dates_in_order")]

    def __str__(self) -> str:
        return self.name


class Contract(models.Model):
    """What one council has contracted us to do, from one day through another."""

    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="contracts")
    information = models.BooleanField(default=False)
    mediation = models.BooleanField(default=False)
    disagreement_resolution = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    added_by = models.CharField(max_length=80)
    added_at = models.DateTimeField()
    ended_by = models.CharField(max_length=80, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    personal = Personal(fields=("added_by", "ended_by"), basis=Basis.CONTRACT, kept=Kept.CONTRACT)

    class Meta:
        ordering = ["authority", "starts_on"]
        constraints = [
            _dates_in_order("contract_dates_in_order"),
            models.CheckConstraint(
                name="contract_covers_something",
                condition=Q(information=True) | Q(mediation=True) | Q(disagreement_resolution=True),
            ),
            models.CheckConstraint(
                name="contract_ended_by_and_at",
                condition=Q(ended_by="", ended_at__isnull=True)
                | (~Q(ended_by="") & Q(ended_at__isnull=False, ends_on__isnull=False)),
            ),
            # `coderange` (migration 0001) is a range of text: the embedded PostgreSQL has no btree_gist,
            # and two ranges of one value overlap when the values are equal.
            ExclusionConstraint(
                name="contract_no_overlap",
                expressions=[
                    (Func(F("authority"), F("authority"), Value("[]"), function="coderange"), "&&"),
                    (
                        Func(
                            F("starts_on"),
                            F("ends_on"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.starts_on} - {self.ends_on or ''}"


class OtherProvider(models.Model):
    """Another service that a family of this council can turn to beside us, or instead, from one day through another."""

    authority = models.ForeignKey(LocalAuthority, on_delete=models.CASCADE, related_name="other_providers")
    name = models.CharField(max_length=120)
    telephone = models.CharField(max_length=40, blank=True)
    website = models.URLField(blank=True)
    information = models.BooleanField(default=False)
    mediation = models.BooleanField(default=False)
    disagreement_resolution = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    set_by = models.CharField(max_length=80)
    set_at = models.DateTimeField()

    personal = Personal(fields=("set_by",), basis=Basis.CONTRACT, kept=Kept.CONTRACT)

    class Meta:
        ordering = ["authority", "name"]
        constraints = [
            _dates_in_order("other_provider_dates_in_order"),
            models.UniqueConstraint(fields=["authority", "name"], name="other_provider_once_for_a_council"),
            models.CheckConstraint(name="other_provider_can_be_reached", condition=~Q(telephone="") | ~Q(website="")),
            models.CheckConstraint(
                name="other_provider_does_something",
                condition=Q(information=True) | Q(mediation=True) | Q(disagreement_resolution=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AdviceService(models.Model):
    """A council area's SENDIASS: free advice for families, at arm's length from the council and not ours."""

    authority = models.OneToOneField(LocalAuthority, on_delete=models.CASCADE, related_name="advice_service")
    name = models.CharField(max_length=120)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    source = models.CharField(max_length=200)
    checked_on = models.DateField()
    set_by = models.CharField(max_length=80)

    personal = Personal(fields=("set_by",), basis=Basis.CONTRACT, kept=Kept.CONTRACT)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="advice_service_can_be_reached", condition=~Q(telephone="") | ~Q(email="") | ~Q(website="")
            ),
            models.CheckConstraint(name="advice_service_says_where_from", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return self.name


class NoticeAddress(models.Model):
    """Where a council reads one kind of message from us."""

    class Purpose(models.TextChoices):
        MEDIATION_REQUEST = "mediation_request", _("A family asks for mediation")
        HEALTH_ISSUES = "health_issues", _("Health issues that the NHS board must be told of")
        DISAGREEMENT_REQUEST = "disagreement_request", _("A family asks for disagreement resolution")
        AGREEMENT = "agreement", _("What was agreed")
        MANAGER_COPY = "manager_copy", _("A copy for the manager when something is late")
        COMMISSIONER = "commissioner", _("What families meet again and again, for who commissions the service")

    authority = models.ForeignKey(LocalAuthority, on_delete=models.CASCADE, related_name="notice_addresses")
    purpose = models.CharField(max_length=30, choices=Purpose.choices)
    name = models.CharField(max_length=120)
    email = models.EmailField()
    set_by = models.CharField(max_length=80)
    set_at = models.DateTimeField()

    personal = Personal(fields=("name", "email", "set_by"), basis=Basis.PUBLIC_TASK, kept=Kept.CONTRACT)

    class Meta:
        ordering = ["authority", "purpose"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "purpose"], name="one_address_for_each_purpose"),
            models.CheckConstraint(
                name="notice_address_purpose",
                condition=Q(
                    purpose__in=(
                        "mediation_request",
                        "health_issues",
                        "disagreement_request",
                        "agreement",
                        "manager_copy",
                        "commissioner",
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"


class MediationContact(models.Model):
    """Who acts for the council on mediation: the person its decision letters must name (R4, reg 32(f))."""

    authority = models.OneToOneField(LocalAuthority, on_delete=models.CASCADE, related_name="mediation_contact")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    set_by = models.CharField(max_length=80)
    set_at = models.DateTimeField()

    personal = Personal(fields=("name", "email", "telephone", "set_by"), basis=Basis.PUBLIC_TASK, kept=Kept.CONTRACT)

    class Meta:
        constraints = [
            models.CheckConstraint(name="mediation_contact_can_be_reached", condition=~Q(email="") | ~Q(telephone=""))
        ]

    def __str__(self) -> str:
        return self.name


class Change(models.Model):
    """That somebody added, changed, confirmed or ended what is said of a council or an NHS board: what, when, by whom.

    `before` and `after` are what it said, by the names of its fields; empty before it was there and when it is gone.
    """

    class Fact(models.TextChoices):
        ADVICE_SERVICE = "advice_service", _("SENDIASS")
        OTHER_PROVIDER = "other_provider", _("Another service")
        NOTICE_ADDRESS = "notice_address", _("Where messages go")
        MEDIATION_CONTACT = "mediation_contact", _("Who acts for the council on mediation")
        CONTRACT = "contract", _("Contract")
        ICB = "icb", _("NHS board")

    class Done(models.TextChoices):
        ADDED = "added", _("added")
        CHANGED = "changed", _("changed")
        CONFIRMED = "confirmed", _("checked, and still right")
        ENDED = "ended", _("ended")

    authority = models.ForeignKey(LocalAuthority, on_delete=models.CASCADE, related_name="changes", null=True)
    icb = models.ForeignKey(IntegratedCareBoard, on_delete=models.CASCADE, related_name="changes", null=True)
    fact = models.CharField(max_length=20, choices=Fact.choices)
    done = models.CharField(max_length=10, choices=Done.choices)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(db_index=True)

    personal = Personal(fields=("before", "after", "by"), basis=Basis.PUBLIC_TASK, kept=Kept.CONTRACT)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="change_of_a_council_or_a_board",
                condition=Q(fact="icb", authority__isnull=True, icb__isnull=False)
                | (~Q(fact="icb") & Q(authority__isnull=False, icb__isnull=True)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.fact} {self.done} {self.authority_id or self.icb_id}"


class PublishedFigures(models.Model):
    """DfE's counts for one year and one council, or for England (no authority). Blank: suppressed."""

    year = models.PositiveSmallIntegerField()
    area_code = models.CharField(max_length=9)
    area_name = models.CharField(max_length=80)
    authority = models.ForeignKey(
        LocalAuthority, on_delete=models.CASCADE, related_name="figures", null=True, blank=True
    )
    refused_to_assess = models.PositiveIntegerField(null=True, blank=True)
    refused_to_issue = models.PositiveIntegerField(null=True, blank=True)
    mediation_refused_to_assess = models.PositiveIntegerField(null=True, blank=True)
    mediation_refused_to_issue = models.PositiveIntegerField(null=True, blank=True)
    mediation_other = models.PositiveIntegerField(null=True, blank=True)
    appeal_after_mediation_refused_to_assess = models.PositiveIntegerField(null=True, blank=True)
    appeal_after_mediation_refused_to_issue = models.PositiveIntegerField(null=True, blank=True)
    appeal_after_mediation_other = models.PositiveIntegerField(null=True, blank=True)

    personal = NOTHING_PERSONAL

    class Meta:
        ordering = ["area_code", "year"]
        constraints = [models.UniqueConstraint(fields=["area_code", "year"], name="one_row_of_figures_a_year")]

    def __str__(self) -> str:
        return f"{self.area_name} {self.year}"
