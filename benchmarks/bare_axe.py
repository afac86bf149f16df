"""The bare limit: one page reused, goto, axe.run for violations only. Takes a file with addresses."""

import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

from accesscheck.installation import axe_script
from accesscheck.sources.executable import ARGUMENTS, find_executable

# A page that leaves by itself would be lost: answer 204 to every document request after the first, as we do.
addresses = [line for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines() if line]
done = violations = 0
with sync_playwright() as playwright:
    executable = find_executable(playwright.chromium.executable_path)
    browser = playwright.chromium.launch(executable_path=executable, args=[*ARGUMENTS, "--no-sandbox"])
    page = browser.new_page()
    script = axe_script()
    for address in addresses:
        try:
            page.goto(address, wait_until="load", timeout=30_000)
            page.evaluate(script)
            result = page.evaluate("async () => await axe.run(document, {resultTypes: ['violations']})")
            violations += len(result["violations"])
            done += 1
        except Error:
            page.close()
            page = browser.new_page()
    browser.close()
sys.stderr.write(f"{done} of {len(addresses)} pages, {violations} violations\n")
