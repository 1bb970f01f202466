"""The table of roles: what each may do in its region, and nowhere else.

A line gives a role a right; `make_roles` makes it so and takes away what no line gives. A new app
adds its lines here: a model that belongs to a region under `things`, a section of the site under
`pages`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .enums import Languages, RoleName, Step

#: The region's whole tree of pages; other places are sections, named by their page type.
HOME = "home"

ADMIN = "wagtailadmin.access_admin"


@dataclass(frozen=True)
class Role:
    """What one role may do, and what for (docs/roles.md says so).

    `permissions` are Django's, as "app.codename". `pages` maps a place (HOME or a page type) to
    actions there and below. `library` maps "app.model" to actions in the region's collection and
    those under it, `things` maps "app.model" of what belongs to a region to actions. `approves` are
    the steps of the workflow that this role may pass on or send back.
    """

    name: RoleName
    purpose: str
    languages: Languages = Languages.NONE
    permissions: tuple[str, ...] = (ADMIN,)
    pages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    library: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    things: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    approves: tuple[Step, ...] = ()


IMAGE = "wagtailimages.image"
DOCUMENT = "wagtaildocs.document"
COLLECTION = "wagtailcore.collection"
CATEGORY = "destinations.placecategory"
DISTRICT = "destinations.district"
REGION = "regions.regionsettings"
REDIRECT = "wagtailredirects.redirect"
STORIES = "pages.storyindexpage"
FESTIVALS = "events.festivalindexpage"
FESTIVAL_CATEGORY = "events.festivalcategory"
ORGANISER = "events.organiser"
EDITION = "events.edition"
SENTENCE = "notices.readysentence"
VENUE = "events.venue"
ROAD = "events.road"
OBSERVANCE = "events.observance"
CALL = "events.callforproposals"
IMPORT = "events.import"
SUBMISSION = "events.submission"
YEAR = "events.yearplan"
CLASH_SETTING = "events.clashsetting"
OUTCOME = "events.outcome"

#: "Publish now": who says it, and who looks at it afterwards.
ANNOUNCE = "events.add_datechange"
CHECK = "events.check_datechange"

_ADD = ("add", "change", "choose")
_ALL = ("add", "change", "delete", "view")
_DRAFT = ("add", "change", "view")
_PUBLISH = (*_ALL, "publish")
_SORTING = {
    CATEGORY: _ALL,
    DISTRICT: _ALL,
    FESTIVAL_CATEGORY: _ALL,
    ORGANISER: _ALL,
    VENUE: _ALL,
    ROAD: _ALL,
}
#: The calendar desk: "change" of a year's programme is to prepare it, "add" to launch it.
_DESK = {
    OBSERVANCE: _ALL,
    CALL: _ALL,
    IMPORT: ("add", "view"),
    SUBMISSION: ("change", "view"),
    YEAR: ("add", "change"),
    CLASH_SETTING: ("change",),
    OUTCOME: ("add", "change"),
}

ROLES: tuple[Role, ...] = (
    Role(
        RoleName.WRITER,
        "Write pages in every language of the region and submit them.",
        languages=Languages.ALL,
        pages={HOME: ("add", "change")},
        library={IMAGE: _ADD, DOCUMENT: _ADD},
        things={
            CATEGORY: _DRAFT,
            DISTRICT: _DRAFT,
            FESTIVAL_CATEGORY: _DRAFT,
            ORGANISER: _DRAFT,
            VENUE: _DRAFT,
            ROAD: _DRAFT,
            EDITION: _DRAFT,
        },
    ),
    Role(
        RoleName.TRANSLATOR,
        "Carry pages over into one language, and change nothing that all languages share.",
        languages=Languages.OWN,
        pages={HOME: ("change",)},
        library={IMAGE: ("change", "choose"), DOCUMENT: ("choose",)},
        things={
            CATEGORY: ("change", "view"),
            DISTRICT: ("view",),
            FESTIVAL_CATEGORY: ("change", "view"),
            ORGANISER: ("change", "view"),
            OBSERVANCE: ("change", "view"),
            CALL: ("change", "view"),
            SENTENCE: ("change", "view"),
        },
        approves=(Step.TRANSLATE,),
    ),
    Role(
        RoleName.EDITOR,
        "Check what was submitted, publish it or send it back.",
        languages=Languages.ALL,
        pages={HOME: ("add", "change", "publish", "lock", "unlock")},
        library={IMAGE: _ADD, DOCUMENT: _ADD},
        permissions=(ADMIN, ANNOUNCE, CHECK),
        things={**_SORTING, **_DESK, EDITION: _PUBLISH, SENTENCE: _ALL},
        approves=(Step.TRANSLATE, Step.CHECK),
    ),
    Role(
        RoleName.CALENDAR_MANAGER,
        "Keep the calendar, and announce at once what happens to a date.",
        languages=Languages.ALL,
        permissions=(ADMIN, ANNOUNCE),
        pages={FESTIVALS: ("add", "change"), STORIES: ("add", "change")},
        library={IMAGE: _ADD, DOCUMENT: _ADD},
        things={
            DISTRICT: ("view",),
            FESTIVAL_CATEGORY: ("view",),
            ORGANISER: _ALL,
            VENUE: _ALL,
            ROAD: _ALL,
            EDITION: _PUBLISH,
            SENTENCE: _ALL,
            **_DESK,
        },
    ),
    Role(
        RoleName.BRAND_MANAGER,
        "Keep the region's name, tagline and colours, and order its library.",
        languages=Languages.ALL,
        library={IMAGE: _ADD, DOCUMENT: _ADD, COLLECTION: ("add", "change")},
        things={REGION: ("change",)},
    ),
    Role(
        RoleName.STUDY_VISIT_DESK,
        "Receives visitors who come to learn; looks up pictures and documents for them.",
        library={IMAGE: ("choose",), DOCUMENT: ("choose",)},
    ),
    Role(
        RoleName.PARTNER_READER,
        "Read pages that are kept for partners, on the site itself. No way into the admin.",
        permissions=(),
    ),
    Role(
        RoleName.SITE_ADMINISTRATOR,
        "Do all that an editor does, and keep the region's settings, redirects and collections.",
        languages=Languages.ALL,
        pages={HOME: ("add", "change", "publish", "bulk_delete", "lock", "unlock")},
        library={IMAGE: _ADD, DOCUMENT: _ADD, COLLECTION: ("add", "change", "delete")},
        permissions=(ADMIN, ANNOUNCE, CHECK),
        things={
            **_SORTING,
            **_DESK,
            EDITION: _PUBLISH,
            SENTENCE: _ALL,
            REGION: ("change",),
            REDIRECT: _ALL,
        },
        approves=(Step.TRANSLATE, Step.CHECK),
    ),
)

BY_NAME: Mapping[RoleName, Role] = {role.name: role for role in ROLES}
