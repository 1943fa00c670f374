"""What people try who do not mean well: answered as if there were no such page, and no fault of ours."""

import pytest

from tests.family.worlds import parent_of
from tests.made_up import a_case, informed, staff
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db
SIGNS = ("%00", "a%00b", "%1B", "%7F", "%0D%0AX-More:%20yes")


@pytest.mark.parametrize("sign", SIGNS)
def test_no_page_has_a_control_character_in_its_address(sign: str) -> None:
    case = a_case(staff())
    family = client_for(parent_of(case))
    for address in (f"/case/{sign}/", f"/case/{case.reference}/certificates/{sign}/letter.pdf", f"/ask/stop/{sign}/"):
        answer = family.get(address)
        assert answer.status_code == 404, address
        assert "X-More" not in answer.headers
    assert client_for(staff()).get(f"/desk/cases/{sign}/").status_code == 404


def test_a_number_that_python_cannot_read_is_no_version_of_a_case() -> None:
    ada = staff()
    case = informed(a_case(ada), ada)
    answer = client_for(ada).post(f"/desk/cases/{case.reference}/do/note/", {"text": "They rang.", "version": "²"})
    assert answer.status_code == 302
