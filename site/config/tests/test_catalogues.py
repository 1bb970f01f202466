"""The interface's words: compiled without GNU gettext, and missing ones are named."""

import gettext
import io
import json
import os

import polib
import pytest
from django.core.management import CommandError, call_command

from config import catalogues
from config.management.commands import catalogues as command


def _entry(msgid: str, *, at: str = "templates/base.html", **fields) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, occurrences=[(at, "1")], **fields)


def _write(folder, text: str):
    path = catalogues.path_of(folder, "zh-hans")
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n' + text,
        encoding="utf-8",
    )
    return path


def test_what_is_compiled_is_what_django_reads(tmp_path):
    source = _write(
        tmp_path, 'msgid "Beach"\nmsgstr "海滩"\n\n#, fuzzy\nmsgid "Reef"\nmsgstr "海"\n'
    )
    assert source == tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.po"
    assert catalogues.compile_stale(tmp_path) == [source]
    words = gettext.translation("django", tmp_path, ["zh_Hans"])
    assert [words.gettext(text) for text in ("Beach", "Reef")] == ["海滩", "Reef"]
    assert sorted(path.name for path in source.parent.iterdir()) == ["django.mo", "django.po"]


def test_only_changed_catalogues_are_compiled_again(tmp_path):
    source = _write(tmp_path, 'msgid "Beach"\nmsgstr "海滩"\n')
    catalogues.compile_stale(tmp_path)
    assert catalogues.compile_stale(tmp_path) == []
    later = source.stat().st_mtime + 10
    os.utime(source, (later, later))
    assert catalogues.compile_stale(tmp_path) == [source]


def test_english_needs_no_catalogue():
    codes = ["id", "en", "en-gb", "ms", "zh-hans", "ar"]
    assert catalogues.languages_with_catalogues(codes) == ["id", "ms", "zh-hans", "ar"]


def test_words_that_cannot_be_said_are_named_with_the_reason():
    wanted = [_entry(text) for text in ("Beach", "Reef", "Island", "Volcano", "%(count)s places")]
    catalogue = [
        _entry("Beach", msgstr="Pantai"),
        _entry("Reef", msgstr=""),
        _entry("Island", msgstr="Pulau", flags=["fuzzy"]),
        _entry("%(count)s places", msgstr="%(number)s tempat"),
        _entry("Volcano", msgstr="Gunung api", obsolete=True),
    ]
    assert list(catalogues.gaps(wanted, catalogue)) == [
        ("Reef", "not translated"),
        ("Island", "fuzzy"),
        ("Volcano", "missing"),
        ("%(count)s places", "other placeholders"),
    ]


def test_every_plural_form_is_needed_and_one_may_leave_the_number_out():
    wanted = [_entry("%(n)s place", msgid_plural="%(n)s places")]

    def reasons(forms: dict[int, str]) -> list[str]:
        entry = _entry("%(n)s place", msgid_plural="%(n)s places", msgstr_plural=forms)
        return [reason for _message, reason in catalogues.gaps(wanted, [entry])]

    assert reasons({0: "مكان واحد", 1: "%(n)s أماكن"}) == []
    assert reasons({0: "مكان واحد", 1: ""}) == ["not translated"]
    assert reasons({0: "مكان واحد", 1: "%(x)s أماكن"}) == ["other placeholders"]


def test_the_same_word_in_two_contexts_is_two_words():
    wanted = [_entry("Open", msgctxt="state"), _entry("Open", msgctxt="button")]
    catalogue = [_entry("Open", msgctxt="state", msgstr="Buka")]
    assert list(catalogues.gaps(wanted, catalogue)) == [("Open", "missing")]


def test_readers_words_are_told_from_the_offices():
    def is_for_readers(*places: str) -> bool:
        entry = polib.POEntry(msgid="x", occurrences=[(place, "7") for place in places])
        return catalogues.is_for_readers(entry)

    assert is_for_readers("templates/home/home_page.html")
    assert is_for_readers("destinations/enums.py")
    assert is_for_readers("site/search/views.py")
    assert is_for_readers("destinations/models.py", "templates/destinations/place.html")
    assert not is_for_readers("destinations/models.py")
    assert not is_for_readers("site/pages/blocks.py", "destinations/wagtail_hooks.py")
    assert not is_for_readers("site/translations/views.py")
    assert not is_for_readers("site/regions/templates/regions/widgets/palette.html")


# --- The command ---


def _records(*arguments: str) -> list[dict[str, str]]:
    out = io.StringIO()
    try:
        call_command("catalogues", *arguments, "--json", stdout=out)
    except CommandError as error:
        out.write(json.dumps({"error": str(error)}))
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_the_command_compiles_and_names_the_languages(tmp_path, monkeypatch):
    monkeypatch.setattr(command, "FOLDER", tmp_path)
    _write(tmp_path, 'msgid "Beach"\nmsgstr "海滩"\n')
    assert _records("compile") == [{"compiled": "zh_Hans"}]
    assert _records("compile") == []


def test_the_offices_words_are_asked_for_in_the_source_language_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(command, "FOLDER", tmp_path)
    words = [_entry("Beach"), _entry("Held back", at="site/pages/models.py")]
    monkeypatch.setattr(command.Command, "_collected", lambda _self: words)
    _write(tmp_path, 'msgid "Beach"\nmsgstr "海滩"\n')
    assert _records("check") == [
        {"language": "id", "message": "Beach", "reason": "missing"},
        {"language": "id", "message": "Held back", "reason": "missing"},
        {"language": "ms", "message": "Beach", "reason": "missing"},
        {"language": "ar", "message": "Beach", "reason": "missing"},
        {"error": "4 words are missing. `make messages` collects them."},
    ]


def test_the_command_knows_three_actions():
    with pytest.raises(CommandError, match="invalid choice: 'delete'"):
        call_command("catalogues", "delete")
