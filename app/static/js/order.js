/* Ordered lists: <ol data-order> of .slot, each with its hidden input, so that the form sends the
   order it shows. Buttons, Alt ↑ ↓ and dragging move a slot; every move is said, and "change" is
   dispatched for whoever saves. Without script the same buttons post. */
(() => {
  const lists = document.querySelectorAll("[data-order]");
  if (!lists.length) return;
  const said = document.body.appendChild(document.createElement("div"));
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  let dragged = null;

  const slots = list => [...list.querySelectorAll(".slot:not(.empty)")];

  function renumber(list) {
    const all = slots(list);
    all.forEach((slot, n) => {
      slot.querySelector(".big").textContent = n + 1;
      const [up, down] = slot.querySelectorAll(".moves button");
      if (up) up.disabled = n === 0;
      if (down) down.disabled = n === all.length - 1;
    });
  }

  function moved(slot, focus) {
    const list = slot.closest("[data-order]");
    renumber(list);
    const keep = focus && !focus.disabled ? focus : slot.querySelector(".moves button:enabled");
    keep?.focus();
    const name = slot.querySelector(".name")?.textContent.trim() ?? "";
    said.textContent = `${name}: position ${slots(list).indexOf(slot) + 1}`;
    list.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function shift(slot, by, focus) {
    const all = slots(slot.closest("[data-order]")), other = all[all.indexOf(slot) + by];
    if (!other) return;
    if (by < 0) other.before(slot);
    else other.after(slot);
    moved(slot, focus);
  }

  for (const list of lists) {
    for (const slot of slots(list)) slot.draggable = true;
    list.addEventListener("click", event => {
      const button = event.target.closest(".moves button");
      if (!button) return;
      event.preventDefault();
      shift(button.closest(".slot"), button.value.endsWith(":up") ? -1 : 1, button);
    });
    list.addEventListener("keydown", event => {
      const slot = event.target.closest(".slot:not(.empty)");
      if (!slot || !event.altKey || !/^Arrow(Up|Down)$/.test(event.key)) return;
      event.preventDefault();
      shift(slot, event.key === "ArrowUp" ? -1 : 1, event.target);
    });
    list.addEventListener("dragstart", event => {
      dragged = event.target.closest(".slot:not(.empty)");
      dragged?.classList.add("dragging");
    });
    list.addEventListener("dragover", event => {
      const over = event.target.closest(".slot:not(.empty)");
      if (!dragged || !list.contains(dragged)) return;
      event.preventDefault();
      if (!over || over === dragged) return;
      const box = over.getBoundingClientRect();
      if (event.clientY < box.top + box.height / 2) over.before(dragged);
      else over.after(dragged);
    });
    list.addEventListener("drop", event => event.preventDefault());
    list.addEventListener("dragend", () => {
      if (!dragged) return;
      dragged.classList.remove("dragging");
      moved(dragged, null);
      dragged = null;
    });
  }
})();
