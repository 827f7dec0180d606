"""Panels as plotly figures."""

from __future__ import annotations

import panel_cases
import pytest


@pytest.mark.parametrize("name", ["AttentionPanel", "LogitPanel", "BeamPanel", "BiasPanel"])
def test_panels_have_figures_for_reports(name):
    figure = panel_cases.shared(name).figure()
    assert figure.data
