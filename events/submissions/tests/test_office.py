"""The office is told by mail of what senders do, each in the language of their admin."""

import pytest
from django.core import mail
from wagtail.users.models import UserProfile

from events.enums import SubmissionAct
from events.models import Submission
from events.submissions import acts, office
from events.submissions.tests.factories import A_MINUTE, SubmissionFactory, proposal
from events.tests.conftest import NOW
from home.tests.factories import make_other_region
from roles.enums import RoleName
from roles.making import make_roles
from roles.tests.world import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(region, section, settings):
    """Who decides about proposals, in an admin in English at an address of its own."""
    settings.WAGTAILADMIN_BASE_URL = "https://admin.example/"
    make_roles(region.settings)
    person = make_person(region, RoleName.CALENDAR_MANAGER, name="made")
    UserProfile.objects.filter(user=person).update(preferred_language="en")
    return person


def test_who_decides_is_told_with_a_link_and_nobody_else(region, manager):
    make_person(region, RoleName.PARTNER_READER, name="dayu")
    other = make_other_region()
    make_roles(other.settings)
    make_person(other, RoleName.CALENDAR_MANAGER, name="meurah")
    submission = SubmissionFactory(site=region.site, contact_name="Siti Rahasia", year=2027)
    office.tell(submission, SubmissionAct.SUBMITTED)
    [letter] = mail.outbox
    assert letter.to == [manager.email]
    assert letter.subject == f"Proposed: “{submission.name}” ({submission.reference})"
    assert letter.body == (
        f"“{submission.name}” ({submission.reference}) is proposed for 2027. "
        "It waits for you and for the others of the office:\n\n"
        f"https://admin.example/admin/submissions/{submission.pk}/"
    )


def test_a_form_that_is_sent_twice_is_told_once(reader, manager):
    data = proposal(email="")
    for _time in range(2):
        assert reader.post("/en/events/submit/", data).status_code == 302
    assert Submission.objects.count() == 1
    assert [each.to for each in mail.outbox] == [[manager.email]]


@pytest.mark.parametrize(
    ("data", "begins"),
    [
        ({"act": "answer", "message": "At seven."}, "Answered: “"),
        ({"act": "withdraw", "sure": "on"}, "Withdrawn: “"),
    ],
)
def test_an_answer_and_a_withdrawal_are_told(reader, region, manager, data, begins):
    submission = SubmissionFactory(site=region.site)
    acts.act(submission, SubmissionAct.ASKED, by=None, now=NOW + A_MINUTE, message="When?")
    mail.outbox.clear()
    reader.post(f"/en/events/submit/{acts.token_of(submission)}/", data)
    [letter] = mail.outbox
    assert letter.subject.startswith(begins)


def test_who_wants_no_mail_gets_none(region, manager):
    UserProfile.objects.filter(user=manager).update(submitted_notifications=False)
    office.tell(SubmissionFactory(site=region.site), SubmissionAct.SUBMITTED)
    assert mail.outbox == []


def test_what_was_erased_meanwhile_is_not_told(region, manager, jobs_wait):
    submission = SubmissionFactory(site=region.site)
    Submission.objects.all().delete()
    office.tell(submission, SubmissionAct.SUBMITTED)
    office._tell.call(submission.pk, "submitted")
    assert mail.outbox == []


def test_what_the_office_does_itself_is_not_told(region):
    with pytest.raises(ValueError, match="accepted"):
        office.tell(SubmissionFactory(site=region.site), SubmissionAct.ACCEPTED)
