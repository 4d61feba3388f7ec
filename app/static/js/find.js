/* Search as one types: what is found drops down under the box as a list of links. Arrow keys choose,
   Enter opens, Esc closes. Without script the box sends its page. */
(() => {
  const box = document.getElementById("find"), list = document.getElementById("founds");
  if (!box || !list?.showPopover) return;
  const said = document.getElementById("found-said");
  const PAUSE = 120;
  let waiting, asking, chosen = -1;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const open = () => list.matches(":popover-open");

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-expanded", "false");

  function close() {
    clearTimeout(waiting);
    asking?.abort();
    choose(-1);
    if (open()) list.hidePopover();
    box.setAttribute("aria-expanded", "false");
    said.textContent = "";
  }

  function choose(number) {
    options().forEach((option, n) => option.setAttribute("aria-selected", n === number));
    chosen = number;
    const option = options()[number];
    if (!option) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const text = box.value.trim();
    if (!text) return close();
    try {
      const query = new URLSearchParams({ q: text });
      const answer = await fetch(`${box.form.action}?${query}`, { headers: { "HX-Request": "true" }, signal: asking.signal });
      if (!answer.ok || answer.redirected) return close(); // signed out: the page says so
      show(await answer.text());
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function show(found) {
    list.innerHTML = found;
    choose(-1);
    if (!open()) list.showPopover();
    const place = box.getBoundingClientRect();
    list.style.setProperty("top", `${place.bottom + 4}px`);
    list.style.setProperty("left", `${place.left}px`);
    box.setAttribute("aria-expanded", "true");
    said.textContent = list.querySelector("[data-said]").dataset.said;
  }

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });

  box.addEventListener("keydown", event => {
    const count = options().length;
    if (event.key === "Escape") {
      if (open()) event.preventDefault();
      else box.blur();
      return close();
    }
    if (!open() || !count) return;
    if (event.key === "ArrowDown") choose((chosen + 1) % count);
    else if (event.key === "ArrowUp") choose(chosen > 0 ? chosen - 1 : count - 1);
    else if (event.key === "Enter" && chosen >= 0) options()[chosen].click();
    else return;
    event.preventDefault();
  });

  box.addEventListener("focusout", () => setTimeout(() => {
    if (document.activeElement !== box && !list.contains(document.activeElement)) close();
  }, 150)); // a click on an option comes first
})();
