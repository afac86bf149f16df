"""Why a product could not be measured in a year, or only in part: the words that a store keeps, and their sentences."""

from collections.abc import Mapping

from accesscheck.errors import N_
from accesscheck.messages import say

LEFT_OUT: Mapping[str, str] = {
    "mobile-app": N_("It is a mobile app. Test it by hand."),
    "planned": N_("It is not live yet."),
    "ended": N_("It has ended."),
    "no-address": N_("It has no address in the inventory. Add one."),
}
"""Products that nothing is asked of: no web page is there to open."""

FAILED: Mapping[str, str] = {
    "not-in-inventory": N_("The inventory has no product of this key. Check the key in the plan."),
    "not-valid": N_("The inventory has this product, but not for this year. Check its years."),
    "unknown-host": N_("No server has this name. Check the address in the inventory."),
    "connection-refused": N_("The server refuses the connection. Check that the site is running."),
    "connection-lost": N_("The connection was lost. Run it again when the site answers."),
    "redirect-loop": N_("The site redirects in a circle. Ask its owner to mend it."),
    "certificate": N_("Its security certificate is not valid. Ask its owner to renew it."),
    "timeout": N_("The site did not answer in time. Run it again at a quiet hour."),
    "status": N_("The server answered with an error. Check the address in the inventory."),
    "address-invalid": N_("Its address cannot be opened. Give an http or https address in the inventory."),
    "no-entry": N_("The site asks for a login. Keep one with accesscheck login, and name it under logins."),
    "login-page": N_("The site asks for a login. Keep one with accesscheck login, and name it under logins."),
    "crawl-moved": N_("The site sends its visitors to another one. Check the address in the inventory."),
    "unreachable": N_("The site could not be reached. Check the address in the inventory."),
    "crawl-robots": N_("Its robots.txt lets no robot in. Ask its owner for permission."),
    "crawl-robots-failed": N_("Its robots.txt breaks down, which asks robots to stay away. Ask its owner to mend it."),
    "no-pages": N_("The crawl found no page. Check the address in the inventory."),
    "no-page-opened": N_("None of the chosen pages could be opened. What each of them answered is in the store."),
    "went-down": N_("The site stopped answering during the check. Run it again when it answers."),
    "browser-missing": N_("No browser was found. Run: accesscheck install-browser"),
    "broke-down": N_("Something broke down in accesscheck. Please report it, with what stands in the log."),
    "worker-lost": N_("The process that measured it was lost. Run it again."),
    "snapshots-gone": N_("No snapshot of its pages is kept, so they cannot be scored again."),
}
"""What went wrong. Each of these is tried again when the year is run again."""

REMARKS: Mapping[str, str] = {
    "capped": N_("The crawl stopped at its limit, so the pages were chosen from a part of the site."),
    "crawl-lost": N_("The crawl broke off, so the pages were chosen from a part of the site."),
}
"""What must be known of a product that was measured."""

_ALL = {**LEFT_OUT, **FAILED, **REMARKS}


def why(reason: str, language: str) -> str:
    """The sentence of a reason in a language of the interface; the reason itself if a later version made it."""
    return say(language, _ALL[reason]) if reason in _ALL else reason
