"""Mail to people who are no users: a server that fails stops nothing, and the log names nobody."""

import logging
import smtplib

from django.core import mail

from notices import mails


def test_a_mail_goes_out_with_one_line_as_its_subject(settings):
    settings.DEFAULT_FROM_EMAIL = "office@example.org"
    assert mails.send("Your\r\nproposal", " Text \n", "siti@example.org", about="submission 1")
    (letter,) = mail.outbox
    assert (letter.subject, letter.body) == ("Your proposal", "Text")
    assert (letter.from_email, letter.to) == ("office@example.org", ["siti@example.org"])


def test_a_server_that_refuses_is_logged_without_the_address(monkeypatch, caplog):
    def refuses(*_args, **_kwargs):
        raise smtplib.SMTPRecipientsRefused({"siti@example.org": (550, b"no")})

    monkeypatch.setattr(mails, "send_mail", refuses)
    with caplog.at_level(logging.ERROR):
        assert not mails.send("Subject", "Text", "siti@example.org", about="submission 2027-K7M4Q")
    assert "submission 2027-K7M4Q" in caplog.text
    assert "siti" not in caplog.text
