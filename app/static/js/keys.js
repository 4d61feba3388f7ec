/* Keys: J K X M Enter in lists, 1 to 5, 0 and N in a criterion, / find, ? list, Ctrl Enter sends.
   Single keys rest in text fields and can be turned off (WCAG 2.1.4). */
(() => {
  const STOPS = ".todo, .crit, [data-stop]";
  const off = () => localStorage.getItem("single-keys") === "off";
  const typing = target => target.matches("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])");

  document.addEventListener("keydown", event => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return send(event);
    if (event.ctrlKey || event.metaKey || event.altKey || typing(target) || off()) return;
    const act = single(event.key, target);
    if (act) {
      event.preventDefault();
      act();
    }
  });

  function send(event) {
    const form = event.target.closest("form");
    if (!form) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector(".btn-primary[type=submit]"));
  }

  function single(key, target) {
    const criterion = target.closest(".crit"), row = target.closest(".todo, [data-stop]");
    if (key === "j" || key === "J") return () => step(1);
    if (key === "k" || key === "K") return () => step(-1);
    if (key === "/" && document.getElementById("find")) return find;
    if (key === "?" && document.getElementById("keys")) return () => document.getElementById("keys").togglePopover();
    if ((key === "x" || key === "X") && row?.querySelector("[type=checkbox]")) return () => row.querySelector("[type=checkbox]").click();
    if ((key === "m" || key === "M") && row?.querySelector("[data-acts]")) return () => open(row.querySelector("[data-acts]"));
    if (key === "Enter" && row === target) return () => row.querySelector(".btn, a")?.click();
    if (!criterion) return null;
    if (/^[0-5]$/.test(key)) return () => mark(criterion, key === "0" ? "na" : key);
    if (key === "n" || key === "N") return () => write(criterion.querySelector("textarea"));
    return null;
  }

  function find() {
    const boxes = [...document.querySelectorAll("[data-find]")];
    const seen = boxes.find(box => box.checkVisibility()); // on a phone the box is in the closed menu
    if (seen) seen.select();
    else location.assign(boxes[0].form.action);
  }

  function mark(criterion, value) {
    const choice = criterion.querySelector(`input[type=radio][value="${value}"]`);
    if (!choice || choice.disabled) return;
    choice.focus();
    choice.click();
  }

  function open(acts) {
    acts.open = !acts.open;
    (acts.open ? acts.querySelector("a") ?? acts.querySelector("summary") : acts.closest("[data-stop]")).focus();
  }

  function write(note) {
    if (!note) return;
    note.focus();
    note.setSelectionRange(note.value.length, note.value.length);
  }

  function step(by) {
    const stops = [...document.querySelectorAll(STOPS)];
    const here = stops.findIndex(stop => stop.contains(document.activeElement));
    const next = stops[here < 0 ? (by > 0 ? 0 : stops.length - 1) : Math.max(0, Math.min(stops.length - 1, here + by))];
    if (!next) return;
    (next.matches(".crit") ? next.querySelector(":checked, input") : next).focus();
    next.scrollIntoView({ block: "nearest" });
  }

  const choice = document.getElementById("single-keys");
  if (choice) {
    choice.closest("[data-single-keys]").hidden = false;
    choice.checked = !off();
    choice.addEventListener("change", () => localStorage.setItem("single-keys", choice.checked ? "on" : "off"));
  }
})();
