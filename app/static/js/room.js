/* The decision room. Numbers open where they stand; other weights move the order as one drags. Both
   are pages of their own without script. */
(() => {
  const table = document.querySelector("[data-rank][data-opens]");
  if (!table) return;

  /* a number opens under its row; again, or Escape, closes it */
  table.addEventListener("click", async event => {
    const link = event.target.closest("td a:not(.name)");
    if (!link || link.closest(".opened") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const row = link.closest("tr[data-id]");
    if (!row) return;
    event.preventDefault();
    if (close(row)) return;
    const answer = await fetch(table.dataset.opens + row.dataset.id, { headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) return location.assign(link.href);
    const opened = document.createElement("tr"), cell = opened.appendChild(document.createElement("td"));
    opened.className = "opened";
    cell.colSpan = row.cells.length;
    cell.tabIndex = -1;
    cell.innerHTML = await answer.text();
    row.after(opened);
    cell.focus({ preventScroll: true });
    opened.scrollIntoView({ block: "nearest" });
  });
  table.addEventListener("keydown", event => {
    const opened = event.target.closest(".opened");
    if (event.key !== "Escape" || !opened) return;
    const row = opened.previousElementSibling;
    close(row);
    row.focus();
  });
  function close(row) {
    const next = row.nextElementSibling;
    if (!next?.classList.contains("opened")) return false;
    next.remove();
    return true;
  }

  const panel = document.querySelector("[data-weights]");
  if (!panel) return;
  const numbers = [...panel.querySelectorAll("input[type=number]")];
  const ranges = [...panel.querySelectorAll("input[type=range]")];
  const moves = panel.querySelector("[data-moves]");
  const SERVED = location.search.includes("w-");
  let known = null, asking = null, drawn = 0, rows = null, shown = "";
  for (const range of ranges) range.hidden = false;

  const ask = () => known ||= fetch(`${panel.dataset.weights}/scores`).then(answer => answer.ok ? answer.json() : Promise.reject(answer));
  panel.addEventListener("toggle", () => panel.open && ask(), { once: true });
  panel.addEventListener("input", event => {
    const { target } = event;
    if (target.dataset.for) document.getElementById(target.dataset.for).value = target.value;
    else ranges.find(range => range.dataset.for === target.id).value = target.value;
    cancelAnimationFrame(drawn);
    drawn = requestAnimationFrame(() => ask().then(draw));
  });
  panel.addEventListener("change", say);
  panel.querySelector("[data-reset]").addEventListener("click", event => {
    if (SERVED) return; // the server drew other weights: its link loads the own ones
    event.preventDefault();
    for (const one of numbers) one.value = one.dataset.own;
    for (const one of ranges) one.value = document.getElementById(one.dataset.for).value;
    ask().then(draw);
    say();
  });
  panel.querySelector("form").addEventListener("submit", event => {
    event.preventDefault();
    ask().then(draw);
    say();
  });

  const mean = (parts, shares) => {
    let sum = 0, weight = 0;
    parts.forEach((part, n) => {
      if (part === null) return;
      sum += part * shares[n];
      weight += shares[n];
    });
    return weight ? sum / weight : 0;
  };

  function draw(found) {
    const typed = numbers.map(one => Math.min(100, Math.max(0, Number(one.value) || 0)));
    const whole = typed.reduce((sum, one) => sum + one, 0);
    if (!whole) return;
    const shares = typed.map(one => one / whole);
    const own = numbers.every(one => Number(one.value) === Number(one.dataset.own));
    const totals = found.order.map((_, n) => found.totals[n] + (own ? 0 : mean(found.parts[n], shares) - mean(found.parts[n], found.shares)));
    const order = found.order.map((_, n) => n).sort((one, two) => (Math.round(totals[two] * 1e9) - Math.round(totals[one] * 1e9)) || one - two);
    if (!rows) fix();
    rows ||= new Map([...table.querySelectorAll("tr[data-id]")].map(row => [row.dataset.id, row]));
    const cut = table.querySelector("tr.cut"), moved = order.join() !== shown, bodies = new Map();
    let complete = 0;
    order.forEach((n, place) => {
      const row = rows.get(String(found.order[n]));
      if (!row) return;
      write(row, place + 1, n + 1, totals[n].toFixed(2), own);
      if (!moved) return;
      const body = row.parentElement, next = row.nextElementSibling;
      if (!bodies.has(body)) bodies.set(body, []);
      bodies.get(body).push(row, ...(next?.classList.contains("opened") ? [next] : []));
      complete += found.complete[n];
      if (cut && found.complete[n] && complete === found.top) bodies.get(body).push(cut);
    });
    for (const [body, all] of bodies) arrange(body, all);
    shown = order.join();
  }

  /* only who has moved is moved; a heading above a group stays where it is */
  function arrange(body, all) {
    let at = body.querySelector("tr[data-id]");
    for (const row of all) {
      if (row === at) at = at.nextElementSibling;
      else body.insertBefore(row, at);
    }
  }

  /* columns keep the widths they have, so that a moved row is laid out and not the table */
  function fix() {
    const heads = [...table.tHead.rows[0].cells], widths = heads.map(one => one.offsetWidth);
    if (getComputedStyle(table).display !== "table") return;
    heads.forEach((one, n) => one.style.setProperty("width", `${widths[n]}px`, "important"));
    table.style.tableLayout = "fixed";
  }

  /* what the server wrote is kept aside, so that the own weights bring back exactly that; what
     stays as it is shown is not touched, for a table that is laid out anew is slow */
  function write(row, place, was, total, own) {
    const says = own ? "own" : `${place} ${total}`;
    if (row.says === says) return;
    row.says = says;
    const position = row.querySelector(".pos"), sum = row.querySelector(".sum");
    row.first ||= { position: position.innerHTML, sum: sum.innerHTML };
    row.querySelector(".step")?.remove();
    row.classList.toggle("moved", !own && place !== was);
    position.innerHTML = own ? row.first.position : String(place);
    if (own) sum.innerHTML = row.first.sum;
    else {
      row.total ||= Object.assign(document.createElement("span"), { className: "total num" });
      row.total.textContent = total;
      if (row.total.parentElement !== sum) sum.replaceChildren(row.total);
    }
    if (own || place === was) return;
    const step = Object.assign(document.createElement("small"), { className: "step" });
    step.textContent = `${place < was ? "▲" : "▼"} was ${was}`;
    row.querySelector(".who").append(step);
  }

  /* words, and the address that holds what is tried, once the hand rests */
  async function say() {
    const form = panel.querySelector("form"), query = new URLSearchParams(new FormData(form));
    asking?.abort();
    asking = new AbortController();
    history.replaceState(null, "", `${form.action}?${query}`);
    try {
      const answer = await fetch(`${panel.dataset.weights}/weights?${query}`, { headers: { "HX-Request": "true" }, signal: asking.signal });
      if (answer.ok && !answer.redirected) moves.innerHTML = await answer.text();
    } catch (error) {
      if (error.name !== "AbortError") moves.textContent = "No connection. The order moves all the same.";
    }
  }
})();
