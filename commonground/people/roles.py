"""The roles a person can have, and which of them are held for an organisation rather than in one case."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(StrEnum):
    """One name for each column of the table of who may see what (`permissions.py`)."""

    FAMILY = "family"
    SUPPORTER = "supporter"
    ADVISER = "adviser"
    COORDINATOR = "coordinator"
    MEDIATOR = "mediator"
    LA_OFFICER = "la_officer"
    ICB_OFFICER = "icb_officer"
    SCHOOL = "school"
    COMMISSIONER = "commissioner"
    ADMINISTRATOR = "administrator"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    INTERPRETER = "interpreter"


ROLE_NAMES = {
    Role.FAMILY: _("Family"),
    Role.SUPPORTER: _("Supporter"),
    Role.ADVISER: _("Adviser"),
    Role.COORDINATOR: _("Coordinator"),
    Role.MEDIATOR: _("Mediator"),
    Role.LA_OFFICER: _("Local authority officer"),
    Role.ICB_OFFICER: _("Integrated care board officer"),
    Role.SCHOOL: pgettext_lazy("a role", "School"),
    Role.COMMISSIONER: _("Commissioner"),
    Role.ADMINISTRATOR: _("Administrator"),
    Role.SAFEGUARDING_LEAD: _("Safeguarding lead"),
    Role.INTERPRETER: _("Interpreter"),
}

CASE_ROLES = frozenset({Role.FAMILY, Role.SUPPORTER})
"""Held by taking part in one case, never by a `StaffRole`."""

STAFF_ROLES = frozenset(Role) - CASE_ROLES
"""Held for an organisation, from a day to a day. Their holders sign in with a password and a second step."""

DESK_ROLES = frozenset({Role.ADVISER, Role.COORDINATOR})
"""Work at the desk, on every case."""
