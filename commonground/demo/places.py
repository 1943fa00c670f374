"""The made-up councils, their NHS board and what the provider has promised them."""

from datetime import date

from commonground.directory import commands as directory
from commonground.directory.loading import authority_of, care_board_of
from commonground.directory.models import IntegratedCareBoard, LocalAuthority, NoticeAddress
from commonground.record.days import today

BY = "system:demo"
SINCE = date(2024, 4, 1)

COUNCILS = {
    "Exampleshire": ("X00000001", "x01", "County", "everything"),
    "Sampleton": ("X00000002", "x02", "Metropolitan district", "mediation"),
    "Testwick": ("X00000003", "x03", "London borough", "nothing"),
}
"""Short name -> codes, kind, and what the contract covers: the third has none, so that a signpost can be seen."""
OTHERS = {
    "Sampleton": ("Even Keel Mediation", "01632 960401", "https://even-keel.example", True),
    "Testwick": ("Bridge House SEND Mediation", "01632 960402", "https://bridge-house.example", False),
}
"""Other services: one that families of Sampleton can choose beside us, and the one that Testwick has instead of us."""

ADVICE = {"Exampleshire": "01632 960411", "Sampleton": "01632 960412", "Testwick": "01632 960413"}
"""The number of each council area's SENDIASS."""


def council(name: str) -> LocalAuthority:
    """One of the made-up councils, made when it is not there yet."""
    gss, dfe, kind, covers = COUNCILS[name]
    found = LocalAuthority.objects.filter(gss_code=gss).first()
    if found is not None:
        return found
    made = authority_of(
        gss_code=gss,
        dfe_code=dfe,
        name=f"{name} Council",
        short_name=name,
        region="Made up",
        kind=kind,
        made_up=True,
    )
    made.save()
    if covers != "nothing":
        directory.add_contract(
            authority=made,
            information=True,
            mediation=True,
            disagreement_resolution=covers == "everything",
            starts_on=SINCE,
            by=BY,
        )
    if name in OTHERS:
        other, telephone, website, resolution = OTHERS[name]
        directory.set_other_provider(
            authority=made, name=other, telephone=telephone, website=website, information=True, mediation=True,
            disagreement_resolution=resolution, starts_on=SINCE, by=BY,
        )  # fmt: skip
    directory.set_advice_service(
        authority=made, name=f"{name} SENDIASS", telephone=ADVICE[name], email=f"hello@{name.lower()}-sendiass.example",
        website=f"https://{name.lower()}-sendiass.example", source="Made up for the demo", checked_on=today(), by=BY,
    )  # fmt: skip
    for purpose in NoticeAddress.Purpose:
        directory.set_notice_address(
            authority=made, purpose=purpose, name="SEND team", email=f"send@{name.lower()}.example", by=BY
        )
    return made


def care_board() -> IntegratedCareBoard:
    """The made-up NHS board of Exampleshire."""
    found = IntegratedCareBoard.objects.filter(ods_code="XX1").first()
    if found is not None:
        return found
    board = care_board_of(ods_code="XX1", name="NHS Exampleshire Integrated Care Board", made_up=True)
    board.email = "send@nhs-exampleshire.example"
    board.save()
    board.authorities.add(council("Exampleshire"))
    return board
