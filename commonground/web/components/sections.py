"""The sections of an EHC plan in a family's words, for every page that asks."""

from django.utils.translation import gettext_lazy as _

from commonground.web.components.forms import Choice

SECTIONS = (
    Choice("A", _("A: views, interests and hopes")),
    Choice("B", _("B: special educational needs")),
    Choice("C", _("C: health needs")),
    Choice("D", _("D: social care needs")),
    Choice("E", _("E: outcomes")),
    Choice("F", _("F: special educational support")),
    Choice("G", _("G: health support")),
    Choice("H", _("H: social care support")),
    Choice("I", _("I: the school or college")),
    Choice("J", _("J: personal budget")),
    Choice("K", _("K: advice and reports")),
)
"""The sections of an EHC plan, as the plan names them."""
