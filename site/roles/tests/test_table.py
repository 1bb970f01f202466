"""The table of roles, and that the docs show it as it is."""

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Permission
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models

from regions.permissions import RegionPermissionPolicy
from roles.enums import Step
from roles.table import HOME, ROLES

DOCS = settings.ROOT / "docs" / "roles.md"
COLUMNS = {
    "pages": lambda role: role.pages.get(HOME),
    "stories": lambda role: role.pages.get("pages.storyindexpage"),
    "festivals": lambda role: role.pages.get("events.festivalindexpage"),
    "pictures": lambda role: role.library.get("wagtailimages.image"),
    "documents": lambda role: role.library.get("wagtaildocs.document"),
    "collections": lambda role: role.library.get("wagtailcore.collection"),
    "categories": lambda role: role.things.get("destinations.placecategory"),
    "districts": lambda role: role.things.get("destinations.district"),
    "festival categories": lambda role: role.things.get("events.festivalcategory"),
    "organisers": lambda role: role.things.get("events.organiser"),
    "venues": lambda role: role.things.get("events.venue"),
    "roads": lambda role: role.things.get("events.road"),
    "editions": lambda role: role.things.get("events.edition"),
    "ready sentences": lambda role: role.things.get("notices.readysentence"),
    "publish now": lambda role: [
        each.split(".")[1].removesuffix("_datechange").replace("add", "announce")
        for each in role.permissions
        if each.endswith("_datechange")
    ],
    "days of the year": lambda role: role.things.get("events.observance"),
    "calls for proposals": lambda role: role.things.get("events.callforproposals"),
    "proposals": lambda role: role.things.get("events.submission"),
    "imports": lambda role: role.things.get("events.import"),
    "years’ programmes": lambda role: [
        {"add": "launch", "change": "prepare"}[each]
        for each in role.things.get("events.yearplan", ())
    ],
    "clash rules": lambda role: role.things.get("events.clashsetting"),
    "outcomes": lambda role: role.things.get("events.outcome"),
    "region": lambda role: role.things.get("regions.regionsettings"),
    "redirects": lambda role: role.things.get("wagtailredirects.redirect"),
}


def as_docs_show_it():
    """The table of roles in Markdown."""
    head = ["role", "admin", "languages", *COLUMNS, "approves"]
    rows = [head, ["---"] * len(head)]
    for role in ROLES:
        rights = [", ".join(get(role) or ()) for get in COLUMNS.values()]
        steps = ", ".join(str(step.label).lower() for step in role.approves)
        admin = "yes" if role.permissions else ""
        rows.append([f"**{role.name.label}**", admin, role.languages, *rights, steps])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def purposes():
    return "\n".join(f"- **{role.name.label}**: {role.purpose}" for role in ROLES)


def test_the_docs_show_the_table_as_it_is():
    text = DOCS.read_text(encoding="utf-8")
    for shown in (purposes(), as_docs_show_it()):
        assert shown in text, f"docs/roles.md must have:\n\n{shown}\n"


def test_nothing_that_a_role_is_given_is_missing_from_the_docs():
    shown = {"pages": {HOME, "pages.storyindexpage", "events.festivalindexpage"}}
    shown["library"] = {"wagtailimages.image", "wagtaildocs.document", "wagtailcore.collection"}
    shown["things"] = {
        "destinations.placecategory",
        "destinations.district",
        "events.edition",
        "events.festivalcategory",
        "events.organiser",
        "events.venue",
        "events.road",
        "events.observance",
        "events.callforproposals",
        "events.submission",
        "events.import",
        "events.yearplan",
        "events.clashsetting",
        "events.outcome",
        "notices.readysentence",
        "regions.regionsettings",
        "wagtailredirects.redirect",
    }
    for kind, names in shown.items():
        given = {name for role in ROLES for name in getattr(role, kind)}
        assert given == names, "A column for it in COLUMNS, and in docs/roles.md"


@pytest.mark.django_db
def test_every_right_of_the_table_exists():
    there = {
        f"{row.content_type.app_label}.{row.codename}"
        for row in Permission.objects.select_related("content_type")
    }
    for role in ROLES:
        assert set(role.permissions) <= there
        for given in (role.library, role.things):
            for model, actions in given.items():
                app_label, name = model.split(".")
                assert {f"{app_label}.{action}_{name}" for action in actions} <= there
        for place, actions in role.pages.items():
            assert place == HOME or issubclass(apps.get_model(place), Page)
            assert {f"wagtailcore.{action}_page" for action in actions} <= there


def test_rights_by_region_are_over_models_that_ask_for_them():
    for role in ROLES:
        for name in role.things:
            policy = policy_registry.get_by_type(apps.get_model(name))
            assert isinstance(policy, RegionPermissionPolicy), name


def test_every_snippet_belongs_to_a_region_and_somebody_keeps_it():
    kept = {name for role in ROLES for name, actions in role.things.items() if "change" in actions}
    for model in get_snippet_models():
        policy = policy_registry.get_by_type(model)
        assert isinstance(policy, RegionPermissionPolicy), f"{model}: use RegionSnippetViewSet"
        assert model._meta.label_lower in kept, f"{model}: a line in site/roles/table.py"


def test_each_step_has_somebody_who_also_publishes():
    """Else a page could wait for ever where a region has no translator."""
    for step in Step:
        assert [
            role.name
            for role in ROLES
            if step in role.approves and "publish" in role.pages.get(HOME, ())
        ]
