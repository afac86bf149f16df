"""One form for the addresses that lead to one page: without what a visit, a newsletter or a habit of writing adds."""

import re
from urllib.parse import quote, urldefrag, urljoin, urlsplit

LONGEST = 2_000
"""Of an address, in characters. A longer one is made by a mistake."""

_PORTS = {"http": 80, "https": 443}

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|mc_[ce]id|mkt_tok"
    r"|_hs(?:enc|mi)|hsctatracking|pk_\w+|piwik_\w+|mtm_\w+|matomo_\w+|_ga|_gl|vero_id|oly_\w+_id|wickedid|s_cid"
    r"|sc_(?:campaign|channel|content|country|medium|outcome)|at_(?:medium|campaign)|xtor|ref_src|cmpid|spm",
    re.I,
)
"""Names of parameters that tell where a visitor comes from."""

_SESSION = re.compile(
    r"phpsessid|jsessionid|aspsessionid\w*|asp\.net_sessionid|cfid|cftoken|zenid|oscsid|session_?id|sessid|s_?id", re.I
)
_SHORT_SESSION = re.compile(r"s_?id|session|token", re.I)
"""Names that can mean something else too: they name a session if their value looks drawn by lot."""
_DRAWN = re.compile(r"(?=[^0-9]*[0-9])[\w-]{16,}")

_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid|sessionid)=[^/;?]*|/\([A-Z]\([^/()]+\)\)(?=/)", re.I)
"""A session in a path: /page;jsessionid=1A2B of Java, /(S(1a2b))/page of ASP.NET."""


def tidy(address: str) -> str | None:
    """The one form of an http(s) address; None if it is no such address, or too long.

    Its host and scheme are in lower case, its signs are encoded one way, its parameters in order; the fragment, a
    password, what tracks a visitor and what names a session are left out.
    """
    try:
        split = urlsplit(address.strip())
        port = split.port
        host = (split.hostname or "").rstrip(".")
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):  # Half the brackets of an IPv6 address, a port or a name that is none.
        return None
    if split.scheme not in _PORTS or not host or port == 0:
        return None
    netloc = f"[{host}]" if ":" in host else host
    netloc += f":{port}" if port is not None and port != _PORTS[split.scheme] else ""
    query = _query(split.query)
    tidied = f"{split.scheme}://{netloc}{_path(split.path)}{'?' if query else ''}{query}"
    return tidied if len(tidied) <= LONGEST else None


def joined(base: str, link: str) -> str:
    """Where a link on a page leads, as it stands there; empty if nobody can tell."""
    try:
        return urldefrag(urljoin(base, link.strip())).url
    except ValueError:
        return ""


def origin(address: str) -> str:
    """Scheme, host and port of a tidy address."""
    return address[: address.index("/", len("https://"))]


def _path(path: str) -> str:
    segments: list[str] = []
    for segment in _IN_PATH.sub("", path).split("/")[1:]:
        if segment == "..":
            del segments[-1:]
        elif segment != ".":
            segments.append(segment)
    if path.endswith(("/.", "/..")):
        segments.append("")
    return "/" + _encoded("/".join(segments))


def _query(query: str) -> str:
    kept = [pair for pair in query.split("&") if pair and not _is_of_a_visit(*pair.partition("=")[::2])]
    return "&".join(sorted(map(_encoded, kept)))


def _is_of_a_visit(name: str, value: str) -> bool:
    if _TRACKING.fullmatch(name):
        return True
    if _SHORT_SESSION.fullmatch(name):
        return _DRAWN.fullmatch(value) is not None
    return _SESSION.fullmatch(name) is not None


def _encoded(text: str) -> str:
    """The text with one encoding of each sign: what needs none has none."""
    stray = re.sub(r"%(?![0-9a-fA-F]{2})", "%25", text)
    quoted = quote(stray, safe="%/:@!$&'()*+,;=?~[]|", encoding="utf-8", errors="replace")
    return re.sub(r"%([0-9a-fA-F]{2})", lambda match: _sign(match[1]), quoted)


def _sign(code: str) -> str:
    sign = chr(int(code, 16))
    return sign if sign.isascii() and (sign.isalnum() or sign in "-._~") else f"%{code.upper()}"
