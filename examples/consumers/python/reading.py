"""Reads values of JSON as the types of scoreline_types.py want them; what does not fit is refused, with its place."""
import math
import re
from dataclasses import dataclass, field
from datetime import datetime, timezone
from enum import Enum
from typing import Any, Callable, Dict, List, Optional, Tuple, Type, TypeVar
from uuid import UUID

T = TypeVar("T")
E = TypeVar("E", bound=Enum)
Read = Callable[[Any], T]


class Refused(Exception):
    """A message does not keep its contract, or is of none that is known here."""

    def __init__(self, reason: str, place: Tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.place = place

    @property
    def pointer(self) -> str:
        """JSON pointer to what is wrong; empty where it is the whole message."""
        return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in self.place)

    def __str__(self) -> str:
        return f"{self.pointer or 'the message'} {self.reason}"


@dataclass(frozen=True, order=True)
class Instant:
    """A moment, exact to the nanosecond; a datetime alone ends at microseconds."""

    second: datetime
    """The whole second, in UTC."""

    nanosecond: int
    """What comes after it: 0 to 999,999,999."""

    text: str = field(compare=False)
    """As it was written, RFC 3339."""

    def __str__(self) -> str:
        return self.text


def required(members: Dict[str, Any], name: str, read: Read[T]) -> T:
    if name not in members:
        raise Refused("is missing", (name,))
    return _within(name, read, members[name])


def optional(members: Dict[str, Any], name: str, read: Read[T]) -> Optional[T]:
    return _within(name, read, members[name]) if name in members else None


def nullable(read: Read[T]) -> Read[Optional[T]]:
    return lambda value: None if value is None else read(value)


def list_of(read: Read[T]) -> Read[List[T]]:
    def read_list(value: Any) -> List[T]:
        if not isinstance(value, list):
            raise _not("a list", value)
        return [_within(str(index), read, item) for index, item in enumerate(value)]

    return read_list


def map_of(read: Read[T]) -> Read[Dict[str, T]]:
    return lambda value: {name: _within(name, read, member) for name, member in an_object(value).items()}


def one_of(words: Type[E]) -> Read[E]:
    def read_word(value: Any) -> E:
        for word in words:
            if word.value == text(value):
                return word
        raise Refused(f"must be {' or '.join(repr(word.value) for word in words)}, is {value!r}")

    return read_word


def an_object(value: Any) -> Dict[str, Any]:
    if not isinstance(value, dict):
        raise _not("an object", value)
    return value


def text(value: Any) -> str:
    if not isinstance(value, str):
        raise _not("text", value)
    return value


def boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _not("true or false", value)
    return value


def number(value: Any) -> float:
    # To Python True is a number, and so are NaN and a whole number of a thousand digits.
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        try:
            if math.isfinite(float(value)):
                return float(value)
        except OverflowError:
            pass
    raise _not("a number", value)


def integer(value: Any) -> int:
    # JSON knows one kind of number: 4.0 is a whole one.
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not number(value).is_integer():
        raise _not("a whole number", value)
    return int(value)


def null(value: Any) -> None:
    if value is not None:
        raise _not("null", value)


def anything(value: Any) -> Any:
    return value


def a_uuid(value: Any) -> UUID:
    try:
        uuid = UUID(text(value))
    except ValueError:
        raise _not("a UUID", value) from None
    # UUID() takes braces and missing hyphens too.
    if str(uuid) != value.lower().replace("urn:uuid:", "", 1):
        raise _not("a UUID", value)
    return uuid


_INSTANT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]{1,9}))?Z")


def instant(value: Any) -> Instant:
    match = _INSTANT.fullmatch(text(value))
    if match is None:
        raise _not("a time in UTC such as 2026-11-22T23:40:00.123456789Z", value)
    try:
        second = datetime.strptime(match[1], "%Y-%m-%dT%H:%M:%S").replace(tzinfo=timezone.utc)
    except ValueError:
        raise _not("a time that the calendar has", value) from None
    return Instant(second, int((match[2] or "0").ljust(9, "0")), value)


def _within(step: str, read: Read[T], value: Any) -> T:
    try:
        return read(value)
    except Refused as refused:
        raise Refused(refused.reason, (step, *refused.place)) from None


def _not(wanted: str, value: Any) -> Refused:
    shown = repr(value) if isinstance(value, (str, bool, int, float)) else {dict: "an object", list: "a list"}.get(type(value), "null")
    return Refused(f"must be {wanted}, is {shown if len(shown) <= 60 else shown[:60] + '…'}")
