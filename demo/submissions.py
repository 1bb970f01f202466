"""What the demo's desk finds in its queue: an open call, and proposals in three states."""

import datetime
from collections.abc import Mapping
from typing import Any

from events.enums import SubmissionAct
from events.models import CallForProposals, Submission
from events.submissions import acts
from events.submissions.forms import SubmissionForm

from . import content
from .workshop import Workshop

_FIELDS = Submission._meta.get_fields()
#: What says how far the office is, and what of a proposal is no field.
_ASIDE = ("sent_on", "asked", "shortlisted_for")


def make_submissions(shop: Workshop) -> None:
    """Make the call and what was proposed, as the form and the desk would."""
    data = content.read("submissions.toml")
    asked = data["call"]
    call = CallForProposals(
        site=shop.site,
        **{name: asked[name] for name in ("year", "opens_on", "closes_on")},
        **content.translated("intro", asked["intro"]),
    )
    call.full_clean()
    call.save()
    for number, each in enumerate(data["submissions"]):
        _make(shop, call, each, number=f"demo-{shop.site.pk}-{number}")


def _make(shop: Workshop, call: CallForProposals, data: Mapping[str, Any], *, number: str) -> None:
    now = datetime.datetime.combine(
        data["sent_on"], datetime.time(9), tzinfo=shop.region.settings.zone
    )
    submission = Submission(
        site=shop.site,
        call=call if call.year == data["year"] else None,
        **{name: value for name, value in data.items() if name not in _ASIDE},
    )
    asked = SubmissionForm.Meta.fields
    submission.clean_fields(exclude=[each.name for each in _FIELDS if each.name not in asked])
    acts.submit(submission, number=number, poster=None, now=now)
    later = now + datetime.timedelta(days=2)
    if message := data.get("asked"):
        acts.act(submission, SubmissionAct.ASKED, by=None, now=later, message=message)
    if reason := data.get("shortlisted_for"):
        acts.act(submission, SubmissionAct.SHORTLISTED, by=None, now=later, reason=reason)
