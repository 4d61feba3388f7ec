/* Keeps the time left alive. It counts from the server's moment, not from this device's clock. */
(() => {
  const skew = Date.parse(document.documentElement.dataset.now || "") - Date.now();
  if (Number.isNaN(skew)) return;
  const MINUTE = 60000, SOON = 12 * 60 * MINUTE;
  const SHORT = [["day", "days"], ["h", "h"], ["min", "min"]];
  const LONG = [["day", "days"], ["hour", "hours"], ["minute", "minutes"]];

  function span(length, units) {
    const minutes = Math.floor(length / MINUTE), days = Math.floor(minutes / 1440);
    const parts = [days, Math.floor(minutes / 60) % 24, days ? 0 : minutes % 60];
    const words = parts.map((count, n) => count ? `${count} ${units[n][count === 1 ? 0 : 1]}` : "");
    return words.filter(Boolean).join(" ") || "less than a minute";
  }

  const capital = text => text[0].toUpperCase() + text.slice(1);

  function say(until, now, long) {
    if (long) return now >= until ? "Ended" : `${capital(span(until - now, LONG))} left`;
    return now >= until ? `Late by ${span(now - until, SHORT)}` : capital(span(until - now, SHORT));
  }

  function tick() {
    const now = Date.now() + skew;
    for (const clock of document.querySelectorAll("[data-until]")) {
      const until = Date.parse(clock.dataset.until);
      const text = say(until, now, "long" in clock.dataset);
      if (clock.textContent !== text) clock.textContent = text;
      const group = clock.closest(".clock");
      group?.classList.toggle("late", now >= until);
      group?.classList.toggle("attn", now < until && until - now <= SOON);
    }
    for (const bar of document.querySelectorAll("progress[data-start]")) {
      bar.value = Math.max(0, now - Date.parse(bar.dataset.start)) / 1000;
    }
  }

  setInterval(tick, 10000);
  document.addEventListener("visibilitychange", tick);
  document.addEventListener("htmx:afterSettle", tick);
})();
