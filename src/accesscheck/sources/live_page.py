"""A page that is open in somebody's own browser, as it stands: nothing is opened, loaded again, pressed or resized.

Pages of Playwright and drivers of Selenium are known by the module of their class: neither library is imported here.
What measures the page runs in it, is given back what it changed for that, and leaves nothing that can be seen.
"""

import inspect
import json
from collections.abc import Coroutine, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar, cast

from accesscheck.hookspecs import Probe
from accesscheck.model.document import Document, Note
from accesscheck.model.target import Target
from accesscheck.sources import markup
from accesscheck.sources.http import LARGEST
from accesscheck.sources.probes import layout
from accesscheck.sources.source_error import SourceError, megabytes

if TYPE_CHECKING:
    from accesscheck.sources.open_page import OpenPage

_T = TypeVar("_T")

Kind = Literal["playwright", "playwright-async", "selenium"]

LOOK = 30.0
"""How long the page has to give its markup, in seconds."""
GRACE = 5.0
"""What a browser may need beyond that to answer."""

_KINDS: tuple[tuple[str, str, Kind], ...] = (
    ("playwright.sync_api", "Page", "playwright"),
    ("playwright.async_api", "Page", "playwright-async"),
    ("selenium.webdriver", "WebDriver", "selenium"),
)

_COME = """
() => {
  const inPage = () => { %IN_PAGE% };
  const scripts = () => { %SCRIPTS% };
  {
    let known = window === top;
    try {
      known = known || window.frameElement !== null;
    } catch {
      known = false; // A frame of another origin.
    }
    const [ours, loader, leaves] = ['', ' axe', ' leaves'].map((name) => Symbol.for(`accesscheck${name}`));
    if (!known || window[ours]) return;
    const names = [ours, loader, leaves];
    const axe = Object.getOwnPropertyDescriptor(window, 'axe');
    const target = EventTarget.prototype;
    const {addEventListener: add, removeEventListener: remove} = target;
    // It is too late to hear who listens, and for our own listeners there is no use.
    target.addEventListener = () => {};
    try {
      inPage();
    } finally {
      target.addEventListener = add;
      target.removeEventListener = remove;
    }
    // Anything may listen.
    window[ours] = Object.freeze({...window[ours], listens: () => ['click', 'keydown', 'mouseover', 'pointerover']});
    scripts();
    const load = window[loader];
    const listening = [];
    if (load) window[loader] = () => {
      const before = new Set(Reflect.ownKeys(window));
      target.addEventListener = function (...given) {
        listening.push([this ?? window, given]);
        return add.apply(this ?? window, given);
      };
      try {
        load();
      } finally {
        target.addEventListener = add;
        names.push('axe', ...Reflect.ownKeys(window).filter((name) => !before.has(name)));
      }
    };
    window[leaves] = () => {
      for (const [who, given] of listening) remove.apply(who, given);
      for (const name of names) delete window[name];
      if (axe) Object.defineProperty(window, 'axe', axe);
    };
  }
}
"""

_LEAVE = "() => window[Symbol.for('accesscheck leaves')]?.()"

# A page whose clock was stopped, as tests do, has no timers: but what moves, moves on.
_ASK = """
async ([argument, milliseconds]) => {
  const ac = window[Symbol.for('accesscheck')];
  if (!ac) return '{"failed": "unknown"}';
  const end = new Animation(new KeyframeEffect(null, null, milliseconds));
  let timer;
  const late = new Promise((done) => {
    end.onfinish = () => done({late: true});
    timer = setTimeout(end.onfinish, milliseconds);
  });
  end.play();
  const work = (async () => ({value: await (%FUNCTION%)(argument)}))().catch((error) => ({failed: String(error)}));
  const first = await Promise.race([work, late]);
  end.cancel();
  clearTimeout(timer);
  return JSON.stringify(first);
}
"""


def kind_of(thing: object) -> Kind | None:
    """Which kind of open page a thing is; None if it is none."""
    for one in type(thing).__mro__:
        for module, name, kind in _KINDS:
            if one.__name__ == name and (one.__module__ == module or one.__module__.startswith(f"{module}.")):
                return kind
    return None


def address(page: Any) -> str:
    """Where an open page is."""
    return str(page.current_url if kind_of(page) == "selenium" else page.url)


def finished(work: Coroutine[Any, Any, _T]) -> _T:
    """What a coroutine gives that never has to wait, since all that it asks answers at once."""
    try:
        work.send(None)
    except StopIteration as end:
        return cast("_T", end.value)
    work.close()
    raise RuntimeError("A page that answers at once was waited for.")


async def document(
    page: object,
    *,
    profile: str,
    probes: Sequence[Probe] = (),
    rule_ids: tuple[str, ...] = (),
    language: str | None = None,
) -> Document:
    """The document of an open page. SourceError if it is too large or does not answer.

    Of the probes those run that can measure in place; `rule_ids` are selected, for the probes.
    """
    browser = _browser_of(page)
    fitting = [probe for probe in probes if probe.in_place]
    with browser.patient(max([LOOK, *(probe.budget for probe in fitting)]) + GRACE):
        await browser.everywhere(_come(fitting), None)
        try:
            rendered = await _rendered(browser)
            measured, late = await _measured(browser, fitting, rule_ids)
        finally:
            await browser.everywhere(_LEAVE, None)
    at, html = str(rendered["address"]), str(rendered["html"])
    return markup.document(
        target=Target(address=at, profile=profile),
        address=at,
        content=html.encode("utf-8", "surrogatepass"),
        html=html,
        fetched_at=datetime.now(UTC),
        language=language,
        probes={"layout": {**rendered["layout"], "browser": browser.name}, **measured},
        notes=(Note(key="as-it-stands"), *late),
    )


def _come(probes: Iterable[Probe]) -> str:
    from accesscheck.sources.open_page import in_page_script

    scripts = "\n".join(probe.script for probe in probes)
    return _COME.replace("%IN_PAGE%", in_page_script()).replace("%SCRIPTS%", scripts)


async def _rendered(browser: "_Browser") -> dict[str, Any]:
    answer = await _answer(browser, layout.AS_IT_STANDS, [0, False, LARGEST], LOOK)
    if "late" in answer:
        raise SourceError("timeout", seconds=f"{LOOK:g}")
    if "value" not in answer:
        raise SourceError("unreachable")
    rendered: dict[str, Any] = json.loads(answer["value"])
    if rendered["size"] > LARGEST:
        raise SourceError("too-large", size=megabytes(rendered["size"]), limit=megabytes(LARGEST))
    return rendered


async def _measured(
    browser: "_Browser", probes: Sequence[Probe], rule_ids: tuple[str, ...]
) -> tuple[dict[str, Any], list[Note]]:
    """What probes measured, by name, and what is to be said of those that did not."""
    measured: dict[str, Any] = {}
    notes: list[Note] = []
    for probe in sorted(probes, key=lambda one: one.measure is not None):
        if probe.measure is not None:
            asking = _Asking(browser=browser, measured=measured, budget=probe.budget)
            value = await probe.measure(cast("OpenPage", asking))
            is_late = asking.is_late
        else:
            answer = await _answer(browser, probe.expression, list(rule_ids), probe.budget)
            value = json.loads(answer["value"]) if "value" in answer else None
            is_late = "late" in answer
        if value is not None and not is_late:
            measured[probe.name] = value
            continue
        key = "probe-late" if is_late else "probe-failed"
        notes.append(Note(key=key, params={"seconds": f"{probe.budget:g}", "probe": probe.name}))
    return measured, notes


async def _answer(browser: "_Browser", function: str, argument: Any, seconds: float) -> dict[str, Any]:
    """What a function gives in the page: its value, or that it failed, or that it was late."""
    asked = _ASK.replace("%FUNCTION%", function)
    answer: dict[str, Any] = json.loads(await browser.ask(asked, [argument, seconds * 1000]))
    return answer


@dataclass(slots=True, kw_only=True)
class _Asking:
    """The part of an OpenPage that a probe in place has."""

    browser: "_Browser"
    measured: dict[str, Any]
    budget: float
    is_late: bool = False

    async def in_frames(self, script: str, argument: Any = None) -> list[Any]:
        """The results of a function in the page and its frames; where it throws there is none."""
        asked = _ASK.replace("%FUNCTION%", script)
        texts = await self.browser.everywhere(asked, [argument, self.budget * 1000])
        answers = [json.loads(text) for text in texts]
        self.is_late = any("late" in answer for answer in answers)
        return [answer["value"] for answer in answers if answer.get("value") is not None]


class _Browser(Protocol):
    """How a page is asked, whoever opened it. `name` is that of the browser, and its version."""

    @property
    def name(self) -> str: ...

    def patient(self, seconds: float) -> "_Patience":
        """Let answers take so long, for a while."""
        ...

    async def ask(self, function: str, argument: Any) -> Any:
        """What a function gives in the page."""
        ...

    async def everywhere(self, function: str, argument: Any) -> list[Any]:
        """What it gives in the page and in each frame that is still there, in order."""
        ...


def _browser_of(page: Any) -> _Browser:
    return _Selenium(page) if kind_of(page) == "selenium" else _Playwright(page)


class _Patience:
    """Gives a driver more time for a script, and takes it back."""

    def __init__(self, driver: Any = None, seconds: float = 0.0) -> None:
        self._driver = driver
        self._seconds = seconds
        self._before: float | None = None

    def __enter__(self) -> None:
        if self._driver is not None:
            self._before = self._driver.timeouts.script
            self._driver.set_script_timeout(self._seconds)

    def __exit__(self, *exception: object) -> None:
        if self._driver is not None and self._before is not None:
            self._driver.set_script_timeout(self._before)


class _Playwright:
    """A page of Playwright: what the async one has to be waited for, the sync one gives at once."""

    def __init__(self, page: Any) -> None:
        self._page = page

    @property
    def name(self) -> str:
        browser = self._page.context.browser
        return f"{browser.browser_type.name.capitalize()} {browser.version}" if browser else "Playwright"

    def patient(self, seconds: float) -> _Patience:
        return _Patience()

    async def ask(self, function: str, argument: Any) -> Any:
        return await _given(self._page.evaluate(function, argument))

    async def everywhere(self, function: str, argument: Any) -> list[Any]:
        found = [await self.ask(function, argument)]
        for frame in self._page.frames:
            if frame == self._page.main_frame or not frame.url:  # One that was never loaded would never answer.
                continue
            try:
                found.append(await _given(frame.evaluate(function, argument)))
            except Exception:  # noqa: S112, Playwright's own, of a frame that went away.
                continue
        return found


async def _given(result: Any) -> Any:
    return await result if inspect.isawaitable(result) else result


_IN_SELENIUM = """
const [argument, done] = arguments;
const work = (async () => (%FUNCTION%)(argument))();
work.then((value) => done([value ?? null]), (error) => done(String(error)));
"""


# Those that can be measured. Into one that was never loaded a driver does not get, nor out of it again.
_FRAMES = """
return [...document.querySelectorAll('iframe, frame')].filter((frame) => {
  const inner = frame.contentDocument;
  return inner && inner.readyState !== 'loading' && (inner.URL !== 'about:blank' || !frame.src);
});
"""


class _Selenium:
    """A driver of Selenium, in the window and frame where it is."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver

    @property
    def name(self) -> str:
        known = self._driver.capabilities
        return f"{str(known.get('browserName', '')).capitalize()} {known.get('browserVersion', '')}".strip()

    def patient(self, seconds: float) -> _Patience:
        return _Patience(self._driver, seconds)

    async def ask(self, function: str, argument: Any) -> Any:
        return self._run(function, argument)

    async def everywhere(self, function: str, argument: Any) -> list[Any]:
        found = [self._run(function, argument)]
        for frame in self._driver.execute_script(_FRAMES):
            try:
                self._driver.switch_to.frame(frame)
            except Exception:  # noqa: S112, Selenium's own, of a frame that went away.
                continue
            try:
                found += await self.everywhere(function, argument)
            except Exception:  # noqa: S112, the same.
                continue
            finally:
                self._driver.switch_to.parent_frame()
        return found

    def _run(self, function: str, argument: Any) -> Any:
        answer = self._driver.execute_async_script(_IN_SELENIUM.replace("%FUNCTION%", function), argument)
        if isinstance(answer, str):
            raise RuntimeError(answer)
        return answer[0]
