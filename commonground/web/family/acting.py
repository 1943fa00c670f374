"""What every act of a family on a page has in common: who acts and how, and the form that is one button."""

from commonground.cases.apply import Acting
from commonground.cases.words import Channel
from commonground.web.components import forms
from commonground.web.components.doors import CaseRequest


class ButtonForm(forms.Form):
    """Nothing but the button."""


def by_web(request: CaseRequest) -> Acting:
    """The person at the browser, acting for themselves."""
    return Acting(request.person, came_by=Channel.WEB)
