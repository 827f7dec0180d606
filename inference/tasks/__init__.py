"""The tasks: adding one is adding a row here and a file beside this one."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ..errors import InvalidOption, UnknownTask, near_names
from ..heads import Head
from ..language_pairs import Pair, language_pair, pair_task

if TYPE_CHECKING:
    from ..messages import Option
    from .base import Task


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task: its name, what it does, the class that runs it and the head its model needs."""

    name: str
    description: str
    implementation: str  # module:class, imported with the first use
    head: Head
    aliases: tuple[str, ...] = ()
    encoder_decoder_head: Head | None = None  # where an encoder-decoder can do the task, too
    # Options that it cannot do without, and how to give each.
    required: Mapping[str, str] = field(default_factory=dict, hash=False)

    pair: Pair | None = None  # the languages, where the task's name says them

    @property
    def full_name(self) -> str:
        """The name with the languages: `translation_en_to_fr`."""
        return pair_task(self.pair) if self.pair else self.name

    def task_class(self) -> type[Task]:
        """Import and return the class."""
        module, name = self.implementation.split(":")
        found: type[Task] = getattr(importlib.import_module(f".{module}", __name__), name)
        return found

    def choose_head(self, config: Mapping[str, Any]) -> Head:
        """Return the head to load for a checkpoint's config.json."""
        if self.encoder_decoder_head is not None and config.get("is_encoder_decoder"):
            return self.encoder_decoder_head
        return self.head

    def with_pair(self, options: Mapping[str, Option]) -> dict[str, Option]:
        """Return the options with the languages of the task's name; raises `InvalidOption` where both say them."""
        if self.pair is None:
            return dict(options)
        languages: dict[str, Option] = {"src_lang": self.pair[0], "tgt_lang": self.pair[1]}
        for name in languages:
            if name in options:
                raise InvalidOption(
                    f"{self.full_name} names the languages already, so {name} is one too many. Leave it out, or use "
                    "the task translation with src_lang and tgt_lang."
                )
        return languages | dict(options)


TASKS: dict[str, TaskRow] = {
    row.name: row
    for row in (
        TaskRow(
            "text-classification",
            "Sort a text into classes, such as positive and negative.",
            "text_classification:TextClassification",
            Head.SEQUENCE_CLASSIFICATION,
            aliases=("sentiment-analysis",),
        ),
        TaskRow(
            "zero-shot-classification",
            "Sort a text into classes that you name.",
            "zero_shot_classification:ZeroShotClassification",
            Head.SEQUENCE_CLASSIFICATION,
            required={
                "candidate_labels": (
                    "labels to choose from: add --labels politics,sport to the magic, or "
                    'candidate_labels=["politics", "sport"] in Python.'
                )
            },
        ),
        TaskRow(
            "token-classification",
            "Find names of people, organisations and places.",
            "token_classification:TokenClassification",
            Head.TOKEN_CLASSIFICATION,
            aliases=("ner",),
        ),
        TaskRow(
            "question-answering",
            "Find the answer to a question in a text.",
            "question_answering:QuestionAnswering",
            Head.QUESTION_ANSWERING,
            required={
                "question": (
                    'a question: add --question "Where do I work?" to the magic, or question="Where do I work?" '
                    "in Python; the text itself is the context."
                )
            },
        ),
        TaskRow("fill-mask", "Guess the word behind a mask.", "fill_mask:FillMask", Head.MASKED_LM),
        TaskRow(
            "feature-extraction",
            "Turn a text into vectors, one for each token or one for all.",
            "feature_extraction:FeatureExtraction",
            Head.NONE,
        ),
        TaskRow(
            "text-generation",
            "Continue a text.",
            "text_generation:TextGeneration",
            Head.CAUSAL_LM,
            encoder_decoder_head=Head.SEQ2SEQ_LM,
        ),
        TaskRow("summarization", "Say a text in fewer words.", "summarization:Summarization", Head.SEQ2SEQ_LM),
        TaskRow(
            "translation",
            "Say a text in another language.",
            "translation:Translation",
            Head.SEQ2SEQ_LM,
            aliases=("translation_en_to_fr", "translation_fr_to_en"),  # any other two languages are found as well
        ),
        TaskRow(
            "text2text-generation",
            "Write a text from a text, as the model was trained to.",
            "text2text_generation:Text2TextGeneration",
            Head.SEQ2SEQ_LM,
        ),
    )
}

# Tasks that transformers has, or had before version 5, and this version does not have.
ELSEWHERE = frozenset(
    """any-to-any audio-classification automatic-speech-recognition depth-estimation document-question-answering
    image-classification image-feature-extraction image-segmentation image-text-to-text
    image-to-image image-to-text keypoint-matching mask-generation object-detection
    table-question-answering text-to-audio text-to-speech
    video-classification visual-question-answering zero-shot-audio-classification
    zero-shot-image-classification zero-shot-object-detection""".split()  # noqa: SIM905  (30 names read better as text)
)


def find(name: str) -> TaskRow:
    """Return the row of a task by its name or alias; raises `UnknownTask`.

    >>> find("sentiment-analysis").name
    'text-classification'
    >>> find("translation_en_to_fr").pair
    ('en', 'fr')
    """
    pair = language_pair(name)
    if pair is not None:
        return replace(TASKS["translation"], pair=pair)
    names = {alias: row for row in TASKS.values() for alias in (row.name, *row.aliases)}
    if name in names:
        return names[name]
    if name.startswith("translation_"):
        raise UnknownTask(
            f"{name!r} does not name two languages. Write them with two or three small letters, as in "
            "translation_en_to_fr, or use the task translation with src_lang and tgt_lang."
        )
    if name in ELSEWHERE:
        raise UnknownTask(f"{name} is a task of transformers that this version of Lightboard does not have. {_known()}")
    raise UnknownTask(f"There is no task {name!r}.{near_names(name, names)} {_known()}")


def _known() -> str:
    return f"There are: {', '.join(TASKS)}."
