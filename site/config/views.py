"""Addresses that belong to the website as a whole: its health and its errors."""

from django.core.cache import cache
from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process is up. No query."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when database, cache and migrations are as they must be, else 503 naming what is not."""
    checks = {"database": _database_answers, "cache": _cache_answers, "migrations": _is_migrated}
    result = {name: check() for name, check in checks.items()}
    ready = all(result.values())
    return JsonResponse({"ready": ready, **result}, status=200 if ready else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _cache_answers() -> bool:
    try:
        cache.set("readyz", "1", 10)
        return cache.get("readyz") == "1"
    except Exception:  # noqa: BLE001 (each cache backend has errors of its own; all mean "no")
        return False


def _is_migrated() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    try:
        return render(request, "errors/404.html", status=404)
    except SuspiciousOperation:
        # An unknown host has no region to dress the page in.
        return HttpResponse("Not found", status=404, content_type="text/plain")


def server_error(request: HttpRequest) -> HttpResponse:
    """The last resort: a page that asks nothing of the database, in the reader's language."""
    return render(request, "errors/500.html", status=500)
