"""Texts that are hard to tokenise and to show, and a strategy that mixes them."""

from __future__ import annotations

from hypothesis import strategies as st
from tiny_models import CORPUS

HARD = {
    "plain": "The teacher draws a bright red line on the glass board.",
    "emoji families": "a 👩‍👩‍👧‍👦 and 👨🏽‍🚀!",
    "flags": "🇫🇷🇩🇪🇯🇵 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "devanagari": "नमस्ते दुनिया, क्षत्रिय",
    "thai": "สวัสดีชาวโลก ที่นี่",
    "arabic with english": "مرحبا Hello بالعالم world",
    "combining marks": "e\u0301 a\u0300\u0323 \u0301o Z\u0351\u036b\u0343",
    "right-to-left override": "abc\u202edef\u202c ghi",
    "nul and controls": "a\x00b\x07c\x7f\r\nd\te",
    "invisible": "zero\u200bwidth\ufeff no\u00a0break\u2060 soft\u00adhyphen",
    "chinese": "东京是日本的首都。",
    "replacement character": "\ufffd half \ufffd",
    "white space": "  two  spaces \n\n lines\t\t",
    "markup": "<script>alert('&amp;')</script> <b>x</b>",
    "special tokens": "<s>the</s> [MASK] <unk> [UNK]<|end|> soup",
}
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_PART = st.one_of(
    st.sampled_from([word for text in CORPUS for word in text.split()]),
    st.sampled_from(sorted(HARD.values())),
    st.sampled_from([" ", "  ", "\n", "the", "ing", "12", "Ära", "ÄRA", "<gap>", "unmerged", "ﬁ", "Å", "\u0301"]),
    _TEXT,
)
texts = st.lists(_PART, max_size=8).map("".join) | st.lists(_PART, max_size=8).map(" ".join)
