"""One sending of a form carries one token, made by us."""

import re

import pytest
from django.core.exceptions import ValidationError

from commonground.web.components import forms


class Ask(forms.Form):
    token = forms.SubmissionToken()
    name = forms.TextField(label="Name", if_empty="Tell us your name")


def carried(form: Ask) -> str:
    (token,) = re.findall(r'name="token" value="([^"]+)"', form.hidden())
    return str(token)


def test_a_form_carries_a_token_that_comes_back_bare() -> None:
    token = carried(Ask())
    form = Ask({"token": token, "name": "Ann"})
    assert form.is_valid()
    assert form.cleaned_data["token"] == token.split(":")[0]
    assert len(form.cleaned_data["token"]) == 22


def test_a_page_shown_again_keeps_its_token_so_that_a_second_sending_is_known() -> None:
    token = carried(Ask())
    assert carried(Ask({"token": token})) == token


def test_each_showing_has_its_own_token_unless_the_journey_gives_one() -> None:
    assert carried(Ask()) != carried(Ask())
    given = forms.new_token()
    assert carried(Ask(initial={"token": given})) == given


@pytest.mark.parametrize("made_up", ["", "x" * 22, "x" * 22 + ":" + "y" * 43, None])
def test_a_token_that_is_not_ours_is_refused_and_replaced(made_up: str | None) -> None:
    with pytest.raises(ValidationError):
        forms.SubmissionToken().clean(made_up)
    form = Ask({"token": made_up or "", "name": "Ann"})
    assert "This page did not arrive whole. Send it once more" in form.errors_summary()
    assert Ask({"token": carried(form), "name": "Ann"}).is_valid()
