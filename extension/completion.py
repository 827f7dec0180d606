"""Tab completion on the lines of our magics: tasks, options and their values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from IPython.core.completer import CompletionContext, SimpleCompletion, SimpleMatcherResult, context_matcher

from .magics.magic import Magic
from .magics.model_names import model_names

_IDENTIFIER = "lightboard.magics"
_FILES = "IPCompleter.file_matcher"

# A cell magic is the first line of its cell; a line magic may stand on any line, after an assignment too.
_CELL_MAGIC = re.compile(r"\s*%%(\w+)\s+(.*)")
_LINE_MAGIC = re.compile(r"\s*(?:[^=%#]+=\s*)?%(\w+)\s+(.*)")


def add_completion(shell: Any, magics: Mapping[str, Magic]) -> None:
    """Complete the lines of these magics."""

    @context_matcher(identifier=_IDENTIFIER)
    def match(context: CompletionContext) -> SimpleMatcherResult:
        before = context.text_until_cursor
        found = (context.cursor_line == 0 and _CELL_MAGIC.fullmatch(before)) or _LINE_MAGIC.fullmatch(before)
        magic = magics.get(found.group(1)) if found else None
        if not found or magic is None:
            return SimpleMatcherResult(completions=[], suppress=False)
        words = found.group(2).split(" ")
        fragment = words[-1].rpartition("=")[2] if words[-1].startswith("--") else words[-1]
        fragment = fragment.rpartition(",")[2]  # of a list: --show tokens,logits
        names = [name for name in candidates(magic, words) if name.startswith(fragment)]
        return SimpleMatcherResult(
            completions=[SimpleCompletion(text=name, type="option") for name in names],
            matched_fragment=fragment,
            suppress=bool(names),
            do_not_suppress={_FILES} if set(names) & set(model_names()) else set(),  # a folder is a model, too
        )

    shell.Completer.custom_matchers.append(match)


def remove_completion(shell: Any) -> None:
    """Complete them no more."""
    matchers = shell.Completer.custom_matchers
    matchers[:] = [one for one in matchers if getattr(one, "matcher_identifier", "") != _IDENTIFIER]


def candidates(magic: Magic, words: list[str]) -> Iterable[str]:
    """List what the last of these words may become; it may be empty."""
    *earlier, last = [word for position, word in enumerate(words) if word or position == len(words) - 1]
    if "--" in earlier:
        return ()
    values = magic.parser.values
    flag, is_assigned, _ = last.partition("=")
    if is_assigned and flag in values:
        return values[flag]()
    if earlier and earlier[-1] in values:
        return values[earlier[-1]]()
    if last.startswith("-"):
        return magic.parser.flags
    positional: list[str] = []
    for before, word in zip(["", *earlier], earlier, strict=False):
        if before not in values and not word.startswith("-"):
            positional.append(word)
    return magic.complete(positional)
