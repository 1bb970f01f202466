"""The table made true: exactly, again and again, and nothing beside it."""

import json
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Workflow,
    WorkflowPage,
)

from pages.tests.factories import StoryIndexPageFactory
from regions.models import RegionSettings
from roles.enums import RoleName, Step
from roles.making import make_roles
from roles.models import Office, OfficeTask, RoleGroup
from roles.table import BY_NAME

pytestmark = pytest.mark.django_db


def group_of(region, role, language=""):
    return RoleGroup.objects.get(site=region.site, role=role, language=language).group


def said(region):
    return [str(change) for change in make_roles(RegionSettings.objects.get(pk=region.settings.pk))]


def model_rights(group):
    return sorted(f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.all())


def use_languages(region, *codes):
    region.settings.languages = list(codes)
    region.settings.save()


def test_a_region_gets_a_group_a_role_and_translators_one_a_language(region):
    make_roles(region.settings)
    names = list(RoleGroup.objects.order_by("pk").values_list("group__name", flat=True))
    assert names == [
        "Banyuwangi: Writers",
        "Banyuwangi: Translators: English",
        "Banyuwangi: Translators: Bahasa Melayu",
        "Banyuwangi: Translators: 简体中文",
        "Banyuwangi: Translators: العربية",
        "Banyuwangi: Editors",
        "Banyuwangi: Calendar managers",
        "Banyuwangi: Brand managers",
        "Banyuwangi: Study-visit desk",
        "Banyuwangi: Partner readers",
        "Banyuwangi: Site administrators",
    ]


def test_a_translator_may_write_one_language_of_the_regions_pages(region):
    make_roles(region.settings)
    group = group_of(region, RoleName.TRANSLATOR, "ar")
    assert model_rights(group) == ["translations.translate_ar", "wagtailadmin.access_admin"]
    pages = GroupPagePermission.objects.filter(group=group)
    assert list(pages.values_list("page", "permission__codename")) == [
        (region.home.pk, "change_page")
    ]
    files = GroupCollectionPermission.objects.filter(group=group)
    assert sorted(files.values_list("collection", "permission__codename")) == [
        (region.site.office.collection_id, codename)
        for codename in ("change_image", "choose_document", "choose_image")
    ]
    things = GroupSitePermission.objects.filter(group=group)
    assert sorted(things.values_list("site", "permission__codename")) == [
        (region.site.pk, codename)
        for codename in (
            "change_callforproposals",
            "change_festivalcategory",
            "change_observance",
            "change_organiser",
            "change_placecategory",
            "change_readysentence",
            "view_callforproposals",
            "view_district",
            "view_festivalcategory",
            "view_observance",
            "view_organiser",
            "view_placecategory",
            "view_readysentence",
        )
    ]


def test_languages_are_those_that_the_region_uses(other_region):
    make_roles(other_region.settings)
    assert [row.language for row in RoleGroup.objects.filter(role=RoleName.TRANSLATOR)] == ["en"]
    editors = group_of(other_region, RoleName.EDITOR)
    assert [each for each in model_rights(editors) if each.startswith("translations.")] == [
        "translations.translate_en",
        "translations.translate_id",
    ]


def test_repeating_changes_nothing(region):
    assert len(make_roles(region.settings)) > 100
    assert said(region) == []


def test_what_the_table_does_not_give_is_taken_away(region):
    make_roles(region.settings)
    writers = group_of(region, RoleName.WRITER)
    publish = Permission.objects.get(codename="publish_page")
    delete = Permission.objects.get(codename="delete_district")
    writers.permissions.add(Permission.objects.get(codename="add_user"))
    GroupPagePermission.objects.create(group=writers, page=region.home, permission=publish)
    GroupSitePermission.objects.create(group=writers, site=region.site, permission=delete)
    GroupCollectionPermission.objects.create(
        group=writers,
        collection=Collection.get_first_root_node(),
        permission=Permission.objects.get(codename="add_image"),
    )
    name = "Banyuwangi: Writers"
    assert said(region) == [
        f"{name}: took auth.add_user",
        f"{name}: took destinations.delete_district in the region",
        f"{name}: took wagtailcore.publish_page at /home-localhost/",
        f"{name}: took wagtailimages.add_image in the collection Root",
    ]
    assert said(region) == []


def test_what_somebody_took_away_is_given_back(region):
    make_roles(region.settings)
    editors = group_of(region, RoleName.EDITOR)
    editors.page_permissions.filter(permission__codename="publish_page").delete()
    assert said(region) == [
        "Banyuwangi: Editors: gave wagtailcore.publish_page at /home-localhost/"
    ]


def test_users_and_what_was_made_by_hand_are_left_alone(region):
    user = get_user_model().objects.create_user("made")
    by_hand = Group.objects.create(name="Banyuwangi: Editors")
    by_hand.permissions.add(Permission.objects.get(codename="add_user"))
    workflow = Workflow.objects.create(name="By hand")
    WorkflowPage.objects.create(page=region.home, workflow=workflow)
    make_roles(region.settings)
    editors = group_of(region, RoleName.EDITOR)
    assert editors.name == "Banyuwangi: Editors (localhost:80)"
    user.groups.set([editors, by_hand])
    assert said(region) == []
    assert model_rights(by_hand) == ["auth.add_user"]
    assert set(user.groups.all()) == {editors, by_hand}
    assert WorkflowPage.objects.get(page=region.home).workflow == workflow


def test_a_renamed_region_renames_what_is_its_own(region):
    make_roles(region.settings)
    editors = group_of(region, RoleName.EDITOR)
    region.settings.name = "Blambangan"
    region.settings.save()
    changes = said(region)
    assert changes[0] == "Blambangan: renamed collection"
    assert "Blambangan: Editors: renamed group, was Banyuwangi: Editors" in changes
    editors.refresh_from_db()
    assert editors.name == "Blambangan: Editors"
    assert Office.objects.get().workflow.name == "Blambangan: Publication"
    assert said(region) == []


def test_a_language_given_up_leaves_its_translators_without_rights(region):
    make_roles(region.settings)
    group = group_of(region, RoleName.TRANSLATOR, "ar")
    member = get_user_model().objects.create_user("amir")
    member.groups.add(group)
    use_languages(region, "id", "en")
    said(region)
    assert model_rights(group) == []
    assert not group.page_permissions.exists()
    assert not group.collection_permissions.exists()
    assert not group.site_permissions.exists()
    assert list(member.groups.all()) == [group]
    translate = OfficeTask.objects.get(step=Step.TRANSLATE).task.specific
    assert group not in translate.groups.all()
    editors = group_of(region, RoleName.EDITOR)
    assert "translations.translate_ar" not in model_rights(editors)
    use_languages(region, "id", "en", "ar")
    said(region)
    assert model_rights(group) == ["translations.translate_ar", "wagtailadmin.access_admin"]


def test_the_workflow_goes_from_translators_to_editors(region):
    make_roles(region.settings)
    workflow = region.home.get_workflow()
    assert workflow == Office.objects.get().workflow
    steps = [
        (task.name, sorted(g.name for g in task.specific.groups.all())) for task in workflow.tasks
    ]
    deciding = ["Banyuwangi: Editors", "Banyuwangi: Site administrators"]
    assert steps == [
        (
            "Translate",
            [
                *deciding,
                "Banyuwangi: Translators: Bahasa Melayu",
                "Banyuwangi: Translators: English",
                "Banyuwangi: Translators: العربية",
                "Banyuwangi: Translators: 简体中文",
            ],
        ),
        ("Check and publish", deciding),
    ]


def test_a_region_of_one_language_has_nothing_to_translate(region):
    make_roles(region.settings)
    use_languages(region, "id")
    changes = said(region)
    assert "Banyuwangi: Publication: ordered Check and publish" in changes
    assert [task.name for task in region.home.get_workflow().tasks] == ["Check and publish"]
    use_languages(region, "id", "en")
    said(region)
    assert [task.name for task in region.home.get_workflow().tasks] == [
        "Translate",
        "Check and publish",
    ]
    assert GroupApprovalTask.objects.filter(name="Translate").count() == 1


def test_a_workflow_that_was_spoilt_is_mended(region):
    make_roles(region.settings)
    workflow = Office.objects.get().workflow
    check = OfficeTask.objects.get(step=Step.CHECK).task.specific
    check.groups.clear()
    check.active = False
    check.save()
    workflow.workflow_tasks.all().delete()
    make_roles(region.settings)
    check.refresh_from_db()
    assert (check.active, check.groups.count()) == (True, 2)
    assert region.home.get_workflow().tasks.count() == 2
    Workflow.objects.filter(pk=workflow.pk).delete()
    Office.objects.get().collection.delete()
    said(region)
    home = Page.objects.get(pk=region.home.pk)
    assert [task.name for task in home.get_workflow().tasks] == ["Translate", "Check and publish"]
    assert Office.objects.get().collection.name == "Banyuwangi"


def test_a_section_gets_its_rights_when_it_is_there(region):
    make_roles(region.settings)
    managers = group_of(region, RoleName.CALENDAR_MANAGER)
    assert not managers.page_permissions.exists()
    stories = StoryIndexPageFactory(parent=region.home)
    assert said(region) == [
        f"Banyuwangi: Calendar managers: gave wagtailcore.{action}_page at {stories.url_path}"
        for action in ("add", "change")
    ]


def test_each_region_has_its_own(region, other_region):
    make_roles(region.settings)
    make_roles(other_region.settings)
    assert said(region) == said(other_region) == []
    assert region.site.office.collection != other_region.site.office.collection
    for each in (region, other_region):
        rows = GroupPagePermission.objects.filter(group__role_group__site=each.site)
        assert {row.page.get_site() for row in rows} == {each.site}
        files = GroupCollectionPermission.objects.filter(group__role_group__site=each.site)
        assert {row.collection_id for row in files} == {each.site.office.collection_id}


def run(*arguments):
    out = StringIO()
    call_command("make_roles", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_the_command_says_what_it_changed_in_which_region(region, other_region):
    lines = run("--region", "sabang.example")
    assert lines[0].startswith("Sabang (sabang.example): ")
    assert lines[1] == "  Sabang: made collection"
    assert RoleGroup.objects.filter(site=region.site).count() == 0
    assert run("--region", "sabang.example") == ["Sabang (sabang.example): as it must be"]
    assert [line for line in run() if not line.startswith(" ")][1] == (
        "Sabang (sabang.example): as it must be"
    )


def test_check_changes_nothing_and_fails_where_something_would(region):
    with pytest.raises(CommandError, match=r"^\d+ changes are to be made: run make_roles\.$"):
        run("--check")
    assert (RoleGroup.objects.count(), Workflow.objects.count(), Office.objects.count()) == (
        0,
        1,
        0,
    )
    run()
    assert run("--check") == ["Banyuwangi (localhost): as it must be"]


def test_json_is_a_line_a_change(region):
    lines = [json.loads(line) for line in run("--json")]
    assert lines[0] == {
        "region": "localhost",
        "action": "made",
        "about": "Banyuwangi",
        "what": "collection",
    }
    assert run("--json") == []


def test_an_unknown_region_is_named_with_those_that_there_are(region, other_region):
    with pytest.raises(
        CommandError,
        match=r"^No region on nowhere\.example\. There is: localhost, sabang\.example\.$",
    ):
        run("--region", "nowhere.example", "localhost")
    assert RoleGroup.objects.count() == 0


def test_the_table_has_each_role_once():
    assert list(BY_NAME) == list(RoleName)
