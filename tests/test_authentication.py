"""What opens a site goes to that site, and nowhere else; and it stands in no report, remark or error."""

import base64
import json
import pickle
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from servers import Answer, Handler, Site, answer, redirect

from accesscheck import config
from accesscheck.audit import AuditOptions, audit_target
from accesscheck.authentication import credentials
from accesscheck.cli.app import run
from accesscheck.cli.login import keep
from accesscheck.errors import OptionError
from accesscheck.hookspecs import OpenOptions
from accesscheck.model.credentials import Credentials, may_know
from accesscheck.model.flow import Step
from accesscheck.model.target import Target
from accesscheck.sources.login_page import is_login_page

SECRET = "s3cret-Value"
PAGE = '<!doctype html><html lang="en"><title>Desk</title><h1>Desk</h1><img src="a.png">'
RULES = ("html-image-without-alternative", "html-title-missing")


@dataclass
class Town:
    """Two servers, and what each was sent: `own` wants to know who asks, `other` is a stranger on another host."""

    own: Site
    other: Site
    sent: dict[str, list[tuple[str, Mapping[str, str]]]] = field(default_factory=dict)

    @property
    def stranger(self) -> str:
        return self.other.address("").replace("127.0.0.1", "localhost")

    def told(self, who: str, name: str) -> list[str | None]:
        return [headers.get(name) for _, headers in self.sent.get(who, [])]


@pytest.fixture
def town() -> Iterator[Town]:
    own_pages: dict[str, Answer] = {}
    other_pages: dict[str, Answer] = {}
    town = Town(Site(own_pages), Site(other_pages))

    def noted(who: str, then: Answer) -> Answer:
        def write(handler: Handler) -> None:
            town.sent.setdefault(who, []).append((handler.path, dict(handler.headers.items())))
            then(handler)

        return write

    def closed(handler: Handler) -> None:
        cookie, header = handler.headers.get("Cookie") or "", handler.headers.get("X-Key") or ""
        basic = handler.headers.get("Authorization") or ""
        right = f"in={SECRET}" in cookie or header == SECRET or SECRET in base64.b64decode(basic[6:]).decode()
        (answer(guests) if right else answer("Who are you?", status=401))(handler)

    stranger = town.stranger
    guests = (
        f'{PAGE}<img src="{stranger}/a.png"><script src="{stranger}/a.js"></script><img src="/moved.png">'
        f'<link rel="stylesheet" href="/own.css"><iframe title="A" src="{stranger}/frame"></iframe>'
        f"<script>fetch('{stranger}/data', {{mode: 'no-cors', credentials: 'include'}}).catch(() => 0);"
        "fetch('/data').catch(() => 0)</script>"
    )
    plain = answer(PAGE)
    own = {
        "/": closed,
        "/own.css": answer("", "text/css"),
        "/data": plain,
        "/moved.png": redirect(f"{stranger}/moved-here.png"),
        "/away": redirect(f"{stranger}/page"),
        "/away-and-back": redirect(f"{stranger}/back"),
        "/forbidden": answer("No", status=403),
        "/report": redirect("/login?next=/report"),
        "/start": redirect("/nl/"),
        "/login?next=/report": answer(f'{PAGE}<form><input type="password" aria-label="Password"></form>'),
        "/login": answer(f'{PAGE}<form><input type="password" aria-label="Password"></form>'),
        "/nl/": answer(f'{PAGE}<form><input type="password" aria-label="Password"></form>'),
        "/stored": answer(f"{PAGE}<script>fetch('/seen?' + localStorage.getItem('token'))</script>"),
        f"/seen?{SECRET}": plain,
        "/seen?null": plain,
    }
    other = dict.fromkeys(("/a.png", "/a.js", "/moved-here.png", "/frame", "/data", "/page"), plain)
    other["/back"] = redirect(town.own.address("/data"))
    own_pages.update({path: noted("own", then) for path, then in own.items()})
    other_pages.update({path: noted("other", then) for path, then in other.items()})
    with town.own, town.other:
        yield town


def state(town: Town, **cookie: object) -> str:
    """A stored login: a cookie of the site, one of the stranger, and what both stored."""
    named = {"name": "in", "value": SECRET, "path": "/", "expires": -1, "httpOnly": True, "secure": False}
    same = {**named, "sameSite": "Lax"}
    origins = [
        {"origin": town.own.address(""), "localStorage": [{"name": "token", "value": SECRET}]},
        {"origin": town.stranger, "localStorage": [{"name": "token", "value": SECRET}]},
    ]
    cookies = [{**same, "domain": "127.0.0.1", **cookie}, {**same, "domain": "localhost", "sameSite": "None"}]
    return json.dumps({"cookies": cookies, "origins": origins})


def given(town: Town, how: str) -> Credentials:
    """One way in."""
    match how:
        case "header":
            return Credentials(headers=(("X-Key", SECRET),))
        case "basic":
            return Credentials(
                headers=(("Authorization", f"Basic {base64.b64encode(f'an:{SECRET}'.encode()).decode()}"),)
            )
        case _:
            return Credentials(state=state(town))


NAMES = {"header": "X-Key", "basic": "Authorization", "state": "Cookie"}
BROWSER = [
    pytest.param(True, marks=pytest.mark.browser, id="in a browser"),
    pytest.param(False, id="without a browser"),
]


def options(browser: bool, credentials: Credentials | None) -> AuditOptions:
    return AuditOptions(browser=browser, rules=RULES, credentials=credentials, timeout=10, strict=True)


@pytest.mark.parametrize("browser", BROWSER)
@pytest.mark.parametrize("how", NAMES)
def test_it_opens_the_site_and_goes_to_no_other(town: Town, how: str, browser: bool) -> None:
    page = audit_target(Target(address=town.own.address("/")), options(browser, given(town, how)))
    assert page.title == "Desk"
    assert any(town.told("own", NAMES[how]))
    assert not any(town.told("other", NAMES[how]))
    assert SECRET not in str(town.sent.get("other"))
    if browser:
        asked = {path for path, _ in town.sent["other"]}
        assert asked >= {"/a.png", "/a.js", "/moved-here.png", "/frame", "/data"}
        assert {path for path, headers in town.sent["own"] if headers.get(NAMES[how])} >= {"/", "/own.css", "/data"}


@pytest.mark.parametrize("browser", BROWSER)
@pytest.mark.parametrize("how", NAMES)
def test_it_is_not_taken_along_when_the_page_redirects(town: Town, how: str, browser: bool) -> None:
    audit_target(Target(address=town.own.address("/away")), options(browser, given(town, how)))
    assert any(town.told("own", NAMES[how]))
    assert "/page" in {path for path, _ in town.sent["other"]}
    assert not any(town.told("other", NAMES[how]))


@pytest.mark.parametrize("browser", BROWSER)
def test_one_of_another_port_is_a_stranger_to_headers(town: Town, browser: bool) -> None:
    """Cookies know no ports, headers of ours do."""
    target = Target(address=town.own.address("/away"))
    town.own._server.pages["/away"] = redirect(town.other.address("/page"))  # type: ignore[index]
    audit_target(target, options(browser, given(town, "header")))
    assert town.told("other", "X-Key") == [None] * len(town.sent["other"])


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("how", NAMES)
@pytest.mark.parametrize("steps", [(), (Step(action="hover", selector="h1"),)], ids=["an address", "a flow"])
def test_probes_that_load_the_page_again_keep_to_it(town: Town, how: str, steps: tuple[Step, ...]) -> None:
    target = Target(address=town.own.address("/"), profile="web-page", steps=steps, state="Start" if steps else None)
    page = audit_target(
        target, replace(options(True, given(town, how)), rules=("html-*", "browser-*"), depth="thorough")
    )
    assert page.title == "Desk"
    assert len([path for path, _ in town.sent["own"] if path == "/"]) > 1
    assert all(headers.get(NAMES[how]) for path, headers in town.sent["own"] if path == "/")
    assert not any(town.told("other", NAMES[how]))
    assert [note.key for note in page.notes if note.key == "probe-failed"] == []


@pytest.mark.browser
def test_what_the_site_had_stored_is_there(town: Town) -> None:
    audit_target(Target(address=town.own.address("/stored")), options(True, given(town, "state")))
    assert f"/seen?{SECRET}" in {path for path, _ in town.sent["own"]}


@pytest.mark.browser
def test_a_tab_of_another_login_is_not_used_again(town: Town) -> None:
    target = Target(address=town.own.address("/"))
    assert audit_target(target, options(True, given(town, "state"))).title == "Desk"
    page = audit_target(target, options(True, None))
    assert [note.key for note in page.notes] == ["no-entry"]


@pytest.mark.parametrize("browser", BROWSER)
@pytest.mark.parametrize(
    ("path", "key"),
    [
        pytest.param("/", "no-entry", id="401"),
        pytest.param("/forbidden", "no-entry", id="403"),
        pytest.param("/report", "login-page", id="a login page in its place"),
        pytest.param("/login", None, id="the login page itself"),
        pytest.param("/start", None, id="a home page with a form to log in"),
    ],
)
def test_a_page_behind_a_login_is_untested(town: Town, path: str, key: str | None, browser: bool) -> None:
    page = audit_target(Target(address=town.own.address(path)), options(browser, None))
    assert [note.key for note in page.notes if note.key in ("no-entry", "login-page")] == ([key] if key else [])
    assert {result.outcome == "untested" for result in page.results} == {key is not None}


@pytest.mark.parametrize(
    ("asked", "landed", "expected"),
    [
        ("/a", "/signin", True),
        ("/a", "/user/log-in", True),
        ("/a", "/aanmelden", True),
        ("/a", "/connexion", True),
        ("/a", "/auth/realms/x", True),
        ("/a", "/a/", False),
        ("/login", "/login/step2", False),
        ("/a", "/b", False),
        ("/a", "/author", False),
    ],
)
def test_what_counts_as_a_login_page(asked: str, landed: str, expected: bool) -> None:
    html = '<form><input type="PASSWORD"></form>'
    site = "https://town.example"
    assert is_login_page(f"{site}{asked}", f"{site}{landed}", html) is expected
    assert is_login_page(f"{site}{asked}", f"{site}{landed}", "<p>Password?</p>") is False


@pytest.mark.parametrize(
    ("target", "address", "expected"),
    [
        ("https://a.example/x", "https://a.example/y", True),
        ("https://a.example/x", "https://a.example:443/y", True),
        ("https://A.example/x", "https://a.EXAMPLE/y", True),
        ("http://a.example/x", "https://a.example/y", True),
        ("https://a.example/x", "http://a.example/y", False),
        ("https://a.example/x", "https://a.example:8443/y", False),
        ("http://a.example:81/x", "https://a.example/y", False),
        ("https://a.example/x", "https://www.a.example/y", False),
        ("https://a.example/x", "https://a.example@b.example/y", False),
        ("https://a.example/x", "https://a.example.b.example/y", False),
        ("https://a.example/x", "//a.example/y", False),
        ("page.html", "http://127.0.0.1:9/page.html", False),
        ("https://a.example/x", "https://[", False),
    ],
)
def test_which_addresses_may_know(target: str, address: str, expected: bool) -> None:
    assert may_know(target, address) is expected


@pytest.mark.parametrize(
    ("domain", "target", "path", "sent"),
    [
        ("a.example", "https://a.example/", "/x", True),
        (".a.example", "https://a.example/", "/x", True),
        (".a.example", "https://www.a.example/", "/x", True),
        ("a.example", "https://www.a.example/", "/x", False),
        (".a.example", "https://banana.example/", "/x", False),
        ("a.example", "https://a.example/", "/", False),
        ("a.example", "https://a.example/", "/xyz", False),
        ("a.example", "http://a.example/", "/x", False),
    ],
)
def test_a_cookie_goes_where_a_browser_would_send_it(domain: str, target: str, path: str, sent: bool) -> None:
    cookie = {"name": "in", "value": SECRET, "domain": domain, "path": "/x", "secure": True}
    stored = Credentials(state=json.dumps({"cookies": [cookie], "origins": []}))
    header = stored.cookie_header(target, target.rstrip("/") + path)
    assert header == ({"Cookie": f"in={SECRET}"} if sent else {})


def test_it_pickles_and_is_not_shown() -> None:
    own = Credentials(headers=(("X-Key", SECRET),), state=f'{{"cookies": [], "origins": [], "x": "{SECRET}"}}')
    for one in (own, AuditOptions(credentials=own), OpenOptions(credentials=own)):
        assert pickle.loads(pickle.dumps(one)) == one
        assert SECRET not in repr(one)
        assert SECRET not in str(one)


def test_values_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_TOKEN", SECRET)
    monkeypatch.setenv("ACCESSCHECK_PASSWORD", "p:w")
    made = credentials(headers=["Authorization: Bearer ${A_TOKEN}", "X-Stage: test"], basic=None)
    assert made is not None
    assert made.headers == (("Authorization", f"Bearer {SECRET}"), ("X-Stage", "test"))
    for basic, pair in (("an", "an:p:w"), ("an:${A_TOKEN}", f"an:{SECRET}")):
        made = credentials(basic=basic)
        assert made is not None
        assert made.headers == (("Authorization", f"Basic {base64.b64encode(pair.encode()).decode()}"),)
    assert credentials() is None


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["--basic", f"an:{SECRET}"], "A password in plain words is not taken", id="a password"),
        pytest.param(["--basic", f"an:${{A}}{SECRET}"], "A password in plain words is not taken", id="half a password"),
        pytest.param(["--basic", "an"], "The variable ACCESSCHECK_PASSWORD is not set", id="no password"),
        pytest.param(["--header", f"X-Key {SECRET}"], "with a name, a colon and a value", id="no colon"),
        pytest.param(["--header", f"X Key: {SECRET}"], "with a name, a colon and a value", id="no name of a header"),
        pytest.param(["--header", f"X-Key: {SECRET}\nX: y"], "signs that a header cannot have", id="two lines"),
        pytest.param(["--header", "X-Key: ${NOT_SET_AT_ALL}"], "NOT_SET_AT_ALL is not set", id="no variable"),
        pytest.param(["--header", f"Cookie: in={SECRET}"], "Give cookies with --state", id="a cookie"),
        pytest.param(["--state", "none.json"], "none.json: the file cannot be read", id="no file"),
        pytest.param(["--state", "broken.json"], "this is no stored login", id="a broken file"),
        pytest.param(["--state", "other.json"], "this is no stored login", id="another file"),
        pytest.param([f"https://an:{SECRET}@town.example/"], "an address with a password", id="in the address"),
    ],
)
def test_a_wrong_option_is_told_without_its_value(
    arguments: list[str],
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ACCESSCHECK_PASSWORD", raising=False)
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "broken.json").write_text(f'{{"cookies": [{SECRET}')
    (tmp_path / "other.json").write_text(json.dumps({"cookies": [{"name": SECRET}], "origins": []}))
    assert run(["check", "page.html", "--no-browser", *arguments]) == 2
    out, errors = capfd.readouterr()
    assert says in errors
    assert SECRET not in out + errors


@pytest.mark.parametrize(
    ("line", "says"),
    [
        pytest.param('header = ["X-Key: ${A_TOKEN}"]', None, id="a variable"),
        pytest.param('basic = "an"', None, id="a name"),
        pytest.param(f'header = ["X-Key: {SECRET}"]', r"Write: header = \[“X-Key: \$\{VARIABLE\}”\]", id="a value"),
        pytest.param(f'basic = "an:{SECRET}"', "A password in plain words", id="a password"),
    ],
)
def test_the_file_holds_no_secret(line: str, says: str | None, tmp_path: Path) -> None:
    path = tmp_path / "accesscheck.toml"
    path.write_text(line, encoding="utf-8")
    if says is None:
        config.load(path)
        return
    with pytest.raises(OptionError, match=says) as problem:
        config.load(path)
    assert SECRET not in str(problem.value)


@pytest.mark.parametrize("browser", BROWSER)
@pytest.mark.parametrize("format_", ["json", "html", "sarif", "terminal"])
def test_no_report_shows_it(
    town: Town,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    browser: bool,
    format_: str,
) -> None:
    monkeypatch.setenv("A_TOKEN", SECRET)
    monkeypatch.setenv("ACCESSCHECK_PASSWORD", SECRET)
    path = tmp_path / "state.json"
    path.write_text(state(town), encoding="utf-8")
    out = tmp_path / "report"
    given = ["--header", "X-Key: ${A_TOKEN}", "--basic", "an", "--state", str(path), "--rules", ",".join(RULES)]
    where = [town.own.address("/"), town.own.address("/forbidden"), "--format", format_, "-o", str(out)]
    code = run(["check", *where, *given, *([] if browser else ["--no-browser"])])
    assert code == 1
    printed = capfd.readouterr()
    encoded = base64.b64encode(f"an:{SECRET}".encode()).decode()
    for text in (out.read_text(encoding="utf-8"), printed.out, printed.err):
        assert SECRET not in text
        assert encoded not in text


@pytest.mark.browser
def test_a_login_is_kept_and_opens_the_site(tmp_path: Path) -> None:
    from accesscheck.sources.login import logged_in

    def enter(handler: Handler) -> None:
        handler.start(200, {"Content-Type": "text/html", "Content-Length": "0", "Set-Cookie": f"in={SECRET}; HttpOnly"})

    def closed(handler: Handler) -> None:
        right = SECRET in (handler.headers.get("Cookie") or "")
        (answer(PAGE) if right else answer("Who are you?", status=401))(handler)

    path = tmp_path / "state.json"
    path.write_text("an old one that others may read")
    path.chmod(0o644)
    with Site({"/login": enter, "/": closed}) as site:
        keep(path, logged_in(site.address("/login"), lambda: None, window=False))
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert run(["check", site.address("/"), "--state", str(path), "--rules", "html-title-missing"]) == 0


def test_login_without_a_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert run(["login", "https://town.example/", "--state", str(tmp_path / "state.json")]) == 2
    assert "There is no screen here" in capfd.readouterr().err
    assert list(tmp_path.iterdir()) == []
