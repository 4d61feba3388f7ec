/* Long work: <form data-busy="Reading the file"> says so from the moment it is sent, for how long
   it has been, and is not sent twice. A form that hands out a file names by data-busy-for after how
   many seconds the browser itself shows how far it is. */
(() => {
  const waiting = new Map();

  document.addEventListener("submit", event => {
    const form = event.target;
    if (!form.matches("[data-busy]") || event.defaultPrevented) return;
    if (waiting.has(form)) return event.preventDefault();
    const line = document.createElement("div"), said = document.createElement("span"), clock = document.createElement("span");
    line.className = "busy";
    said.setAttribute("role", "status");
    clock.setAttribute("aria-hidden", "true");
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", form.dataset.busy);
    line.append(bar, said, clock);
    form.append(line);
    said.textContent = form.dataset.busy;
    const started = Date.now(), longest = Number(form.dataset.busyFor) || Infinity;
    waiting.set(form, setInterval(() => {
      const seconds = Math.round((Date.now() - started) / 1000);
      clock.textContent = `${seconds} s`;
      if (seconds >= longest) rest(form);
    }, 1000));
  });
  addEventListener("pageshow", () => [...waiting.keys()].forEach(rest)); // back from the next page

  function rest(form) {
    clearInterval(waiting.get(form));
    waiting.delete(form);
    form.querySelector(".busy")?.remove();
  }
})();
