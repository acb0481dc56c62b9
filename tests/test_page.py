"""The report page and its pictures: what they are drawn from, what they say, and that no record breaks them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import urllib.error
import urllib.request
import xml.etree.ElementTree as ElementTree
from contextlib import chdir
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import url2pathname

import pytest
from page_records import COLUMNS, HOSTILE, hostile, hostile_program, seed_report, tensors, wide_report

from handgrad.cli import main
from handgrad.commands.check import shown
from handgrad.doctor.finding import Report
from handgrad.doctor.running.run import check_file
from handgrad.report.figures import FIGURES
from handgrad.report.page import CEILING, page
from handgrad.report.record import dumps, loads
from handgrad.report.svg import PALETTE
from handgrad.report.tensors import first_wrong
from handgrad.report.watch import Watcher, server_for

BROKEN = ({"tensors": 5}, {"layers": [{}], "alive": [{}]}, {"along": {"at": []}}, {"answers": {"kind": "map"}})


@pytest.fixture(scope="module")
def seed() -> Report:
    return seed_report()


def tags(text: str) -> list[tuple[str, dict]]:
    found = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.append((tag, dict(attrs)))

    Reader().feed(text)
    return found


def test_the_page_counts_what_the_record_counts(seed: Report) -> None:
    text = page(seed)
    wrong = sum(tensor["wrong"] for tensor in tensors(seed).values())
    assert text.count('class="x"') == wrong == 48
    assert "48 of 609 gradient numbers are wrong" in text
    assert text.count("✗ 16 of 16 wrong</summary>") == 3


def test_a_right_program_in_columns(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(COLUMNS)
    report = check_file(tmp_path / "net.py", starts=0)
    assert first_wrong(report.picture) is None
    assert tensors(report)["W1"]["shape"] == [3, 4] and tensors(report)["a0"]["shape"] == [5, 3]
    text = page(report)
    assert "✓ No problem found in 4 gradients" in text and 'class="x"' not in text


def test_the_sections_stand_in_their_order(seed: Report) -> None:
    ids = [attributes["id"] for tag, attributes in tags(page(seed)) if tag in ("section", "article")]
    order = ["finding-1", "network", "walk", "along", "alive", "sizes", "answers", "checked", "tables"]
    assert [each for each in ids if each in order] == order


def test_the_picture_survives_the_record(seed: Report) -> None:
    assert json.loads(dumps(loads(dumps(seed))))["picture"] == json.loads(dumps(seed))["picture"]


def test_the_page_asks_for_nothing(seed: Report) -> None:
    links = [
        value for _, attributes in tags(page(seed)) for name, value in attributes.items() if name in ("src", "href")
    ]
    assert links and all(link.startswith(("#", "data:")) for link in links)
    assert "default-src 'none'" in page(seed)


def test_the_size_of_pages(seed: Report) -> None:
    assert len(page(seed).encode()) < 300_000
    wide = page(wide_report())
    assert len(wide.encode()) < 300_000 < CEILING
    assert "cut: 32 of 784 rows and 32 of 128 columns are shown" in wide and "layer 1: 32 × 32 of 784 × 128" in wide


def test_a_page_that_would_be_too_large_drops_its_record(seed: Report) -> None:
    text = page(replace(seed, checked=("x" * 1000,), picture={**seed.picture, "more": "y" * CEILING}))
    assert len(text.encode()) < CEILING and "48 of 609 gradient numbers are wrong" in text


def test_what_a_program_holds_stays_text(seed: Report) -> None:
    text = page(hostile(seed))
    assert [tag for tag, _ in tags(text)].count("script") == 2
    assert not any(tag == "img" or name.startswith("on") for tag, attributes in tags(text) for name in attributes)
    assert HOSTILE not in text and "&lt;img src=x" in text
    body = text.split('id="record">')[1].split("</script>")[0]
    assert json.loads(body)["findings"][0]["message"] == HOSTILE


def test_what_a_figure_holds_stays_text(seed: Report, tmp_path: Path) -> None:
    for name in FIGURES:
        if name != "along":
            tree = ElementTree.parse(hostile(seed).figure(name).save(tmp_path / "figure.svg"))
            kinds = {element.tag.rpartition("}")[2] for element in tree.iter()}
            assert kinds <= {"svg", "title", "style", "defs", "pattern", "rect", "g", "path", "text", "line", "circle"}


def test_a_hostile_program_stays_text(tmp_path: Path) -> None:
    report = hostile_program(tmp_path)
    with chdir(tmp_path):
        text = page(report)
    assert report.file.startswith("<script><img src=x") and report.reason
    assert [tag for tag, _ in tags(text)].count("script") == 2 and "img" not in [tag for tag, _ in tags(text)]
    assert "x = = 1  # &lt;/script&gt;&lt;img src=x" in text


def test_open_shows_the_page(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text("import nothing_of_that_name\n")
    (tmp_path / "browser.py").write_text(f"import sys\nopen({str(tmp_path / 'opened')!r}, 'w').write(sys.argv[1])\n")
    browser = f"{sys.executable} {tmp_path / 'browser.py'} %s"
    command = [sys.executable, "-m", "handgrad", "check", "net.py", "--open"]
    shown = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "BROWSER": browser}, capture_output=True, text=True
    )
    assert shown.returncode == 2 and "no browser" not in shown.stderr
    address = (tmp_path / "opened").read_text()
    assert address.startswith("file:///") and "Not checked" in Path(url2pathname(urlparse(address).path)).read_text()


@pytest.mark.parametrize("picture", [{}, *({"step": {"number": 1}, **each} for each in BROKEN)])
def test_a_page_never_fails(seed: Report, picture: dict) -> None:
    text = page(replace(seed, picture=picture))
    assert "2 problems" in text or "1 problem" in text
    assert "could not be made" in text or "Not shown" in text


def test_figures_are_whole_svg_files(seed: Report, tmp_path: Path) -> None:
    for name in FIGURES:
        if name != "training":
            saved = seed.figure(name).save(tmp_path / f"{name}.svg")
            assert ElementTree.parse(saved).getroot().tag.endswith("svg")
    with pytest.raises(ValueError, match="nothing to draw"):
        seed.figure("training")
    with pytest.raises(ValueError, match="no figure 'nothing'; known: network"):
        seed.figure("nothing")


def test_saving(seed: Report, tmp_path: Path) -> None:
    assert seed.save(tmp_path / "report.html").read_text().startswith("<!doctype html>")
    assert loads(seed.save(tmp_path / "report.json").read_text()).findings == seed.findings
    with pytest.raises(ValueError, match=r"\.html or \.json"):
        seed.save(tmp_path / "report.pdf")


def test_one_page_is_for_one_program(seed: Report, tmp_path: Path, capsys) -> None:
    assert shown([seed], str(tmp_path / "a.html"), False) and (tmp_path / "a.html").exists()
    assert not shown([seed, seed], str(tmp_path / "b.html"), False)
    assert "one program" in capsys.readouterr().err


def luminance(color: str) -> float:
    digits = color.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    parts = [int(digits[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("block", PALETTE.split(":root")[1:3], ids=["light", "dark"])
def test_every_colour_stands_out_from_its_page(block: str) -> None:
    colors = dict(re.findall(r"--(\w+):(#\w+)", block))
    page_light = luminance(colors["page"])
    contrast = {
        name: (max(page_light, luminance(color)) + 0.05) / (min(page_light, luminance(color)) + 0.05)
        for name, color in colors.items()
    }
    assert contrast["ink"] >= 12 and contrast["soft"] >= 4.5 and contrast["line"] >= 3
    assert contrast["pos"] >= 4.5 and contrast["neg"] >= 4.5


def test_watching_a_file(seed: Report, tmp_path: Path) -> None:
    file, checks = tmp_path / "net.py", []
    file.write_text("x = 1\n")
    watcher = Watcher(str(file), lambda name: checks.append(name) or replace(seed, file=f"check {len(checks)}"))
    assert not watcher.look()
    file.write_text("x = 12\n")
    assert watcher.look() and not watcher.look() and watcher.stamp == "2"
    with server_for(watcher) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        host, port = server.server_address[:2]
        assert host == "127.0.0.1"
        assert "check 2" in fetched(port, "/") and 'data-live="2"' in fetched(port, "/")
        assert fetched(port, "/stamp") == "2"
        for path, name in (("/", "example.com"), ("/etc/passwd", "127.0.0.1")):
            with pytest.raises(urllib.error.HTTPError) as refused:
                fetched(port, path, name)
            refused.value.close()
        server.shutdown()


def fetched(port: int, path: str, host: str = "127.0.0.1") -> str:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Host": f"{host}:{port}"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.read().decode()


def test_a_training_has_a_page(tmp_path: Path, capsys) -> None:
    target = tmp_path / "training.html"
    assert main(["train", "xor", "--epochs", "20", "--html", str(target)]) == 0
    text = target.read_text()
    assert capsys.readouterr().out.splitlines()[-1] in text
    assert "loss over 20 epochs" in text and "the network with the weights" in text and "the output over" in text
    assert "default-src 'none'" in text and [tag for tag, _ in tags(text)].count("script") == 2
