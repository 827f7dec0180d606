"""`panel.save("f.html")`: explored without a kernel and without a network, and saved again from there."""

from __future__ import annotations

import csv
import io
import re

import panel_cases
import pytest
from browser.exploring import explore
from browser.test_accessibility import OVERFLOWING
from PIL import Image, ImageStat
from playwright.sync_api import Page, expect

import lightboard


def panel_of(page: Page):
    panel = page.locator(".lightboard.lb-panel")
    expect(panel).to_contain_text("no kernel: saved data")
    return panel


def saved(page: Page, menu_item: str, folder):
    """Choose from the Save menu and return the path of the file."""
    page.get_by_role("button", name="Save", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name=menu_item).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


@pytest.mark.parametrize("name", panel_cases.NAMES)
def test_a_saved_panel_is_explored_and_saved_again(open_file, screenshots, tmp_path, name):
    page = open_file(panel_cases.shared(name).save(tmp_path / "panel.html")).page
    panel = panel_of(page)
    page.screenshot(path=screenshots / f"saved-{name}.png")

    explore(panel, state="no kernel: saved data")
    panel.get_by_role("button", name="Show the data as a table").click()
    table = panel.locator("table.lb-table:has(.lb-sort)").first  # some panels have other tables, too
    expect(table).to_be_visible()
    rows = table.locator("tbody tr").count()
    assert rows > 0
    table.locator("thead button").first.click()
    expect(table.locator("thead th").first).to_have_attribute("aria-sort", re.compile("cending"))

    with saved(page, "Data as CSV", tmp_path).open(encoding="utf-8", newline="") as lines:
        assert len(list(csv.reader(lines))) == rows + 1 or rows == 501
    picture = Image.open(io.BytesIO(saved(page, "This view as PNG", tmp_path).read_bytes()))
    box = panel.bounding_box()
    assert picture.size[0] == pytest.approx(2 * box["width"], abs=4)
    assert len(picture.convert("L").getcolors(256)) > 8
    assert "<foreignObject" in saved(page, "This view as SVG", tmp_path).read_text("utf-8")

    again = saved(page, "Whole panel as HTML", tmp_path).rename(tmp_path / "again.html")
    other = panel_of(open_file(again).page)
    assert set(other.locator("tbody tr").all_inner_texts()) == set(table.locator("tbody tr").all_inner_texts())


def test_the_save_menu_by_keyboard(open_file, tmp_path):
    page = open_file(panel_cases.shared("TokenPanel").save(tmp_path / "panel.html")).page
    panel = panel_of(page)
    panel.locator("[data-token]").nth(2).click()
    opener = page.get_by_role("button", name="Save", exact=True)
    opener.focus()
    page.keyboard.press("Enter")
    items = page.get_by_role("menuitem")
    expect(items.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(items.last).to_be_focused()
    page.keyboard.press("Home")
    expect(items.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(items).to_have_count(0)
    expect(opener).to_be_focused()
    expect(panel.locator(".lb-token.pin")).not_to_have_count(0), "the menu's Escape is not the panel's"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_of_the_view_has_its_colours(open_file, tmp_path, scheme):
    page = open_file(panel_cases.shared("TokenPanel").save(tmp_path / "panel.html"), scheme=scheme).page
    panel_of(page)
    picture = Image.open(io.BytesIO(saved(page, "This view as PNG", tmp_path).read_bytes())).convert("L")
    (median,) = ImageStat.Stat(picture).median
    assert (median < 64) == (scheme == "dark")


@pytest.mark.parametrize("width", [1100, 680, 360])
def test_invisible_characters_with_long_names_stay_inside(open_file, tmp_path, width):
    text = "A \U0001f469\u200d\U0001f469\u200d\U0001f467 family \U0001f3f3\ufe0f\u200d\U0001f308 \u202e x"
    panel = lightboard.TokenPanel(text, model=["starter/gpt", "starter/bert"])
    page = open_file(panel.save(tmp_path / "panel.html")).page
    page.set_viewport_size({"width": width, "height": 800})
    expect(panel_of(page)).to_be_visible()
    page.wait_for_timeout(200)
    assert panel_of(page).evaluate(OVERFLOWING) == []
