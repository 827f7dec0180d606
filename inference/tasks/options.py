"""The options of a task (`top_k=2`): known names, right types, one sentence otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..errors import InvalidOption, near_names
from ..messages import Option

Check = Callable[[str, Option], Any]  # returns the value as the task uses it, or raises InvalidOption


def check_options(
    task: str,
    options: Mapping[str, Option],
    checks: Mapping[str, Check],
    required: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return the options that were given, checked.

    Raises `InvalidOption` for an unknown name, for one of the `required` options that is missing or empty (its value
    there says how to give it), and for a wrong value.
    """
    for name in options:
        if name not in checks:
            known = ", ".join(sorted(checks))
            raise InvalidOption(f"{task} has no option {name!r}.{near_names(name, checks)} Its options are: {known}.")
    for name, how in (required or {}).items():
        value = options.get(name)
        blank = not value.strip() if isinstance(value, str) else isinstance(value, list | tuple) and not value
        if value is None or blank:
            raise InvalidOption(f"{task} needs {how}")
    return {name: checks[name](name, value) for name, value in options.items()}


def whole_number(low: int, *, or_none: bool = False) -> Check:
    """Check for a whole number of at least `low`, or None where that means something."""

    def check(name: str, value: Option) -> int | None:
        if value is None and or_none:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            raise InvalidOption(f"{name} must be a whole number, not {value!r}.")
        if value < low:
            raise InvalidOption(f"{name} must be {low} or more, not {value}.")
        return value

    return check


def true_or_false(name: str, value: Option) -> bool:
    """Check for True or False."""
    if not isinstance(value, bool):
        raise InvalidOption(f"{name} must be True or False, not {value!r}.")
    return value


def one_of(*allowed: str) -> Check:
    """Check for one of a few words."""

    def check(name: str, value: Option) -> str:
        if not isinstance(value, str) or value.lower() not in allowed:
            near = near_names(value, allowed) if isinstance(value, str) else ""
            raise InvalidOption(f"{name} must be one of {', '.join(allowed)}, not {value!r}.{near}")
        return value.lower()

    return check


def a_text(name: str, value: Option) -> str:
    """Check for a text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise InvalidOption(f"{name} must be a text that is not empty, not {value!r}.")
    return value.strip()


def texts(name: str, value: Option) -> tuple[str, ...]:
    """Check for a text or a list of texts, none of them empty."""
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list | tuple) or not found or not all(isinstance(text, str) and text for text in found):
        raise InvalidOption(f"{name} must be a text or a list of texts that are not empty, not {value!r}.")
    return tuple(found)


def text_list(name: str, value: Option) -> tuple[str, ...]:
    """Check for a text or a list of texts, which may have none."""
    return () if value == [] else texts(name, value)


def unchecked(name: str, value: Option) -> Option:  # noqa: ARG001
    """Leave the check to what the value is passed on to."""
    return value
