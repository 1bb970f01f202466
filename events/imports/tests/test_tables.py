"""Tables as offices write them: days in words, signs between cells, workbooks that mean harm."""

import datetime
import io
import zipfile

import openpyxl
import pytest

from events.imports import mapping, rows, tables
from events.imports.days import NotUnderstoodError, days_of, time_of, times_of
from events.imports.items import Item, Refused, UnreadableError

D, T = datetime.date, datetime.time


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("12 Juli 2027", D(2027, 7, 12), D(2027, 7, 12)),
        ("Sabtu, 12 Juli 2027", D(2027, 7, 12), D(2027, 7, 12)),
        ("12 Julai 2027", D(2027, 7, 12), D(2027, 7, 12)),
        ("July 12, 2027", D(2027, 7, 12), D(2027, 7, 12)),
        ("12/7/2027", D(2027, 7, 12), D(2027, 7, 12)),
        ("2027-07-12", D(2027, 7, 12), D(2027, 7, 12)),
        (datetime.datetime(2027, 7, 12, 19, tzinfo=datetime.UTC), D(2027, 7, 12), D(2027, 7, 12)),
        ("12-14 Juli 2027", D(2027, 7, 12), D(2027, 7, 14)),
        ("30 Juli s/d 2 Agustus 2027", D(2027, 7, 30), D(2027, 8, 2)),
        ("28 Des – 2 Jan 2028", D(2027, 12, 28), D(2028, 1, 2)),
        ("Juli 2027", D(2027, 7, 1), D(2027, 7, 31)),
        ("2027-12", D(2027, 12, 1), D(2027, 12, 31)),
    ],
)
def test_days_are_understood_as_people_write_them(text, first, last):
    found = days_of(text)
    assert (found.first, found.last) == (first, last)
    assert found.is_month_only == (first.day == 1 and last.day == 31)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("7/13/2027", "Write 2027-07-12 or 12 July 2027."),
        ("31 Juni 2027", "There is no such day"),
        ("soon", "“soon” is no day"),
        ("14-12 Juli 2027", "before the first"),
        ("12 Juli 1066", "from 1900 to 2200"),
    ],
)
def test_what_nobody_could_be_sure_of_is_asked_back(text, words):
    with pytest.raises(NotUnderstoodError, match=words):
        days_of(text)


def test_times_are_understood_as_people_write_them():
    for text in ("19.00", "19:00 WIB", "pukul 19.00", "7 pm", T(19), 19 / 24):
        assert time_of(text) == T(19), text
    assert times_of("19.00 – 21.30 WIB") == (T(19), T(21, 30))
    assert times_of("19.00 – selesai") == (T(19), None)
    with pytest.raises(NotUnderstoodError, match="Write 19:00"):
        time_of("25.00")


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_sign_between_cells_and_any_encoding(sign, encoding):
    text = sign.join(["Nama", "Tanggal"]) + "\r\n" + sign.join(["Café", "12 Juli 2027"]) + "\r\n"
    (item,) = read(tables.read_csv(text.encode(encoding)))
    assert (item.name, item.plan.run.starts_on) == ("Café", D(2027, 7, 12))


def read(table):
    return list(rows.items(table, mapping.guess(table.headings)))


def test_a_formula_is_refused_by_row_and_field_and_our_own_sign_is_taken_away():
    table = tables.read_csv(b"Nama,Tanggal\n=cmd(),2027-05-01\n'=Plain,2027-05-01\n")
    bad, good = read(table)
    assert isinstance(bad, Refused)
    assert (bad.number, bad.field) == (2, "name")
    assert bad.message.startswith("It begins with “=”")
    assert good.name == "=Plain"


def workbook(*lines):
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_formulas_of_a_workbook_are_not_carried_out():
    data = workbook(
        ["Nama", "Mulai"], ["=cmd()", D(2027, 5, 1)], ["A", "=A1+1"], ["B", D(2027, 5, 1)]
    )
    first, second, third = read(tables.read_xlsx(data))
    assert (first.field, second.field) == ("name", "starts_on")
    assert isinstance(third, Item)


def test_a_workbook_that_would_burst_is_not_opened():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    with pytest.raises(UnreadableError, match="far larger inside"):
        tables.read_xlsx(out.getvalue())


def test_too_many_rows_are_one_message(monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    for data, reader in (
        (b"Nama\nA\nB\nC\n", tables.read_csv),
        (workbook(["Nama"], ["A"], ["B"], ["C"]), tables.read_xlsx),
    ):
        with pytest.raises(UnreadableError, match="more than 2 rows"):
            reader(data)


def test_prices_are_read_with_points_and_commas():
    table = tables.read_csv(
        b"Nama;Tanggal;Harga\nA;2027-05-01;Rp 25.000\nB;2027-05-01;25000.00\nC;2027-05-01;gratis\n"
    )
    prices = [(each.facts.get("price_from"), each.facts["admission"]) for each in read(table)]
    assert prices == [(25000, "paid"), (25000, "paid"), (None, "free")]


def test_a_mapping_is_a_guess_until_somebody_chooses():
    headings = ["Nama Acara", "TGL MULAI", "Lokasi", "Warna"]
    assert mapping.guess(headings) == {
        "name": "Nama Acara",
        "starts_on": "TGL MULAI",
        "venue": "Lokasi",
    }
    chosen = {"name": "Nama Acara", "venue": "", "organiser": "Lokasi"}
    assert mapping.remembered(chosen, headings) == {
        "name": "Nama Acara",
        "organiser": "Lokasi",
        "starts_on": "TGL MULAI",
    }
