"""The queries and keys of one head."""

from __future__ import annotations

from ..messages import Array, AttentionKind, HeadChoice, QueriesKeys
from .attention_interface import AttentionCall
from .collectors import ITEM, Smaller


class QueriesAndKeys:
    """Queries (T, D) and keys (S, D) of one head; the dimension is known once it runs."""

    def __init__(self, head: HeadChoice, *, rows: int, columns: int, width: int) -> None:
        self.kind: AttentionKind = head.kind
        self.head = head
        self.what = "queries and keys"
        self.bytes = 2 * (rows + columns) * width * ITEM
        self.found: QueriesKeys | None = None

    def smaller(self) -> list[Smaller]:
        """Return nothing: it is one head already."""
        return []

    def see(self, layer: int, call: AttentionCall) -> None:
        """Take the head."""
        if layer == self.head.layer:
            self.found = QueriesKeys(
                head=self.head,
                queries=Array.from_numpy(call.query[0, self.head.head].float().cpu().numpy()),
                keys=Array.from_numpy(call.keys_of([self.head.head])[0, 0].float().cpu().numpy()),
                scale=call.scale,
            )

    def result(self) -> QueriesKeys:
        """Return what was taken."""
        assert self.found is not None  # every layer was seen
        return self.found
