"""What is kept of a sender, for the sender to have: plain data, ready for JSON."""

from typing import Any

from events.enums import SubmissionAct
from events.models import Submission
from events.models.when import When

_SENT = (
    "reference", "language", "state", "name", "year", "kind", "description", "organiser_name",
    "venue_name", "road_names", "poster_name", "contact_name", "whatsapp", "email",
    "consented_at", "made_at", "changed_at", "delete_on",
)  # fmt: skip
#: What the office keeps for itself until it has decided.
_INTERNAL = (SubmissionAct.SHORTLISTED, SubmissionAct.UNLISTED)


def exported(submission: Submission) -> dict[str, Any]:
    """Return every field of a submission, when it is by the fields that say something, and what
    was done and said. Two queries."""
    when = {
        each.name: value
        for each in When._meta.get_fields()
        if (value := getattr(submission, each.name)) not in (None, "", []) and value
    }
    steps = submission.steps.exclude(act__in=_INTERNAL)
    return {
        **{name: _plain(getattr(submission, name)) for name in _SENT},
        "district": str(submission.district or ""),
        "when": {name: _plain(value) for name, value in when.items()},
        "steps": [
            {"at": each.at.isoformat(), "what": each.act, "message": each.message} for each in steps
        ],
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
