"""Bytes -> text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accesscheck.sources.decoding import decode, is_silent_utf8
from accesscheck.sources.source_error import SourceError

TEXT = "Égalité: één prijs, 5 €"


@pytest.mark.parametrize(
    ("content", "declared", "markup", "expected"),
    [
        pytest.param(TEXT.encode(), None, False, (TEXT, None), id="utf-8"),
        pytest.param(TEXT.encode("utf-8-sig"), None, False, (TEXT, None), id="utf-8 with a mark"),
        pytest.param(TEXT.encode("utf-16"), None, False, (TEXT, None), id="utf-16 with a mark"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), None, False, (TEXT, None), id="utf-16 big end"),
        pytest.param(TEXT.encode("utf-32"), None, False, (TEXT, None), id="utf-32 with a mark"),
        pytest.param(TEXT.encode("utf-16-le"), "utf-16le", False, (TEXT, None), id="utf-16 that the header names"),
        pytest.param(TEXT.encode("cp1252"), None, False, (TEXT, None), id="windows-1252 without a claim"),
        pytest.param(TEXT.encode("cp1252"), "iso-8859-1", False, (TEXT, None), id="latin-1 is read as windows-1252"),
        pytest.param(TEXT.encode("cp1252"), "us-ascii", False, (TEXT, None), id="ascii is read as windows-1252"),
        pytest.param("Ж".encode("koi8-r"), "KOI8-R", False, ("Ж", None), id="declared in capitals"),
        pytest.param(b"<meta charset=koi8-r>\xf6", None, True, ("<meta charset=koi8-r>Ж", None), id="meta"),
        pytest.param(b"<meta charset=koi8-r>\xf6", None, False, ("<meta charset=koi8-r>ö", None), id="meta in a text"),
        pytest.param(
            b'<meta http-equiv=x content="text/html; charset=koi8-r">\xf6',
            None,
            True,
            ('<meta http-equiv=x content="text/html; charset=koi8-r">Ж', None),
            id="meta of the old kind",
        ),
        pytest.param(b"<?xml version='1.0' encoding='koi8-r'?>\xf6", None, True,
                     ("<?xml version='1.0' encoding='koi8-r'?>Ж", None), id="xml declaration"),
        pytest.param("<meta charset=koi8-r>é".encode(), "utf-8", True, ("<meta charset=koi8-r>é", None),
                     id="the header goes before the meta"),
        pytest.param(b"<meta charset=utf-8>\xe9", None, True, ("<meta charset=utf-8>é", "Windows-1252"),
                     id="a claim that does not hold"),
        pytest.param("é\x81".encode(), "shift_jis", False, ("é\x81", "utf-8"), id="a false claim and true utf-8"),
        pytest.param(b"<meta charset=utf-16>ab", None, True, ("<meta charset=utf-16>ab", None),
                     id="markup that can be read is not utf-16"),
        pytest.param("é".encode(), "no-such-encoding", False, ("é", "utf-8"), id="an unknown name"),
        pytest.param(b"a-b", "punycode", False, ("a-b", "utf-8"), id="a name of Python alone"),
        pytest.param(rb"\x41\q", "unicode_escape", False, (r"\x41\q", "utf-8"), id="escapes are no encoding"),
        pytest.param(b"abc", "undefined", False, ("abc", "utf-8"), id="undefined"),
        pytest.param(b"abc", "rot13", False, ("abc", "utf-8"), id="rot13"),
        pytest.param(b"abc", "a\0b", False, ("abc", "utf-8"), id="a null in the name"),
        pytest.param(b"", None, False, ("", None), id="nothing"),
    ],
)  # fmt: skip
def test_decode(content: bytes, declared: str | None, markup: bool, expected: tuple[str, str | None]) -> None:
    assert decode(content, declared=declared, markup=markup) == expected


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", id="picture"),
        pytest.param(b"a\x00b", id="null"),
        pytest.param(bytes(range(1, 32)) * 10, id="control characters"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(SourceError) as error:
        decode(content)
    assert error.value.note.key == "binary"


@given(st.binary(max_size=300), st.none() | st.text(max_size=20) | st.sampled_from(["utf-8", "utf-16", "big5", "idna"]))
def test_whatever_the_bytes_there_is_text_or_a_refusal(content: bytes, declared: str | None) -> None:
    key = "binary"
    try:
        text, _ = decode(content, declared=declared, markup=True)
    except SourceError as error:
        text, key = "", error.note.key
    assert isinstance(text, str)
    assert key == "binary"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    if not text.startswith("\ufeff"):
        assert decode(text.encode()) == (text, None)


@pytest.mark.parametrize(
    ("content", "silent"),
    [
        pytest.param("<p>caf\u00e9".encode(), True, id="UTF-8"),
        pytest.param(b"<p>cafe", False, id="ASCII is all the same"),
        pytest.param(b"<p>caf\xe9", False, id="another encoding"),
        pytest.param('<meta charset="utf-8"><p>caf\u00e9'.encode(), False, id="it says so"),
        pytest.param('<?xml version="1.0" encoding="UTF-8"?><p>caf\u00e9</p>'.encode(), False, id="as XML"),
        pytest.param("<p>caf\u00e9".encode("utf-8-sig"), False, id="by its mark"),
    ],
)
def test_is_silent_utf8(content: bytes, silent: bool) -> None:
    assert is_silent_utf8(content) is silent
