"""The page does not say in which language it is, or names one that does not exist."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.text.language import primary

# ISO 639-1, and the reserved codes that are no language. A code of three letters is not looked up.
_TWO_LETTERS = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de "
    "dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id "
    "ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li "
    "ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa "
    "pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th "
    "ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)


def candidates(dom: Dom) -> Iterator[Node]:
    """The root of an HTML document; none of a file that is put into a page."""
    if dom.root is not None and dom.root.tag == "html" and not dom.is_fragment:
        yield dom.root


def verdict(root: Node) -> bool:
    """Whether lang begins with a language that exists: what follows it is not judged (ACT bf051a)."""
    language = primary(root.attributes.get("lang")) or ""
    return len(language) == 3 or language in _TWO_LETTERS
