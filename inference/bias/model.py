"""Which head a model is loaded with: one that fills masks if its architecture does, else one that continues texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..heads import Head
from ..messages import BiasMode
from ..tasks import TaskRow


@dataclass(frozen=True, slots=True)
class BiasModel(TaskRow):
    """What the bias verb needs of a model.

    >>> BiasModel().choose_head({"model_type": "gpt2"}).value
    'AutoModelForCausalLM'
    """

    name: str = "bias"
    description: str = "Compare the words that a model expects of groups."
    implementation: str = ""
    head: Head = Head.MASKED_LM
    mode: BiasMode = "auto"

    @property
    def full_name(self) -> str:
        """The task whose default model serves when none is named.

        >>> BiasModel(mode="causal").full_name
        'text-generation'
        """
        return "text-generation" if self.mode == "causal" else self.name

    def choose_head(self, config: Mapping[str, Any]) -> Head:
        """Return the head to load for a checkpoint's config.json."""
        if self.mode != "auto":
            return Head.MASKED_LM if self.mode == "masked" else Head.CAUSAL_LM
        from transformers import CONFIG_MAPPING

        known = config["model_type"] in CONFIG_MAPPING
        fills = known and CONFIG_MAPPING[config["model_type"]] in Head.MASKED_LM.auto_class._model_mapping  # noqa: SLF001  (there is no public way to ask)
        return Head.MASKED_LM if fills and not config.get("is_decoder") else Head.CAUSAL_LM
