"""The page in a real browser: no request, no error, everything by keyboard, readable without JavaScript."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from page_records import PLANE, hostile, hostile_program, seed_report, wide_report

from handgrad.cli import main
from handgrad.doctor.finding import Report
from handgrad.doctor.running.run import check_file
from handgrad.report.watch import Watcher, server_for

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = Path(os.environ.get("AXE_CORE", Path(sys.prefix) / "npm" / "node_modules" / "axe-core")) / "axe.min.js"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="the peer playwright is missing: no browser tries the page")
    if CHROMIUM is None:
        pytest.skip("the peer chromium is missing: no browser tries the page")
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def seed() -> Report:
    return seed_report()


@pytest.fixture(scope="module")
def saved(seed: Report, tmp_path_factory) -> Path:
    return seed.save(tmp_path_factory.mktemp("page") / "report.html")


class Visit:
    """A page opened from its file, with what went wrong on the way."""

    def __init__(self, browser: Any, file: Path, width: int = 1200, **options: Any) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 900}, offline=True, **options)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.on("request", lambda request: request.url.startswith("file:") or self.asked(request.url))
        self.page.goto(file.as_uri())

    def asked(self, address: str) -> None:
        if not address.startswith("data:"):
            self.complaints.append(address)

    def status(self) -> str:
        return self.page.inner_text("#status")

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, *exception: object) -> None:
        self.context.close()


@pytest.mark.parametrize("width", [390, 1600])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_at_the_first_wrong_number(browser, saved: Path, scheme: str, width: int) -> None:
    with Visit(browser, saved, width, color_scheme=scheme) as visit:
        assert visit.status() == "step 16 of 24 · db3 · ✗ 16 of 16 wrong"
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert visit.complaints == []


def test_it_counts_as_the_record_does(browser, seed: Report, saved: Path) -> None:
    with Visit(browser, saved) as visit:
        crosses = visit.page.evaluate("document.querySelectorAll('td.x').length")
        assert crosses == sum(tensor["wrong"] for tensor in seed.picture["tensors"])
        assert visit.page.title().startswith(f"{sum(f.severity != 'note' for f in seed.findings)} problem")


def test_the_keys_do_what_they_say(browser, saved: Path) -> None:
    with Visit(browser, saved) as visit:
        press, terms = visit.page.keyboard.press, lambda: visit.page.inner_text(".step.now .terms")
        press("ArrowLeft")
        assert visit.status() == "step 15 of 24 · dW3 · ✓ right"
        press("ArrowRight")
        press("ArrowRight")
        assert "step 17 of 24" in visit.status()
        press("f")
        assert "db3" in visit.status()
        before = terms()
        press("ArrowUp")
        after = terms()
        press("ArrowDown")
        assert before.startswith("db3[") and before != after and terms() == before
        assert "right " in before and "yours " in before and "difference " in before
        assert "#step-db3" in visit.page.url
        visit.page.reload()
        assert terms() == before
        assert visit.complaints == []


def test_the_terms_add_up(browser, saved: Path) -> None:
    with Visit(browser, saved) as visit:
        for key in ("z2", "dW3", "db3", "da2"):
            visit.page.evaluate("key => { location.hash = '#step-' + key }", key)
            visit.page.wait_for_function("key => document.getElementById('status').textContent.includes(key)", arg=key)
            assert "scale" not in visit.page.inner_text(".step.now .terms")


def test_it_can_be_read_without_javascript(browser, seed: Report, saved: Path) -> None:
    with Visit(browser, saved, java_script_enabled=False) as visit:
        for number in range(1, len(seed.findings) + 1):
            assert visit.page.locator(f"#finding-{number} pre").first.is_visible()
        for section in ("network", "walk", "along", "alive", "sizes", "answers"):
            assert visit.page.locator(f"#{section} svg[role=img]:visible").count() >= 1, section
        visit.page.click("label[for=net-weights]")
        assert visit.page.locator("#network .weights").is_visible()
        assert not visit.page.locator("#network .gradient").is_visible()


def test_what_is_wrong_is_printed(browser, seed: Report, saved: Path) -> None:
    with Visit(browser, saved) as visit:
        visit.page.emulate_media(media="print")
        shown = visit.page.locator(".step:visible").count()
        assert shown == sum(tensor["state"] == "wrong" for tensor in seed.picture["tensors"])
        assert visit.page.locator("#finding-1 pre:visible").count() == 2 and not visit.page.is_visible(".controls")


@pytest.fixture(scope="module")
def pages(saved: Path, tmp_path_factory) -> dict[str, Path]:
    """A page of every kind: of a program that is wrong, wide, right, not checked, and of a training."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "right.py").write_text(PLANE)
    reports = {"wide": wide_report(), "right": check_file(folder / "right.py", starts=1, seconds=60),
               "unchecked": Report("net.py", "unchecked", reason="the file is empty")}  # fmt: skip
    files = {name: report.save(folder / f"{name}.html") for name, report in reports.items()}
    main(["train", "xor", "--epochs", "20", "--html", str(folder / "training.html")])
    return {"wrong": saved, "training": folder / "training.html", **files}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["wrong", "wide", "right", "unchecked", "training"])
def test_nothing_stands_in_the_way_of_anybody(browser, pages: dict[str, Path], kind: str, scheme: str) -> None:
    if not AXE.exists():
        pytest.skip("the peer axe-core is missing: nothing looks for barriers in the page")
    with Visit(browser, pages[kind], 390, color_scheme=scheme) as visit:
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth") and visit.complaints == []
        visit.page.evaluate(AXE.read_text(encoding="utf-8"))
        violations = visit.page.evaluate("axe.run()")["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in violations] == []


def test_a_hostile_program_runs_nothing(browser, seed: Report, tmp_path: Path) -> None:
    with Visit(browser, hostile(seed).save(tmp_path / "report.html")) as visit:
        visit.page.keyboard.press("ArrowLeft")
        assert visit.page.title() != "taken" and visit.page.locator("img").count() == 0
        assert visit.complaints == []


def test_a_hostile_program_runs_nothing_while_it_is_watched(browser, seed: Report, tmp_path: Path) -> None:
    file, complaints = tmp_path / "net.py", []
    file.write_text("x = 1\n")
    reports = iter([hostile(seed), hostile_program(tmp_path)])
    watcher = Watcher(str(file), lambda name: next(reports))
    with server_for(watcher) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/")
        assert page.title() != "taken" and page.locator("img").count() == 0
        file.write_text("x = 12\n")
        assert watcher.look()
        page.wait_for_selector("html[data-live='2']", timeout=20_000)
        assert page.title() != "taken" and page.locator("img").count() == 0 and page.locator("pre").count() == 1
        assert complaints == []
        page.close()
        server.shutdown()


def test_an_unchecked_program_has_a_page(browser, tmp_path: Path) -> None:
    report = Report("net.py", "unchecked", reason="the file is empty")
    with Visit(browser, report.save(tmp_path / "report.html"), 390) as visit:
        assert visit.page.inner_text("h1") == "Not checked"
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert visit.complaints == []


def test_numbers_that_are_none(browser, seed: Report, tmp_path: Path) -> None:
    tensors = [{**each, "yours": [["nan"] * len(row) for row in each["yours"]]} if each["key"] == "db3" else each
               for each in seed.picture["tensors"]]  # fmt: skip
    report = replace(seed, picture={**seed.picture, "tensors": tensors})
    with Visit(browser, report.save(tmp_path / "report.html")) as visit:
        assert "nan" in visit.page.inner_text(".step.now table")
        assert visit.complaints == []


def test_a_watched_page_keeps_the_readers_place(browser, seed: Report, tmp_path: Path) -> None:
    file = tmp_path / "net.py"
    file.write_text("x = 1\n")
    watcher = Watcher(str(file), lambda name: seed)
    with server_for(watcher) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_context(viewport={"width": 1200, "height": 700}).new_page()
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/")
        page.keyboard.press("ArrowLeft")
        page.evaluate("scrollTo({ top: 900, behavior: 'instant' })")
        file.write_text("x = 12\n")
        assert watcher.look()
        page.wait_for_selector("html[data-live='2']", timeout=20_000)
        page.wait_for_function("scrollY > 0")
        assert page.inner_text("#status").startswith("step 15 of 24 · dW3")
        assert page.evaluate("Math.abs(scrollY - 900) < 5")
        page.context.close()
        server.shutdown()
