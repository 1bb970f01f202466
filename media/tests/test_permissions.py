"""What a translator may do in the library, by every door that Wagtail has: write words, no more.

The translator of these tests writes Arabic and has all of Wagtail's rights over both kinds of file.
"""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, UploadedFile
from wagtail.permissions import policy_registry

from media.models import LibraryDocument, Picture
from media.permissions import DocumentPermissionPolicy, PicturePermissionPolicy
from media.tests.conftest import grant_documents, logged_in
from media.tests.factories import LibraryDocumentFactory, PictureFactory
from media.tests.files import picture as jpeg
from media.tests.files import stored_files
from translations.tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]

ACTIONS = ("add", "change", "delete", "choose")
ADMIN_HOME = "/admin/"


@pytest.fixture
def image(db: None) -> Picture:
    made = PictureFactory(
        title="Kawah",
        alt_ind="Kawah Ijen",
        alt_en="Ijen crater",
        caption_ind="Fajar",
        credit="Kantor",
        licence="own",
        focal_point_x=10,
        focal_point_y=10,
        focal_point_width=4,
        focal_point_height=4,
    )
    made.tags.add("kawah")
    return made


@pytest.fixture
def document(db: None) -> LibraryDocument:
    made = LibraryDocumentFactory(title="Jadwal")
    made.tags.add("jadwal")
    return made


def facts(image: Picture) -> dict[str, Any]:
    """Return everything that a form could change, as it is stored."""
    image = Picture.objects.get(pk=image.pk)
    names = [field.name for field in image._meta.concrete_fields if field.name != "alt"]
    values = {name: getattr(image, name) for name in names}
    # Derived: the record of sources, and the unsuffixed columns of the last saver's language.
    del values["translation_meta"], values["caption"]
    originals = [name for name in stored_files() if name.startswith("original_images/")]
    return {**values, "tags": sorted(image.tags.names()), "originals": originals}


def crafted(other: Collection, prefix: str = "") -> dict[str, Any]:
    """Return a post with every field that a picture has, and some that it has not."""
    values = {
        "title": "Taken",
        "file": SimpleUploadedFile("taken.jpg", jpeg()),
        "collection": other.pk,
        "tags": "taken",
        "credit": "Taken",
        "source_url": "https://evil.example/",
        "licence": "cc0",
        "is_illustration": "on",
        "focal_point_x": 1,
        "focal_point_y": 1,
        "focal_point_width": 1,
        "focal_point_height": 1,
        "width": 1,
        "uploaded_by_user": 1,
        "description": "Taken",
        "has_transparency": "on",
        **{
            f"{field}{code}": f"{field} {code}"
            for field in ("alt", "caption")
            for code in ("", "_ind", "_en", "_ms", "_zh_hans", "_ar")
        },
    }
    return {f"{prefix}{name}": value for name, value in values.items()}


def is_denied(response: Any) -> bool:
    """Whether Wagtail answered as it answers who may not: back to the start of the admin."""
    return response.status_code == 403 or (
        response.status_code == 302 and response.url == ADMIN_HOME
    )


# --- Words: yes ---


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_translator_sees_the_words_and_nothing_else(image: Picture, language: str) -> None:
    client = logged_in(make_user("w", languages=[language], picture_actions=["change"]))

    response = client.get(reverse("wagtailimages:edit", args=[image.pk]))

    assert response.status_code == 200
    assert list(response.context["form"].fields) == [f"alt_{language}", f"caption_{language}"]
    page = response.content.decode()
    assert "focal-point-chooser" not in page
    assert reverse("wagtailimages:delete", args=[image.pk]) not in page


def test_an_officer_sees_all_of_wagtails_form(officer: Client, image: Picture) -> None:
    response = officer.get(reverse("wagtailimages:edit", args=[image.pk]))

    assert {"title", "file", "tags", "focal_point_x", "alt_ind", "alt_en"} <= set(
        response.context["form"].fields
    )
    assert "alt_ar" not in response.context["form"].fields
    assert "focal-point-chooser" in response.content.decode()


@pytest.mark.parametrize("url_name", ["wagtailimages:edit", "wagtailimages:edit_multiple"])
def test_a_crafted_post_changes_the_translators_words_alone(
    translator: Client, image: Picture, url_name: str
) -> None:
    other = Collection.get_first_root_node().add_child(name="Other")
    before = facts(image)
    prefix = f"image-{image.pk}-" if "multiple" in url_name else ""

    response = translator.post(reverse(url_name, args=[image.pk]), crafted(other, prefix))

    assert response.status_code == (200 if prefix else 302)
    assert facts(image) == before | {"alt_ar": "alt _ar", "caption_ar": "caption _ar"}


@pytest.mark.parametrize("url_name", ["wagtailimages:edit", "wagtailimages:edit_multiple"])
def test_who_writes_no_language_changes_nothing(image: Picture, url_name: str) -> None:
    client = logged_in(make_user("w", picture_actions=["add", "change"]))
    other = Collection.get_first_root_node().add_child(name="Other")
    before = facts(image)
    prefix = f"image-{image.pk}-" if "multiple" in url_name else ""

    assert client.get(reverse("wagtailimages:edit", args=[image.pk])).status_code == 200
    client.post(reverse(url_name, args=[image.pk]), crafted(other, prefix))

    assert facts(image) == before


def test_a_translator_of_a_private_collection_moves_nothing_out_of_it(image: Picture) -> None:
    """The only collection that somebody may use is the one that Wagtail's form would set."""
    inner = Collection.get_first_root_node().add_child(name="Inner")
    Picture.objects.filter(pk=image.pk).update(collection=inner)
    client = logged_in(make_user("w", languages=["ar"], picture_actions=["change"]))

    client.post(reverse("wagtailimages:edit", args=[image.pk]), {"alt_ar": "فوهة"})

    image.refresh_from_db()
    assert (image.collection, image.alt_ar) == (inner, "فوهة")


def test_a_picture_of_ones_own_stays_a_translators_to_word_only(image: Picture) -> None:
    user = make_user("w", languages=["ar"], picture_actions=["add"])
    Picture.objects.filter(pk=image.pk).update(uploaded_by_user=user)
    client = logged_in(user)
    before = facts(image)

    client.post(reverse("wagtailimages:edit", args=[image.pk]), crafted(Collection.objects.first()))
    assert facts(image) == before | {"alt_ar": "alt _ar", "caption_ar": "caption _ar"}

    assert is_denied(client.post(reverse("wagtailimages:delete", args=[image.pk])))
    assert Picture.objects.count() == 1


# --- Files: no ---


def test_a_translator_adds_no_picture(translator: Client) -> None:
    file = {"title": "X", "licence": "own"}
    for name in ("wagtailimages:add", "wagtailimages:add_multiple", "wagtailimages_chooser:create"):
        assert is_denied(translator.get(reverse(name)))
    assert is_denied(
        translator.post(
            reverse("wagtailimages:add"), {**file, "file": SimpleUploadedFile("a.jpg", jpeg())}
        )
    )
    assert is_denied(
        translator.post(
            reverse("wagtailimages:add_multiple"),
            {**file, "files[]": SimpleUploadedFile("a.jpg", jpeg())},
        )
    )
    assert is_denied(
        translator.post(
            reverse("wagtailimages_chooser:create"),
            {
                "image-chooser-upload-title": "X",
                "image-chooser-upload-file": SimpleUploadedFile("a.jpg", jpeg()),
            },
        )
    )
    assert (Picture.objects.count(), UploadedFile.objects.count(), stored_files()) == (0, 0, [])


def test_a_translator_deletes_no_picture(translator: Client, image: Picture) -> None:
    assert is_denied(translator.get(reverse("wagtailimages:delete", args=[image.pk])))
    assert is_denied(translator.post(reverse("wagtailimages:delete", args=[image.pk])))
    assert is_denied(translator.post(reverse("wagtailimages:delete_multiple", args=[image.pk])))
    assert Picture.objects.count() == 1


def bulk(kind: str, action: str, *pks: int) -> str:
    ids = "&".join(f"id={pk}" for pk in pks)
    return reverse("wagtail_bulk_action", args=["media", kind, action]) + f"?{ids}"


BULK = [
    ("delete", lambda _other: {}),
    ("add_tags", lambda _other: {"tags": "taken"}),
    ("add_to_collection", lambda other: {"collection": other.pk}),
]


@pytest.mark.parametrize(("action", "post"), BULK)
def test_a_translator_does_nothing_to_many_pictures(
    translator: Client, image: Picture, action: str, post: Any
) -> None:
    other = Collection.get_first_root_node().add_child(name="Other")
    before = facts(image)

    shown = translator.get(bulk("picture", action, image.pk))
    assert shown.status_code == 200
    assert shown.context["items"] == []
    assert [each["item"] for each in shown.context["items_with_no_access"]] == [image]
    for address in (bulk("picture", action, image.pk), bulk("picture", action) + "id=all"):
        assert translator.post(address, post(other)).status_code < 500

    assert facts(image) == before


@pytest.mark.parametrize(("action", "post"), BULK)
def test_an_officer_still_does(officer: Client, image: Picture, action: str, post: Any) -> None:
    other = Collection.get_first_root_node().add_child(name="Other")

    assert officer.post(bulk("picture", action, image.pk), post(other)).status_code == 302

    now = Picture.objects.filter(pk=image.pk).first()
    assert {
        "delete": lambda: now is None,
        "add_tags": lambda: sorted(now.tags.names()) == ["kawah", "taken"],
        "add_to_collection": lambda: now.collection == other,
    }[action]()


@pytest.mark.parametrize(("action", "post"), BULK)
def test_a_translator_does_nothing_to_many_documents(
    translator: Client, document: LibraryDocument, action: str, post: Any
) -> None:
    other = Collection.get_first_root_node().add_child(name="Other")

    translator.get(bulk("librarydocument", action, document.pk))
    translator.post(bulk("librarydocument", action, document.pk), post(other))

    now = LibraryDocument.objects.get()
    assert (list(now.tags.names()), now.collection) == (["jadwal"], document.collection)


def words(document: LibraryDocument) -> dict[str, Any]:
    """Return everything of a document that a form could change, as it is stored."""
    document = LibraryDocument.objects.get(pk=document.pk)
    # Derived: the record of sources, and the unsuffixed columns of the last saver's language.
    derived = {"translation_meta", "heading", "description"}
    names = {field.name for field in document._meta.concrete_fields} - derived
    return {name: getattr(document, name) for name in names} | {
        "tags": list(document.tags.names()),
        "files": stored_files(),
    }


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_translator_sees_the_words_of_a_document(
    document: LibraryDocument, language: str
) -> None:
    user = make_user("w", languages=[language])
    grant_documents(user, "change")
    client = logged_in(user)

    response = client.get(reverse("wagtaildocs:edit", args=[document.pk]))

    assert response.status_code == 200
    form = response.context["form"]
    assert list(form.fields) == [f"heading_{language}", f"description_{language}"]
    assert form.fields[f"heading_{language}"].help_text == (
        'In Bahasa Indonesia: <span lang="id" dir="ltr">Jadwal</span>'
    )
    page = response.content.decode()
    assert reverse("wagtaildocs:delete", args=[document.pk]) not in page


@pytest.mark.parametrize("name", ["edit", "edit_multiple"])
def test_a_crafted_post_changes_the_translators_words_of_a_document_alone(
    translator: Client, document: LibraryDocument, name: str
) -> None:
    other = Collection.get_first_root_node().add_child(name="Other")
    before = words(document)
    prefix = f"doc-{document.pk}-" if name == "edit_multiple" else ""
    post = {
        "title": "Taken",
        "file": SimpleUploadedFile("taken.txt", b"x"),
        "collection": other.pk,
        "tags": "taken",
        "credit": "Taken",
        "source_url": "https://evil.example/",
        "licence": "cc0",
        **{
            f"{field}{code}": f"{field} {code}"
            for field in ("heading", "description")
            for code in ("", "_ind", "_en", "_ms", "_zh_hans", "_ar")
        },
    }

    response = translator.post(
        reverse(f"wagtaildocs:{name}", args=[document.pk]),
        {f"{prefix}{key}": value for key, value in post.items()},
    )

    assert response.status_code == (200 if prefix else 302)
    changed = {"heading_ar": "heading _ar", "description_ar": "description _ar"}
    assert words(document) == before | changed


def test_a_translator_adds_and_deletes_no_document(
    translator: Client, document: LibraryDocument
) -> None:
    for name in ("delete", "delete_multiple"):
        address = reverse(f"wagtaildocs:{name}", args=[document.pk])
        assert is_denied(translator.post(address)), name
    for name in ("wagtaildocs:add", "wagtaildocs:add_multiple", "wagtaildocs_chooser:create"):
        assert is_denied(translator.get(reverse(name))), name
        file = SimpleUploadedFile("a.txt", b"x")
        assert is_denied(
            translator.post(
                reverse(name),
                {
                    "title": "X",
                    "file": file,
                    "document-chooser-upload-title": "X",
                    "document-chooser-upload-file": file,
                },
            )
        ), name
    assert LibraryDocument.objects.get() == document


def test_an_officer_still_changes_documents(document: LibraryDocument) -> None:
    user = make_user("o", languages=["id"])
    grant_documents(user, "add", "change", "choose")

    response = logged_in(user).post(
        reverse("wagtaildocs:edit", args=[document.pk]),
        {"title": "Baru", "tags": "", "licence": "cc0", "credit": "Kantor"},
    )

    assert response.status_code == 302
    now = LibraryDocument.objects.get()
    assert (now.title, now.licence, now.credit) == ("Baru", "cc0", "Kantor")


def test_a_translator_chooses_pictures_and_documents_for_a_text(
    translator: Client, image: Picture, document: LibraryDocument
) -> None:
    pictures = translator.get(reverse("wagtailimages_chooser:choose"))
    documents = translator.get(reverse("wagtaildocs_chooser:choose"))
    chosen = translator.get(reverse("wagtailimages_chooser:chosen", args=[image.pk]))

    assert list(pictures.context["results"]) == [image]
    assert list(documents.context["results"]) == [document]
    assert chosen.json()["result"]["default_alt_text"] == "Ijen crater"
    assert "image-chooser-upload" not in pictures.content.decode()


def test_the_lists_show_a_translator_what_there_is_to_do(
    translator: Client, image: Picture, document: LibraryDocument
) -> None:
    pictures = translator.get(reverse("wagtailimages:index"))
    assert list(pictures.context["images"]) == [image]
    assert reverse("wagtailimages:add_multiple") not in pictures.content.decode()
    documents = translator.get(reverse("wagtaildocs:index"))
    assert list(documents.context["object_list"]) == [document]
    assert reverse("wagtaildocs:add_multiple") not in documents.content.decode()


# --- The policies themselves ---


def test_all_of_wagtail_asks_these_policies() -> None:
    assert type(policy_registry.get_by_type(Picture)) is PicturePermissionPolicy
    assert type(policy_registry.get_by_type(LibraryDocument)) is DocumentPermissionPolicy


#: Who may do what; None stands for a user whom Wagtail gives every right over the library.
RIGHTS = [
    (Picture, ["id"], {"add", "change", "delete", "choose"}),
    (Picture, ["ar"], {"change", "choose"}),
    (Picture, [], {"change", "choose"}),
    (LibraryDocument, ["id"], {"add", "change", "delete", "choose"}),
    (LibraryDocument, ["ar"], {"change", "choose"}),
    (LibraryDocument, [], {"change", "choose"}),
]


@pytest.mark.parametrize(("model", "languages", "allowed"), RIGHTS)
def test_every_question_to_a_policy_has_the_same_answer(
    model: Any, languages: list[str], allowed: set[str]
) -> None:
    user = make_user("w", languages=languages, picture_actions=["add", "change", "choose"])
    grant_documents(user, "add", "change", "choose")
    item = (PictureFactory if model is Picture else LibraryDocumentFactory)()
    policy = policy_registry.get_by_type(model)

    def where(ask: Any) -> set[str]:
        return {action for action in ACTIONS if ask(action)}

    assert where(lambda a: policy.user_has_permission(user, a)) == allowed
    assert where(lambda a: policy.user_has_any_permission(user, [a])) == allowed
    assert where(
        lambda a: a != "add" and policy.user_has_permission_for_instance(user, a, item)
    ) == allowed - {"add"}
    assert where(
        lambda a: policy.instances_user_has_permission_for(user, a).exists()
    ) == allowed - {"add"}
    assert where(lambda a: policy.collections_user_has_permission_for(user, a).exists()) == allowed
    assert where(lambda a: user in policy.users_with_permission(a)) == allowed
    assert where(
        lambda a: a != "add" and user in policy.users_with_permission_for_instance(a, item)
    ) == allowed - {"add"}
    assert policy.user_has_any_permission_for_instance(user, ["delete", "choose"], item) is True


def test_without_wagtails_rights_a_language_gives_none_over_the_library() -> None:
    user = make_user("w", languages=["id", "ar"])
    policy = policy_registry.get_by_type(Picture)
    item = PictureFactory()

    for action in ACTIONS:
        assert policy.user_has_permission(user, action) is False
        assert policy.user_has_permission_for_instance(user, action, item) is False


def test_superusers_may_and_strangers_may_not() -> None:
    chief = get_user_model().objects.create_superuser("chief", "c@example.org", "x")
    item = PictureFactory()
    policy = policy_registry.get_by_type(Picture)

    for action in ACTIONS:
        assert policy.user_has_permission(chief, action) is True
        assert policy.user_has_permission_for_instance(chief, action, item) is True
        assert policy.user_has_permission(AnonymousUser(), action) is False
        assert chief in policy.users_with_permission(action)
