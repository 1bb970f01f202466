"""Production asks for what it cannot do without, and is tight; the demo is not in it."""

import pytest

from tests.house import ROOT, run_python

MANAGE = str(ROOT / "manage.py")
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "only-for-this-test-and-never-for-a-site-0123456789",
    "ALLOWED_HOSTS": "example.org",
}


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
@pytest.mark.parametrize("value", [None, "", "  "])
def test_production_refuses_to_start_without_and_names_it(tmp_path, missing, value):
    variables = {**PRODUCTION, missing: value}
    result = run_python(
        MANAGE,
        "check",
        state=tmp_path,
        **{name: text for name, text in variables.items() if text is not None},
    )
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1] == (
        "django.core.exceptions.ImproperlyConfigured: Set the environment variable "
        f"{missing}. Production needs SECRET_KEY and ALLOWED_HOSTS; docs/operations.md describes "
        "both."
    )


def test_production_passes_the_deployment_check_without_a_warning(tmp_path):
    result = run_python(
        MANAGE, "check", "--deploy", "--fail-level", "WARNING", state=tmp_path, **PRODUCTION
    )
    assert (result.returncode, result.stderr) == (0, "")


def test_production_knows_no_demo(tmp_path):
    result = run_python(MANAGE, "build_demo", state=tmp_path, **PRODUCTION)
    assert result.returncode == 1
    assert "Unknown command: 'build_demo'" in result.stderr


def test_production_writes_nothing_to_start(tmp_path):
    run_python(MANAGE, "check", state=tmp_path, **PRODUCTION)
    assert list(tmp_path.iterdir()) == []


def test_a_bare_manage_keeps_one_secret_key_of_its_own(tmp_path):
    code = "from django.conf import settings; print(settings.SECRET_KEY, settings.DEBUG)"
    first, second = (
        run_python(MANAGE, "shell", "--no-imports", "-c", code, state=tmp_path) for _time in "12"
    )
    key, debug = first.stdout.split()
    assert (len(key), debug) == (67, "False")
    assert second.stdout == first.stdout
    assert oct((tmp_path / "secret-key").stat().st_mode)[-3:] == "600"


def test_an_empty_state_folder_is_the_default_one_and_not_where_one_stands(tmp_path):
    asked = "from django.conf import settings; print(settings.VAR)"
    result = run_python("-c", asked, state=tmp_path, **PRODUCTION, SUNRISE_VAR="")
    assert (result.stdout.strip(), result.stderr) == (str(ROOT / "var"), "")
    assert list(tmp_path.iterdir()) == []
