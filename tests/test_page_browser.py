"""In a real browser, a row lights its words and words light their row."""

from __future__ import annotations

from pathlib import Path

import canned
import pytest
import worked
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from vedette.export import to_html


@pytest.fixture
def page(browser: webdriver.Chrome, tmp_path: Path) -> webdriver.Chrome:
    path = tmp_path / "page.html"
    path.write_text(to_html([worked.worked(), canned.hostile()]), encoding="utf-8")
    browser.get(path.as_uri())
    return browser


def row(page: webdriver.Chrome, event: str) -> WebElement:
    return page.find_element(By.CSS_SELECTOR, f"#r1-{event}")


LIT = "return [...document.querySelectorAll(arguments[0])].map(n => n.lastChild.textContent)"
ROWS = "return [...document.querySelectorAll('.card.lit')].map(n => n.id)"


def lit(page: webdriver.Chrome, selector: str) -> list[str]:
    """The text of what is lit, without what only screen readers hear."""
    return [str(text) for text in page.execute_script(LIT, selector)]


def test_hovering_a_row_lights_its_words_and_no_others(page: webdriver.Chrome) -> None:
    ActionChains(page).move_to_element(row(page, "e1")).perform()
    assert lit(page, ".lit-trigger") == ["arrived"]
    assert lit(page, ".lit-role") == ["Monday", "North Korean troops", "the Kursk border region"]
    assert "confirmed" in lit(page, ".lit-said")
    ActionChains(page).move_to_element(row(page, "e9")).perform()
    assert lit(page, ".lit-trigger") == ["invaded"]


def test_hovering_words_lights_their_row(page: webdriver.Chrome) -> None:
    words = page.find_element(By.CSS_SELECTOR, "[data-trigger=e4]")
    ActionChains(page).move_to_element(words).perform()
    assert page.execute_script(ROWS) == ["r1-e4"]


def test_the_keyboard_does_what_the_pointer_does(page: webdriver.Chrome) -> None:
    page.execute_script("document.querySelector('[data-trigger=e1]').focus()")
    assert page.execute_script(ROWS) == ["r1-e1"]
    page.switch_to.active_element.send_keys(Keys.TAB)
    assert page.execute_script(ROWS) == ["r1-e2"]
    page.execute_script("arguments[0].focus()", row(page, "e5"))
    assert lit(page, ".lit-trigger") == ["asked"]


def test_a_chip_of_the_bottom_line_lights_its_event(page: webdriver.Chrome) -> None:
    chip = page.find_element(By.CSS_SELECTOR, ".line a[href='#r1-e6']")
    ActionChains(page).move_to_element(chip).perform()
    assert lit(page, ".lit-trigger") == ["send"]


def test_leaving_a_report_puts_the_lights_out(page: webdriver.Chrome) -> None:
    ActionChains(page).move_to_element(row(page, "e1")).perform()
    ActionChains(page).move_to_element(page.find_element(By.CSS_SELECTOR, "nav h1")).perform()
    assert lit(page, ".lit-trigger") == []


def test_a_hostile_report_runs_nothing_and_the_console_is_empty(page: webdriver.Chrome) -> None:
    assert page.execute_script("return document.scripts.length") == 1
    assert page.execute_script("return document.images.length") == 0
    assert page.title == "Vedette"
    assert page.execute("getLog", {"type": "browser"})["value"] == []
