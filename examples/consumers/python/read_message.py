"""Reads one message of Scoreline and prints what it says: python3 read_message.py [FILE], or from standard input.

A message is an event (a CloudEvent in structured JSON, as it stands in a queue) or a statistics document. Exit code 0: printed; 1: refused,
and standard error says what is wrong and where.
"""
import json
import sys
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, Iterator, Tuple

from reading import Refused, an_object, required, text
from scoreline_types import DOCUMENTS, EVENTS


def read_message(source: str) -> Any:
    """The message as an object of its type. Raises Refused."""
    try:
        message = an_object(json.loads(source, parse_constant=no_constant))
    except ValueError as error:
        raise Refused(f"is not JSON: {error}") from None
    # A document says in $schema what it is, an event in type.
    if "$schema" in message or not {"specversion", "type"} & message.keys():
        schema = required(message, "$schema", text)
        for beginning, document in DOCUMENTS.items():
            if schema.startswith(beginning):
                return document.read(message)
        raise Refused(f"is {schema}; known are versions of {', '.join(DOCUMENTS)}", ("$schema",))
    name = required(message, "type", text)
    if name not in EVENTS:
        # Another major version says something else: whoever guesses reads it wrongly.
        raise Refused(f"is {name}; known are {', '.join(EVENTS)}", ("type",))
    return EVENTS[name].read(message)


def no_constant(name: str) -> None:
    raise ValueError(f"{name} is no value of JSON, though Python would take it")


def said(value: Any, place: str) -> Iterator[Tuple[str, str]]:
    """Every value in a message, with its place. What was left out, or is null, is passed over."""
    if is_dataclass(value) and hasattr(value, "read"):
        for field in fields(value):
            yield from said(getattr(value, field.name), f"{place}.{field.name}" if place else field.name)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from said(item, f"{place}[{index}]")
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from said(member, f"{place}[{name!r}]")
    elif value is not None:
        yield place, str(value.value if isinstance(value, Enum) else value)


def main() -> int:
    source = open(sys.argv[1], "rb").read() if len(sys.argv) > 1 else sys.stdin.buffer.read()
    try:
        message = read_message(source.decode("utf-8"))
    except (Refused, UnicodeDecodeError) as error:
        print(f"Refused: {error}", file=sys.stderr)
        return 1
    # Whatever a quiz is called, and wherever this runs.
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    print(type(message).__name__)
    for place, value in said(message, ""):
        print(f"  {place} = {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
