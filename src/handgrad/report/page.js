"use strict";
// Stepping through the pass. Everything that is stepped through stands in the page already.
(() => {
  const root = document.documentElement;
  const record = JSON.parse(document.getElementById("record").textContent);
  const picture = record.picture || {};
  const tensors = Object.fromEntries((picture.tensors || []).map((t) => [t.key, t]));
  const steps = [...document.querySelectorAll(".step")];
  const walk = document.getElementById("walk");
  const status = document.getElementById("status");
  let now = 0, unit = 0;

  if (steps.length) {
    root.classList.add("js");
    steps.forEach((step) => { step.open = true; });
  }

  const tensor = () => tensors[steps[now].dataset.key];
  const say = (x) => (typeof x === "number" ? String(Number(x.toPrecision(4))) : String(x));

  function columns(t) {
    const rows = t.yours || t.right || [];
    return t.columns || (rows[0] || []).map((_, j) => j);
  }

  // The number at full (row, column) of a tensor: right where it is known; undefined where it was cut.
  function at(key, row, column) {
    const t = tensors[key];
    if (!t) return undefined;
    const rows = t.right || t.yours;
    const i = t.rows ? t.rows.indexOf(row) : row;
    const j = t.columns ? t.columns.indexOf(column) : column;
    return rows && rows[i] ? rows[i][j] : undefined;
  }

  function products(count, left, right) {
    const found = [];
    for (let k = 0; k < count; k++) {
      const a = left(k), b = right ? right(k) : 1;
      if (typeof a === "number" && typeof b === "number") found.push([a, b, right]);
    }
    return found;
  }

  // The terms that the right number of a unit is the sum of, and how many there are in all.
  function terms(t, row, u) {
    const n = t.layer, into = tensors["a" + (n - 1)] ? "a" + (n - 1) : "z" + (n - 1);
    const size = (key, axis) => (tensors[key] && tensors[key].shape ? tensors[key].shape[axis] : 0);
    if (t.terms && t.terms.place[0] === row && t.terms.place[1] === u) {
      return [t.terms.pairs.map(([a, b]) => [a, b, true]), t.terms.of];
    }
    if (t.times === undefined) return [[], 0];
    if (t.kind === "z") {
      const found = products(size(into, 1), (k) => at(into, row, k), (k) => at("W" + n, k, u));
      const bias = at("b" + n, 0, u);
      return [typeof bias === "number" ? [...found, [bias, 1, null]] : found, size(into, 1) + (bias === undefined ? 0 : 1)];
    }
    if (t.kind === "db") return [products(size("dz" + n, 0), (r) => at("dz" + n, r, u)), size("dz" + n, 0)];
    if (t.kind === "dW") {
      return [products(size("dz" + n, 0), (r) => at(into, r, row), (r) => at("dz" + n, r, u)), size("dz" + n, 0)];
    }
    const next = "dz" + (n + 1);
    return [products(size(next, 1), (k) => at(next, row, k), (k) => at("W" + (n + 1), u, k)), size(next, 1)];
  }

  function sentence(t) {
    const units = columns(t), u = units[unit], place = (t.rows || [0])[0];
    const marks = (t.marks || []).filter((m) => m[1] === unit);
    const placed = t.terms && t.terms.place[1] === u ? (t.rows || t.shape && [...Array(t.shape[0]).keys()]).indexOf(t.terms.place[0]) : -1;
    const i = placed >= 0 ? placed : marks.length ? marks[0][0] : 0, row = t.rows ? t.rows[i] : i;
    const yours = t.yours ? t.yours[i][unit] : undefined, right = t.right ? t.right[i][unit] : t.state === "right" ? yours : undefined;
    const [found, count] = terms(t, row, u);
    const name = t.key + "[" + (t.shape[0] > 1 || t.kind === "dW" ? row + ", " : "") + u + "]";
    const parts = [name];
    if (found.length) {
      const written = found.filter(([a, b]) => a * b !== 0).slice(0, 8)
        .map(([a, b, pair]) => (!pair ? say(a) : a === 1 ? say(b) : say(a) + "·" + say(b)));
      const zeros = found.filter(([a, b]) => a * b === 0).length;
      const rest = (t.terms ? count : found.length) - zeros - written.length;
      const more = (rest > 0 ? " + " + rest + " more" : "") + (zeros && written.length ? " + " + zeros + " of 0" : "");
      const cut = !t.terms && found.length < count ? " (" + found.length + " of " + count + " terms are in this page)" : "";
      parts.push("= " + (written.join(" + ") || "0 (each of " + zeros + " terms is 0)") + more + cut);
      const target = right === undefined ? yours : right;
      const times = t.times === undefined ? target / t.terms.sum : t.times;
      if (!cut && typeof target === "number" && target && Math.abs(times - 1) > 1e-3) {
        parts.push("= " + say(target / times) + ", times " + say(times) + " in your program's scale");
      }
    }
    if (right === undefined) parts.push("= " + say(yours));
    else {
      parts.push("right " + say(right) + ", yours " + (yours === undefined ? "not seen" : say(yours)));
      if (typeof yours === "number" && typeof right === "number") parts.push("difference " + say(yours - right));
    }
    return parts[0] + " " + parts.slice(1).join("; ");
  }

  function show(step, focus, arrived) {
    now = Math.max(0, Math.min(steps.length - 1, step));
    steps.forEach((each, k) => each.classList.toggle("now", k === now));
    const t = tensor(), units = t.yours || t.right ? columns(t) : [];
    if (arrived && t.terms) unit = units.indexOf(t.terms.place[1]);
    unit = Math.max(0, Math.min(units.length - 1, unit));
    status.textContent = "step " + (now + 1) + " of " + steps.length + " · " + steps[now].dataset.key + " · " + steps[now].dataset.state;
    const line = steps[now].querySelector(".terms");
    if (line && units.length) line.textContent = sentence(t);
    for (const row of steps[now].querySelectorAll("tr")) {
      [...row.cells].forEach((cell, k) => cell.classList.toggle("unit", k === unit + 1));
    }
    history.replaceState(null, "", "#step-" + t.key + (unit ? "/" + unit : ""));
    if (focus) walk.focus({ preventScroll: true });
  }

  function fromHash() {
    const found = /^#step-([\w.]+)(?:\/(\d+))?$/.exec(location.hash);
    const step = found ? steps.findIndex((each) => each.dataset.key === found[1]) : -1;
    if (step < 0) return false;
    unit = found[2] ? +found[2] : 0;
    show(step, true);
    walk.scrollIntoView();
    return true;
  }

  // The unit whose right number is largest: it shows most.
  function telling(step) {
    const t = tensors[steps[step].dataset.key];
    const row = (t.right || t.yours || [[]])[t.marks && t.marks.length ? t.marks[0][0] : 0];
    return row.reduce((best, x, k) => (Math.abs(x) > Math.abs(row[best]) ? k : best), 0);
  }

  const wrong = steps.findIndex((each) => "wrong" in each.dataset);
  const moves = {
    ArrowLeft: () => show(now - 1, true, true),
    ArrowRight: () => show(now + 1, true, true),
  };
  if (wrong >= 0) moves.f = () => { unit = telling(wrong); show(wrong, true); walk.scrollIntoView(); };
  const units = { ArrowUp: -1, ArrowDown: 1 };

  if (steps.length) {
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea, pre, .scroll, .figure")) return;
      if (moves[event.key]) {
        event.preventDefault();
        moves[event.key]();
      } else if (units[event.key] && walk.contains(document.activeElement)) {
        event.preventDefault();
        unit += units[event.key];
        show(now, false);
      }
    });
    for (const [id, key] of [["back", "ArrowLeft"], ["next", "ArrowRight"], ["wrong", "f"]]) {
      const button = document.getElementById(id);
      if (button) button.addEventListener("click", moves[key]);
    }
    addEventListener("hashchange", fromHash);
    if (!fromHash()) {
      const opened = document.querySelector(".step.now");
      const first = opened ? steps.indexOf(opened) : 0;
      unit = telling(first);
      show(first, false);
    }
  }

  // Where the network is wider than the screen, its first wrong numbers are what is seen of it.
  for (const figure of document.querySelectorAll("#network .figure")) {
    const marks = figure.querySelectorAll(".wrong"), last = marks[marks.length - 1];
    if (last) figure.scrollLeft = last.getBoundingClientRect().right - figure.getBoundingClientRect().right + 60;
  }

  const save = document.getElementById("save");
  if (save) {
    save.hidden = false;
    save.addEventListener("click", () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([JSON.stringify(record, null, 1)], { type: "application/json" }));
      link.download = "report.json";
      link.click();
    });
  }

  if (root.dataset.live) {
    const place = sessionStorage.getItem("place");
    if (place) scrollTo({ top: +place, behavior: "instant" });
    setInterval(async () => {
      try {
        const stamp = await (await fetch("/stamp")).text();
        if (stamp !== root.dataset.live) {
          sessionStorage.setItem("place", String(scrollY));
          location.reload();
        }
      } catch { /* the server is gone; what is shown stays */ }
    }, 700);
  }
})();
