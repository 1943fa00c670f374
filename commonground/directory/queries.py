"""How the directory is read."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, SmallIntegerField, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonground.directory.loading import ENGLAND
from commonground.directory.models import (
    AdviceService,
    Change,
    Contract,
    IntegratedCareBoard,
    LocalAuthority,
    MediationContact,
    NoticeAddress,
    OtherProvider,
    PublishedFigures,
)
from commonground.directory.names import name_key

FIGURES_SOURCE = _(
    "Source: Department for Education, Education, health and care plans, reporting year 2025. "
    "Contains public sector information licensed under the Open Government Licence v3.0."
)


class Service(StrEnum):
    """What a contract can cover."""

    INFORMATION = "information"
    MEDIATION = "mediation"
    DISAGREEMENT_RESOLUTION = "disagreement_resolution"


@dataclass(frozen=True)
class Signpost:
    """What to tell a family whose council has no contract with us, and the rule of law it rests on."""

    sentence: Promise
    rule: str


NOT_OURS = Signpost(
    sentence=_("Ask the council who gives mediation information. The council must name them in its decision letter."),
    rule="R4",
)


def there_on(day: date) -> Q:
    """What has a first and a last day, both included and each perhaps blank, and is there on `day`."""
    return (Q(starts_on__isnull=True) | Q(starts_on__lte=day)) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def authorities(*, on: date | None = None) -> QuerySet[LocalAuthority]:
    """Every council by name; with `on`, those that decided on that day (reorganised ones have dates)."""
    every = LocalAuthority.objects.all()
    return every if on is None else every.filter(there_on(on))


def authority(code: str) -> LocalAuthority | None:
    """The council with this GSS code (E09000002) or DfE code (301), or None."""
    return LocalAuthority.objects.filter(Q(gss_code=code) | Q(dfe_code=code)).first()


def find(text: str, *, on: date | None = None) -> QuerySet[LocalAuthority]:
    """Councils in whose name every word of `text` begins a word; accents, case and marks do not count.

    Those whose name begins with what was typed come first. Nothing typed finds nothing.
    """
    key = name_key(text)
    if not key:
        return LocalAuthority.objects.none()
    wanted = Q()
    for word in key.split():
        wanted &= Q(search_key__contains=f" {word}")
    begins = Case(When(sort_key__startswith=key, then=0), default=1, output_field=SmallIntegerField())
    return authorities(on=on).filter(wanted).order_by(begins, "sort_key", "gss_code")


def choices(*, on: date | None = None) -> list[tuple[str, str]]:
    """(GSS code, short name) of every council in the order of the names, for a select."""
    return list(authorities(on=on).values_list("gss_code", "short_name"))


def choices_by_contract(day: date) -> list[tuple[str, str, bool]]:
    """The same with whether we work for the council on `day`, in one query; the ones we work for first."""
    running = Contract.objects.filter(there_on(day), authority=OuterRef("pk"))
    every = LocalAuthority.objects.annotate(ours=Exists(running)).order_by("-ours", "sort_key", "gss_code")
    return list(every.values_list("gss_code", "short_name", "ours"))


def contract_on(authority: LocalAuthority | str, day: date) -> Contract | None:
    """The council's contract with us that covers `day`, its first and last day included, or None."""
    return Contract.objects.filter(authority=authority).filter(there_on(day)).first()


def services_on(authority: LocalAuthority | str, day: date) -> frozenset[Service]:
    """What we do for this council on `day`; empty when there is no contract."""
    contract = contract_on(authority, day)
    if contract is None:
        return frozenset()
    return frozenset(service for service in Service if getattr(contract, service.value))


def services_of(provider: OtherProvider) -> frozenset[Service]:
    """What another service does for its council."""
    return frozenset(service for service in Service if getattr(provider, service.value))


def other_providers(authority: LocalAuthority | str, day: date) -> QuerySet[OtherProvider]:
    """The other services that the council's families can turn to on `day`, by name; ours is not among them."""
    return OtherProvider.objects.filter(authority=authority).filter(there_on(day)).order_by("name")


def slug_of(authority: LocalAuthority) -> str:
    """What the address of the council's own page ends in: its short name, in plain letters with dashes."""
    return authority.sort_key.replace(" ", "-")


def at_slug(slug: str) -> LocalAuthority | None:
    """The council of this `slug_of` or code; where a new council took the name of an old one, the one that is there."""
    named = LocalAuthority.objects.filter(sort_key=slug.replace("-", " ")).order_by(F("ends_on").desc(nulls_first=True))
    return named.first() or authority(slug)


def advice_service(authority: LocalAuthority | str) -> AdviceService | None:
    """The SENDIASS of the council's area, or None when nobody has entered and checked it."""
    return AdviceService.objects.filter(authority=authority).first()


def served_on(day: date) -> QuerySet[LocalAuthority]:
    """The councils that have a contract with us on `day`, by name."""
    running = Contract.objects.filter(there_on(day))
    return LocalAuthority.objects.filter(pk__in=running.values("authority"))


def contracts_of(authority: LocalAuthority | str) -> QuerySet[Contract]:
    """The council's contracts with us, the latest first."""
    return Contract.objects.filter(authority=authority).order_by("-starts_on")


def icbs_of(authority: LocalAuthority | str, *, on: date | None = None) -> QuerySet[IntegratedCareBoard]:
    """The NHS boards whose area takes in some of the council's; with `on`, those there on that day."""
    boards = IntegratedCareBoard.objects.filter(authorities=authority)
    return boards if on is None else boards.filter(there_on(on))


def notice_address(authority: LocalAuthority | str, purpose: NoticeAddress.Purpose) -> NoticeAddress | None:
    """Where the council reads this kind of message, or None when nobody has entered it."""
    return NoticeAddress.objects.filter(authority=authority, purpose=purpose).first()


def notice_addresses(authority: LocalAuthority | str) -> QuerySet[NoticeAddress]:
    """Every address the council has given, by purpose."""
    return NoticeAddress.objects.filter(authority=authority)


def mediation_contact(authority: LocalAuthority | str) -> MediationContact | None:
    """Who acts for the council on mediation, or None when nobody has entered it."""
    return MediationContact.objects.filter(authority=authority).first()


def other_providers_of(authority: LocalAuthority | str) -> QuerySet[OtherProvider]:
    """Every other service that was ever entered for the council: those that go on first, then by name."""
    return OtherProvider.objects.filter(authority=authority).order_by(F("ends_on").desc(nulls_first=True), "name")


def changes_of(authority: LocalAuthority) -> QuerySet[Change]:
    """What was changed about the council and the NHS boards of its area, newest first."""
    boards = Q(icb__in=authority.icbs.all())
    return Change.objects.filter(Q(authority=authority) | boards).select_related("authority", "icb")


def changes_by_people() -> QuerySet[Change]:
    """What people changed about any council or NHS board, newest first; what the program loaded is not among it."""
    return Change.objects.filter(by__startswith="person:").select_related("authority", "icb")


def signpost(authority: LocalAuthority | str, day: date) -> Signpost | None:
    """What to say when the council has no contract with us on `day`; None when it has one."""
    return NOT_OURS if contract_on(authority, day) is None else None


def figures_of(authority: LocalAuthority | str) -> QuerySet[PublishedFigures]:
    """DfE's counts for the council, by year. Show `FIGURES_SOURCE` wherever one is shown."""
    return PublishedFigures.objects.filter(authority=authority).order_by("year")


def figures_of_england() -> QuerySet[PublishedFigures]:
    """DfE's counts for England, by year. Show `FIGURES_SOURCE` wherever one is shown."""
    return PublishedFigures.objects.filter(area_code=ENGLAND).order_by("year")
