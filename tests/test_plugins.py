"""Plugins, through real entry points: small packages, each installed in a folder of its own."""

from pathlib import Path

import pluggy
import pytest
from site_folder import Done, Site

from accesscheck import hookimpl, hookspecs, plugins
from accesscheck.errors import PluginError

RULE = """\
id: {rule_id}
kind: {kind}
languages: [en]
profiles: [text]
impact: minor
verdict_on_match: cantTell
terms: {{forthwith: [at once]}}
examples: {{wrong: [Come forthwith.], right: [Come at once.]}}
references: []
sources: []
status: preview
since: 0.1.0
texts:
""" + "".join(
    f"  {language}: {{{{title: Old word, message: 'Old: {{{{match}}}}?', fix: Change it., who: Many., why: B1.}}}}\n"
    for language in ("nl", "fr", "en", "de")
)

RULES_FOLDER = """
from importlib.resources import files

from accesscheck import hookimpl


@hookimpl
def accesscheck_rule_folders():
    return (files(__name__) / "rules",)
"""

GOOD = f"""{RULES_FOLDER}
import typer

from accesscheck import sources


class CountReporter:
    name = "count"
    suffix = ".txt"

    def render(self, report, rules, *, language):
        return f"{{sum(len(page.findings) for page in report.pages)}} findings in {{language}}\\n"


@hookimpl
def accesscheck_reporters():
    return (CountReporter(),)


@hookimpl
def accesscheck_open(target, options):
    if target.address.startswith("memo:"):
        return sources.from_text(target, target.address.removeprefix("memo://"), options)


@hookimpl
def accesscheck_commands(cli):
    @cli.command("greet")
    def greet(name: str) -> None:
        typer.echo(f"Hello, {{name}}")


@hookimpl
def accesscheck_page_done():
    print("a page is done")
"""


def install(site: Site, name: str, code: str, **rules: str) -> Site:
    """Install a plugin of one module: its code, and its rule files by id, with _ for -."""
    package = site.folder / f"{name}_plugin"
    (package / "rules").mkdir(parents=True)
    (package / "__init__.py").write_text(code, encoding="utf-8")
    for rule_id, text in rules.items():
        (package / "rules" / f"{rule_id.replace('_', '-')}.yml").write_text(text, encoding="utf-8")
    site.add(f"{name}_plugin", version="1.2.3", entry_points={name: f"{name}_plugin"})
    return site


def check(site: Site, *arguments: str) -> Done:
    """Check a text with an old word in it."""
    (site.folder / "text.txt").write_text("Please come to our desk forthwith.", encoding="utf-8")
    return site.run("check", "text.txt", "--profile", "text", "--no-browser", "--text-language", "en", *arguments)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Site:
    rule = RULE.format(rule_id="good-old-word", kind="terms")
    return install(Site(tmp_path_factory.mktemp("good")), "good", GOOD, good_old_word=rule)


def test_plugins_are_listed_with_version_and_origin(good: Site) -> None:
    done = good.run("plugins")
    assert done.returncode == 0
    assert "accesscheck\t0.1.0\tbuilt in" in done.stdout
    assert "good\t1.2.3\tgood_plugin" in done.stdout


def test_a_plugin_that_is_left_out_is_not_listed(good: Site) -> None:
    assert "good" not in good.run("plugins", "--without-plugin", "good").stdout


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param((), "good-old-word", id="its rule finds"),
        pytest.param(("--format", "count"), "a page is done", id="it is told of a finished page"),
        pytest.param(("--format", "json"), '"good-old-word"', id="its rule is in a report of ours"),
    ],
)
def test_a_plugin_takes_part_in_a_check(good: Site, arguments: tuple[str, ...], expected: str) -> None:
    done = check(good, "--rules", "good-*", *arguments)
    assert done.stderr.count("Traceback") == 0
    assert done.returncode == 0
    assert expected in done.stdout


def test_a_reporter_of_a_plugin_is_a_format(good: Site) -> None:
    report = good.folder / "report.txt"
    assert check(good, "--rules", "good-*", "--format", "count", "--output", str(report)).returncode == 0
    assert report.read_text() == "1 findings in en\n"


def test_a_plugin_opens_its_own_scheme_before_the_built_in(good: Site) -> None:
    done = good.run("check", "memo://Come forthwith.", "--no-browser", "--text-language", "en", "--rules", "good-*")
    assert "forthwith" in done.stdout
    assert done.returncode == 0


def test_a_command_of_a_plugin_runs(good: Site) -> None:
    assert good.run("greet", "Ada").stdout == "Hello, Ada\n"


def test_a_rule_of_a_plugin_is_listed(good: Site) -> None:
    assert "good-old-word\tterms\tminor\tOld word" in good.run("rules", "list").stdout


IMPORTS_NOTHING = "import a_module_that_is_not_there\n"
RAISES = "from accesscheck import hookimpl\n\n\n@hookimpl\ndef {}:\n    raise ValueError('no rules today')\n"
HOOK = "from accesscheck import hookimpl\n\n\n@hookimpl\ndef {}:\n    return ()\n"
SECOND_CHECKER = """
from accesscheck import hookimpl
from accesscheck.checkers.expressions import ExpressionsChecker


@hookimpl
def accesscheck_checkers():
    return (ExpressionsChecker("terms"),)
"""


@pytest.mark.parametrize(
    ("code", "rules", "expected"),
    [
        pytest.param(
            IMPORTS_NOTHING, {}, "does not load: ModuleNotFoundError: No module named 'a_module_that_is_not_there'.",
            id="does not import",
        ),
        pytest.param("def broken(:\n", {}, "does not load: SyntaxError: ", id="is no Python"),
        pytest.param(
            HOOK.format("accesscheck_rule_folder()"), {},
            "there is no hook accesscheck_rule_folder. Did you mean accesscheck_rule_folders?",
            id="misspells a hook",
        ),
        pytest.param(
            HOOK.format("accesscheck_open(target, settings)"), {}, "{'settings'} are declared in the hookimpl",
            id="has a wrong argument",
        ),
        pytest.param(
            RAISES.format("accesscheck_checkers()"), {}, "failed in accesscheck_checkers: ValueError: no rules today.",
            id="raises in a hook",
        ),
        pytest.param(
            RAISES.format("accesscheck_rule_folders()"), {},
            "failed in accesscheck_rule_folders: ValueError: no rules today.",
            id="raises where its rules are asked",
        ),
        pytest.param(
            HOOK.format("accesscheck_reporters()").replace("()\n", "None\n"), {},
            "failed in accesscheck_reporters: TypeError: ",
            id="returns nothing",
        ),
        pytest.param(SECOND_CHECKER, {}, "has a checker of kind terms, which exists already.", id="takes our kind"),
        pytest.param(
            RULES_FOLDER, {"wording_mother_tongue": RULE.format(rule_id="wording-mother-tongue", kind="terms")},
            "has a rule wording-mother-tongue, which exists already.",
            id="has a rule of ours",
        ),
        pytest.param(
            RULES_FOLDER, {"broken_old_word": RULE.format(rule_id="broken-old-word", kind="oracle")},
            "has a rule broken-old-word of kind oracle, which nothing checks.",
            id="has a rule of an unknown kind",
        ),
        pytest.param(
            RULES_FOLDER, {"broken_old_word": "id: broken-old-word\nkind: [\n"},
            "A rule file of the plugin “broken” is wrong: rules/broken-old-word.yml:3: this is not YAML",
            id="has a rule file that is no YAML",
        ),
        pytest.param(
            RULES_FOLDER.replace('"rules"', '"no rules"'), {}, "The rules of the plugin “broken” cannot be read: ",
            id="names a folder that is not there",
        ),
    ],
)  # fmt: skip
def test_a_broken_plugin_is_named_with_the_way_on(site: Site, code: str, rules: dict[str, str], expected: str) -> None:
    install(site, "broken", code, **rules)
    stopped = check(site, "--rules", "wording-*")
    assert expected in stopped.stderr
    assert "broken" in stopped.stderr
    assert "To go on without it: --without-plugin broken" in stopped.stderr
    assert "Traceback" not in stopped.stderr
    assert stopped.returncode == 2


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("check", "text.txt", "--rules", "wording-*", "--fail-on", "never"), id="check"),
        pytest.param(("plugins",), id="plugins"),
        pytest.param(("rules", "list"), id="rules list"),
        pytest.param(("rules", "show", "html-empty-link"), id="rules show"),
    ],
)
def test_each_command_that_loads_plugins_can_leave_one_out(site: Site, arguments: tuple[str, ...]) -> None:
    install(site, "broken", IMPORTS_NOTHING)
    (site.folder / "text.txt").write_text("We look for somebody who knows our town.")
    assert site.run(*arguments).returncode == 2
    assert site.run(*arguments, "--without-plugin", "broken").returncode == 0


def test_a_broken_plugin_does_not_hide_the_others(site: Site) -> None:
    install(site, "broken", IMPORTS_NOTHING)
    install(site, "good", GOOD)
    assert "good\t1.2.3\tgood_plugin" in site.run("plugins", "--without-plugin", "broken").stdout


def test_two_plugins_of_one_name(site: Site) -> None:
    install(site, "good", GOOD)
    site.add("other", version="1.0.0", entry_points={"good": "good_plugin"})
    stopped = site.run("plugins")
    assert "Two plugins are called “good”. Uninstall one of them." in stopped.stderr
    assert stopped.returncode == 2


def test_a_plugin_that_is_refused_leaves_nothing_behind() -> None:
    class Misspelt:
        @hookimpl
        def accesscheck_probe(self) -> tuple[()]:
            return ()

    manager = pluggy.PluginManager(plugins.GROUP)
    manager.add_hookspecs(hookspecs)
    with pytest.raises(PluginError, match="Did you mean accesscheck_probes"):
        plugins.register(manager, Misspelt(), "misspelt")
    assert not manager.has_plugin("misspelt")
    assert plugins.probes(manager) == ()


def test_the_example_is_loaded_by_its_entry_point(site: Site, root: Path) -> None:
    site.add_project(root / "plugins" / "accesscheck-example")
    assert "example\t0.1.0\taccesscheck_example" in site.run("plugins").stdout
    assert "example-untyped-download\texample\tminor" in site.run("rules", "list").stdout


def test_the_tests_of_the_example_pass(site: Site, root: Path) -> None:
    done = site.python("-m", "pytest", "-q", "-p", "no:cacheprovider", str(root / "plugins" / "accesscheck-example"))
    assert done.returncode == 0, done.stdout + done.stderr
