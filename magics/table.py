"""All magics. A new one is a subclass of `Magic` and a row here."""

from __future__ import annotations

from .attention_magic import AttentionMagic
from .backend_magic import BackendMagic
from .beams_magic import BeamsMagic
from .bias_magic import BiasMagic
from .generate_magic import GenerateMagic
from .logits_magic import LogitsMagic
from .magic import Magic
from .models_magic import ModelsMagic
from .pipeline_magic import PipelineMagic
from .tokens_magic import TokensMagic

MAGICS: tuple[type[Magic], ...] = (
    PipelineMagic,
    GenerateMagic,
    TokensMagic,
    LogitsMagic,
    AttentionMagic,
    BeamsMagic,
    BiasMagic,
    ModelsMagic,
    BackendMagic,
)
