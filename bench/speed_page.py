"""`python -m bench.speed_page ADDRESS`: how soon the page of a running desk shows something.

In a headless Chromium of this machine, which draws the map without a GPU: milliseconds from the
address to the first rows, the timeline and the whole map; then from the choice of a type to the
last list and chart that is drawn by it, and to the map. Each of `--times`, with the middle one at
the end. Clock times: they measure a busy machine too.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.wait import WebDriverWait

from vedette.serve.app import PAGE

PARTS = {"rows": "main .row-line", "timeline": ".plot rect", "map": ".map[data-drawn]"}
KINDS = ("ASSAULT", "PROTEST", "COERCE", "CONSULT", "ACCUSE")
FLAGS = ("--headless=new", "--no-sandbox", "--enable-unsafe-swiftshader", "--window-size=1300,900")
PATIENCE = 120
WATCH = """
window.seen = {};
const parts = %r;
new MutationObserver(() => {
  for (const [name, selector] of Object.entries(parts))
    if (!(name in seen) && document.querySelector(selector)) seen[name] = performance.now();
}).observe(document, {subtree: true, childList: true, attributes: true});
"""
CHOOSE = """
const [kind, done] = arguments;
const choice = [...document.querySelectorAll("main select")].find(s => s.value !== undefined
  && [...s.options].some(o => o.value === kind));
const begun = performance.now();
choice.value = kind;
choice.dispatchEvent(new Event("change", {bubbles: true}));
let busy = false;
const look = () => {
  const now = document.querySelector("section [aria-busy=true], section[aria-busy=true]") !== null;
  busy ||= now;
  if (busy && !now) drawn(performance.now() - begun); else requestAnimationFrame(look);
};
const drawn = rest => {
  const map = () => document.querySelector(".map[data-drawn]")
    ? done([rest, performance.now() - begun]) : requestAnimationFrame(map);
  map();
};
look();
"""


def chrome() -> webdriver.Chrome:
    options = Options()
    options.binary_location = "/usr/bin/chromium"
    for flag in FLAGS:
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    driver.set_script_timeout(PATIENCE)
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH % PARTS})
    return driver


def opened(driver: webdriver.Chrome, address: str) -> dict[str, float]:
    """Milliseconds to each part of the first view."""
    driver.get("about:blank")
    driver.get(address)
    WebDriverWait(driver, PATIENCE).until(
        lambda d: len(d.execute_script("return seen")) == len(PARTS)
    )
    found: dict[str, float] = driver.execute_script("return seen")
    return found


def packed() -> int:
    """Bytes of the page as they go over the wire."""
    files = (path for path in Path(PAGE).rglob("*") if path.is_file())
    return sum(len(gzip.compress(path.read_bytes())) for path in files)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--times", type=int, default=5)
    asked = parser.parse_args()
    print(f"the page has {packed() / 1e6:.2f} MB compressed (bar 1.2)")
    driver = chrome()
    try:
        views = [opened(driver, asked.address) for _ in range(asked.times)]
        for part in PARTS:
            each = [view[part] for view in views]
            told = ", ".join(f"{ms:.0f}" for ms in each)
            print(f"first view, {part}: {told}; middle {statistics.median(each):.0f} ms (bar 1500)")
        filters = [driver.execute_async_script(CHOOSE, k) for k in KINDS[: asked.times]]
        for part, each in zip(("lists and charts", "map"), zip(*filters, strict=True), strict=True):
            told = ", ".join(f"{ms:.0f}" for ms in each)
            print(f"filter to redraw, {part}: {told}; middle {statistics.median(each):.0f} ms "
                  "(bar 300)")  # fmt: skip
    finally:
        driver.quit()


if __name__ == "__main__":
    main()
