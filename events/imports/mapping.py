"""Which column of a table means what: a guess by its heading, which the officer corrects. Pure."""

from collections.abc import Iterable, Mapping

from events.registry.names import key_of
from translations import languages

from .items import DATES, FACTS

#: What headings mean, as `items.key_of` has them: Indonesian, Malay, English, and our own names.
_SYNONYMS: dict[str, tuple[str, ...]] = {
    "uid": ("uid", "id", "kode", "kod", "code", "nomor", "no id"),
    "name": (
        "name", "nama", "event", "acara", "kegiatan", "festival", "title", "judul", "agenda",
        "aktiviti", "majlis", "program", "nama acara", "nama kegiatan", "nama event",
        "nama festival", "event name", "nama program", "nama majlis",
    ),
    "starts_on": (
        "starts on", "start", "start date", "first day", "date", "from", "begin", "begins",
        "tanggal", "tanggal mulai", "mulai", "tgl", "tgl mulai", "hari pertama", "waktu", "dari",
        "tarikh", "tarikh mula", "waktu pelaksanaan", "tanggal pelaksanaan", "dates", "jadwal",
        "dtstart",
    ),
    "ends_on": (
        "ends on", "end", "end date", "last day", "until", "to", "tanggal selesai", "selesai",
        "tgl selesai", "tanggal akhir", "sampai", "hari terakhir", "tarikh tamat", "tamat", "dtend",
    ),
    "starts_at": (
        "starts at", "start time", "time", "begins at", "jam", "jam mulai", "pukul", "masa",
        "waktu mulai", "masa mula",
    ),
    "ends_at": ("ends at", "end time", "jam selesai", "waktu selesai", "masa tamat"),
    "hours": ("hours", "keterangan jam"),
    "month": ("month", "bulan"),
    "rule": ("rule", "rrule", "aturan", "perulangan", "peraturan"),
    "further": ("further", "further dates", "tanggal lain", "also", "tarikh lain"),
    "left_out": ("left out", "exdate", "kecuali", "tanggal dikecualikan"),
    "cancelled": ("cancelled", "cancelled dates", "tanggal batal"),
    "status": ("status", "keadaan"),
    "venue": (
        "venue", "place", "location", "lokasi", "tempat", "tempat acara", "lokasi acara", "where",
        "tempat pelaksanaan",
    ),
    "district": ("district", "kecamatan", "daerah", "mukim"),
    "organiser": (
        "organiser", "organizer", "penyelenggara", "penganjur", "panitia", "pelaksana", "by",
    ),
    "category": ("category", "kategori", "jenis"),
    "admission": ("admission", "tiket masuk", "biaya", "bayaran masuk"),
    "price_from": ("price from", "price", "lowest price", "harga", "harga terendah", "htm"),
    "price_to": ("price to", "highest price", "harga tertinggi"),
    "ticket_url": ("ticket url", "tickets", "url", "web", "website", "situs", "link", "tiket"),
    "summary": ("description", "deskripsi", "keterangan", "ringkasan", "penerangan", "uraian"),
}  # fmt: skip


def text_fields() -> list[str]:
    """Return the names of texts by language: "summary_id", "heading_en"."""
    headings = [f"heading_{code}" for code in languages.targets()]
    return [*headings, *(f"summary_{code}" for code in languages.codes())]


def fields() -> list[str]:
    """Return every field that a column can mean, in the order of exports."""
    return ["uid", "name", *DATES, *FACTS, *text_fields()]


def guess(headings: Iterable[str]) -> dict[str, str]:
    """Return the fields that these headings seem to mean, each with its heading."""
    found: dict[str, str] = {}
    known = {key: name for name, keys in _SYNONYMS.items() for key in keys}
    known |= {key_of(name.replace("_", " ")): name for name in fields()}
    for heading in headings:
        name = known.get(key_of(heading.replace("_", " ")), "")
        if name == "summary":
            name = f"summary_{languages.SOURCE}"
        if name:
            found.setdefault(name, heading)
    return found


def remembered(mapping: Mapping[str, str], headings: Iterable[str]) -> dict[str, str]:
    """Return what a source's mapping says of these headings; a guess for those it does not know.

    What the officer left out on purpose stays left out: its field is there, without a heading.
    """
    headings = list(headings)
    known = {name: heading for name, heading in mapping.items() if heading in headings}
    taken = set(known.values())
    guessed = {
        name: heading
        for name, heading in guess(headings).items()
        if name not in mapping and heading not in taken
    }
    return {**guessed, **known}


def lacks(mapping: Mapping[str, str]) -> list[str]:
    """Return the fields without which no row can be taken."""
    missing = [] if mapping.get("name") else ["name"]
    if not (mapping.get("starts_on") or mapping.get("month")):
        missing.append("starts_on")
    return missing
