"""docs/from_python.md: its code runs, and what it shows of the first layer is what the check says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

PAGE = (Path(__file__).parents[1] / "docs" / "from_python.md").read_text(encoding="utf-8")


def run(folder: Path, code: str) -> str:
    (folder / "layer.py").write_text(code, encoding="utf-8")
    command = [sys.executable, "-W", "error", "layer.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def test_the_code_runs(tmp_path: Path) -> None:
    run(tmp_path, "\n".join(re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)))


def test_the_text_is_what_is_printed(tmp_path: Path) -> None:
    code = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)[0]
    printed = run(tmp_path, code.replace("report =", "np.random.seed(0)\nreport =") + "print(report)\n")
    shown = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)[0]
    assert printed.replace(f"{tmp_path}/", "").strip() == shown.strip()
