import datetime
from typing import Any

import factory
import wagtail_factories

from events.enums import Channel, SubmissionAct
from events.models import Submission, SubmissionStep
from events.submissions import acts
from events.submissions.tickets import Ticket
from events.tests.conftest import NOW
from notices import links

A_MINUTE = datetime.timedelta(minutes=1)


class SubmissionFactory(factory.django.DjangoModelFactory):
    """A proposal for one day of 2027, sent in Malay from a telephone without e-mail."""

    site = factory.SubFactory(wagtail_factories.SiteFactory)
    reference = factory.Sequence(lambda number: f"2027-T{number}")
    seed = factory.Sequence(lambda number: f"seed-{number}")
    secret = factory.LazyAttribute(
        lambda each: links.fingerprint(links.token_of(each.seed, purpose=acts.PURPOSE))
    )
    form = factory.Sequence(lambda number: f"form-{number}")
    language = "ms"
    name = "Pesta Layang-layang"
    year = 2027
    description = "Layang-layang besar di tepi pantai."
    starts_on = datetime.date(2027, 7, 17)
    ends_on = factory.SelfAttribute("starts_on")
    organiser_name = "Karang Taruna Contoh"
    venue_name = "Desa Contoh"
    contact_name = "Siti Contoh"
    whatsapp = "+6281234567890"
    consented_at = NOW
    made_at = NOW
    changed_at = NOW
    delete_on = datetime.date(2028, 6, 30)

    class Meta:
        model = Submission


def said(submission: Submission, message: str, *, by: Any, channel: str = Channel.NONE) -> Any:
    """Note that the office asked something."""
    return SubmissionStep.objects.create(
        submission=submission,
        act=SubmissionAct.ASKED,
        message=message,
        by=by,
        at=NOW,
        channel=channel,
    )


def proposal(**changes: Any) -> dict[str, Any]:
    """Return what a whole form posts, given out a minute ago; None leaves a field out."""
    given = {
        "ticket": Ticket.new(NOW - A_MINUTE).signed,
        "name": "Pesta Layang-layang",
        "kind": "",
        "description": "Layang-layang besar di tepi pantai.",
        "date_kind": "fixed",
        "starts_on": "2027-07-17",
        "ends_on": "2027-07-18",
        "lasts": "1",
        "hours": "to_be_announced",
        "venue_name": "Desa Contoh",
        "organiser_name": "Karang Taruna Contoh",
        "contact_name": "Siti Contoh",
        "whatsapp": "0812-3456-7890",
        "email": "",
        "consent": "on",
        "step": "send",
        **changes,
    }
    return {name: value for name, value in given.items() if value is not None}
