"""question-answering: a question and a text in, the part of the text that answers it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import torch

from ..errors import InvalidInput, InvalidOption
from ..messages import Answer, Answers, Array, Option, PipelineSteps
from .answer_spans import Span, as_answers, best_of_windows, best_spans, span_probabilities
from .base import Passes, Prepared, TextTask, check_texts, named, shorten, which
from .options import Check, texts, true_or_false, whole_number
from .windows import Window, windows

if TYPE_CHECKING:
    from ..checkpoint import Checkpoint

MAX_SEQ_LEN, DOC_STRIDE, MAX_ANSWER_LEN = 384, 128, 15  # defaults of transformers 4
KEPT = 5  # answers, also where fewer are asked for
STEP_ROWS = 5


@dataclass(frozen=True, slots=True)
class Questioned(Passes):
    """A context in windows, each with the question before it."""

    question: str


class QuestionAnswering(TextTask):
    """Options and numbers of transformers 4's pipeline, which transformers 5 does not have any more.

    The inputs are contexts. `question`: one for all of them, or a list with one for each. `top_k`: so many answers.
    `handle_impossible_answer`: an empty answer counts, too. `max_answer_len`: in tokens (15). Long contexts are read in
    windows of `max_seq_len` tokens (384, question included) that share `doc_stride` (128). `align_to_words=False`: an
    answer may begin and end inside a word. An answer that several windows give has the score of the best of them;
    transformers 4 adds them up.
    """

    name = "question-answering"
    options: ClassVar[Mapping[str, Check]] = {
        "question": texts,
        "top_k": whole_number(1),
        "handle_impossible_answer": true_or_false,
        "max_answer_len": whole_number(1),
        "max_seq_len": whole_number(1),
        "doc_stride": whole_number(0),
        "align_to_words": true_or_false,
    }

    def __init__(self, checkpoint: Checkpoint, options: Mapping[str, Option], *, with_steps: bool = False) -> None:
        super().__init__(checkpoint, options, with_steps=with_steps)
        if not checkpoint.tokenizer.is_fast:
            raise InvalidInput(
                f"The tokenizer of {checkpoint.info.name} does not say where its tokens stand in a text, so an answer "
                "cannot be found there. Choose a model with a tokenizer.json."
            )
        self.top_k: int = self.values.get("top_k", 1)
        self.limit = self._window_length()
        # Models that pad on the left read the context first.
        self.context_number = 1 if checkpoint.tokenizer.padding_side == "right" else 0

    def _window_length(self) -> int:
        limit = self.checkpoint.info.context_length
        given: int | None = self.values.get("max_seq_len")
        if given is not None and limit is not None and given > limit:
            raise InvalidOption(f"max_seq_len is {given:,}, but {self.checkpoint.info.name} takes at most {limit:,}.")
        return given or min(limit or MAX_SEQ_LEN, MAX_SEQ_LEN)

    def preprocess(self, inputs: Sequence[str | Array]) -> list[Questioned]:
        """Tokenise each question with its context, in windows. Raises `InvalidInput`."""
        contexts = check_texts(self.name, inputs)
        found = []
        for number, (question, context) in enumerate(zip(self._questions(len(contexts)), contexts, strict=True)):
            with self.checkpoint.encoding_lock:
                parts = self._windows(question, context)
            if not any(self._allowed(window).any() for window in parts):
                raise InvalidInput(f"{which(number, inputs)} has no character that the tokenizer knows. Change it.")
            found.append(Questioned(context, parts, question))
        return found

    def _questions(self, count: int) -> list[str]:
        """Return a question for each context."""
        given = self.values["question"]
        for number, question in enumerate(given, 1):
            if not question.strip():
                raise InvalidOption(f"Question {number} is empty. Write what to look for in the text.")
        if len(given) not in (1, count):
            raise InvalidInput(
                f"There are {len(given)} questions and {count} {'text' if count == 1 else 'texts'}. "
                "Give one question, or one for each text."
            )
        return [*given] * (count if len(given) == 1 else 1)

    def _windows(self, question: str, context: str) -> tuple[Window, ...]:
        tokenizer = self.checkpoint.tokenizer
        asked = len(tokenizer(question, add_special_tokens=False, verbose=False)["input_ids"])
        room = self.limit - asked - tokenizer.num_special_tokens_to_add(pair=True)
        if room < 1:
            raise InvalidInput(
                f"The question {shorten(question)!r} has {asked:,} tokens and leaves no room for the text in windows "
                f"of {self.limit:,}. Shorten it, or raise max_seq_len."
            )
        stride = self.values.get("doc_stride", min(self.limit // 2, DOC_STRIDE))
        if stride >= room:
            if "doc_stride" in self.values:
                raise InvalidOption(
                    f"doc_stride is {stride:,}, but beside the question {shorten(question)!r} a window has room for "
                    f"{room:,} tokens of the text. Choose a smaller doc_stride, or raise max_seq_len."
                )
            stride = room // 2
        cut: dict[str, Any] = {"max_length": self.limit, "stride": stride}
        if self.context_number == 1:
            return windows(tokenizer, question, context, truncation="only_second", **cut)
        return windows(tokenizer, context, question, truncation="only_first", **cut)

    def _allowed(self, window: Window) -> torch.Tensor:
        """Return which tokens are of the context, (T,)."""
        return torch.tensor([text == self.context_number for text in window.texts])

    def _cls(self, window: Window) -> int | None:
        """Return the position of the token that stands for "no answer"."""
        cls = self.checkpoint.tokenizer.cls_token_id
        return window.ids.index(cls) if cls in window.ids else None

    def run(self, inputs: dict[str, torch.Tensor]) -> torch.Tensor:
        """Return start and end logits, (B, T, 2)."""
        output = self.checkpoint.model(**inputs)
        return torch.stack([output.start_logits, output.end_logits], dim=-1)

    def select(self, logits: torch.Tensor, prepared: Prepared) -> torch.Tensor:
        """Return one window's logits without the padding, (T, 2)."""
        return logits[: len(prepared.ids)]

    def _read(self, window: Prepared, logits: torch.Tensor) -> tuple[list[Span], float]:
        """Return a window's best spans, and how likely it holds no answer."""
        assert isinstance(window, Window)
        allowed, cls = self._allowed(window), self._cls(window)
        if not allowed.any():
            return [], 1.0
        probabilities = span_probabilities(logits, allowed, cls)
        # More than are asked for: whole words can turn several spans into one.
        count = 2 * self.top_k + 10
        longest: int = self.values.get("max_answer_len", MAX_ANSWER_LEN)
        none = 0.0 if cls is None else float(probabilities[cls].prod())
        return best_spans(probabilities, allowed, count=count, longest=longest), none

    def postprocess(self, prepared: Questioned, output: list[torch.Tensor]) -> Answers:
        """Rank the answers of all windows; output holds logits (T, 2) for each."""
        several, none = [], 1.0
        for window, logits in zip(prepared.parts, output, strict=True):
            spans, empty = self._read(window, logits)
            none = min(none, empty)
            several.append(self._answers(spans, window, prepared.text))
        ranked = best_of_windows(several)
        if self.values.get("handle_impossible_answer"):
            ranked.append(Answer(score=none, start=0, end=0, answer=""))
            ranked.sort(key=lambda answer: answer.score, reverse=True)
        return Answers(question=prepared.question, answers=tuple(ranked[: max(self.top_k, KEPT)]), top_k=self.top_k)

    def _answers(self, spans: list[Span], window: Prepared, context: str) -> list[Answer]:
        assert isinstance(window, Window)
        to_words: bool = self.values.get("align_to_words", True)
        return as_answers(spans, window, context, which=self.context_number, to_words=to_words)

    def steps(self, prepared: Questioned, output: list[torch.Tensor]) -> PipelineSteps:
        """Return the tokens of the window with the best answer, its likeliest starts and ends, and its best spans."""
        reads = [self._read(window, logits) for window, logits in zip(prepared.parts, output, strict=True)]
        number = max(range(len(reads)), key=lambda index: reads[index][0][0][0] if reads[index][0] else 0.0)
        window, logits, spans = prepared.parts[number], output[number], reads[number][0]
        assert isinstance(window, Window)
        allowed = self._allowed(window)
        answers = self._answers(spans, window, prepared.text)[:STEP_ROWS]
        return PipelineSteps(
            tokens=window.tokens,
            shape=(1, *logits.shape),
            logits=(
                *self._best_tokens("start", logits[:, 0], window, allowed),
                *self._best_tokens("end", logits[:, 1], window, allowed),
            ),
            function="softmax of starts and of ends, multiplied,",
            scores=named([answer.answer for answer in answers], torch.tensor([answer.score for answer in answers])),
            total=2 * int(allowed.sum()),
            conclusion=self._conclusion(reads[number][1]),
            passes=len(prepared.parts),
            shown_pass=number + 1,
        )

    def _conclusion(self, none: float) -> str:
        if self.values.get("handle_impossible_answer"):
            return f"the answer with the highest score; that there is none has {none:.4f}"
        return "the answer with the highest score"

    def _best_tokens(self, name: str, logits: torch.Tensor, window: Window, allowed: torch.Tensor) -> Any:
        """Return the tokens of the context with the largest logits, (T,)."""
        best, places = logits.masked_fill(~allowed, -torch.inf).topk(min(STEP_ROWS, int(allowed.sum())))
        return named([f"{name} {window.pieces[place]}" for place in places.tolist()], best)
