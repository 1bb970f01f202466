"""Every address under /admin/, read from the URL resolver and filled in from an office."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from .world import Office

_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")

Get = Callable[[Office], Any]


def _pk(name: str) -> Get:
    return lambda office: getattr(office, name).pk


def _is(value: Any) -> Get:
    return lambda _office: value


#: What stands for a parameter, by the beginning of the address; the longest that fits counts.
VALUES: dict[tuple[str, str], Get] = {
    # Pages.
    ("", "page_id"): _pk("place"),
    ("", "page_pk"): _pk("place"),
    ("", "parent_page_id"): _pk("section"),
    ("", "page_to_move_id"): _pk("place"),
    ("", "destination_id"): _pk("stories"),
    ("", "revision_id"): _pk("revision"),
    ("", "revision_id_a"): _is("earliest"),
    ("", "revision_id_b"): _is("latest"),
    ("", "content_type_app_name"): _is("destinations"),
    ("", "content_type_model_name"): _is("place"),
    ("pages/create/", "app_label"): _is("destinations"),
    ("pages/create/", "model_name"): _is("place"),
    ("pages/", "pk"): _pk("place"),
    ("pages/workflow/", "page_id"): _pk("waiting"),
    ("pages/<int:page_id>/workflow_history/", "page_id"): _pk("waiting"),
    ("", "workflow_state_id"): _pk("workflow_state"),
    ("", "task_state_id"): _pk("task_state"),
    ("", "task_id"): _pk("task"),
    ("", "action_name"): _is("approve"),
    ("", "language"): _is("ar"),
    ("", "field"): _is("summary"),
    ("api/main/pages/", "pk"): _pk("place"),
    ("api/main/pages/", "action_name"): _is("delete"),
    ("choose-page/", "parent_page_id"): _pk("section"),
    ("editing-sessions/", "app_label"): _is("destinations"),
    ("editing-sessions/", "model_name"): _is("place"),
    ("editing-sessions/", "object_id"): _pk("place"),
    ("editing-sessions/", "session_id"): _pk("session"),
    # The library.
    ("", "collection_id"): _pk("collection"),
    ("collections/", "pk"): _pk("collection"),
    ("", "image_id"): _pk("picture"),
    ("", "filter_spec"): _is("width-100"),
    ("images/", "pk"): _pk("picture"),
    ("api/main/images/", "pk"): _pk("picture"),
    ("", "uploaded_file_id"): _pk("upload"),
    ("", "document_id"): _pk("document"),
    ("", "doc_id"): _pk("document"),
    ("documents/", "pk"): _pk("document"),
    ("api/main/documents/", "pk"): _pk("document"),
    ("tag-autocomplete/", "app_name"): _is("taggit"),
    ("tag-autocomplete/", "model_name"): _is("tag"),
    # Things of a region, settings, redirects.
    ("snippets/destinations/placecategory/", "pk"): _pk("category"),
    ("snippets/choose/destinations/placecategory/", "pk"): _pk("category"),
    ("snippets/destinations/district/", "pk"): _pk("district"),
    ("snippets/choose/destinations/district/", "pk"): _pk("district"),
    ("snippets/events/festivalcategory/", "pk"): _pk("festival_category"),
    ("snippets/choose/events/festivalcategory/", "pk"): _pk("festival_category"),
    ("snippets/events/organiser/", "pk"): _pk("organiser"),
    ("snippets/choose/events/organiser/", "pk"): _pk("organiser"),
    ("snippets/events/venue/", "pk"): _pk("venue"),
    ("snippets/choose/events/venue/", "pk"): _pk("venue"),
    ("snippets/events/road/", "pk"): _pk("road"),
    ("snippets/choose/events/road/", "pk"): _pk("road"),
    ("registry/", "kind"): _is("venue"),
    ("registry/", "pk"): _pk("venue"),
    ("snippets/events/edition/", "pk"): _pk("edition"),
    ("snippets/events/edition/", "revision_id"): _pk("edition_revision"),
    ("snippets/choose/events/edition/", "pk"): _pk("edition"),
    ("snippets/events/callforproposals/", "pk"): _pk("call"),
    ("snippets/choose/events/callforproposals/", "pk"): _pk("call"),
    ("snippets/events/observance/", "pk"): _pk("observance"),
    ("snippets/choose/events/observance/", "pk"): _pk("observance"),
    ("snippets/notices/readysentence/", "pk"): _pk("sentence"),
    ("snippets/choose/notices/readysentence/", "pk"): _pk("sentence"),
    # The calendar desk.
    ("clashes/", "pk"): _pk("clash_acceptance"),
    # Submissions.
    ("submissions/", "pk"): _pk("submission"),
    ("imports/", "pk"): _pk("imported"),
    # Publish now.
    ("now/", "pk"): _pk("occurrence"),
    ("now/said/", "pk"): _pk("change"),
    ("now/<int:pk>/confirm/", "pk"): _pk("estimate"),
    ("now/confirmed/", "pk"): _pk("confirmation"),
    # The calendar.
    ("calendar/move/", "pk"): _pk("edition"),
    ("calendar/undo/", "pk"): _pk("edition_revision"),
    # Years' programmes.
    ("years/", "year"): _is(2027),
    ("years/made/", "act"): lambda office: office.act,
    ("years/outcomes/", "pk"): _pk("past_edition"),
    ("settings/", "app_name"): _is("regions"),
    ("settings/", "model_name"): _is("regionsettings"),
    ("settings/", "pk"): _pk("site"),
    ("", "redirect_id"): _pk("redirect"),
    # Sites, people, workflows.
    ("sites/", "pk"): _pk("site"),
    ("users/", "pk"): _pk("user"),
    ("groups/", "pk"): _pk("group"),
    ("workflows/", "pk"): _pk("workflow"),
    ("workflows/", "workflow_pk"): _pk("workflow"),
    ("workflows/tasks/", "pk"): _pk("task"),
    ("workflows/tasks/", "app_label"): _is("wagtailcore"),
    ("workflows/tasks/", "model_name"): _is("groupapprovaltask"),
    ("bulk/", "app_label"): _is("wagtailcore"),
    ("bulk/", "model_name"): _is("page"),
    ("bulk/", "action"): _is("delete"),
    ("password_reset/", "uidb64"): _is("MQ"),
    ("password_reset/", "token"): _is("set-password"),
}

#: What is asked for beyond the address, so that a listing has something to give away.
QUERIES: dict[str, Get] = {
    "bulk/<str:app_label>/<str:model_name>/<str:action>/": lambda o: {"id": o.place.pk},
    "choose-page/chosen-multiple/": lambda o: {"id": o.place.pk},
    "choose-page/search/": _is({"q": "kawah"}),
    "pages/search/": _is({"q": "kawah"}),
    "pages/search/results/": _is({"q": "kawah"}),
    "tag-autocomplete/": _is({"term": "label"}),
    "tag-autocomplete/<slug:app_name>/<slug:model_name>/": _is({"term": "label"}),
    "images/chooser/chosen-multiple/": lambda o: {"id": o.picture.pk},
    "documents/chooser/chosen-multiple/": lambda o: {"id": o.document.pk},
    "snippets/choose/destinations/placecategory/chosen-multiple/": lambda o: {"id": o.category.pk},
    "snippets/choose/destinations/district/chosen-multiple/": lambda o: {"id": o.district.pk},
    "snippets/choose/events/festivalcategory/chosen-multiple/": (
        lambda o: {"id": o.festival_category.pk}
    ),
    "snippets/choose/events/organiser/chosen-multiple/": lambda o: {"id": o.organiser.pk},
    "snippets/choose/events/venue/chosen-multiple/": lambda o: {"id": o.venue.pk},
    "snippets/choose/events/road/chosen-multiple/": lambda o: {"id": o.road.pk},
    "registry/<slug:kind>/suggest/": lambda o: {"site": o.site.pk},
    "registry/<slug:kind>/add/": lambda o: {"site": o.site.pk},
    "registry/<slug:kind>/merge/": lambda o: {"id": o.venue.pk},
    "snippets/choose/events/edition/chosen-multiple/": lambda o: {"id": o.edition.pk},
    "snippets/choose/events/callforproposals/chosen-multiple/": lambda o: {"id": o.call.pk},
    "snippets/choose/events/observance/chosen-multiple/": lambda o: {"id": o.observance.pk},
    "snippets/choose/notices/readysentence/chosen-multiple/": lambda o: {"id": o.sentence.pk},
    "calendar/": _is({"month": "2199-01"}),
    "calendar/move/<int:pk>/": _is({"on": "2199-01-05"}),
    "api/main/pages/find/": lambda o: {"id": o.place.pk},
    "api/main/images/find/": lambda o: {"id": o.picture.pk},
    "api/main/documents/find/": lambda o: {"id": o.document.pk},
}


_PAGE_FORM: Get = _is({f"body_{code}-count": 0 for code in ("ind", "en", "ar")})

_EDITION_FORM: Get = _is({"more_dates-count": 0})

#: What is posted where an empty form is none at all. Nothing in them is valid.
BODIES: dict[str, Get] = {
    "pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/": (
        _PAGE_FORM
    ),
    "pages/<int:page_id>/edit/": _PAGE_FORM,
    "pages/<int:page_id>/revisions/<int:revision_id>/revert/": _PAGE_FORM,
    "snippets/events/edition/add/": _EDITION_FORM,
    "snippets/events/edition/copy/<int:pk>/": _EDITION_FORM,
    "snippets/events/edition/edit/<int:pk>/": _EDITION_FORM,
    "snippets/events/edition/history/<int:pk>/revisions/<int:revision_id>/revert/": _EDITION_FORM,
    "registry/<slug:kind>/merge/": lambda o: {"id": o.venue.pk},
    "date-rules/preview/": _EDITION_FORM,
    "pages/<int:page_id>/copy/": lambda o: {"new_parent_page": o.section.pk},
    "choose-external-link/": _is({"external-link-chooser-url": "https://example.org/"}),
}


@dataclass(frozen=True)
class Address:
    """One pattern below /admin/. Two visits where something in it belongs to an office."""

    pattern: str

    @property
    def name(self) -> str:
        """What the matrix calls it: the start of the admin has an empty pattern."""
        return self.pattern or "/"

    def url(self, office: Office) -> str:
        """Return the address in an office. Raises KeyError for a parameter that nothing fills."""

        def value(match: re.Match[str]) -> str:
            return str(self._get(match[1] or match[2])(office))

        return "/admin/" + _PARAMETER.sub(value, self.pattern)

    def query(self, office: Office) -> dict[str, Any]:
        get = QUERIES.get(self.pattern)
        return get(office) if get else {}

    def body(self, office: Office) -> dict[str, Any]:
        get = BODIES.get(self.pattern)
        return get(office) if get else {}

    def _get(self, parameter: str) -> Get:
        fitting = [
            start for start, name in VALUES if name == parameter and self.pattern.startswith(start)
        ]
        if not fitting:
            raise KeyError(parameter)
        return VALUES[max(fitting, key=len), parameter]

    def differs(self, own: Office, foreign: Office) -> bool:
        return self.url(own) != self.url(foreign) or self.query(own) != self.query(foreign)


def admin_addresses() -> list[Address]:
    """Return every address of the admin, but for the one that catches all others."""
    patterns = [
        pattern.removeprefix("admin/")
        for pattern in _walk(get_resolver(), "")
        if pattern.startswith("admin/")
    ]
    return [Address(each) for each in dict.fromkeys(patterns) if each != ".*/"]


def _walk(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        route = str(each.pattern).removeprefix("^").removesuffix("$").replace("\\.", ".")
        if isinstance(each, URLPattern):
            yield prefix + route
        else:
            yield from _walk(each, prefix + route)
