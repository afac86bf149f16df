"""A YAML file as a struct of `form`, or an error with file and line in words for the person who wrote it."""

import difflib
import re
from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec

from accesscheck.errors import RuleFileError
from accesscheck.model.finding import Impact
from accesscheck.model.rule import LANGUAGES, Status
from accesscheck.model.target import PROFILES

_T = TypeVar("_T")


def read(path: str, content: bytes, type_: type[_T]) -> _T:
    """A YAML file as a struct. All scalars are text, so `no` stays Norwegian; a repeated key is an error."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    node: Any
    try:
        node = yaml.compose(content.decode("utf-8-sig"), Loader=loader)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise RuleFileError(path, line, "this is not UTF-8 text. Save the file as UTF-8.") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise RuleFileError(path, line, f"this is not YAML: {error.problem or error.context}.") from None
    except yaml.YAMLError as error:
        raise RuleFileError(path, 1, f"this is not YAML: {' '.join(str(error).split())}.") from None
    except RecursionError:
        raise RuleFileError(path, 1, "this is nested too deeply. A rule file has a few levels.") from None
    if node is None:
        raise RuleFileError(path, 1, "the file is empty.")
    if node.id != "mapping":
        line = node.start_mark.line + 1
        raise RuleFileError(path, line, f"a rule file has keys and values, such as {_keys_of(type_)[0]}: ….")
    try:
        value = _plain(path, node)
    except RecursionError:  # An alias (*name) that stands for what it stands in.
        raise RuleFileError(path, 1, "an alias stands for something that it is a part of. Write it out.") from None
    try:
        return msgspec.convert(value, type_, strict=False)
    except msgspec.ValidationError as error:
        raise _located(path, node, type_, str(error)) from None


def _plain(path: str, node: Any) -> Any:
    if node.id == "scalar":
        return node.value
    if node.id == "sequence":
        return [_plain(path, item) for item in node.value]
    plain: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        line = key_node.start_mark.line + 1
        if not isinstance(key, str):
            raise RuleFileError(path, line, "a key must be a word.")
        if key in plain:
            raise RuleFileError(path, line, f"“{key}” stands twice: on line {lines[key]} too.")
        plain[key] = _plain(path, value_node)
        lines[key] = line
    return plain


def _located(path: str, node: Any, type_: type, error: str) -> RuleFileError:
    """msgspec's error, with the line that it is about and in words for the person who writes the rule."""
    message, _, steps = error.partition(" - at ")
    wrong_key = steps.startswith("`key` in ")
    unknown = re.search(r"unknown field `([^`]+)`", message)
    target = node
    keys: list[str] = []
    for step in re.findall(r"\.(\w+)|\[(\d+)\]|\[(\.\.\.)\]", steps):
        name, index, _ = step
        child = _child(target, name, index)
        keys.append(name or (f"[{index}]" if index else ""))
        if child is None:
            break
        target = child
    line = target.start_mark.line + 1
    where = ".".join(key for key in keys if key).replace(".[", "[")
    if unknown:
        wrong = unknown.group(1)
        for key_node, _ in target.value:
            if key_node.value == wrong:
                line = key_node.start_mark.line + 1
        known = _keys_of(type_, keys)
        close = difflib.get_close_matches(wrong, known, n=1)
        hint = f" Did you mean “{close[0]}”?" if close else f" The keys are: {', '.join(known)}."
        return RuleFileError(path, line, f"unknown key “{wrong}”.{hint}")
    missing = re.search(r"missing required field `([^`]+)`", message)
    if missing:
        within = f" under “{where}”" if where else ""
        return RuleFileError(path, line, f"“{missing.group(1)}” is missing{within}.")
    enum = re.search(r"Invalid enum value '([^']*)'", message)
    if enum:
        allowed = tuple(str(value) for type_ in _types_at(type_, keys) for value in _values(type_, keys=wrong_key))
        hint = f" Use one of: {', '.join(allowed)}." if allowed else ""
        if wrong_key:
            line = next((key.start_mark.line + 1 for key, _ in target.value if key.value == enum.group(1)), line)
            return RuleFileError(path, line, f"{where} has the key “{enum.group(1)}”.{hint}")
        return RuleFileError(path, line, f"{where} is “{enum.group(1)}”.{hint}")
    return RuleFileError(path, line, f"{where or 'the file'}: {message[0].lower()}{message[1:]}.")


def _child(node: Any, name: str, index: str) -> Any:
    if name and node.id == "mapping":
        return next((value for key, value in node.value if key.value == name), None)
    if index and node.id == "sequence" and int(index) < len(node.value):
        return node.value[int(index)]
    return None


def _types_at(type_: Any, keys: Sequence[str]) -> list[Any]:
    """What msgspec expects at these keys: each alternative of a union."""
    found = _alternatives(msgspec.inspect.type_info(type_))
    for key in keys:
        inner: list[Any] = []
        for expected in found:
            if isinstance(expected, msgspec.inspect.StructType):
                inner += [field.type for field in expected.fields if field.encode_name == key]
            elif isinstance(expected, msgspec.inspect.DictType):
                inner.append(expected.value_type)
            elif isinstance(expected, msgspec.inspect.VarTupleType):
                inner.append(expected.item_type)
        found = [one for expected in inner for one in _alternatives(expected)]
    return found


def _alternatives(expected: Any) -> list[Any]:
    if isinstance(expected, msgspec.inspect.Metadata):
        return _alternatives(expected.type)
    return list(expected.types) if isinstance(expected, msgspec.inspect.UnionType) else [expected]


def _keys_of(type_: Any, keys: Sequence[str] = ()) -> tuple[str, ...]:
    """The keys that may stand at a place."""
    structs = (expected for expected in _types_at(type_, keys) if isinstance(expected, msgspec.inspect.StructType))
    return tuple(field.encode_name for expected in structs for field in expected.fields)


def _values(expected: Any, *, keys: bool) -> tuple[Any, ...]:
    """The values that may stand at a place; with `keys`, the keys of a mapping there."""
    if keys and isinstance(expected, msgspec.inspect.DictType):
        expected = expected.key_type
    if not isinstance(expected, msgspec.inspect.LiteralType):
        return ()
    in_order = (tuple(Impact), LANGUAGES, tuple(Status), PROFILES)
    return next((words for words in in_order if set(words) == set(expected.values)), tuple(expected.values))


def line_of(content: bytes, keys: Sequence[str | int]) -> int:
    """The line, from 1, of what stands at these keys; of the last of them that there is."""
    import yaml

    node: Any = yaml.compose(content.decode("utf-8-sig"), Loader=yaml.BaseLoader)
    line = 1
    for key in keys:
        if node.id == "mapping":
            pair = next((pair for pair in node.value if pair[0].value == key), None)
        else:
            pair = (node.value[key], node.value[key]) if isinstance(key, int) else None
        if pair is None:
            break
        line = pair[0].start_mark.line + 1
        node = pair[1]
    return line
