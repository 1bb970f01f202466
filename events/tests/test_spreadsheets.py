from events.spreadsheets import cell, csv_response, unquoted


def test_what_looks_like_a_formula_is_text():
    assert [cell(each) for each in ("=1+1", "+62", "-1", "@x", "\tx", "Tari", 7, None)] == [
        "'=1+1", "'+62", "'-1", "'@x", "'\tx", "Tari", "7", "",
    ]  # fmt: skip


def test_what_was_made_text_is_read_as_it_was():
    for text in ("=1+1", "+62", "-1", "@x", "Tari", "'tis", ""):
        assert unquoted(cell(text)) == text


def test_a_table_is_a_file_that_spreadsheets_read():
    response = csv_response("x.csv", ["Festival"], [["=HYPERLINK()"]])
    assert response.content.decode("utf-8-sig") == "Festival\r\n'=HYPERLINK()\r\n"
    assert response["Content-Disposition"] == 'attachment; filename="x.csv"'
