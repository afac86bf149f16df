"""Pages in Chromium: one event loop in one thread, a plain synchronous face.

One browser a process; a tab (a context with one page) is kept for a site and used again, because a new page for each
address doubles the cost. A tab is replaced after PAGES_A_TAB pages, a crash or a time-out.
"""

import asyncio
import atexit
import base64
import contextlib
import functools
import hashlib
import json
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from accesscheck.hookspecs import OpenOptions, Probe
from accesscheck.model.credentials import Credentials, may_know
from accesscheck.model.document import Note
from accesscheck.model.flow import Step
from accesscheck.sources import stepping
from accesscheck.sources.executable import ARGUMENTS, find_executable, is_confined
from accesscheck.sources.http import LARGEST, is_local
from accesscheck.sources.open_page import Happened, OpenPage, in_page_script
from accesscheck.sources.probes import layout
from accesscheck.sources.source_error import SourceError, megabytes, of_status

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium
    from playwright.async_api import BrowserContext, CDPSession, Page, Playwright, Response

_T = TypeVar("_T")

PAGES_A_TAB = 40
TABS = 4
"""Idle tabs that are kept, over all sites."""
SETTLE = 1_200
"""Longest wait for a page's scripts to stop changing it after load, in milliseconds."""
MOST_MOVES = 3
"""How often an empty page may send the visitor on before it counts as a page of its own."""
GRACE = 1.0
"""How long a page that wants to leave may go on loading, in seconds."""
LOOK = 2.0
"""How often a page that is still loading is measured, in seconds."""
ELSEWHERE = 5.0
"""How long a probe waits for another page that it goes to, in seconds."""
PAUSE = 0.3
"""How long that page has to send the visitor on, in seconds."""
RELOADS = 4
"""How often a page is loaded again before it counts as lost."""
TALLEST_PICTURE = 6_000
"""Of a screenshot, in CSS pixels."""

DOCUMENTS_ALONE = {"patterns": [{"urlPattern": "*", "resourceType": "Document"}]}
EVERYTHING = {"patterns": [{"urlPattern": "*"}]}
"""Which requests are held for us to let go."""

HARMLESS = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods of requests that send nothing."""

MARKUP = ("text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A page as the browser had it."""

    address: str
    content: bytes
    media_type: str
    charset: str | None
    html: str
    probes: dict[str, Any]
    notes: tuple[Note, ...]


class NotMarkup(Exception):
    """`address`, where the page led us, is no page that a browser shows: fetch it, and read it by its type."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class _LedAstray(Exception):
    """An empty page sent us on to something that does not open: the page itself is all that there is to check."""


class Browser:
    """Chromium behind a synchronous face. It may be used from any thread, also within a running event loop."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="accesscheck-browser", daemon=True)
        self._thread.start()
        self._starting = threading.Lock()
        self._playwright: Playwright | None = None
        self._chromium: Chromium | None = None
        self._idle: list[_Tab] = []
        self.name = ""

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def open(
        self,
        address: str,
        options: OpenOptions,
        *,
        instead: tuple[str, str] | None = None,
        steps: tuple[Step, ...] = (),
    ) -> Opened:
        """Open an address, run the probes, and give back what was there. SourceError, NotMarkup.

        `instead` is a media type and markup to show at that address, in the place of what the server has there;
        `steps` are taken first, in a browser without cookies.
        """
        self.start()
        if steps:
            return self._do(self._open_after(steps, address, options))
        return self._do(self._open(address, options, instead))

    def start(self) -> str:
        """Start the browser if it does not run; its name and version. SourceError if there is none."""
        with self._starting:
            if self._chromium is None or not self._chromium.is_connected():
                self._idle.clear()
                self._do(self._start())
        return self.name

    def close(self) -> None:
        """Stop the browser and its thread."""
        if self._loop.is_closed():
            return
        try:
            self._do(self._stop())
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(5)
            if not self._thread.is_alive():
                self._loop.close()

    def _do(self, work: Coroutine[Any, Any, _T]) -> _T:
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result()
        except KeyboardInterrupt:
            future.cancel()
            raise

    async def _start(self) -> None:
        from playwright.async_api import Error, async_playwright

        if self._playwright is None:
            self._playwright = await async_playwright().start()
        executable = find_executable(self._playwright.chromium.executable_path)
        if executable is None:
            raise SourceError("browser-missing")
        arguments = [*ARGUMENTS, *(["--no-sandbox"] if is_confined() else [])]
        try:
            self._chromium = await self._playwright.chromium.launch(executable_path=executable, args=arguments)
        except Error:
            raise SourceError("browser-missing") from None
        self.name = f"Chromium {self._chromium.version}"

    async def _stop(self) -> None:
        if self._chromium is not None:
            await self._chromium.close()
        if self._playwright is not None:
            await self._playwright.stop()
        self._chromium = self._playwright = None

    async def _open(self, address: str, options: OpenOptions, instead: tuple[str, str] | None) -> Opened:
        try:
            return await self._open_in_tab(address, options, _Visit(instead=instead))
        except _LedAstray:
            return await self._open_in_tab(address, options, _Visit(instead=instead, stay=True))

    async def _open_after(self, steps: tuple[Step, ...], address: str, options: OpenOptions) -> Opened:
        """Open what the steps lead to, in a tab of its own that is closed afterwards."""
        if self._chromium is None:
            raise SourceError("browser-crashed")
        tab = await _Tab.make(self._chromium, None, options, _scripts(options), address)
        try:
            return await tab.open(address, options, _Visit(steps=steps))
        finally:
            await tab.close()

    async def _open_in_tab(self, address: str, options: OpenOptions, visit: "_Visit") -> Opened:
        tab = await self._tab(address, options)
        healthy = False
        try:
            opened = await tab.open(address, options, visit)
            healthy = True
            return opened
        except NotMarkup:
            healthy = True
            raise
        finally:
            tab.used += 1
            if healthy and tab.used < PAGES_A_TAB and await tab.rest(visit):
                self._idle.append(tab)
            else:
                await tab.close()

    async def _tab(self, address: str, options: OpenOptions) -> "_Tab":
        scripts = _scripts(options)
        key = (_site(address), options.width, options.height, _digest(scripts), options.credentials)
        for tab in reversed(self._idle):
            if tab.key == key:
                self._idle.remove(tab)
                return tab
        while len(self._idle) >= TABS:
            await self._idle.pop(0).close()
        if self._chromium is None:
            raise SourceError("browser-crashed")
        return await _Tab.make(self._chromium, key, options, scripts, address)


def _scripts(options: OpenOptions) -> tuple[str, ...]:
    return (in_page_script(), *(probe.script for probe in options.probes if probe.script))


class _Tab:
    """A context with one page. It refuses to be led away by the page itself."""

    def __init__(
        self, key: object, context: "BrowserContext", page: "Page", cdp: "CDPSession", frame: str, entry: "_Entry"
    ) -> None:
        self.key = key
        self.used = 0
        self.broken = False
        self._context = context
        self._page = page
        self._cdp = cdp
        self._frame = frame
        self._entry = entry
        self._visit = _Visit()
        self._tasks: set[asyncio.Task[None]] = set()

    @classmethod
    async def make(
        cls, chromium: "Chromium", key: object, options: OpenOptions, scripts: tuple[str, ...], address: str
    ) -> "_Tab":
        """A tab for the site of an address, with what opens that site."""
        from playwright.async_api import Error

        entry = _Entry(address, options.credentials or Credentials())
        try:
            context = await chromium.new_context(
                viewport={"width": options.width, "height": options.height},
                locale="nl-BE",
                accept_downloads=False,
                service_workers="block",
                storage_state=entry.state,
            )
            for script in scripts:
                await context.add_init_script(script)
            page = await context.new_page()
            cdp = await context.new_cdp_session(page)
            tree = await cdp.send("Page.getFrameTree")
            tab = cls(key, context, page, cdp, tree["frameTree"]["frame"]["id"], entry)
            page.on("dialog", lambda dialog: tab._later(tab._dismiss(dialog)))
            page.on("crash", lambda _: tab._crashed())
            context.on("page", lambda other: tab._later(tab._refuse_window(other)))
            cdp.on("Fetch.requestPaused", lambda event: tab._later(tab._paused(event)))
            await cdp.send("Fetch.enable", entry.held)
        except Error:
            raise SourceError("browser-crashed") from None
        return tab

    async def open(self, address: str, options: OpenOptions, visit: "_Visit") -> Opened:
        from playwright.async_api import Error
        from playwright.async_api import TimeoutError as Late

        self._visit = visit
        try:
            probing = sum(probe.budget + (options.timeout if probe.touches else 0) for probe in options.probes)
            async with asyncio.timeout(options.timeout + probing + 60):
                response, rendered = await self._land(address, options, visit)
                content = rendered["html"].encode() if visit.steps else await response.body()
                if not content.strip():
                    raise SourceError("empty")
                media_type, charset = _media_type(response)
                probes = {"layout": rendered["layout"]}
                for probe in options.probes:
                    if probe.measure is None:
                        await self._ask(probe, options.rule_ids, visit, probes)
                if options.picture:
                    probes["picture"] = await self._picture(rendered, options)
                await self._drive(options, visit, probes)
        except (Late, TimeoutError):
            self.broken = True
            raise SourceError("timeout", seconds=f"{options.timeout:g}") from None
        except Error as error:
            self.broken = True
            raise source_error(error.message, address, options.timeout) from None
        if visit.moved_to is not None:
            visit.notes.append(Note(key="moved-by-itself", params={"to": visit.moved_to[:200]}))
        if visit.dialogs:
            visit.notes.append(Note(key="dialogs", params={"count": str(visit.dialogs)}))
        return Opened(
            address=rendered["address"],
            content=content,
            media_type=media_type,
            charset=charset,
            html=rendered["html"],
            probes=probes,
            notes=tuple(visit.notes),
        )

    async def rest(self, visit: "_Visit") -> bool:
        """Leave a page that can act, so that its scripts and timers are not there for the next; False if that fails."""
        from playwright.async_api import Error

        if self.broken or not visit.active:
            return not self.broken
        try:
            await self._blank()
        except Error:
            return False
        return not self.broken

    async def close(self) -> None:
        from playwright.async_api import Error

        try:
            async with asyncio.timeout(10):
                await self._context.close()
        except (Error, TimeoutError):
            return  # A context that cannot be closed goes with the browser.

    async def _land(self, address: str, options: OpenOptions, visit: "_Visit") -> tuple["Response", dict[str, Any]]:
        """Go to the address; from a page that shows nothing and sends the visitor on, go on to where it sends."""
        from playwright.async_api import Error

        response, rendered = await self._look(address, options, visit)
        for _ in range(MOST_MOVES):
            if visit.stay or visit.moved_to is None or not (rendered["empty"] or visit.unfinished):
                break
            try:
                response, rendered = await self._look(visit.moved_to, options, visit)
            except (Error, SourceError):
                raise _LedAstray from None
        return response, rendered

    async def _look(self, address: str, options: OpenOptions, visit: "_Visit") -> tuple["Response", dict[str, Any]]:
        response = await self._arrive(address, options, visit)
        if visit.steps:
            await self._step(options, visit)
        if _media_type(response)[0] not in MARKUP:
            raise NotMarkup(address)
        rendered = await self._render(options)
        _refuse_large(rendered["size"])
        visit.active = rendered["active"]
        return response, rendered

    async def _step(self, options: OpenOptions, visit: "_Visit") -> None:
        """Take the steps of a flow; meanwhile links lead where they lead."""
        visit.free = True
        try:
            await stepping.take(self._page, visit.steps, seconds=options.timeout)
        finally:
            visit.free = False

    async def _arrive(self, address: str, options: OpenOptions, visit: "_Visit") -> "Response":
        """Go to the address and wait until it has loaded, or until its time is up and there is something to check."""
        from playwright.async_api import Error

        visit.start = address
        visit.arrived, visit.unfinished, visit.moved_to = False, False, None
        visit.moved.clear()
        limit = options.timeout * 1000
        began = time.monotonic()
        try:
            response = await self._page.goto(address, wait_until="commit", timeout=limit)
        except Error as error:
            # Chromium shows a page of its own for an error without a body, and does not say which error it was.
            if any(part in error.message for part in ("Download is starting", "ERR_HTTP_RESPONSE_CODE_FAILURE")):
                raise NotMarkup(address) from None
            raise
        if response is None:
            raise SourceError("unreachable")
        if response.status >= 400:
            raise of_status(response.status)
        length = response.headers.get("content-length", "")
        _refuse_large(int(length) if length.isdecimal() else 0)
        await self._load(response, visit, options, max(1.0, options.timeout - (time.monotonic() - began)))
        return response

    async def _load(self, response: "Response", visit: "_Visit", options: OpenOptions, seconds: float) -> None:
        """Wait until the page has loaded. One that leaves while it is loading never will: nobody gets to see it."""
        from playwright.async_api import TimeoutError as Late

        loading = asyncio.ensure_future(self._page.wait_for_load_state("load", timeout=seconds * 1000))
        leaving = asyncio.ensure_future(visit.moved.wait())
        outgrowing = asyncio.ensure_future(self._outgrow())
        try:
            await asyncio.wait((loading, leaving, outgrowing), return_when=asyncio.FIRST_COMPLETED)
            if outgrowing.done():
                _refuse_large(await outgrowing)
            if not loading.done():
                await asyncio.wait((loading,), timeout=GRACE)
            if loading.done():
                await loading
                return
            visit.unfinished = True
        except Late:
            if response.request.failure:
                raise SourceError("connection-lost") from None
            state = await self._within(5, self._page.evaluate("document.readyState"))
            if state == "loading":
                raise
            visit.notes.append(Note(key="still-loading", params={"seconds": f"{options.timeout:g}"}))
        finally:
            for task in (loading, leaving, outgrowing):
                task.cancel()
        self.broken = True
        await self._cdp.send("Page.stopLoading")

    async def _outgrow(self) -> int:
        """Wait until a page that goes on and on holds more than is read; how much it holds."""
        from playwright.async_api import Error

        while True:
            await asyncio.sleep(LOOK)
            try:
                size = int(await self._page.evaluate("document.documentElement?.outerHTML.length ?? 0"))
            except Error:
                continue  # The page is between two documents.
            if size > LARGEST:
                return size

    async def _render(self, options: OpenOptions) -> dict[str, Any]:
        text = await self._within(
            options.timeout, self._page.evaluate(layout.SCRIPT, [SETTLE, options.picture, LARGEST])
        )
        return dict(json.loads(text))

    async def _ask(self, probe: Probe, rule_ids: tuple[str, ...], visit: "_Visit", measured: dict[str, Any]) -> None:
        """Run a probe that is an expression, and keep what it measured."""
        from playwright.async_api import Error

        try:
            text = await self._within(probe.budget, self._page.evaluate(probe.expression, list(rule_ids)))
            measured[probe.name] = json.loads(text)
        except TimeoutError:
            self.broken = True
            visit.notes.append(_late(probe))
        except Error:
            self.broken = True
            visit.notes.append(Note(key="probe-failed", params={"probe": probe.name}))

    async def _drive(self, options: OpenOptions, visit: "_Visit", measured: dict[str, Any]) -> None:
        """Run the probes that drive the page: all that only look at once, the others each on the page as it was loaded.

        What one of them breaks is loaded again for the next.
        """
        from playwright.async_api import Error

        driven = [probe for probe in options.probes if probe.measure is not None]
        if not driven:
            return
        visit.driven = Happened()
        visit.landed = self._page.url
        opened = OpenPage(
            page=self._page,
            cdp=self._cdp,
            address=self._page.url,
            width=options.width,
            height=options.height,
            local=is_local(self._page.url),
            forms=options.forms,
            active=visit.active,
            reload=functools.partial(self._reload, options, visit),
            leave=functools.partial(self._leave, visit),
            measured=measured,
            happened=visit.driven,
        )
        look = [probe for probe in driven if not probe.touches and not probe.alone]
        fresh = all(await asyncio.gather(*(self._measure(probe, opened, visit, measured) for probe in look)))
        # What has a large budget most often changes the page: it goes last, and saves a load.
        others = [probe for probe in driven if probe not in look]
        others.sort(key=lambda probe: (probe.touches, probe.budget))
        held = False
        for number, probe in enumerate(others):
            if not fresh and not await self._is_afresh(opened, options):
                visit.notes += [Note(key="probe-failed", params={"probe": left.name}) for left in others[number:]]
                self.broken = True
                break
            if probe.touches and not held:
                held = await self._hold()
            if probe.touches and not held:
                visit.notes += [Note(key="probe-failed", params={"probe": left.name}) for left in others[number:]]
                break
            opened.happened = visit.driven = Happened()
            opened.untouched = False
            fresh = await self._measure(probe, opened, visit, measured) and (not probe.touches or opened.untouched)
        self.broken = self.broken or not (fresh or others)
        try:
            if held:
                await self._abandon()
                if visit.active:
                    await self._blank()
                    visit.active = False
                await self._cdp.send("Fetch.enable", self._entry.held)
            if opened.resized:
                await self._page.set_viewport_size({"width": options.width, "height": options.height})
        except (Error, TimeoutError):
            self.broken = True

    async def _hold(self) -> bool:
        """Let every request wait for our word; False if the page is gone."""
        from playwright.async_api import Error

        try:
            await self._cdp.send("Fetch.enable", EVERYTHING)
        except Error:
            self.broken = True
        return not self.broken

    async def _measure(self, probe: Probe, opened: OpenPage, visit: "_Visit", measured: dict[str, Any]) -> bool:
        """Run a driven probe and keep what it measured; False if it did not end as it should."""
        from playwright.async_api import Error

        assert probe.measure is not None
        try:
            measured[probe.name] = await self._within(probe.budget, probe.measure(opened))
        except TimeoutError:
            visit.notes.append(_late(probe))
            return False
        except Error:
            visit.notes.append(Note(key="probe-failed", params={"probe": probe.name}))
            return False
        return True

    async def _reload(self, options: OpenOptions, visit: "_Visit") -> Happened:
        """Load the page again, in a window of its first size."""
        from playwright.async_api import Error

        moved_to = visit.moved_to
        if visit.steps:
            await self._context.clear_cookies()
            await self._cdp.send("Storage.clearDataForOrigin", {"origin": _site(visit.landed), "storageTypes": "all"})
            await self._let_in_again(visit)
        address = visit.start if visit.steps else visit.landed
        for left in reversed(range(RELOADS)):
            try:
                await self._abandon()
                await self._page.set_viewport_size({"width": options.width, "height": options.height})
                visit.arrived = False
                # Until it is gone, what the page wants to send is refused.
                await self._page.goto(address, wait_until="commit", timeout=options.timeout * 1000)
                visit.driven = None
                await self._page.wait_for_load_state("load", timeout=options.timeout * 1000)
                break
            except Error as error:
                # The page was on its way somewhere of its own accord: that is over soon.
                if not left or "interrupted by another navigation" not in error.message:
                    raise
                await asyncio.sleep(PAUSE)
        if visit.steps:
            await self._step(options, visit)
        await self._within(options.timeout, self._page.evaluate(layout.SETTLED, SETTLE))
        visit.moved_to, visit.driven = moved_to, Happened()
        return visit.driven

    async def _let_in_again(self, visit: "_Visit") -> None:
        """Give the browser back what opens the site, after all that it kept was thrown away."""
        if self._entry.state is None:
            return
        await self._context.add_cookies(self._entry.state["cookies"])
        for origin in self._entry.state["origins"]:
            if may_know(visit.landed, origin["origin"]):
                await self._page.evaluate(_STORE, origin.get("localStorage", []))

    async def _abandon(self) -> None:
        """Let a page that a probe has changed not notice that it is left: no draft that it would send then goes out."""
        from playwright.async_api import Error

        for frame in self._page.frames:
            with contextlib.suppress(Error):  # It is gone already.
                await self._within(ELSEWHERE, frame.evaluate("() => window[Symbol.for('accesscheck')]?.leave()"))

    async def _blank(self) -> None:
        """Go to an empty page of the same site."""
        visit = self._visit
        self._visit = _Visit(instead=("text/html", "<!doctype html><title></title>"), driven=visit.driven)
        try:
            url = self._page.url
            empty = f"{_site(url)}/" if url.startswith("http") else "about:blank"
            await self._page.goto(empty, wait_until="commit", timeout=ELSEWHERE * 1000)
        finally:
            self._visit = visit

    async def _leave(self, visit: "_Visit", address: str) -> None:
        """Go to another page for a probe, and on to where that one leads at once."""
        await self._abandon()
        visit.free = True
        try:
            await self._page.goto(address, wait_until="load", timeout=ELSEWHERE * 1000)
            await asyncio.sleep(PAUSE)
            await self._page.wait_for_load_state("load", timeout=ELSEWHERE * 1000)
        finally:
            visit.free = False

    async def _is_afresh(self, opened: OpenPage, options: OpenOptions) -> bool:
        """Load the page again; False if it does not come back."""
        from playwright.async_api import Error

        try:
            await self._within(options.timeout, opened.again())
        except (Error, TimeoutError):
            return False
        return True

    async def _picture(self, rendered: dict[str, Any], options: OpenOptions) -> dict[str, Any]:
        height = max(1, min(int(rendered["height"]), TALLEST_PICTURE))
        image = await self._page.screenshot(
            type="jpeg",
            quality=70,
            full_page=True,
            clip={"x": 0, "y": 0, "width": options.width, "height": height},
            animations="disabled",
        )
        return {
            "media_type": "image/jpeg",
            "data": base64.b64encode(image).decode("ascii"),
            "width": options.width,
            "height": height,
            "boxes": rendered["boxes"],
        }

    async def _within(self, seconds: float, work: Awaitable[_T]) -> _T:
        async with asyncio.timeout(seconds):
            return await work

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _crashed(self) -> None:
        self.broken = True

    async def _dismiss(self, dialog: Any) -> None:
        if dialog.type == "beforeunload":
            await _quietly(dialog.accept)  # Only we leave a page; it may not keep us.
            return
        if self._visit.driven is not None:
            self._visit.driven.dialogs += 1
        else:
            self._visit.dialogs += 1
        await _quietly(dialog.dismiss)

    async def _refuse_window(self, other: "Page") -> None:
        if self._visit.driven is not None:
            self._visit.driven.windows += 1
        await _quietly(other.close)

    async def _paused(self, event: dict[str, Any]) -> None:
        """Let a document request go on, unless it is the page leaving by itself: that one is answered with 204."""
        visit = self._visit
        if visit.driven is not None and event["request"]["method"] not in HARMLESS:
            visit.driven.refused += 1
            if event.get("resourceType") != "Document":
                refusal = {"requestId": event["requestId"], "errorReason": "BlockedByClient"}
                await _quietly(functools.partial(self._cdp.send, "Fetch.failRequest", refusal))
                return
        is_page = event.get("frameId") == self._frame and event.get("resourceType") == "Document"
        leaves = is_page and "redirectedRequestId" not in event and visit.arrived and not visit.free
        if is_page:
            visit.arrived = True
            if visit.instead is not None and not leaves:
                await self._fulfil(event, visit.instead)
                return
        if not leaves:
            request = {"requestId": event["requestId"], **self._entry.added(event["request"])}
            await _quietly(functools.partial(self._cdp.send, "Fetch.continueRequest", request))
            return
        if visit.driven is not None:
            visit.driven.led_to.append(event["request"]["url"])
        else:
            visit.moved_to = visit.moved_to or event["request"]["url"]
            visit.moved.set()
        # 204, No Content: the browser stays where it is.
        answer = {"requestId": event["requestId"], "responseCode": 204}
        await _quietly(functools.partial(self._cdp.send, "Fetch.fulfillRequest", answer))

    async def _fulfil(self, event: dict[str, Any], instead: tuple[str, str]) -> None:
        media_type, markup = instead
        answer = {
            "requestId": event["requestId"],
            "responseCode": 200,
            "responseHeaders": [{"name": "Content-Type", "value": f"{media_type}; charset=utf-8"}],
            "body": base64.b64encode(markup.encode("utf-8-sig", "replace")).decode("ascii"),
        }
        await _quietly(functools.partial(self._cdp.send, "Fetch.fulfillRequest", answer))


_STORE = "(items) => items.forEach(({name, value}) => localStorage.setItem(name, value))"


class _Entry:
    """What opens the site of a tab. `state` is given to the browser, headers are added to each request of that site."""

    def __init__(self, address: str, credentials: Credentials) -> None:
        self._address = address
        self._credentials = credentials
        cookies, origins = credentials.cookies_for(address), credentials.storage_for(address)
        self.state: Any = {"cookies": cookies, "origins": origins} if cookies or origins else None
        site = [{"urlPattern": f"{scheme}://{_host_and_port(address)}/*"} for scheme in ("http", "https")]
        self.held = {"patterns": DOCUMENTS_ALONE["patterns"] + site} if credentials.headers else DOCUMENTS_ALONE
        """Which requests of a page that nobody drives wait for our word."""

    def added(self, request: dict[str, Any]) -> dict[str, Any]:
        """What to say of a request that may go on: all its headers, if some are added. They do not go along when it is
        redirected: what it becomes then is asked about again.
        """
        given = self._credentials.headers_for(self._address, request["url"])
        if not given:
            return {}
        names = {name.lower() for name in given}
        headers = {name: value for name, value in request["headers"].items() if name.lower() not in names}
        return {"headers": [{"name": name, "value": value} for name, value in {**headers, **given}.items()]}


@dataclass(slots=True)
class _Visit:
    """What happens while one address is open.

    `instead` is what to show in the place of the server's answer; `moved_to` is where the page wants to go by itself;
    `unfinished`: it did so before it had loaded; `stay`: do not follow it; `active`: the page has scripts, frames or
    a refresh, so it can do things by itself; `steps` are taken from `start` on, and while they are, the page is
    `free` to go elsewhere; `landed` is where it was when probes began to drive it; `driven` is what it does while a
    probe drives it, None before.
    """

    instead: tuple[str, str] | None = None
    stay: bool = False
    active: bool = True
    arrived: bool = False
    unfinished: bool = False
    moved_to: str | None = None
    steps: tuple[Step, ...] = ()
    start: str = ""
    landed: str = ""
    free: bool = False
    driven: Happened | None = None
    moved: asyncio.Event = field(default_factory=asyncio.Event)
    dialogs: int = 0
    notes: list[Note] = field(default_factory=list)


async def _quietly(call: Callable[[], Awaitable[Any]]) -> None:
    from playwright.async_api import Error

    try:
        await call()
    except Error:
        return  # The page went away in the meantime.


def _late(probe: Probe) -> Note:
    key = "axe-timeout" if probe.name == "axe" else "probe-late"
    return Note(key=key, params={"seconds": f"{probe.budget:g}", "probe": probe.name})


def _refuse_large(size: int) -> None:
    if size > LARGEST:
        raise SourceError("too-large", size=megabytes(size), limit=megabytes(LARGEST))


def _media_type(response: "Response") -> tuple[str, str | None]:
    header = response.headers.get("content-type") or "text/html"
    media_type, _, parameters = header.partition(";")
    charset = parameters.lower().partition("charset=")[2].strip(" \"';") or None
    return media_type.strip().lower(), charset


_ERRORS = (
    ("ERR_NAME_NOT_RESOLVED", "unknown-host"),
    ("ERR_CONNECTION_REFUSED", "connection-refused"),
    ("ERR_TOO_MANY_REDIRECTS", "redirect-loop"),
    ("ERR_CERT_", "certificate"),
    ("ERR_SSL_", "certificate"),
    ("ERR_BAD_SSL", "certificate"),
    ("ERR_CONNECTION_TIMED_OUT", "timeout"),
    ("ERR_TIMED_OUT", "timeout"),
    ("ERR_CONNECTION_", "connection-lost"),
    ("ERR_EMPTY_RESPONSE", "connection-lost"),
    ("ERR_CONTENT_LENGTH_MISMATCH", "connection-lost"),
    ("ERR_INCOMPLETE_CHUNKED", "connection-lost"),
    ("ERR_INTERNET_DISCONNECTED", "connection-lost"),
    ("ERR_NETWORK_", "connection-lost"),
    ("ERR_INVALID_URL", "address-invalid"),
    ("ERR_UNKNOWN_URL_SCHEME", "address-invalid"),
    ("ERR_UNSAFE_PORT", "address-invalid"),
    ("Cannot navigate to invalid URL", "address-invalid"),
    ("Page crashed", "browser-crashed"),
    ("Target crashed", "browser-crashed"),
    ("Target page, context or browser has been closed", "browser-crashed"),
    ("Browser has been closed", "browser-crashed"),
)


def source_error(message: str, address: str, timeout: float) -> SourceError:
    """The problem that an error of Playwright stands for; "unreachable" for one that we have no row for."""
    for part, key in _ERRORS:
        if part in message:
            match key:
                case "unknown-host":
                    return SourceError(key, host=urlsplit(address).hostname or address)
                case "timeout":
                    return SourceError(key, seconds=f"{timeout:g}")
                case _:
                    return SourceError(key)
    return SourceError("unreachable")


def _site(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _host_and_port(address: str) -> str:
    return urlsplit(address).netloc.rpartition("@")[2].lower()


def _digest(scripts: tuple[str, ...]) -> str:
    return hashlib.blake2b("\x00".join(scripts).encode(), digest_size=8).hexdigest()


@functools.cache
def shared_browser() -> Browser:
    """The browser of this process, made at the first call and closed when the process ends."""
    browser = Browser()
    atexit.register(browser.close)
    return browser
