"""What can be done with a case at the desk: one deed is a form, the command it runs, and when it is offered.

`DEEDS` is the whole list; the case page and the tests read it. A new deed is a form and a line in one of the modules.
"""

from commonground.web.desk.deeds import (
    asking,
    beside,
    certifying,
    choice,
    correcting,
    helping,
    meeting,
    papers,
    people,
    views,
)
from commonground.web.desk.deeds.base import Deed, DeedForm

DEEDS: dict[str, Deed] = {
    deed.slug: deed
    for module in (choice, meeting, certifying, people, helping, papers, correcting, asking, views, beside)
    for deed in module.DEEDS
}

__all__ = ["DEEDS", "Deed", "DeedForm"]
