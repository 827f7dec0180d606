"""`%%generate`."""

from __future__ import annotations

import pytest

from lightboard.inference.errors import InvalidOption, NumericalError
from lightboard.inference.messages import ChatMessage, Decoding, LoadProgress, TokensGenerated
from lightboard.magics.one_line_errors import UsageError
from lightboard.widgets.generation import Generation


@pytest.fixture
def lives(monkeypatch):
    """Every LiveGeneration that is made, with what was done to it."""
    from lightboard.widgets import live

    made = []

    class Recorder(live.LiveGeneration):
        def __init__(self, *, quiet=False):
            super().__init__(quiet=quiet)
            self.quiet = quiet
            self.done = []
            made.append(self)

        def update(self, event):
            self.done.append(event)

        def finish(self, result):
            self.done.append(result)

        def reserve(self):
            self.done.append("reserved")

        def abandon(self):
            self.done.append("abandoned")

    monkeypatch.setattr(live, "LiveGeneration", Recorder)
    return made


def test_the_cell_form_streams_shows_binds_and_returns_none(shell, lives, words):
    assert shell.run_cell("%%generate -o g\nOnce") is None
    (live,) = lives
    assert live.quiet is False
    assert isinstance(live.done[0], LoadProgress)
    assert [event.texts[0] for event in live.done if isinstance(event, TokensGenerated)] == list(words.list)
    assert live.done[-1] is shell.user_ns["g"]
    assert shell.user_ns["g"].text == words.all


def test_the_line_form_returns_and_displays_nothing(shell, displayed, words):
    shell.run_cell("g = %generate -n 5 -- Once upon a time")
    assert isinstance(shell.user_ns["g"], Generation)
    assert shell.user_ns["g"].text == words.all
    assert shell.run_cell("%generate -q -o h -- Once") is None
    assert shell.user_ns["h"].text == words.all
    assert displayed() == []


def test_the_final_output_stays(shell, displayed):
    shell.run_cell("%%generate\nOnce")
    assert any("Generation" in one["data"]["text/plain"] for one in shell.display_pub.outputs)


def test_quiet_cell(shell, displayed):
    shell.run_cell("%%generate -q -o g\nOnce")
    assert displayed() == []
    assert shell.user_ns["g"].text


def test_every_option_reaches_the_request(shell, backend, generation_settings):
    shell.run_cell(
        r"%generate -q -n 9 --min-new-tokens 2 -t 0.5 -k 3 -p 0.9 --min-p 0.1 --repetition-penalty 1.1"
        r" --presence-penalty 0.2 --frequency-penalty -0.3 --no-repeat-ngram 4 --stop '\n' --stop end"
        r" --num-return-sequences 2 --seed 7 --no-kv-cache --top-logprobs 3 -- Once"
    )
    assert generation_settings() == Decoding(
        max_new_tokens=9,
        min_new_tokens=2,
        temperature=0.5,
        top_k=3,
        top_p=0.9,
        min_p=0.1,
        repetition_penalty=1.1,
        presence_penalty=0.2,
        frequency_penalty=-0.3,
        no_repeat_ngram=4,
        stop=("\n", "end"),
        num_return_sequences=2,
        seed=7,
        kv_cache=False,
    )
    assert backend.requests[-1].top_logprobs == 3


@pytest.mark.parametrize(("text", "value"), [("", True), (" true", True), (" false", False), (" never", "never")])
def test_beams(shell, generation_settings, text, value):
    shell.run_cell(
        f"%generate -q --num-beams 4 --length-penalty 0.5 --num-return-sequences 3 --early-stopping{text} -- x"
    )
    expected = Decoding(num_beams=4, length_penalty=0.5, num_return_sequences=3, early_stopping=value)
    assert generation_settings() == expected


def test_no_option_is_greedy_decoding_of_50_tokens(shell, generation_settings):
    shell.run_cell("%generate -q -- x")
    assert generation_settings() == Decoding()
    assert not generation_settings().sampled


def test_chat(shell, backend):
    shell.run_cell("%%generate --chat --system 'Be brief.' -q\nHello")
    system, user = ChatMessage(role="system", content="Be brief."), ChatMessage(role="user", content="Hello")
    assert backend.requests[-1].prompt == (system, user)
    shell.run_cell("%%generate --chat -q\nHello")
    assert backend.requests[-1].prompt == (user,)


def test_help(shell, backend, capsys):
    for cell in ("%%generate -h", "%%generate -h\nbody", "%generate -h"):
        shell.run_cell(cell)
        out = capsys.readouterr().out
        assert out.startswith("usage: %%generate [options]")
        assert "--presence-penalty" in out
    assert backend.requests == []


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ("-t 0", InvalidOption, "temperature must be above 0.*Leave temperature \\(-t\\) out for greedy"),
        ("-t -1", InvalidOption, "temperature must be above 0, not -1"),
        ("-t hot", InvalidOption, "temperature must be a number, not 'hot'"),
        ("-t nan", InvalidOption, "temperature must be a number"),
        ("-p 1.5", InvalidOption, "top_p must be above 0 and at most 1, not 1.5"),
        ("-k 0", InvalidOption, "top_k must be 1 or more"),
        ("-k 2.5", InvalidOption, "top_k must be a whole number"),
        ("-n 0", InvalidOption, "max_new_tokens must be 1 or more"),
        ("-n ten", InvalidOption, "max_new_tokens must be a whole number, not 'ten'"),
        ("--num-beams 0", InvalidOption, "num_beams must be 1 or more"),
        (
            "--num-beams 2 --num-return-sequences 3",
            InvalidOption,
            "num_return_sequences \\(3\\) is above num_beams \\(2\\)",
        ),
        ("--num-return-sequences 2", InvalidOption, "Greedy decoding gives one sequence"),
        ("--num-beams 2 -t 0.5", InvalidOption, "Sampling options .* do not go with num_beams"),
        ("--num-beams 2 --seed 1", InvalidOption, "do not go with num_beams"),
        ("--early-stopping maybe --num-beams 2", InvalidOption, "early_stopping must be true, false or never"),
        ("--early-stopping", InvalidOption, "steer beam search only"),
        ("--stop ''", InvalidOption, "stop must be a list of texts that are not empty"),
        ("--system x", InvalidOption, "Add chat \\(--chat\\)"),
        ("--top-logprobs 500", InvalidOption, "top_logprobs must be between 0 and 100"),
        ("--seed x", InvalidOption, "seed must be a whole number"),
        ("--temprature 1", UsageError, "Unknown option '--temprature'. Did you mean '--temperature'"),
        ("-n", UsageError, "expected one argument"),
        ("-m $nowhere", UsageError, r"\$nowhere on the line could not be replaced"),
        ("--system 'open", UsageError, "quote is not closed"),
        ("Once", UsageError, "'Once' is no option. The text goes into the body"),
    ],
)
def test_bad_options_are_one_sentence_before_anything_runs(shell, backend, options, error, message):
    with pytest.raises(error, match=message) as caught:
        shell.run_cell(f"%%generate {options}\nOnce")
    assert caught.value._render_traceback_() == [f"{error.__name__}: {caught.value}"]
    assert backend.requests == []


@pytest.mark.parametrize("cell", ["%%generate", "%%generate -n 5\n \n", "%generate", "%generate --"])
def test_an_empty_prompt_names_an_example(shell, backend, cell):
    with pytest.raises(UsageError, match=r"no text.*%generate -n 30 -- Once upon a time"):
        shell.run_cell(cell)


def test_an_interrupt_shows_and_binds_the_partial_result_and_fails_the_cell(shell, backend, lives, words):
    backend.interrupts = [2]
    with pytest.raises(KeyboardInterrupt) as caught:
        shell.run_cell("%%generate -o g\nOnce")
    assert caught.value._render_traceback_() == ["KeyboardInterrupt: The generation was interrupted."]
    assert shell.user_ns["g"].finish_reason == "cancelled"
    assert shell.user_ns["g"].text == "".join(words.list[:2])
    assert lives[0].done[-1] is shell.user_ns["g"]
    shell.run_cell("%generate -q -o next -- Once")
    assert shell.user_ns["next"].finish_reason == "length"


def test_an_interrupted_line_shows_what_it_cannot_return(shell, backend, displayed):
    backend.interrupts = [2]
    with pytest.raises(KeyboardInterrupt):
        shell.run_cell("g = %generate -- Once")
    assert len(displayed()) == 1
    assert "Generation" in displayed()[0]["data"]["text/plain"]
    assert "g" not in shell.user_ns


def test_an_interrupt_while_loading_leaves_nothing_on_show(shell, backend, lives):
    backend.interrupts = [-1]
    with pytest.raises(KeyboardInterrupt):
        shell.run_cell("%%generate -o g\nOnce")
    assert lives[0].done[-1] == "abandoned"
    assert "g" not in shell.user_ns


def test_an_error_while_generating_leaves_nothing_on_show(shell, backend, lives):
    backend.error = NumericalError("The model produced NaN.")
    with pytest.raises(NumericalError) as caught:
        shell.run_cell("%%generate -o g\nOnce")
    assert caught.value._render_traceback_() == ["NumericalError: The model produced NaN."]
    assert lives[0].done[-1] == "abandoned"
    assert "g" not in shell.user_ns


def test_code_is_printed(shell, capsys):
    shell.run_cell("%%generate --code -q -o g\nOnce")
    assert capsys.readouterr().out.strip() == shell.user_ns["g"].code.strip()


@pytest.fixture
def growing(monkeypatch):
    """What is done to the panels of `--show`."""
    from lightboard.magics import generate_magic

    made = []

    class Recorder:
        def __init__(self, names, *, model, decoding, backend):
            self.names, self.model, self.decoding, self.backend = names, model, decoding, backend
            self.done = []
            made.append(self)

        def update(self, event):
            self.done.append(event)

        def finish(self, result):
            self.done.append(result)

        def abandon(self):
            self.done.append("abandoned")

    monkeypatch.setattr(generate_magic, "GrowingPanels", Recorder)
    return made


def test_panels_are_fed_and_finished(shell, backend, growing, words):
    shell.run_cell("%%generate -n 5 -d cpu --num-beams 2 --show beams,tokens -o g\nOnce")
    (panels,) = growing
    assert panels.names == ("tokens", "beams")
    assert (panels.model.device, panels.decoding.num_beams, panels.decoding.max_new_tokens) == ("cpu", 2, 5)
    assert panels.backend() is backend
    assert [event.texts[0] for event in panels.done if isinstance(event, TokensGenerated)] == list(words.list)
    assert panels.done[-1].sequences == shell.user_ns["g"].sequences


def test_an_interrupted_generation_finishes_its_panels_with_what_there_is(shell, backend, growing):
    backend.interrupts = [2]
    with pytest.raises(KeyboardInterrupt):
        shell.run_cell("%%generate --show tokens -o g\nOnce")
    assert growing[0].done[-1].sequences[0].finish_reason == "cancelled"


def test_a_failed_generation_lets_go_of_its_panels(shell, backend, growing):
    backend.error = NumericalError("The model gave NaN. Use float32.")
    with pytest.raises(NumericalError):
        shell.run_cell("%%generate --show tokens\nOnce")
    assert growing[0].done[-1] == "abandoned"


@pytest.mark.parametrize("cell", ["%generate --show tokens -o g -- Once", "%%generate --show tokens -q -o g\nOnce"])
def test_what_shows_nothing_opens_no_panel(shell, growing, cell):
    shell.run_cell(cell)
    assert shell.user_ns["g"].text
    assert growing == []


def test_an_unknown_panel_is_refused_before_anything_runs(shell, backend):
    with pytest.raises(InvalidOption, match=r"no panel 'token'.*Use tokens, attention, logits, beams"):
        shell.run_cell("%%generate --show token\nOnce")
    assert backend.requests == []
