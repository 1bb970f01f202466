"""How the site answers while pictures are uploaded: `make bench`.

Starts the site as `make run` does, in a state folder of its own, logs in as the demo's officer and
uploads photographs one after the other, as Wagtail's multiple upload does, while a reader asks for
the home page. Prints what readers waited, and how long the worker took; one JSON line with --json.
"""

import argparse
import http.cookiejar
import io
import json
import os
import re
import secrets
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops

from tests.house import ROOT
from tests.served import MAKING, Site, site, until


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON line")
    parser.add_argument("--pictures", type=int, default=20)
    parser.add_argument("--megapixels", type=float, default=12)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sunrise-bench-") as state, site(Path(state)) as served:
        result = measured(served, pictures=options.pictures, megapixels=options.megapixels)
    if options.json:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name:<28} {value}")


def measured(served: Site, *, pictures: int, megapixels: float) -> dict[str, Any]:
    photographs = [photograph(megapixels) for _each in range(min(pictures, 3))]
    browser = log_in(served.address, *officer())
    with Reader(f"{served.address}/id/") as quiet:
        time.sleep(5)
    before, began = served.renditions(), time.monotonic()
    with Reader(f"{served.address}/id/") as busy:
        uploads = [
            timed(upload, served.address, browser, f"bench-{each}.jpg", photographs[each % 3])
            for each in range(pictures)
        ]
        uploaded = time.monotonic() - began
        until(MAKING, lambda: served.waiting() == 0, served.process)
    made = served.renditions() - before
    return {
        "pictures": pictures,
        "megapixels": megapixels,
        "megabytes_each": round(len(photographs[0]) / 1e6, 1),
        "quiet_p50_ms": quiet.quantile(50),
        "quiet_p95_ms": quiet.quantile(95),
        "busy_p50_ms": busy.quantile(50),
        "busy_p95_ms": busy.quantile(95),
        "busy_max_ms": round(max(busy.times) * 1000),
        "answers_while_busy": len(busy.times),
        "errors_while_busy": busy.errors,
        "upload_p50_ms": round(statistics.median(uploads) * 1000),
        "all_uploaded_s": round(uploaded, 1),
        "all_renditions_made_s": round(time.monotonic() - began, 1),
        "renditions_made": made,
        "worker_peak_mb": served.worker_megabytes(),
    }


def officer() -> tuple[str, str]:
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    from demo.people import PEOPLE

    return next((each.username, each.password) for each in PEOPLE if each.username == "officer")


class Reader:
    """Asks for one page again and again, ten times a second, and notes the seconds."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.times: list[float] = []
        self.errors = 0
        self.is_done = threading.Event()
        self.thread = threading.Thread(target=self._read)

    def _read(self) -> None:
        while not self.is_done.wait(0.1):
            try:
                self.times.append(timed(self._ask))
            except OSError:
                self.errors += 1

    def _ask(self) -> None:
        with urllib.request.urlopen(self.address, timeout=60) as answer:  # noqa: S310
            answer.read()

    def __enter__(self) -> "Reader":
        self.thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self.is_done.set()
        self.thread.join()

    def quantile(self, percent: int) -> int:
        return round(statistics.quantiles(self.times, n=100)[percent - 1] * 1000)


def timed(do: Any, *args: Any) -> float:
    began = time.perf_counter()
    do(*args)
    return time.perf_counter() - began


def photograph(megapixels: float) -> bytes:
    """Return a JPEG with the grain and the soft shapes of a photograph, in 4:3."""
    width = round((megapixels * 1e6 * 4 / 3) ** 0.5)
    size = (width, round(width * 3 / 4))
    shapes = [Image.effect_noise((32, 24), 90).resize(size, Image.Resampling.BICUBIC)] * 3
    grain = Image.effect_noise(size, 16).convert("RGB")
    picture = ImageChops.add(Image.merge("RGB", shapes), grain, scale=2)
    picture.putpixel((0, 0), tuple(secrets.token_bytes(3)))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()


# --- A browser's part ---


def log_in(address: str, username: str, password: str) -> urllib.request.OpenerDirector:
    cookies = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    browser.addheaders = [("Referer", address)]
    fields = {
        "username": username,
        "password": password,
        **token(browser, f"{address}/admin/login/"),
    }
    page = post(browser, f"{address}/admin/login/", fields)
    if b"id_password" in page:
        raise SystemExit("The officer could not log in.")
    return browser


def token(browser: urllib.request.OpenerDirector, address: str) -> dict[str, str]:
    with browser.open(address, timeout=60) as answer:
        page = answer.read().decode()
    return {"csrfmiddlewaretoken": re.findall(r'csrfmiddlewaretoken" value="(\w+)"', page)[0]}


def upload(address: str, browser: urllib.request.OpenerDirector, name: str, content: bytes) -> None:
    url = f"{address}/admin/images/multiple/add/"
    if not hasattr(browser, "bench_token"):
        browser.bench_token = token(browser, url)  # type: ignore[attr-defined]
    fields = {"title": name, **browser.bench_token}  # type: ignore[attr-defined]
    answer = json.loads(post(browser, url, fields, file=(name, content)))
    if not answer["success"]:
        raise SystemExit(f"The upload was refused: {answer['error_message']}")


def post(
    browser: urllib.request.OpenerDirector,
    address: str,
    fields: dict[str, str],
    *,
    file: tuple[str, bytes] | None = None,
) -> bytes:
    boundary = secrets.token_hex(16)
    body = b"".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    )
    if file:
        name, content = file
        head = f'name="files[]"; filename="{name}"\r\nContent-Type: image/jpeg'
        body += f"--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode()
        body += content + b"\r\n"
    request = urllib.request.Request(  # noqa: S310 (this machine)
        address,
        data=body + f"--{boundary}--\r\n".encode(),
        headers={"Content-Type": f"multipart/form-data; boundary={boundary}"},
    )
    with browser.open(request, timeout=120) as answer:
        return answer.read()


if __name__ == "__main__":
    main()
