"""What plays sound or moving pictures on a page: elements of HTML, and players of well-known services in a frame."""

import re
from collections.abc import Iterator

from accesscheck.dom import Dom, Node

_VIDEO_SERVICES = re.compile(
    r"^(?:https?:)?//(?:[\w-]+\.)*(?:"
    r"youtube(?:-nocookie)?\.com/embed/|player\.vimeo\.com/video/|dailymotion\.com/embed/|geo\.dailymotion\.com/player|"
    r"fast\.wistia\.(?:net|com)/embed/|streamable\.com/e/|loom\.com/embed/|ted\.com/talks?/|players?\.brightcove\.net/|"
    r"facebook\.com/plugins/video|web\.microsoftstream\.com/embed/|player\.twitch\.tv/|"
    r"kaltura\.com/p/)",
    re.I,
)
_AUDIO_SERVICES = re.compile(
    r"^(?:https?:)?//(?:[\w-]+\.)*(?:w\.soundcloud\.com/player|open\.spotify\.com/embed(?:-podcast)?/|"
    r"embed\.podcasts\.apple\.com/|player\.captivate\.fm/|anchor\.fm/[^/]+/embed|embed\.acast\.com/|"
    r"buzzsprout\.com/|podbean\.com/player|mixcloud\.com/widget/)",
    re.I,
)
_AUDIO_FILE = re.compile(r"\.(?:mp3|m4a|aac|oga|ogg|opus|wav|wma|flac|aiff?|midi?)(?:[?#]|$)", re.I)
_VIDEO_FILE = re.compile(r"\.(?:mp4|m4v|webm|ogv|mov|avi|wmv|mpe?g|mkv)(?:[?#]|$)", re.I)
_FRAGMENT = re.compile(r"#(?:[^#]*&)?t=(?:npt:)?(\d+(?:\.\d+)?)?,(\d+(?:\.\d+)?)(?:&|$)")
_STARTS = re.compile(r"[?&](?:autoplay|auto_play)=(?:1|true)(?:&|#|$)", re.I)
_SILENCED = re.compile(r"[?&](?:mute|muted|background)=(?:1|true)(?:&|#|$)", re.I)


def videos(dom: Dom) -> Iterator[Node]:
    """Videos that people see: video elements with a source, files in object or embed, and frames of video services."""
    for node in dom.select("video, iframe[src], object, embed"):
        if not dom.is_hidden(node) and is_video(node):
            yield node


def audios(dom: Dom) -> Iterator[Node]:
    """Sound that people can start, or that starts by itself: the element can be hidden then."""
    for node in dom.select("audio, iframe[src], object, embed, bgsound"):
        shown = not dom.is_hidden(node)
        if node.tag == "audio":
            if has_source(node) and ("autoplay" in node.attributes or ("controls" in node.attributes and shown)):
                yield node
        elif shown and (node.tag == "bgsound" or is_audio(node)):
            yield node


def is_video(node: Node) -> bool:
    """Whether it plays video, as far as the markup tells."""
    if node.tag == "video":
        return has_source(node)
    address, kind = address_of(node), (node.attributes.get("type") or "").lower()
    if node.tag == "iframe":
        return bool(_VIDEO_SERVICES.match(address) or _VIDEO_FILE.search(address))
    return kind.startswith("video/") or bool(_VIDEO_SERVICES.match(address) or _VIDEO_FILE.search(address))


def is_audio(node: Node) -> bool:
    """Whether it plays sound without pictures, as far as the markup tells."""
    if node.tag == "audio":
        return has_source(node)
    address, kind = address_of(node), (node.attributes.get("type") or "").lower()
    if node.tag == "iframe":
        return bool(_AUDIO_SERVICES.match(address) or _AUDIO_FILE.search(address))
    return kind.startswith("audio/") or bool(_AUDIO_SERVICES.match(address) or _AUDIO_FILE.search(address))


def is_silenced(node: Node) -> bool:
    """Whether it starts without sound, and shows no controls to turn the sound on."""
    if node.tag == "iframe":
        return bool(_SILENCED.search(address_of(node)))
    return "muted" in node.attributes and "controls" not in node.attributes


def has_sound(node: Node, dom: Dom) -> bool | None:
    """Whether it can be heard: None if the browser did not tell, as of a file that did not load."""
    if is_silenced(node):
        return False
    measured = dom.document.probes.get("media") or {}
    selector = dom.selector(node) if measured.get("players") else ""
    found = next((one for one in measured.get("players", ()) if one["selector"] == selector), None)
    return None if found is None else found["has_audio"]


def starts_by_itself(node: Node) -> bool:
    """Whether it plays without being asked to, as far as the markup tells."""
    if node.tag in ("audio", "video"):
        return "autoplay" in node.attributes
    if node.tag == "bgsound":
        return True
    if node.tag == "iframe":
        return bool(_STARTS.search(address_of(node)))
    stated = (node.attributes.get("autostart") or node.attributes.get("autoplay") or "").lower()
    return stated in ("1", "true", "autoplay", "autostart")


def is_audio_file(address: str) -> bool:
    """Whether an address ends in the name of a sound file."""
    return bool(_AUDIO_FILE.search(address))


def plays_at_most(node: Node, *, seconds: float) -> bool:
    """Whether each of its sources names a fragment of time that is this short and does not repeat."""
    fragments = [_FRAGMENT.search(address) for address in addresses_of(node)]
    return (
        "loop" not in node.attributes
        and bool(fragments)
        and all(match and float(match[2]) - float(match[1] or 0) <= seconds for match in fragments)
    )


def addresses_of(node: Node) -> list[str]:
    """The files that an element plays: its own, or those of its sources."""
    own = address_of(node)
    sources = (source.attributes.get("src") or "" for source in node.iter() if source.tag == "source")
    return [own] if own else [address.strip() for address in sources if address.strip()]


def has_source(node: Node) -> bool:
    """Whether a video or audio element has a file to play; a script can give it one later."""
    return bool(addresses_of(node))


def address_of(node: Node) -> str:
    """What an element shows: its src, or the data of an object."""
    return (node.attributes.get("src") or node.attributes.get("data") or "").strip()
