"""Opens a page that was fetched in Chromium, to find the links that its scripts make. It is not fetched twice."""

import contextlib
import json
from collections.abc import Callable
from typing import Any

import msgspec
from scrapy import Request
from scrapy.http import Response, TextResponse

from accesscheck.model.credentials import Credentials
from accesscheck.monitoring.crawl import reading
from accesscheck.monitoring.crawl.addresses import tidy
from accesscheck.monitoring.crawl.journal import Page
from accesscheck.monitoring.crawl.settings import Task
from accesscheck.sources.executable import ARGUMENTS, find_executable, is_confined

SLOT = "rendered"
"""Scrapy's name for what is under way in the browser: the pause between requests is not for this."""
SETTLE = 1_500
"""Longest wait for the scripts of a page after it has loaded, in milliseconds."""
_NOT_NEEDED = ("image", "media", "font")


def settings(task: Task) -> dict[str, Any]:
    """Of scrapy-playwright."""
    executable = find_executable()
    handler = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"
    return {
        "DOWNLOAD_HANDLERS": {"http": handler, "https": handler},
        "DOWNLOAD_SLOTS": {SLOT: {"concurrency": 2, "delay": 0}},
        "PLAYWRIGHT_BROWSER_TYPE": "chromium",
        "PLAYWRIGHT_LAUNCH_OPTIONS": {
            "args": [*ARGUMENTS, *(["--no-sandbox"] if is_confined() else [])],
            **({"executable_path": executable} if executable else {}),
        },
        "PLAYWRIGHT_CONTEXTS": {
            "default": {
                "locale": "nl-BE",
                "accept_downloads": False,
                "service_workers": "block",
                "storage_state": _state(task),
            }
        },
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 2,
    }


def request(
    page: Page,
    response: Response,
    timeout: float,
    callback: Callable[..., Any],
    errback: Callable[..., Any],
) -> Request:
    """The request to open a page that was fetched: the browser gets what the server answered."""
    from scrapy_playwright.page import PageMethod  # type: ignore[import-untyped]

    return Request(
        response.url,
        callback=callback,
        errback=errback,
        dont_filter=True,
        meta={
            "page": page,
            "body": response.body,
            "content_type": (response.headers.get("Content-Type") or b"text/html").decode("latin-1"),
            "download_slot": SLOT,
            "download_timeout": timeout,
            "autothrottle_dont_adjust_delay": True,
            "dont_retry": True,
            "playwright": True,
            "playwright_context": "default",
            "playwright_page_init_callback": _prepared,
            "playwright_page_goto_kwargs": {"wait_until": "load", "timeout": timeout * 1000},
            "playwright_page_methods": [PageMethod(_settled)],
        },
    )


def page(response: Response) -> Page:
    """What was fetched, and what the browser made of it."""
    fetched = plain(response.request)  # type: ignore[arg-type]
    if not isinstance(response, TextResponse):
        return fetched
    shown = reading.page(fetched, response.text.encode("utf-8", "replace"), "utf-8")
    links = dict(fetched.links)
    links |= {link: text for link, text in shown.links if text or link not in links}
    return msgspec.structs.replace(shown, links=tuple(links.items()), unrendered=False)


def plain(request: Request) -> Page:
    """What was fetched, if the browser failed."""
    fetched: Page = request.meta["page"]
    return msgspec.structs.replace(fetched, unrendered=True)


async def _prepared(page: Any, request: Request) -> None:
    """Give the page its own content, and let it go nowhere else."""

    async def routed(route: Any) -> None:
        asked = route.request
        if not asked.is_navigation_request():
            await (route.abort() if asked.resource_type in _NOT_NEEDED else route.fallback())
        elif tidy(asked.url) == tidy(request.url):
            await route.fulfill(status=200, content_type=request.meta["content_type"], body=request.meta["body"])
        else:
            await route.fulfill(status=204)  # The page stays; after an abort the browser shows an error page.

    await page.route("**/*", routed)
    await page.add_init_script("window.open = () => null;")


async def _settled(page: Any) -> None:
    with contextlib.suppress(Exception):  # A page that never rests is read as it is.
        await page.wait_for_load_state("networkidle", timeout=SETTLE)


def _state(task: Task) -> dict[str, Any]:
    """The stored login, as far as it is that of the hosts where the task starts."""
    credentials = Credentials(state=task.state)
    starts = [start for one in task.addresses if (start := tidy(one))]
    cookies = {json.dumps(cookie): cookie for start in starts for cookie in credentials.cookies_for(start)}
    origins = {one["origin"]: one for start in starts for one in credentials.storage_for(start)}
    return {"cookies": list(cookies.values()), "origins": list(origins.values())}
