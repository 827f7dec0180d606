"""`%%pipeline TASK [options] [key=value ...]`: run a task over the body of the cell."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import Any

from . import functions
from .key_values import take_key_values, variable
from .known_names import task_names, task_options
from .magic import Call, TextMagic
from .model_options import add_model_options, model_options
from .one_line_errors import UsageError
from .option_parser import OptionParser, variable_name
from .starting import is_started

DESCRIPTION = """\
Run a task over a text: the body of the cell is one input, literally as it stands there.

key=value goes to the task (top_k=2, truncation=True); key=@NAME passes a Python variable."""

EPILOG = """\
In one line:  result = %pipeline sentiment-analysis -- What a good course!
With the context as body:  %%pipeline question-answering --question "Where do I work?" -o answer"""

# Options of the line for single tasks, and the tasks' own names for them.
_OPTIONS = {"question": "question", "labels": "candidate_labels"}

# What `functions.pipeline` takes for itself, so that no task option can have these names.
_RESERVED = set(inspect.signature(functions.pipeline).parameters) - {"options"}


class PipelineMagic(TextMagic):
    """`%%pipeline`."""

    name = "pipeline"
    example = "%pipeline sentiment-analysis -- I love it"

    def build_parser(self) -> OptionParser:
        """Return the parser of the options; the task and key=value are words."""
        usage = "TASK [options] [key=value ...]"
        parser = OptionParser("%%pipeline", usage=usage, description=DESCRIPTION, epilog=EPILOG)
        add_model_options(parser)
        parser.option("--lines", action="store_true", help="each line that is not blank is an input")
        parser.option("--input", metavar="NAME", type=variable_name, help="take the input from this variable")
        parser.option("--question", metavar="TEXT", help="what to find in the text (question-answering)")
        parser.option("--labels", metavar="A,B,C", help="labels to choose from (zero-shot-classification)")
        parser.option("--steps", action="store_true", help="show preprocess, model and postprocess")
        return parser

    def run(self, call: Call) -> object:
        """Run the task, showing in a cell how its model is loaded, and hand over a `PipelineResult`."""
        from ..widgets.loading import LiveLoading

        if not call.words or "=" in call.words[0]:
            raise UsageError(f"The task is missing. Name it first, for example: {self.example}")
        task = call.words[0]
        options, words = take_key_values(call.words[1:], call.variables)
        for name in _RESERVED.intersection(options):
            raise UsageError(f"{name}= is no option of a task. %%pipeline -h lists the options.")
        inputs = self._inputs(call, words)
        options |= self._task_options(call, options)
        options |= model_options(call.options) | {"steps": call.options.steps}
        shown = call.body is not None and not call.options.quiet
        live = LiveLoading("Pipeline", quiet=not shown)
        try:
            if not is_started():
                live.start()
            result = functions.pipeline(task, inputs, on_progress=live.update if shown else None, **options)
        except BaseException:
            live.close()
            raise
        live.finish(result)
        if call.options.code:
            print(result.code)  # noqa: T201  (asked for)
        return self.hand_over(call, result, shown=True)

    def complete(self, words: list[str]) -> Iterable[str]:
        """List the tasks as first word, then the options of the task that are not given yet."""
        if not words:
            return task_names()
        given = {word.partition("=")[0] for word in words[1:]}
        return [f"{name}=" for name in task_options(words[0]) if name not in given]

    def _task_options(self, call: Call, given: dict[str, Any]) -> dict[str, str]:
        """Return the options of the line that go to the task. Raises `UsageError` for one that is given twice."""
        found = {flag: value for flag in _OPTIONS if (value := getattr(call.options, flag)) is not None}
        for flag in found:
            if _OPTIONS[flag] in given:
                raise UsageError(f"--{flag} and {_OPTIONS[flag]}= are the same. Keep one of them.")
        return {_OPTIONS[flag]: value for flag, value in found.items()}

    def _inputs(self, call: Call, words: list[str]) -> Any:
        text = self.text(call, words)
        if call.options.input is not None:
            if text is not None:
                raise UsageError("There is a text and --input. Leave one of them out.")
            return variable(call.options.input, call.variables)
        if text is None:
            raise self.no_text()
        return [line for line in text.splitlines() if line.strip()] if call.options.lines else text
