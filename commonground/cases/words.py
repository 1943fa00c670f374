"""The closed lists of the cases room: routes, stages, acts, facts, parties and the bases on which people act."""

from enum import StrEnum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Route(models.TextChoices):
    """The two services a case can run along."""

    MEDIATION = "mediation", _("Mediation")
    DISAGREEMENT_RESOLUTION = "disagreement_resolution", _("Disagreement resolution")


class Stage(models.TextChoices):
    """Where a case stands. The labels are for staff; families read sentences."""

    ENQUIRY = "enquiry", _("New: not yet spoken to")
    NOT_REACHED = "not_reached", _("Not reached yet")
    INFORMED = "informed", _("Information given")
    UNDECIDED = "undecided", _("Undecided")
    DECLINED = "declined", _("No mediation: certificate due")
    ASKED = "asked", _("Mediation asked for: tell the council")
    ARRANGING = "arranging", _("Arranging the meeting")
    NOT_ARRANGED = "not_arranged", _("Council cannot arrange: certificate due")
    MEETING_FIXED = "meeting_fixed", _("Meeting fixed")
    CONCLUDED = "concluded", _("Meeting held")
    CERTIFIED = "certified", _("Certificate issued")
    NOT_NEEDED = "not_needed", _("No certificate needed")
    ASKING_PARTIES = "asking_parties", _("Asking everyone to agree")
    REFUSED = "refused", _("Someone said no")
    CLOSED = "closed", _("Closed")


class Act(models.TextChoices):
    """What can move a case. The labels are what the button at the desk says."""

    GIVE_INFORMATION = "give_information", _("Record information given")
    COULD_NOT_REACH = "could_not_reach", _("Record an attempt to reach them")
    LEAVE_UNDECIDED = "leave_undecided", _("Still deciding")
    DECLINE = "decline", _("They choose not to mediate")
    ASK_MEDIATION = "ask_mediation", _("They choose mediation")
    NEED_NO_CERTIFICATE = "need_no_certificate", _("No certificate is needed")
    TELL_AUTHORITY = "tell_authority", _("Tell the council")
    CANNOT_ARRANGE = "cannot_arrange", _("The council says it cannot arrange it")
    FIX_MEETING = "fix_meeting", _("Fix the meeting")
    CONCLUDE = "conclude", _("Record the meeting")
    ADJOURN = "adjourn", _("Adjourned to a second meeting")
    DID_NOT_HAPPEN = "did_not_happen", _("The meeting did not happen")
    WITHDRAW = "withdraw", _("They no longer want to mediate")
    ISSUE_CERTIFICATE = "issue_certificate", _("Issue the certificate")
    ASK_PARTIES = "ask_parties", _("Ask everyone to agree")
    RECORD_ANSWER = "record_answer", _("Record an answer")
    ALL_AGREE = "all_agree", _("Everyone agrees")
    PARTY_REFUSES = "party_refuses", _("Someone says no")
    PASS_TO_YOUNG_PERSON = "pass_to_young_person", _("The young person joins")
    CLOSE = "close", _("Close the case")
    REOPEN = "reopen", _("Open the case again")


class FactKind(StrEnum):
    """What can be true of a case from a date on. Rooms above write them; guards and duties read nothing else."""

    CONTACTED = "contacted"
    INFORMATION_GIVEN = "information_given"
    INFORMATION_READ = "information_read"
    WISHES_APPEAL = "wishes_appeal"
    WISHES_MEDIATION = "wishes_mediation"
    DECLINED = "declined"
    MEDIATION_ASKED = "mediation_asked"
    WITHDREW = "withdrew"
    LA_TOLD = "la_told"
    ICB_TOLD = "icb_told"
    LA_CHASED = "la_chased"
    LA_UNABLE = "la_unable"
    DAY_30_OFFERED = "day_30_offered"
    MEETING_FIXED = "meeting_fixed"
    NOTICE_GIVEN = "notice_given"
    NOTICE_WAIVED = "notice_waived"
    NOTICE_CAME_BACK = "notice_came_back"
    MEETING_CANCELLED = "meeting_cancelled"
    CONCLUDED = "concluded"
    AGREEMENT = "agreement"
    CERTIFICATE_ISSUED = "certificate_issued"
    CERTIFICATE_WITHDRAWN = "certificate_withdrawn"
    CERTIFICATE_SENT = "certificate_sent"
    CERTIFICATE_BOUNCED = "certificate_bounced"
    CERTIFICATE_RECEIVED = "certificate_received"
    CERTIFICATE_NOT_WANTED = "certificate_not_wanted"
    CERTIFICATE_WANTED = "certificate_wanted"
    EARLIER_CERTIFICATE = "earlier_certificate"
    ATTEMPT = "attempt"
    NEXT_CONTACT = "next_contact"
    APPEAL_LODGED = "appeal_lodged"
    MOVED_AUTHORITY = "moved_authority"
    YOUNG_PERSON_MET = "young_person_met"
    RIGHT_PASSED = "right_passed"
    RIGHT_HELD = "right_held"
    PARTY_ASKED = "party_asked"
    PARTY_ANSWERED = "party_answered"
    QUESTION_ASKED = "question_asked"
    QUESTION_ANSWERED = "question_answered"


class PartyKind(models.TextChoices):
    """The sides a case can have."""

    FAMILY = "family", _("Family")
    AUTHORITY = "la", _("Council")
    ICB = "icb", _("NHS")
    SCHOOL = "school", _("School or college")


class Answer(models.TextChoices):
    """A party's answer to disagreement resolution (R54)."""

    NOT_ASKED = "", _("Not asked yet")
    WAITING = "waiting", _("Asked, no answer yet")
    YES = "yes", _("Yes")
    NO = "no", _("No")


class About(models.TextChoices):
    """Why one of the family writes to us in their case."""

    QUESTION = "question", _("A question")
    WRONG = "wrong", _("Something is wrong")


class Wish(models.TextChoices):
    """What someone told us they want (R12)."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_SURE = "not_sure", _("Not sure")


class Channel(models.TextChoices):
    """How word came to us or went from us."""

    WEB = "web", _("Web form")
    TELEPHONE = "telephone", _("Telephone")
    VOICEMAIL = "voicemail", _("Voicemail")
    EMAIL = "email", _("E-mail")
    TEXT = "text", _("Text message")
    POST = "post", _("Letter")
    IN_PERSON = "in_person", _("In person")

    @property
    def written(self) -> bool:
        """Whether words on this channel can be read again later."""
        return self in {Channel.EMAIL, Channel.TEXT, Channel.POST}


class Basis(models.TextChoices):
    """On what footing somebody acts in a case (R8; Education Act 1996 s.576)."""

    PARENT = "parent", _("Parent")
    PARENTAL_RESPONSIBILITY = "parental_responsibility", _("Has parental responsibility")
    CARE_OF_CHILD = "care_of_child", _("Cares for the child")
    YOUNG_PERSON = "young_person", _("The young person")
    DEPUTY = "deputy", _("Deputy appointed by the court")
    ATTORNEY = "attorney", _("Attorney")
    PARENT_OF_YOUNG_PERSON = "parent_of_young_person", _("Parent of a young person who lacks capacity")
    CONSENT = "consent", _("Consent of the person they help")
    OFFICE = "office", _("Works for a party")


class Agreed(models.TextChoices):
    """What a supporter may do beside reading the case and its dates, as the one they help agreed to it."""

    CONTACT = "contact", _("See your e-mail, telephone and address")
    SPEAK = "speak", _("Write to us for you, and give us papers")
    MEETING = "meeting", _("Come to the meeting with you")
    AGREEMENT = "agreement", _("See what is agreed at the meeting")

    @property
    def theirs(self) -> str | Promise:
        """The same, said to anybody but the one who is helped."""
        return {
            Agreed.CONTACT: _("See their e-mail, telephone and address"),
            Agreed.SPEAK: _("Write to us for them, and give us papers"),
            Agreed.MEETING: _("Come to the meeting with them"),
            Agreed.AGREEMENT: _("See what is agreed at the meeting"),
        }[self]


class Outcome(models.TextChoices):
    """How a meeting ended."""

    AGREED = "agreed", _("Agreed")
    PARTLY = "partly", _("Partly agreed")
    NOT_AGREED = "not_agreed", _("Not agreed")


class OwedBy(models.TextChoices):
    """Who must do a duty."""

    US = "us", _("We do")
    AUTHORITY = "la", _("The council")
    ICB = "icb", _("The NHS")
    FAMILY = "family", _("The family")
    PARTY = "party", _("Another party")
