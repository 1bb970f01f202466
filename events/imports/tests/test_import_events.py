import json
import pytest
from django.core.management import call_command
from events.models import *

pytestmark = pytest.mark.django_db

ICS = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:one@example.org
DTSTART;TZID=Asia/Jakarta:20270501T190000
DTEND;TZID=Asia/Jakarta:20270501T210000
SUMMARY:Tari Seblang
LOCATION:Desa Olehsari
DESCRIPTION:Sebuah tari.
END:VEVENT
BEGIN:VEVENT
UID:two@example.org
DTSTART;VALUE=DATE:20270605
RRULE:FREQ=WEEKLY;BYDAY=SA
EXDATE;VALUE=DATE:20270612
SUMMARY:Pasar
END:VEVENT
BEGIN:VEVENT
UID:three@example.org
SUMMARY:Tanpa hari
END:VEVENT
END:VCALENDAR
"""

def imported(tmp_path, capsys, text, *options):
    p = tmp_path / "a.ics"
    p.write_text(text)
    import io; o=io.StringIO(); call_command("import_events", str(p), "--json", *options, stdout=o)
    return [json.loads(l) for l in o.getvalue().splitlines()]

@pytest.mark.parametrize("options", [[], ["--publish"]])
def test_x(section, tmp_path, capsys, options):
    out = imported(tmp_path, capsys, ICS, *options)
    for o in out: print(o)
    f = Festival.objects.get(title="Tari Seblang")
    print(f.live, f.path, f.venue, f.summary_ind, f.latest_revision, f.editions.get().occurrences.all())
    f.save_revision()
    out = imported(tmp_path, capsys, ICS, *options)
    for o in out: print(o)
    out = imported(tmp_path, capsys, ICS.replace("T190000", "T200000").replace("Olehsari","Bakungan"), *options)
    for o in out: print(o)
    f = Festival.objects.get(title="Tari Seblang")
    print(f.venue, f.get_latest_revision_as_object().venue, f.editions.get().starts_at, f.editions.get().get_latest_revision_as_object().starts_at)
    assert 0
