"""The Hub's cache on this machine: which models it holds."""

from __future__ import annotations

import warnings

from .messages import CachedModel


def cached_models() -> tuple[CachedModel, ...]:
    """Return one row for each revision of a model in the cache, the most recently used first; none without a cache."""
    from huggingface_hub import constants, scan_cache_dir
    from huggingface_hub.errors import CacheNotFound

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is no repository is left out, and that is all there is to say
            found = scan_cache_dir(constants.HF_HUB_CACHE)
    except (CacheNotFound, ValueError, OSError):  # no such folder yet, a file in its place, not to be read
        return ()
    rows = [
        CachedModel(
            name=repository.repo_id,
            revision=revision.commit_hash,
            refs=tuple(sorted(revision.refs)),
            bytes=revision.size_on_disk,
            last_used=repository.last_accessed,
        )
        for repository in found.repos
        if repository.repo_type == "model"
        for revision in repository.revisions
    ]
    return tuple(sorted(rows, key=lambda row: (-row.last_used, row.name, row.revision)))
