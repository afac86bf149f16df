"""Which products share a host, and the pause between two pages of one."""

import pytest

from accesscheck.monitoring import hosts


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.merel.example/nl/", "merel.example"),
        ("http://merel.example:80", "merel.example"),
        ("https://MEREL.example:8443/", "merel.example:8443"),
        ("http://127.0.0.1:5000/a", "127.0.0.1:5000"),
        ("http://[::1/", "http://[::1/"),
        ("https://merel.example:port/", "https://merel.example:port/"),
    ],
)
def test_host(address: str, host: str) -> None:
    assert hosts.host_of(address) == host


@pytest.mark.parametrize(
    ("products", "groups"),
    [
        pytest.param({}, [], id="none"),
        pytest.param({"a": ["https://x.example"], "b": ["https://y.example"]}, [["a"], ["b"]], id="apart"),
        pytest.param({"a": ["https://x.example/a"], "b": ["http://www.x.example/b"]}, [["a", "b"]], id="one host"),
        pytest.param(
            {"a": ["https://x.example"], "b": ["https://y.example"], "c": ["https://y.example", "https://x.example"]},
            [["a", "b", "c"]],
            id="one that joins two",
        ),
        pytest.param(
            {"a": ["https://x.example"], "b": ["https://y.example"], "c": ["https://x.example/c"]},
            [["a", "c"], ["b"]],
            id="in the order of the first",
        ),
        pytest.param({"a": [], "b": []}, [["a"], ["b"]], id="no addresses"),
    ],
)
def test_groups(products: dict[str, list[str]], groups: list[list[str]]) -> None:
    assert hosts.groups(products) == groups


def test_pace() -> None:
    now, slept = [0.0], []

    def sleep(seconds: float) -> None:
        slept.append(round(seconds, 3))
        now[0] += seconds

    pace = hosts.Pace(clock=lambda: now[0], sleep=sleep)
    pace.wait("https://x.example/a", 0.5)
    pace.leave(["https://x.example/a"])
    now[0] += 0.2
    pace.wait("https://y.example/", 0.5)
    pace.wait("https://www.x.example/b", 0.5)
    pace.leave(["https://x.example/b"])
    now[0] += 1
    pace.wait("https://x.example/c", 0.5)
    assert slept == [0.3]
