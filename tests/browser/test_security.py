"""Tokens, names, texts and errors that would like to be markup or code: nothing of them runs, wherever panels go."""

from __future__ import annotations

import hostile
import panel_cases
import pytest
from browser.exploring import point_at_marks
from browser.test_saved_page import panel_of, saved
from playwright.sync_api import expect

RAN = "() => window.__xss"
# What an attacker would have to add: no element of ours has a handler in its markup, and no link but within the page.
ADDED = ".lightboard :is(script, iframe, object, embed, img[src='x'], [onerror])"
INSIDE = f"() => [...document.querySelectorAll(`{ADDED}`)].map(node => node.nodeName)"
LINKS = "() => [...document.querySelectorAll('.lightboard a')].map(node => node.protocol)"


@pytest.fixture(scope="module")
def models(tmp_path_factory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("models")
    return {family: str(hostile.save_model(folder, f"starter/{family}")) for family in ("gpt", "bert")}


def text_for(name: str) -> str:
    """Templates are short; the long token is among what the model expects in them."""
    return hostile.TEXT.replace(hostile.LONG, "") if name == "BiasPanel" else hostile.TEXT


@pytest.fixture(scope="module")
def panels(models):
    made = {}

    def panel(name: str):
        if name not in made:
            made[name] = panel_cases.make(name, text=text_for(name), **models)
            made[name].error = f"{hostile.IMAGE} {hostile.SCRIPT}"
        return made[name]

    return panel


def nothing_ran(page) -> None:
    page.wait_for_timeout(300)  # an image that is not there takes a moment to say so
    assert page.evaluate(RAN) is None
    assert page.evaluate(INSIDE) == []
    assert "javascript:" not in page.evaluate(LINKS)


def test_a_page_that_is_not_safe_is_noticed(open_file, tmp_path):
    (tmp_path / "bad.html").write_text(f"<div class=lightboard>{hostile.IMAGE}<p>{hostile.SCRIPT}</div>")
    page = open_file(tmp_path / "bad.html", asks=True).page
    page.wait_for_function("() => window.__xss === 1")
    assert page.evaluate(INSIDE)


@pytest.mark.parametrize("name", panel_cases.NAMES)
def test_saved_pages_and_pictures(open_file, panels, tmp_path, name):
    page = open_file(panels(name).save(tmp_path / "panel.html")).page
    panel = panel_of(page)
    expect(panel.get_by_role("alert").first).to_contain_text(hostile.IMAGE)
    point_at_marks(panel)
    nothing_ran(page)
    view = saved(page, "This view as SVG", tmp_path)
    again = saved(page, "Whole panel as HTML", tmp_path).rename(tmp_path / "again.html")
    panel.get_by_role("button", name="Show the data as a table").click()
    nothing_ran(page)

    for path in (view, again, panels(name).save(tmp_path / "drawn.svg")):
        other = open_file(path).page
        assert other.locator("svg, .lb-panel").count() > 0
        nothing_ran(other)


@pytest.mark.parametrize("name", panel_cases.NAMES)
def test_static_html(open_file, panels, tmp_path, name):
    path = tmp_path / "static.html"
    path.write_text(f"<!doctype html><meta charset=utf-8>{panels(name).static_html()}", encoding="utf-8")
    page = open_file(path).page
    for summary in page.locator("summary").all():
        summary.click()
    expect(page.locator(".lightboard")).to_contain_text("<img src=x")
    nothing_ran(page)


def test_live_in_jupyterlab(open_notebook, models):
    first, *others = panel_cases.cells(text=hostile.TEXT, **models)
    cells = [f"text = {text_for(name)!r}\n{cell}" for name, cell in zip(panel_cases.ALL, others, strict=True)]
    notebook = open_notebook([first, *cells])
    notebook.run_all()
    panels = notebook.notebook.locator(".jp-OutputArea .lightboard.lb-panel")
    expect(panels).to_have_count(len(panel_cases.ALL))
    for panel in panels.all():
        point_at_marks(panel, 3)
    nothing_ran(notebook.page)
