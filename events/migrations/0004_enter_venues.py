from django.db import migrations
from django.utils.text import slugify


def enter_venues(apps, schema_editor):
    """Enter every name of a venue into its region's registry, drafts' names too."""
    Festival = apps.get_model("events", "Festival")
    Venue = apps.get_model("events", "Venue")
    Revision = apps.get_model("wagtailcore", "Revision")
    roots = _roots(apps)

    def entered(name, path):
        site = max((root for root in roots if path.startswith(root[1])), key=lambda r: len(r[1]))[0]
        found = Venue.objects.filter(site_id=site, name=name).first()
        if found is None:
            stem = slugify(name)[:50] or "venue"
            slug, number = stem, 1
            while Venue.objects.filter(site_id=site, slug=slug).exists():
                number += 1
                slug = f"{stem}-{number}"
            found = Venue.objects.create(site_id=site, name=name, slug=slug)
        return found.pk

    def inside(path):
        return any(path.startswith(root) for _site, root in roots)

    paths = {}
    for each in Festival.objects.all():
        paths[str(each.pk)] = each.path
        if each.venue_text and inside(each.path):
            each.venue_id = entered(each.venue_text, each.path)
            each.save(update_fields=["venue"])
    for revision in Revision.objects.filter(object_id__in=paths, content__has_key="venue"):
        name, path = revision.content["venue"], paths[revision.object_id]
        if isinstance(name, str) and "venue_place" in revision.content:
            revision.content["venue"] = entered(name, path) if name and inside(path) else None
            revision.save(update_fields=["content"])


def name_venues(apps, schema_editor):
    """Write the names back."""
    Festival = apps.get_model("events", "Festival")
    Venue = apps.get_model("events", "Venue")
    Revision = apps.get_model("wagtailcore", "Revision")
    names = dict(Venue.objects.values_list("pk", "name"))
    keys = set()
    for each in Festival.objects.all():
        keys.add(str(each.pk))
        each.venue_text = names.get(each.venue_id, "")
        each.save(update_fields=["venue_text"])
    for revision in Revision.objects.filter(object_id__in=keys, content__has_key="venue"):
        if "venue_place" in revision.content:
            revision.content["venue"] = names.get(revision.content["venue"], "")
            revision.save(update_fields=["content"])


def _roots(apps):
    Site = apps.get_model("wagtailcore", "Site")
    return list(Site.objects.values_list("pk", "root_page__path"))


class Migration(migrations.Migration):
    dependencies = [("events", "0003_calendar_desk")]

    operations = [migrations.RunPython(enter_venues, name_venues)]
