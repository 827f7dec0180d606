"""The lines that answer questions with Transformers alone, whose version 5 has no pipeline for it."""

from __future__ import annotations

from typing import Any

from ..inference.messages import Answers, PipelineOutput
from .code_lines import Name, call, literal, model_source

_MAX_LENGTH, _STRIDE, _LONGEST = 384, 128, 15

_READ = """
outputs = []
for question, text in zip(questions, texts):
{stride}
    best, no_answer = {{}}, 1.0
    for number, window in enumerate(windows.encodings):
        inputs = {{
            name: torch.tensor([windows[name][number]], device=model.device)
            for name in tokenizer.model_input_names
        }}
        with torch.inference_mode():
            output = model(**inputs)
        # Only the text counts, and [CLS], which stands for "no answer".
        of_text = torch.tensor([part == 1 for part in window.sequence_ids])
        is_cls = torch.tensor([id_ == tokenizer.cls_token_id for id_ in window.ids])
        start, end = (
            logits[0].float().cpu().masked_fill(~(of_text | is_cls), -torch.inf).softmax(dim=-1)
            for logits in (output.start_logits, output.end_logits)
        )
        no_answer = min(no_answer, (start * end)[is_cls].sum().item())
        # All spans of at most {longest} tokens, the most likely ones first.
        possible = (of_text[:, None] & of_text[None, :]).triu().tril({longest} - 1)
        scores = (start[:, None] * end[None, :]).masked_fill(~possible, -1.0).flatten()
        scores, spans = scores.topk(min({count}, int(possible.sum())))
        found = {{}}  # spans with the same words are one answer
        for score, span in zip(scores.tolist(), spans.tolist()):
            first, last = divmod(span, len(window.ids))
{place}
            answer = text[begin:stop]
            row = {{"score": 0.0, "start": begin, "end": stop, "answer": answer}}
            found.setdefault(answer.lower(), row)["score"] += score
        for key, row in found.items():
            if key not in best or row["score"] > best[key]["score"]:
                best[key] = row
    answers = list(best.values()){no_answer}
    answers.sort(key=lambda row: row["score"], reverse=True)
    outputs.append({result})
print(outputs)"""

_GIVEN_STRIDE = "    stride = {stride}"
_OWN_STRIDE = """\
    question_length = len(tokenizer.tokenize(question)) + tokenizer.num_special_tokens_to_add(pair=True)
    room = {limit} - question_length  # for the text, in a window
    stride = {stride} if room > {stride} else room // 2"""
_WINDOWS = """
    windows = tokenizer(
        question,
        text,
        truncation="only_second",
        max_length={limit},
        stride=stride,
        return_overflowing_tokens=True,
    )"""

_TOKENS = """\
            begin, stop = window.offsets[first][0], window.offsets[last][1]"""
_WORDS = """\
            begin = window.word_to_chars(window.word_ids[first], 1)[0]
            stop = window.word_to_chars(window.word_ids[last], 1)[1]"""

_NO_ANSWER = """
    answers.append({"score": no_answer, "start": 0, "end": 0, "answer": ""})"""


def question_code(output: PipelineOutput) -> str:
    """Return Python that gives `outputs` equal to the result's."""
    lines, path, keywords = model_source(output.model)
    model = output.model
    options: dict[str, Any] = {**output.options}
    top_k: int = options.get("top_k", 1)
    limit: int = options.get("max_seq_len") or min(model.context_length or _MAX_LENGTH, _MAX_LENGTH)
    own = _OWN_STRIDE.format(limit=limit, stride=min(limit // 2, _STRIDE))
    stride = _GIVEN_STRIDE.format(stride=options["doc_stride"]) if "doc_stride" in options else own
    read = _READ.format(
        stride=stride + _WINDOWS.format(limit=limit),
        longest=options.get("max_answer_len", _LONGEST),
        count=2 * top_k + 10,
        place=_WORDS if options.get("align_to_words", True) else _TOKENS,
        no_answer=_NO_ANSWER if options.get("handle_impossible_answer") else "",
        result=f"answers[:{top_k}]" if top_k > 1 else "answers[0]",
    )
    questions = [one.question for one in output.outputs if isinstance(one, Answers)]
    built = call("AutoModelForQuestionAnswering.from_pretrained", [Name("name")], {**keywords, "dtype": model.dtype})
    return "\n".join(
        [
            "import torch",
            *lines,
            "from transformers import AutoModelForQuestionAnswering, AutoTokenizer",
            "",
            f"name = {literal(path)}",
            call("tokenizer = AutoTokenizer.from_pretrained", [Name("name")], keywords),
            f"model = {built}.to({literal(model.device)}).eval()",
            f"questions = {literal(questions)}",
            f"texts = {literal([str(text) for text in output.inputs])}",
            read,
        ]
    )
