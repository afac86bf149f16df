"""A window to log in with, whose state is kept: cookies and what the site stored in the browser."""

import json
from collections.abc import Callable

from accesscheck.sources.browser import source_error
from accesscheck.sources.executable import ARGUMENTS, find_executable, is_confined
from accesscheck.sources.source_error import SourceError


def logged_in(address: str, when_ready: Callable[[], None], *, window: bool = True) -> str:
    """Playwright's storage state as JSON, after a person has logged in and `when_ready` came back. SourceError.

    Without `window` nobody sees the browser.
    """
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        executable = find_executable(playwright.chromium.executable_path)
        if executable is None:
            raise SourceError("browser-missing")
        arguments = [*ARGUMENTS, *(["--no-sandbox"] if is_confined() else [])]
        try:
            browser = playwright.chromium.launch(executable_path=executable, args=arguments, headless=not window)
        except Error:
            raise SourceError("browser-missing") from None
        try:
            context = browser.new_context(no_viewport=True)
            context.new_page().goto(address, wait_until="commit")
            when_ready()
            return json.dumps(context.storage_state(), indent=1)
        except Error as error:
            raise source_error(error.message, address, 30) from None
        finally:
            browser.close()
