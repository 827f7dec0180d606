"""`%%pipeline`."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from lightboard.inference.errors import InvalidInput, InvalidOption, ModelLoadError, UnknownTask
from lightboard.inference.messages import LoadProgress, ModelChoice
from lightboard.magics.one_line_errors import UsageError
from lightboard.widgets.pipeline_result import PipelineResult

POSITIVE = {"label": "POSITIVE", "score": 0.75}


def inputs(backend):
    return backend.requests[-1].inputs


def test_the_cell_form_displays_and_returns_none(shell, backend, displayed):
    assert shell.run_cell("%%pipeline sentiment-analysis\nI love it") is None
    assert len(displayed()) == 1
    assert "PipelineResult" in displayed()[0]["data"]["text/plain"]
    assert inputs(backend) == ("I love it",)


def test_the_line_form_returns_and_displays_nothing(shell, backend, displayed):
    shell.run_cell("r = %pipeline sentiment-analysis -- I love it")
    assert isinstance(shell.user_ns["r"], PipelineResult)
    assert shell.user_ns["r"].outputs == [POSITIVE]
    assert displayed() == []


def test_quiet_shows_and_returns_nothing_but_binds(shell, displayed):
    assert shell.run_cell("%pipeline sentiment-analysis -q -o a -- I love it") is None
    shell.run_cell("%%pipeline sentiment-analysis -q -o b\nI love it")
    assert displayed() == []
    assert shell.user_ns["a"].outputs == shell.user_ns["b"].outputs == [POSITIVE]


def test_bound_and_displayed(shell, displayed):
    shell.run_cell("%%pipeline sentiment-analysis -o r\nI love it")
    assert shell.user_ns["r"].outputs == [POSITIVE]
    assert len(displayed()) == 1


@pytest.mark.parametrize(
    "body",
    [
        "I love it.",
        "two\nlines",
        "  indented\n",
        "\n\nblank around\n\n",
        "$name {name} {} %d \\n 'quo\"te",
        "%%pipeline x",
        "ends;",
        "why?",
        "é 😀",
    ],
)
def test_the_body_is_literal_but_for_the_newline_that_ipython_adds(shell, backend, body):
    shell.user_ns["name"] = "X"
    shell.run_cell_magic("pipeline", "sentiment-analysis -q", f"{body}\n")
    assert inputs(backend) == (body,)


def test_words_left_over_are_joined(shell, backend):
    shell.run_cell("%pipeline sentiment-analysis -q I  love   it")
    assert inputs(backend) == ("I love it",)


@pytest.mark.parametrize("line", ["I don't know", 'it is {} and "', "--stop -x", "Is this good?", "# comment"])
def test_the_text_after_the_dashes_is_raw(shell, backend, line):
    shell.run_cell(f"%pipeline sentiment-analysis -q -- {line}")
    assert inputs(backend) == (line,)


def test_a_question_reaches_an_assignment_too(shell, backend):
    shell.run_cell("found = {}\nfound['a'] = %pipeline sentiment-analysis -- Is this good?")
    shell.run_cell("if found:\n    b = %pipeline sentiment-analysis Why?")
    assert [request.inputs for request in backend.requests] == [("Is this good?",), ("Why?",)]
    assert shell.user_ns["found"]["a"].outputs == shell.user_ns["b"].outputs == [POSITIVE]


def test_help_and_texts_in_code_are_left_to_ipython(shell, backend, capsys):
    shell.run_cell("%pipeline?")
    assert "usage: %%pipeline TASK" in capsys.readouterr().out
    shell.run_cell('text = """\n%pipeline sentiment-analysis -- Why?\n"""  # %pipeline x -- Why?')
    assert shell.user_ns["text"] == "\n%pipeline sentiment-analysis -- Why?\n"
    assert backend.requests == []


def test_variables_on_the_line(shell, backend):
    shell.run_cell("text = 'I love it'; k = 3; labels = ['a', 'b']; task = 'sentiment-analysis'")
    shell.run_cell("%pipeline $task -q top_k={k} among=@labels -- {text}")
    assert inputs(backend) == ("I love it",)
    assert backend.requests[-1].options == {"top_k": 3, "among": ["a", "b"]}


def test_variables_of_a_function_on_the_line(shell, backend):
    shell.run_cell(
        "def ask(text, task, words):\n"
        "    return get_ipython().run_line_magic('pipeline', '{task} among=@words -- {text}')\n"
        "r = ask('costs $5 {x} $y', 'sentiment-analysis', ['a'])"
    )
    assert inputs(backend) == ("costs $5 {x} $y",)
    assert backend.requests[-1].options == {"among": ["a"]}


def test_lines(shell, backend):
    shell.run_cell("%%pipeline sentiment-analysis --lines -q\nI love it.\n\n  You hate it. \n")
    assert inputs(backend) == ("I love it.", "  You hate it. ")


def test_input_from_a_variable(shell, backend):
    shell.run_cell("texts = ['a', 'b']")
    shell.run_cell("%pipeline sentiment-analysis -q --input texts")
    assert inputs(backend) == ("a", "b")
    shell.run_cell("%%pipeline sentiment-analysis -q --input texts")
    assert len(backend.requests) == 2


def test_the_question_and_the_labels_are_options_of_the_line(shell, backend):
    shell.run_cell('%%pipeline question-answering --question "Where do I work?" top_k=2 -q\nI work in Paris.')
    assert inputs(backend) == ("I work in Paris.",)
    assert backend.requests[-1].options == {"question": "Where do I work?", "top_k": 2}
    shell.run_cell("%%pipeline zero-shot-classification --labels 'food, my school,2020' -q\nWe eat.")
    assert backend.requests[-1].options == {"candidate_labels": "food, my school,2020"}
    shell.run_cell("%%pipeline zero-shot-classification candidate_labels=food,school -q\nWe eat.")
    assert backend.requests[-1].options == {"candidate_labels": "food,school"}
    shell.run_cell("%%pipeline ner grouped_entities=True -q\nI work in Paris.")
    assert backend.requests[-1].options == {"grouped_entities": True}


def test_questions_with_their_contexts_from_a_variable(shell, backend):
    shell.run_cell("rows = [{'question': 'Who?', 'context': 'I.'}, {'question': 'What?', 'context': 'Soup.'}]")
    shell.run_cell("%pipeline question-answering -q --input rows")
    assert inputs(backend) == ("I.", "Soup.")
    assert backend.requests[-1].options == {"question": ["Who?", "What?"]}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("question-answering", "needs a question: add --question"),
        ("question-answering --question ''", "needs a question: add --question"),
        ("zero-shot-classification", "needs labels to choose from: add --labels"),
        ("sentiment-analysis --labels a,b", "has no option 'candidate_labels'"),
    ],
)
def test_what_a_task_cannot_do_without_costs_no_load(shell, backend, line, sentence):
    with pytest.raises(InvalidOption, match=sentence):
        shell.run_cell(f"%%pipeline {line}\nI work in Paris.")
    assert (backend.loads, backend.requests) == ([], [])


def test_format_fills_in_the_body(shell, backend):
    shell.run_cell("city = 'Paris'")
    shell.run_cell("%%pipeline sentiment-analysis -q --format\n{city} is {{good}} {}")
    assert inputs(backend) == ("Paris is {good} {}",)


def test_model_options(shell, backend):
    options = "-m 'my folder' --revision main -d cpu --dtype float32 --allow-pickle --steps"
    shell.run_cell(f"%pipeline sentiment-analysis -q {options} -- x")
    expected = ModelChoice(name="my folder", revision="main", device="cpu", dtype="float32", allow_pickle=True)
    assert backend.requests[-1].model == expected
    assert backend.requests[-1].steps is True


def loading(backend, monkeypatch, *events):
    """Let the backend's next load give these events, and a notebook see them."""

    def load(model, task):
        yield from events

    monkeypatch.setattr(backend, "load", load)
    monkeypatch.setattr("lightboard.widgets.loading.in_notebook", lambda: True)
    monkeypatch.setattr("lightboard.magics.pipeline_magic.is_started", lambda: True)


PROGRESS = [
    LoadProgress(model="starter/<bert>", phase=phase, done=done, total=4) for phase, done in (("load", 2), ("ready", 4))
]


def test_the_load_is_shown_and_the_result_takes_its_place(shell, backend, displayed, monkeypatch):
    loading(backend, monkeypatch, *PROGRESS)
    shell.run_cell("%%pipeline sentiment-analysis -o r\nI love it")
    (first,) = displayed()
    assert 'aria-label="Pipeline"' in first["data"]["text/html"]
    assert '<b class="lb-mono">starter/&#60;bert&#62;</b>, 2\xa0bytes of 4\xa0bytes' in first["data"]["text/html"]
    ready, result = shell.display_pub.outputs[1:]
    assert "is loaded." in ready["data"]["text/html"]
    assert result["data"]["text/plain"] == repr(shell.user_ns["r"])
    assert {one["transient"]["display_id"] for one in (first, ready, result)} == {first["transient"]["display_id"]}


def test_a_line_and_a_quiet_cell_show_no_load(shell, backend, monkeypatch):
    loading(backend, monkeypatch, *PROGRESS)
    shell.run_cell("r = %pipeline sentiment-analysis -- I love it")
    shell.run_cell("%%pipeline sentiment-analysis -q\nI love it")
    assert shell.display_pub.outputs == []


def test_the_time_counts_the_load(shell, backend, monkeypatch):
    clock = iter((10.0, 12.5))
    monkeypatch.setattr("lightboard.magics.functions.time", SimpleNamespace(perf_counter=lambda: next(clock)))
    shell.run_cell("%%pipeline sentiment-analysis -o r\nI love it")
    assert (shell.user_ns["r"].timing.load, shell.user_ns["r"].timing.total) == pytest.approx((2.6, 2.9))


def test_a_mistyped_option_costs_no_load(shell, backend):
    with pytest.raises(InvalidOption, match="Did you mean 'top_k'"):
        shell.run_cell("%%pipeline sentiment-analysis topk=2\nI love it")
    assert (backend.loads, backend.requests) == ([], [])


def interrupted(*_, **__):
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("verb", "sentence"),
    [
        (
            "load",
            (
                "The wait for the model was interrupted. It goes on loading in the background, and the next cell that "
                "needs it waits for the rest."
            ),
        ),
        ("pipeline", "The pipeline was interrupted before it had a result."),
    ],
)
def test_an_interrupt_says_what_was_interrupted(shell, backend, monkeypatch, verb, sentence):
    monkeypatch.setattr(backend, verb, interrupted)
    with pytest.raises(KeyboardInterrupt) as caught:
        shell.run_cell("%%pipeline sentiment-analysis\nI love it")
    assert caught.value._render_traceback_() == [f"KeyboardInterrupt: {sentence}"]


def test_code_is_printed(shell, capsys, displayed):
    shell.run_cell("%%pipeline sentiment-analysis --code -o r\nI love it")
    assert capsys.readouterr().out.strip() == shell.user_ns["r"].code.strip()


@pytest.mark.parametrize(
    "cell", ["%%pipeline -h", "%%pipeline -h\nbody", "%pipeline -h", "%%pipeline sentiment-analysis --help\nx"]
)
def test_help(shell, backend, capsys, cell):
    assert shell.run_cell(cell) is None
    out = capsys.readouterr().out
    assert out.startswith("usage: %%pipeline TASK [options] [key=value ...]")
    assert "--allow-pickle" in out
    assert "--question TEXT" in out
    assert "--labels A,B,C" in out
    assert backend.requests == []


@pytest.mark.parametrize(
    ("cell", "error", "message"),
    [
        ("%%pipeline sentiment-analisys\nx", UnknownTask, "Did you mean 'sentiment-analysis'"),
        ("%%pipeline\nx", UsageError, "task is missing.*%pipeline sentiment-analysis -- I love it"),
        ("%%pipeline top_k=2\nx", UsageError, "task is missing"),
        ("%%pipeline sentiment-analysis --lins\nx", UsageError, "Unknown option '--lins'. Did you mean '--lines'"),
        ("%pipeline sentiment-analysis I don't know", UsageError, "quote is not closed.* -- "),
        ("%%pipeline sentiment-analysis", UsageError, "no text.*%pipeline sentiment-analysis -- I love it"),
        ("%%pipeline sentiment-analysis\n   \n", UsageError, "no text"),
        ("%%pipeline sentiment-analysis --lines\n\n \n", UsageError, "no text"),
        ("%pipeline sentiment-analysis", UsageError, "no text"),
        ("%pipeline sentiment-analysis --", UsageError, "no text"),
        ("%pipeline sentiment-analysis $nowhere", UsageError, r"\$nowhere on the line could not be replaced"),
        ("%pipeline sentiment-analysis -- $nowhere", UsageError, r"\$nowhere"),
        ("%%pipeline sentiment-analysis -m {nowhere}\nx", UsageError, r"\{nowhere\}"),
        ("%%pipeline sentiment-analysis among=@nowhere\nx", UsageError, "no variable 'nowhere'"),
        ("%%pipeline sentiment-analysis top_k=1 top_k=2\nx", UsageError, "given twice"),
        ("%%pipeline ner --labels a candidate_labels=b\nx", UsageError, "--labels and candidate_labels= are the same"),
        ("%%pipeline ner --question a question=b\nx", UsageError, "--question and question= are the same"),
        ("%%pipeline ner --question\nx", UsageError, "--question: expected one argument"),
        ("%%pipeline sentiment-analysis model=x\nx", UsageError, "model= is no option of a task"),
        ("%%pipeline sentiment-analysis --input nowhere", UsageError, "no variable 'nowhere'"),
        ("%%pipeline sentiment-analysis --input shell_\nx", UsageError, "Leave one of them out"),
        ("%%pipeline sentiment-analysis --format\n{nowhere}", UsageError, "names no variable"),
        ("%%pipeline sentiment-analysis -o 1a\nx", UsageError, "cannot be the name of a variable"),
        ("%%pipeline sentiment-analysis I love\nx", UsageError, "'I' is no option"),
        ("%%pipeline sentiment-analysis -- I love\nx", UsageError, "'I love' is no option"),
        ("%pipeline sentiment-analysis I -- love", UsageError, "before and after"),
    ],
)
def test_bad_input_is_one_sentence_before_anything_runs(shell, backend, cell, error, message):
    shell.run_cell("kept = 1")
    with pytest.raises(error, match=message) as caught:
        shell.run_cell(cell)
    (line,) = caught.value._render_traceback_()
    assert line == f"{error.__name__}: {caught.value}"
    assert backend.requests == []
    shell.run_cell("%pipeline sentiment-analysis -q -o r -- x")
    assert (shell.user_ns["kept"], shell.user_ns["r"].outputs) == (1, [POSITIVE])


def test_input_of_a_wrong_type(shell):
    shell.run_cell("number = 3")
    with pytest.raises(InvalidInput, match="not int"):
        shell.run_cell("%pipeline sentiment-analysis --input number")


@pytest.mark.parametrize(
    "error", [ModelLoadError("It lacks\n a file."), InvalidOption("No."), KeyboardInterrupt("Stop.")]
)
def test_errors_of_the_backend_keep_their_class_and_are_one_line(shell, backend, displayed, error):
    backend.error = error
    with pytest.raises(type(error)) as caught:
        shell.run_cell("%%pipeline sentiment-analysis -o r\nx")
    assert caught.value is error
    assert error._render_traceback_() == [f"{type(error).__name__}: {' '.join(str(error).split())}"]
    assert "r" not in shell.user_ns
    assert displayed() == []


def test_an_error_of_ours_is_printed_as_one_line(shell, backend, capsys):
    result = super(type(shell), shell).run_cell("%%pipeline nothing\nx")
    assert isinstance(result.error_in_exec, UnknownTask)
    out = capsys.readouterr().out
    assert out.startswith("UnknownTask: There is no task 'nothing'.")
    assert out.count("\n") == 1


def test_another_exception_keeps_its_traceback(shell, backend, capsys):
    backend.error = ZeroDivisionError("a bug")
    super(type(shell), shell).run_cell("%%pipeline sentiment-analysis\nx")
    out = capsys.readouterr().out
    assert "Traceback" in out
    assert "functions.py" in out
