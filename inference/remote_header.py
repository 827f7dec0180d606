"""What a model of the Hub will take in memory, before it is downloaded: the headers of its weights say it."""

from __future__ import annotations

from .errors import OutOfMemory
from .hub import PROBE_SECONDS, HubProblem, Listing
from .memory import Budget, bytes_in_memory, too_large

MOST_GROWTH = 4  # times: 8 bits a number in the file, 32 in memory


def check_budget(listing: Listing, *, dtype: str, budget: Budget) -> None:
    """Raise `HubProblem` when the model alone is above the budget.

    A file that is small enough in any case is not asked about. Where the Hub does not give a header in time, the
    decision is left to the load.
    """
    files = listing.weights(allow_pickle=True)
    if MOST_GROWTH * sum(file.size for file in files) <= budget.bytes:
        return
    safetensors = [file.path for file in files if file.path.endswith(".safetensors")]
    needed = bytes_in_memory(_parameter_counts(listing, safetensors), dtype=dtype)
    if needed > budget.bytes:
        clause, advice = too_large(needed, budget, dtype=dtype)
        raise HubProblem(clause, advice, error=OutOfMemory)


def _parameter_counts(listing: Listing, files: list[str]) -> dict[str, int]:
    """Return how many numbers of each kind (`F32`) the files hold; nothing when the Hub does not say."""
    from huggingface_hub import HfApi

    counts: dict[str, int] = {}
    try:
        for file in files:
            header = HfApi().parse_safetensors_file_metadata(
                listing.name, file, revision=listing.commit, timeout=PROBE_SECONDS
            )
            for kind, count in header.parameter_count.items():
                counts[kind] = counts.get(kind, 0) + count
    except Exception:  # noqa: BLE001  (no answer, a refusal, a damaged header: the download will say it)
        return {}
    return counts
