import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

pytestmark = pytest.mark.django_db


def test_healthz_answers_without_a_query(reader, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = reader.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_readyz_is_ready_when_all_is_well(reader):
    response = reader.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {
        "ready": True,
        "database": True,
        "cache": True,
        "migrations": True,
    }


def test_readyz_names_the_cache_that_does_not_answer(reader, monkeypatch):
    def fail(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(type(cache._connections["default"]), "set", fail)
    response = reader.get("/readyz")
    assert response.status_code == 503
    assert response.json()["cache"] is False


def test_readyz_names_migrations_that_did_not_run(reader):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'home'")
    response = reader.get("/readyz")
    assert response.status_code == 503
    assert response.json()["migrations"] is False


def test_an_error_of_ours_is_a_page_without_a_query(region, monkeypatch, django_assert_num_queries):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("search.views.found", broken)
    client = Client(raise_request_exception=False)
    response = client.get("/ar/search/?q=x")
    assert response.status_code == 500
    html = response.content.decode()
    assert '<html lang="ar" dir="rtl"' in html
    assert "RuntimeError" not in html


@pytest.mark.parametrize("code", ["id", "en", "ms", "zh-hans", "ar"])
def test_an_unknown_page_is_not_found_in_every_language(region, reader, code):
    response = reader.get(f"/{code}/nothing/here/")
    assert response.status_code == 404
    assert f'<html lang="{code}"' in response.content.decode()
