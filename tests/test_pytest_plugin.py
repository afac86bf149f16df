"""The pytest plugin, run by pytest as its users run it."""

import importlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from accesscheck import OptionError, check_html, check_page, check_text
from accesscheck.pytest_plugin import fixture
from accesscheck.sources.executable import find_executable

pytest_plugins = ["pytester"]

HEAD = "<!doctype html><html lang=nl><head><title>Contact</title></head>"
FINE = f"{HEAD}<body><main><h1>Contact</h1><p>Bel ons.</p></main></body></html>"
BAD = f"{HEAD}<body><main><h1>Contact</h1><img src='logo.png'><p>Bel ons.</p><a href='/x'></a></main></body></html>"
MENDED = BAD.replace("<img src='logo.png'>", "")
WORSE = BAD.replace("</main>", "<button></button></main>")


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """What is imported by now stays imported: a run within this process forgets what it imported itself."""
    importlib.import_module("hypothesis")  # Its plugin does so at the end of each run.
    assert fixture.AccessCheck
    assert check_html(BAD).findings
    assert check_text("Wij zoeken een medewerker met Nederlands als moedertaal voor de balie.", "nl").findings


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


def _test_of(pytester: pytest.Pytester, *markups: str, name: str = "test_page") -> Path:
    """A test module that checks markup, without a browser."""
    calls = "\n".join(f'    accesscheck({markup!r}, depth="quick")' for markup in markups)
    return pytester.makepyfile(f"def {name}(accesscheck):\n{calls}\n")


def _snapshot(pytester: pytest.Pytester) -> dict[str, list[str]]:
    """The rules that are known, by call."""
    (path,) = pytester.path.glob("__accesscheck__/*.json")
    pages = json.loads(path.read_text(encoding="utf-8"))["pages"]
    return {name: [entry["rule"] for entry in entries] for name, entries in pages.items()}


IMAGE, LINK, BUTTON = "html-image-without-alternative", "html-empty-link", "html-empty-button"


def test_a_page_without_problems_passes(pytester: pytest.Pytester) -> None:
    _test_of(pytester, FINE)
    done = pytester.runpytest_inprocess()
    done.assert_outcomes(passed=1)
    done.stdout.fnmatch_lines(["accesscheck: 1 page checked · 0 findings make a test fail"])


MESSAGE = """
>       accesscheck(*, depth="quick")
E       AssertionError: accesscheck: 2 findings make this test fail (Contact)
E       
E       ■ Image without alternative text (failed, critical)
E         The image logo.png has no alternative text.
E           line 1, html > body > main > img
E           <img src="logo.png">
E         Mend it: Say briefly what the image tells: alt="Floor plan of the town hall". If it only
E         decorates, write alt="".
E         WCAG 1.1.1 · html-image-without-alternative
E       
E       ■ Link without text (failed, serious)
E         The link <a href="/x"> has no text or name that says where it leads.
E           line 1, html > body > main > a
E           <a href="/x">
E         Mend it: Write in the link where it leads: <a href="/jobs">All vacancies</a>. If it
E         holds only an icon, give that image a text: alt="Our page on Facebook".
E         WCAG 2.4.4 · WCAG 4.1.2 · html-empty-link
E       
E       To accept what is there now, run with --accesscheck-update.

test_a_page_with_problems_fails_and_says_what_where_and_how_to_mend_it.py:2: AssertionError
accesscheck: 1 page checked · 2 findings make a test fail
"""  # noqa: W291


def test_a_page_with_problems_fails_and_says_what_where_and_how_to_mend_it(pytester: pytest.Pytester) -> None:
    _test_of(pytester, BAD)
    done = pytester.runpytest_inprocess()
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines(MESSAGE.strip("\n").splitlines(), consecutive=True)
    assert "fixture.py" not in done.stdout.str()


def test_at_most_20_findings_are_shown(pytester: pytest.Pytester) -> None:
    _test_of(pytester, FINE.replace("</main>", "<a href='/x'></a>" * 23 + "<img src='a.png'></main>"))
    done = pytester.runpytest_inprocess()
    done.stdout.fnmatch_lines(["E*24 findings make this test fail*", "E*And 4 more places."])
    assert len(re.findall(r"^E +<(?:a|img) ", done.stdout.str(), re.MULTILINE)) == 20
    # The most serious come first.
    assert done.stdout.str().index("■ Image") < done.stdout.str().index("■ Link")


@pytest.mark.parametrize(
    ("environment", "option", "told"),
    [
        pytest.param("fr_BE.UTF-8", [], "Image sans texte de remplacement", id="of the system"),
        pytest.param("fr_BE.UTF-8", ["--accesscheck-language", "nl"], "Afbeelding zonder alt-tekst", id="the option"),
    ],
)
def test_the_message_is_in_the_language(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, environment: str, option: list[str], told: str
) -> None:
    monkeypatch.setenv("LANG", environment)
    _test_of(pytester, BAD)
    pytester.runpytest_inprocess(*option).stdout.fnmatch_lines([f"E*{told}*"])


TARGETS = {
    "a path": 'accesscheck(pathlib.Path("page.html"), depth="quick")',
    "the name of a file": 'accesscheck("page.html", depth="quick")',
    "a part of a page": 'accesscheck("  <img src=logo.png>", depth="quick")',
    "a text": 'accesscheck.text("Wij zoeken een medewerker met Nederlands als moedertaal voor de balie.", "nl")',
    "a text that is too hard": f'accesscheck.text({"De procedure tot voorafgaande kennisgeving van de desbetreffende rechtzoekenden wordt, onverminderd de toepassing van de bepalingen inzake bevoegdheidsverdeling, conform de vigerende regelgeving geïmplementeerd. " * 6!r}, profile="text", fail_on="level=A2")',  # noqa: E501
}


@pytest.mark.parametrize("call", [pytest.param(call, id=name) for name, call in TARGETS.items()])
def test_what_can_be_checked(pytester: pytest.Pytester, call: str) -> None:
    (pytester.path / "page.html").write_text(BAD, encoding="utf-8")
    pytester.makepyfile(f"import pathlib\ndef test_it(accesscheck):\n    {call}\n")
    done = pytester.runpytest_inprocess()
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines([">*accesscheck*(*", "E*AssertionError: accesscheck: *"])


def test_a_part_of_a_page_needs_no_title_and_no_language(pytester: pytest.Pytester) -> None:
    _test_of(pytester, "<button>Verzenden</button>")
    pytester.runpytest_inprocess().assert_outcomes(passed=1)
    _test_of(pytester, "<html><body><button>Verzenden</button></body></html>")
    pytester.runpytest_inprocess().assert_outcomes(failed=1)


MISTAKES = {
    "no file": ('accesscheck("missing.html")', "missing.html: there is no such file.*"),
    "a text for a path": ('accesscheck("Bel ons gerust. " * 400)', "Bel ons gerust.*…: there is no such file.*"),
    "a folder": ('accesscheck(".")', ".: this is a folder. Give one page of it."),
    "nothing": ('accesscheck("")', "*the file is empty*"),
    "a number": ("accesscheck(3)", "accesscheck checks markup, a path, an address or an open page, * a int."),
    "no rule": ('accesscheck("<p>", rules="html-nothing")', "No rule is called “html-nothing”*"),
    "no depth": ('accesscheck("<p>", depth="deep")', "accesscheck: depth has a value that is not allowed. Use one of*"),
    "no threshold": ('accesscheck("<p>", fail_on="awful")', "--fail-on: “awful” is no threshold*"),
    "a language that is not clear": ('accesscheck.text("...")', "*The language of the text is not clear. Name it*"),
}


@pytest.mark.parametrize(("call", "told"), [pytest.param(*case, id=name) for name, case in MISTAKES.items()])
def test_a_mistake_is_told_at_the_line_of_the_test(pytester: pytest.Pytester, call: str, told: str) -> None:
    pytester.makepyfile(f"def test_it(accesscheck):\n    {call}\n")
    done = pytester.runpytest_inprocess()
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines([f">       {call.replace('[', '[[]')}", f"E*{told}"])
    assert "fixture.py" not in done.stdout.str()


BAD_MARKERS = {
    "no such argument": ('rule="x"', "The marker accesscheck does not know rule. It takes profile, rules, *"),
    "an argument without a name": ('"vacancy"', "The marker accesscheck does not know 'vacancy'*"),
    "a value that is not allowed": ('depth="deep"', "@pytest.mark.accesscheck: depth has a value that is not allowed*"),
    "no such rule": ('rules=["html-nothing"]', "No rule is called “html-nothing”*"),
}


@pytest.mark.parametrize(("arguments", "told"), [pytest.param(*case, id=name) for name, case in BAD_MARKERS.items()])
def test_a_mistake_in_a_marker_is_told(pytester: pytest.Pytester, arguments: str, told: str) -> None:
    pytester.makepyfile(
        f"import pytest\n@pytest.mark.accesscheck({arguments})\ndef test_it(accesscheck):\n    accesscheck('<p>')\n"
    )
    done = pytester.runpytest_inprocess("--strict-markers")
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines([told])


def test_markers_and_the_configuration_say_how_to_check(pytester: pytest.Pytester) -> None:
    pytester.path.joinpath("accesscheck.toml").write_text('depth = "quick"\nwithout = ["html-empty-link"]\n')
    pytester.makepyfile(
        f"""
        import pytest
        pytestmark = pytest.mark.accesscheck(rules="html-*")
        PAGE = {WORSE!r}

        def rules_of(page):
            return sorted({{finding.rule_id for finding in page.findings}})

        def test_module(accesscheck):
            page = accesscheck(PAGE, fail_on="never")
            assert rules_of(page) == ["{BUTTON}", "{IMAGE}"]

        @pytest.mark.accesscheck(fail_on="never", without=["{IMAGE}"])
        class TestClass:
            def test_class(self, accesscheck):
                assert rules_of(accesscheck(PAGE)) == ["{BUTTON}", "{LINK}"]

            @pytest.mark.accesscheck(rules="{IMAGE},{LINK}", without="")
            def test_own(self, accesscheck):
                assert rules_of(accesscheck(PAGE)) == ["{LINK}", "{IMAGE}"]
                assert rules_of(accesscheck(PAGE, rules=["{LINK}"])) == ["{LINK}"]

        def test_fails(accesscheck):
            with pytest.raises(AssertionError, match="2 findings"):
                accesscheck(PAGE)
            assert accesscheck(PAGE, fail_on="{IMAGE}=never,{BUTTON}=never")
        """
    )
    done = pytester.runpytest_inprocess("--strict-markers")
    done.assert_outcomes(passed=4)


def test_a_waiver_holds_until_its_day(pytester: pytest.Pytester) -> None:
    waiver = '[[waiver]]\nrule = "{}"\nwhere = "*"\nreason = "later"\nowner = "web"\nexpires = {}\n'
    pytester.path.joinpath("accesscheck.toml").write_text(
        waiver.format(IMAGE, "2999-01-01") + waiver.format(LINK, "2020-01-01")
    )
    _test_of(pytester, BAD)
    done = pytester.runpytest_inprocess()
    done.stdout.fnmatch_lines(["E*1 finding makes this test fail*", "E*html-empty-link", "accesscheck: *· 1 waived"])


def test_a_snapshot_holds_what_is_known(pytester: pytest.Pytester) -> None:
    _test_of(pytester, BAD, FINE)
    done = pytester.runpytest_inprocess("--accesscheck-update")
    done.assert_outcomes(passed=1)
    done.stdout.fnmatch_lines(["accesscheck: 2 pages checked · *· 2 known", "2 findings of these tests are known now."])
    assert _snapshot(pytester) == {"test_page": [LINK, IMAGE]}

    pytester.runpytest_inprocess().assert_outcomes(passed=1)

    # Something new fails, and is the only one that is shown.
    _test_of(pytester, WORSE)
    done = pytester.runpytest_inprocess()
    done.stdout.fnmatch_lines(["E*1 finding makes this test fail*", f"E*{BUTTON}", "E*2 findings are known, *"])
    done.stdout.no_fnmatch_line(f"*{IMAGE}*")

    # What is mended is told, and is no failure.
    _test_of(pytester, MENDED)
    done = pytester.runpytest_inprocess()
    done.assert_outcomes(passed=1)
    done.stdout.fnmatch_lines(["1 known finding is mended: run with --accesscheck-update"])
    assert _snapshot(pytester) == {"test_page": [LINK, IMAGE]}

    done = pytester.runpytest_inprocess("--accesscheck-strict")
    done.assert_outcomes(failed=1)
    done.stdout.no_fnmatch_line("*mended*")

    pytester.runpytest_inprocess("--accesscheck-update").assert_outcomes(passed=1)
    assert _snapshot(pytester) == {"test_page": [LINK]}

    _test_of(pytester, FINE)
    pytester.runpytest_inprocess("--accesscheck-update").assert_outcomes(passed=1)
    assert list(pytester.path.glob("__accesscheck__/*")) == []


def test_calls_and_parameters_are_kept_apart(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        f"""
        import pytest
        pytestmark = pytest.mark.accesscheck(depth="quick", rules=["{LINK}"])

        class TestMenu:
            @pytest.mark.parametrize("path", ["/een", "http://a.test/b [c]"])
            def test_it(self, accesscheck, path):
                accesscheck("<a href='%s'></a>" % path)
                accesscheck("<a href='%s2'></a>" % path)
                accesscheck("<a href=q></a>", name="open")
        """
    )
    pytester.runpytest_inprocess("--accesscheck-update").assert_outcomes(passed=2)
    tests = ("TestMenu::test_it[/een]", "TestMenu::test_it[http://a.test/b [c]]")
    assert set(_snapshot(pytester)) == {f"{test}{call}" for test in tests for call in ("", " (2)", " (open)")}
    pytester.runpytest_inprocess().assert_outcomes(passed=2)


def test_an_update_leaves_what_did_not_run(pytester: pytest.Pytester) -> None:
    calls = "def test_{name}(accesscheck):\n    accesscheck({page!r}, depth='quick')\n{rest}\n"
    again = f"    accesscheck({BAD!r}, depth='quick')\n"
    pytester.makepyfile(calls.format(name="one", page=BAD, rest=again) + calls.format(name="two", page=BAD, rest=again))
    pytester.runpytest_inprocess("--accesscheck-update").assert_outcomes(passed=2)
    pytester.makepyfile(
        calls.format(name="one", page=MENDED, rest="") + calls.format(name="two", page=MENDED, rest="    assert 0")
    )
    # The call that the first test does not make any more is gone. The second did not come to its end.
    pytester.runpytest_inprocess("--accesscheck-update").assert_outcomes(passed=1, failed=1)
    assert _snapshot(pytester) == {"test_one": [LINK], "test_two": [LINK], "test_two (2)": [LINK, IMAGE]}
    pytester.makepyfile(calls.format(name="one", page=BAD, rest="") + calls.format(name="two", page=FINE, rest=""))
    pytester.runpytest_inprocess("--accesscheck-update", "-k", "two").assert_outcomes(passed=1, deselected=1)
    assert _snapshot(pytester) == {"test_one": [LINK]}


@pytest.mark.parametrize("content", ["", "<<<<<<< HEAD", '{"accesscheck-baseline": 99, "pages": {}}'])
def test_a_snapshot_that_cannot_be_read_is_told(pytester: pytest.Pytester, content: str) -> None:
    path = _test_of(pytester, BAD)
    folder = pytester.mkdir("__accesscheck__")
    (folder / f"{path.stem}.json").write_text(content)
    done = pytester.runpytest_inprocess()
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines(["*known findings cannot be read. Delete the file, and run with --accesscheck-update."])


def test_update_and_strict_exclude_each_other(pytester: pytest.Pytester) -> None:
    _test_of(pytester, FINE)
    done = pytester.runpytest_inprocess("--accesscheck-update", "--accesscheck-strict")
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    done.stderr.fnmatch_lines(["*--accesscheck-update accepts findings, --accesscheck-strict accepts none: give one."])


@pytest.mark.slow
def test_workers_lose_nothing_of_each_other(pytester: pytest.Pytester) -> None:
    names = [f"<img src='{name}.png'>" for name in ("een", "twee", "drie", "vier", "vijf", "zes")]
    pytester.makepyfile(
        f"""
        import pytest

        @pytest.mark.accesscheck(depth="quick")
        @pytest.mark.parametrize("number", range(6))
        def test_page(accesscheck, number):
            accesscheck({names!r}[number])
        """
    )
    done = pytester.runpytest_subprocess("-n2", "--accesscheck-update")
    done.assert_outcomes(passed=6)
    done.stdout.fnmatch_lines(["accesscheck: 6 pages checked · *· 6 known"])
    assert sorted(_snapshot(pytester)) == [f"test_page[[]{number}]".replace("[[]", "[") for number in range(6)]
    done = pytester.runpytest_subprocess("-n2")
    done.assert_outcomes(passed=6)
    done.stdout.fnmatch_lines(["accesscheck: 6 pages checked · 0 findings make a test fail · 6 known"])
    done = pytester.runpytest_subprocess("-n2", "--accesscheck-strict")
    done.assert_outcomes(failed=6)
    done.stdout.fnmatch_lines(["accesscheck: 6 pages checked · 6 findings make a test fail"])


def test_the_start_of_pytest_imports_next_to_nothing(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(
        """
        import sys

        def pytest_unconfigure():
            print("LOADED", *sorted(name for name in sys.modules if name.split(".")[0] in {
                "accesscheck", "playwright", "msgspec", "selectolax", "selenium", "yaml"}))
        """
    )
    pytester.makepyfile("def test_it(): pass\n")
    done = pytester.runpytest_subprocess("-s")
    loaded = next(line for line in done.outlines if line.startswith("LOADED")).split()[1:]
    assert loaded == ["accesscheck", "accesscheck.pytest_plugin"]


@pytest.mark.browser
@pytest.mark.slow
def test_markup_files_and_addresses_are_opened_in_a_browser(pytester: pytest.Pytester) -> None:
    faint = FINE.replace("<p>", "<p style='color:#bbb'>")
    (pytester.path / "page.html").write_text(faint, encoding="utf-8")
    pytester.makepyfile(
        f"""
        import functools, http.server, threading
        import pytest

        @pytest.mark.parametrize("kind", ["markup", "file", "address"])
        def test_it(accesscheck, kind):
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://127.0.0.1:{{server.server_port}}/page.html"
            target = {{"markup": {faint!r}, "file": "page.html", "address": address}}[kind]
            try:
                with pytest.raises(AssertionError, match="axe-color-contrast"):
                    accesscheck(target)
            finally:
                server.shutdown()
                server.server_close()
        """
    )
    pytester.runpytest_subprocess("-n0").assert_outcomes(passed=3)


def test_without_a_browser_the_test_fails_and_says_what_to_do(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACCESSCHECK_CHROMIUM", str(pytester.path / "nowhere"))
    pytester.makepyfile(f"def test_it(accesscheck):\n    accesscheck({FINE!r})\n")
    done = pytester.runpytest_subprocess("-n0")
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines(["E*No browser was found. Run “accesscheck install-browser”, or check the source:"])


LIVE = """
<!doctype html><html lang="nl"><head><title>Contact</title></head><body><main><h1>Contact</h1><p>Bel ons.</p>
<button id="menu" onclick="document.getElementById('panel').hidden = false">Menu</button>
<div id="panel" hidden><img src="logo.png"><label>Naam <input id="name"></label></div>
<iframe title="Kaart" src="inner.html"></iframe>
<iframe title="Later" loading="lazy" src="https://later.invalid/" style="margin-top: 9000px"></iframe>
</main><script>
  window.axe = {mine: true};
  window.changes = 0;
  // A driver marks the frames that it enters.
  const isPages = (change) => change.attributeName !== 'cd_frame_id_';
  new MutationObserver((list) => { changes += list.filter(isPages).length; }).observe(
    document, {subtree: true, childList: true, attributes: true, characterData: true});
  window.listener = EventTarget.prototype.addEventListener;
</script></body></html>
""".strip()
INNER = "<!doctype html><html lang=nl><title>Kaart</title><main><h1>Kaart</h1><a href=/x></a></main></html>"

STATE = """() => {
  const keys = (view) => Reflect.ownKeys(view).map(String).filter((key) => !/^\\d+$/.test(key));
  return JSON.stringify({
  changes, axe, symbols: Object.getOwnPropertySymbols(window).map(String).filter((name) => name.includes('access')),
  keys: keys(window).length, inner: keys(window[0]).length, value: document.getElementById('name').value,
  focus: document.activeElement.id, scroll: scrollY, listens: EventTarget.prototype.addEventListener === listener});
}"""

LIVE_TESTS = f"""
import functools, http.server, json, pathlib, threading
import pytest

CHROMIUM, DRIVER = {find_executable()!r}, {shutil.which("chromedriver")!r}
STATE = {STATE!r}
IMAGE, LINK = "axe-image-alt", "axe-link-name"

@pytest.fixture(scope="session")
def address():
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory="site"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{{server.server_port}}/"
    server.shutdown()
    server.server_close()

def places(page):
    return {{(finding.rule_id, finding.location.selector) for finding in page.findings if finding.outcome == "failed"}}

def judge(closed, opened, before, after):
    inside = (LINK, 'iframe[title="Kaart"] >>> a')
    assert inside in places(closed), places(closed)
    assert IMAGE not in dict(places(closed))
    assert {{inside, (IMAGE, "#panel > img")}} <= places(opened)
    assert [note.key for note in opened.notes if note.key != "text-too-short"] == ["as-it-stands"]
    assert "Chrom" in opened.browser
    reasons = {{result.rule_id: result.reason for result in opened.results}}
    assert reasons["browser-motion-actuation"] == "needs-browser"
    assert reasons["browser-target-too-small"] is None
    assert before == after and json.loads(after)["value"] == "Jan"
"""

PLAYWRIGHT_SYNC = """
from playwright.sync_api import sync_playwright

@pytest.mark.accesscheck(fail_on="never")
def test_it(accesscheck, address):
    with sync_playwright() as playwright, playwright.chromium.launch(
        executable_path=CHROMIUM, args=["--no-sandbox"]
    ) as browser:
        page = browser.new_page()
        page.goto(address, wait_until="domcontentloaded")
        page.frames[1].wait_for_load_state()
        closed = accesscheck(page)
        page.click("#menu")
        page.fill("#name", "Jan")
        page.evaluate("scrollTo(0, 200)")
        before = page.evaluate(STATE)
        opened = accesscheck(page)
        judge(closed, opened, before, page.evaluate(STATE))
        with pytest.raises(AssertionError, match="1 finding makes this test fail.*#panel > img.*axe-image-alt(?s:.)*"):
            try:
                accesscheck(page, fail_on="axe-image-alt=failed")
            except AssertionError as error:
                raise AssertionError(str(error).replace(chr(10), " "))
"""

PLAYWRIGHT_ASYNC = """
import asyncio
from playwright.async_api import async_playwright

@pytest.mark.accesscheck(fail_on="never")
def test_it(accesscheck, address):
    async def run():
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = await browser.new_page()
            await page.goto(address, wait_until="domcontentloaded")
            await page.frames[1].wait_for_load_state()
            closed = await accesscheck(page)
            await page.click("#menu")
            await page.fill("#name", "Jan")
            await page.evaluate("scrollTo(0, 200)")
            before = await page.evaluate(STATE)
            opened = await accesscheck(page)
            judge(closed, opened, before, await page.evaluate(STATE))
            with pytest.raises(AssertionError, match="finding makes this test fail"):
                await accesscheck(page, fail_on="axe-image-alt=failed")
            await browser.close()
    asyncio.run(run())
"""

SELENIUM = """
from selenium import webdriver

@pytest.mark.accesscheck(fail_on="never")
def test_it(accesscheck, address):
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    options.page_load_strategy = "eager"
    for argument in ("--headless=new", "--no-sandbox"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    try:
        driver.set_script_timeout(7)
        driver.get(address)
        driver.execute_async_script(
            "const done = arguments[0]; const wait = () => window[0].document.querySelector('a') ? done() : "
            "setTimeout(wait, 20); wait()")
        closed = accesscheck(driver)
        driver.find_element("id", "menu").click()
        driver.find_element("id", "name").send_keys("Jan")
        driver.execute_script("scrollTo(0, 200)")
        state = f"return ({STATE})()"
        before = driver.execute_script(state)
        opened = accesscheck(driver)
        judge(closed, opened, before, driver.execute_script(state))
        assert driver.timeouts.script == 7
        with pytest.raises(AssertionError, match="finding makes this test fail"):
            accesscheck(driver, fail_on="axe-image-alt=failed")
    finally:
        driver.quit()
"""


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(
    "source",
    [
        pytest.param(PLAYWRIGHT_SYNC, id="Playwright"),
        pytest.param(PLAYWRIGHT_ASYNC, id="Playwright async"),
        pytest.param(SELENIUM, id="Selenium"),
    ],
)
def test_an_open_page_is_checked_as_it_stands_and_left_as_it_was(pytester: pytest.Pytester, source: str) -> None:
    site = pytester.mkdir("site")
    (site / "index.html").write_text(LIVE, encoding="utf-8")
    (site / "inner.html").write_text(INNER, encoding="utf-8")
    pytester.makepyfile(LIVE_TESTS + source)
    pytester.runpytest_subprocess("-n0").assert_outcomes(passed=1)


@pytest.mark.browser
@pytest.mark.slow
def test_a_page_that_was_not_awaited_was_not_checked(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        LIVE_TESTS
        + """
import asyncio
from playwright.async_api import async_playwright

def test_it(accesscheck):
    async def run():
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            accesscheck(await browser.new_page())
            await browser.close()
    asyncio.run(run())
"""
    )
    done = pytester.runpytest_subprocess("-n0")
    done.assert_outcomes(passed=1, errors=1)
    done.stdout.fnmatch_lines(["A page was not checked. Write: await accesscheck(page)"])


@pytest.mark.browser
@pytest.mark.slow
def test_a_page_whose_clock_stands_still_is_not_waited_for(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        LIVE_TESTS
        + """
from dataclasses import replace
from playwright.sync_api import sync_playwright
import accesscheck as library
from accesscheck import audit

def test_it(monkeypatch):
    engine = audit._engine(frozenset(), "")
    hasty = tuple(replace(probe, budget=2.0) for probe in engine.probes)
    monkeypatch.setattr(audit, "_engine", lambda *_: replace(engine, probes=hasty))
    with sync_playwright() as playwright, playwright.chromium.launch(
        executable_path=CHROMIUM, args=["--no-sandbox"]
    ) as browser:
        page = browser.new_page()
        page.clock.install()
        page.set_content("<title>x</title><img src=a.png>", wait_until="domcontentloaded")
        page.clock.pause_at(9_999_999_999)
        found = library.check_page(page)
    assert "probe-late" in [note.key for note in found.notes]
    assert {result.reason for result in found.results if result.rule_id == "axe-image-alt"} == {"page-timeout"}
"""
    )
    pytester.runpytest_subprocess("-n0").assert_outcomes(passed=1)


@pytest.mark.browser
@pytest.mark.slow
def test_a_strict_content_security_policy_is_no_hindrance(pytester: pytest.Pytester) -> None:
    policy = "default-src 'none'; script-src 'none'; require-trusted-types-for 'script'"
    pytester.makepyfile(
        LIVE_TESTS
        + f"""
from playwright.sync_api import sync_playwright

def test_it(accesscheck):
    with sync_playwright() as playwright, playwright.chromium.launch(
        executable_path=CHROMIUM, args=["--no-sandbox"]
    ) as browser:
        page = browser.new_page()
        headers = {{"content-type": "text/html", "content-security-policy": {policy!r}}}
        page.route("**/*", lambda route: route.fulfill(body={BAD!r}, headers=headers))
        page.goto("http://strict.test/")
        with pytest.raises(AssertionError, match="axe-image-alt"):
            accesscheck(page)
"""
    )
    pytester.runpytest_subprocess("-n0").assert_outcomes(passed=1)


def test_chromedriver_is_there() -> None:
    assert shutil.which("chromedriver"), "Install it, or no driver of Selenium is tested: apt install chromium-driver"


@pytest.mark.parametrize("thing", [object(), 3, "<p>", Path(), subprocess, sys], ids=lambda thing: type(thing).__name__)
def test_what_is_no_open_page_is_told(thing: object) -> None:
    with pytest.raises(OptionError, match="Give a page of Playwright or a driver of Selenium"):
        check_page(thing)
