"""From which language into which: what a checkpoint says it can, and how it is told.

There are three ways. T5 reads a prefix, which its config holds for each pair (`task_specific_params`). Marian is
trained for two languages and names them in its tokenizer; where it writes several, the text begins with `>>fr<<`.
mBART, NLLB and M2M100 have a token for each language: the tokenizer adds the source's, the decoder has to begin with
the target's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..errors import InvalidOption, near_names
from ..language_pairs import Pair, hub_model, language_pair, pair_task

if TYPE_CHECKING:
    from ..checkpoint import Checkpoint


STRUCTURE = (
    "bos_token_id", "eos_token_id", "pad_token_id", "decoder_start_token_id", "forced_bos_token_id",
    "forced_eos_token_id", "bad_words_ids", "suppress_tokens", "begin_suppress_tokens", "sequence_bias",
    "renormalize_logits",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Instruction:
    """How a checkpoint is told what to do with a text.

    `parameters` are its config's for the task; `source_language` is what its tokenizer is set to, `first_token` what
    the decoder has to write first; `languages` are named in the result.
    """

    prefix: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    source_language: str | None = None
    first_token: int | None = None
    languages: Pair | None = None
    notes: tuple[str, ...] = ()

    def structure(self) -> dict[str, Any]:
        """Return the fields of the generation config that the task changes and no option can."""
        fields = {name: value for name, value in self.parameters.items() if name in STRUCTURE}
        return fields if self.first_token is None else fields | {"forced_bos_token_id": self.first_token}


def task_parameters(checkpoint: Checkpoint) -> dict[str, dict[str, Any]]:
    """Return what the checkpoint's config holds for tasks, by their names."""
    found = getattr(checkpoint.model.config, "task_specific_params", None) or {}
    return {name: dict(values) for name, values in found.items() if isinstance(values, Mapping)}


def task_instruction(checkpoint: Checkpoint, task: str, languages: Pair | None = None) -> Instruction:
    """Return the instruction of a task that the config may have parameters for."""
    parameters = task_parameters(checkpoint).get(task, {})
    prefix = parameters.pop("prefix", None)
    if prefix is None:
        prefix = getattr(checkpoint.model.config, "prefix", None) or ""
    return Instruction(prefix=prefix, parameters=parameters, languages=languages)


def translation_instruction(checkpoint: Checkpoint, source: str | None, target: str | None) -> Instruction:
    """Return how to translate; raises `InvalidOption` for languages that are missing or that the checkpoint lacks."""
    tokenizer = checkpoint.tokenizer
    if getattr(tokenizer, "src_lang", None):
        return _by_tokens(checkpoint, source, target)
    if (source is None) != (target is None):
        raise InvalidOption("src_lang and tgt_lang go together. Give both, or name the task: translation_en_to_fr.")
    wanted = None if source is None or target is None else (source, target)
    pairs = [pair for name in task_parameters(checkpoint) if (pair := language_pair(name))]
    if pairs:
        return _by_prefix(checkpoint, pairs, wanted)
    if tokenizer.init_kwargs.get("source_lang") and tokenizer.init_kwargs.get("target_lang"):
        return _by_checkpoint(checkpoint, wanted)
    instruction = task_instruction(checkpoint, "translation", wanted)
    if wanted is None:
        return instruction
    note = f"{checkpoint.info.name} does not say which languages it translates: nothing tells it {' to '.join(wanted)}."
    return Instruction(prefix=instruction.prefix, parameters=instruction.parameters, languages=wanted, notes=(note,))


def _by_prefix(checkpoint: Checkpoint, pairs: list[Pair], wanted: Pair | None) -> Instruction:
    """Take the parameters of a pair: T5."""
    known = ", ".join(" to ".join(pair) for pair in pairs)
    if wanted is None and len(pairs) > 1:
        raise InvalidOption(
            f"{checkpoint.info.name} translates {known}. Name the languages with the task, as in {pair_task(pairs[0])}."
        )
    pair = wanted or pairs[0]
    if pair not in pairs:
        raise _unknown(checkpoint, known, pair)
    return task_instruction(checkpoint, pair_task(pair), pair)


def _by_checkpoint(checkpoint: Checkpoint, wanted: Pair | None) -> Instruction:
    """Compare with the two languages of the checkpoint, or name one of those that it writes: Marian."""
    tokenizer = checkpoint.tokenizer
    own = (str(tokenizer.init_kwargs["source_lang"]), str(tokenizer.init_kwargs["target_lang"]))
    instruction = task_instruction(checkpoint, pair_task(wanted or own), wanted or own)
    if wanted is None or wanted == own:
        return instruction
    code = f">>{wanted[1]}<<"
    if code in getattr(tokenizer, "supported_language_codes", ()) and not _differ(own[0], wanted[0]):
        return Instruction(prefix=f"{code} ", parameters=instruction.parameters, languages=wanted)
    if _differ(own[0], wanted[0]) or _differ(own[1], wanted[1]):
        raise _unknown(checkpoint, " to ".join(own), wanted)
    return instruction


def _differ(one: str, other: str) -> bool:
    """Whether two codes name different languages: codes of one kind that are not the same; `roa` may hold `fr`."""
    return one != other and len(one) == len(other) and bool(re.fullmatch("[a-z]+", one)) and one != "mul"


def _by_tokens(checkpoint: Checkpoint, source: str | None, target: str | None) -> Instruction:
    """Find the tokens of both languages; what is not given may be the checkpoint's own: mBART, NLLB, M2M100."""
    tokenizer, own = checkpoint.tokenizer, checkpoint.generation_config
    source_code, _ = _language(checkpoint, source or tokenizer.src_lang)
    if target is None:
        first = own.decoder_start_token_id if own.forced_bos_token_id is None else own.forced_bos_token_id
        codes = {id_: code for code, id_ in _languages(tokenizer).items()}
        if first not in codes:
            raise InvalidOption(
                f"{checkpoint.info.name} translates between {len(codes)} languages: say into which, for example "
                f"src_lang={source_code} tgt_lang={next(code for code in codes.values() if code != source_code)}."
            )
        target_code, token = codes[first], first
    else:
        target_code, token = _language(checkpoint, target)
    named = pair_task((source_code.partition("_")[0], target_code.partition("_")[0]))
    instruction = task_instruction(checkpoint, named, (source_code, target_code))
    starts = instruction.parameters.get("decoder_start_token_id", own.decoder_start_token_id)
    return Instruction(
        prefix=instruction.prefix,
        parameters=instruction.parameters,
        source_language=source_code,
        first_token=None if token == starts else token,
        languages=(source_code, target_code),
    )


def _languages(tokenizer: Any) -> dict[str, int]:
    """Return the codes of a multilingual tokenizer with the ids of their tokens."""
    if hasattr(tokenizer, "lang_code_to_id"):
        return {code: id_ for code, id_ in tokenizer.lang_code_to_id.items() if id_ != tokenizer.unk_token_id}
    names = {id_: name for name, id_ in tokenizer.get_added_vocab().items()}
    own = {tokenizer.convert_tokens_to_ids(str(value)) for value in tokenizer.special_tokens_map.values()
           if isinstance(value, str)}  # fmt: skip
    return {names[id_]: id_ for id_ in sorted(names) if id_ not in own and re.fullmatch(r"[a-z]{2,3}_\w+", names[id_])}


def _language(checkpoint: Checkpoint, code: str) -> tuple[str, int]:
    """Return the code as the tokenizer spells it with its token's id; `fr` stands for `fr_XX` where there is one."""
    known = _languages(checkpoint.tokenizer)
    if code in known:
        return code, known[code]
    longer = [name for name in known if name.startswith(f"{code}_")]
    if len(longer) == 1:
        return longer[0], known[longer[0]]
    near = near_names(code, known)
    raise InvalidOption(
        f"{checkpoint.info.name} has no language {code!r}.{near} It spells its {len(known)} languages as in "
        f"{', '.join(list(known)[:3])}."
    )


def _unknown(checkpoint: Checkpoint, known: str, pair: Pair) -> InvalidOption:
    return InvalidOption(
        f"{checkpoint.info.name} translates {known}, not {' to '.join(pair)}. "
        f"Use a model for these languages, such as {hub_model(pair)}."
    )


@contextmanager
def reading(tokenizer: Any, language: str | None) -> Iterator[None]:
    """Set a multilingual tokenizer to the language of the text, and back; the caller holds the encoding lock."""
    if language is None:
        yield
        return
    before = tokenizer.src_lang
    tokenizer.src_lang = language
    try:
        yield
    finally:
        tokenizer.src_lang = before
