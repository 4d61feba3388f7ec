/* Drafts: <form data-draft> saves itself through htmx; here is what is said when that fails. */
(() => {
  const say = text => {
    const place = document.getElementById("saved");
    if (place) place.textContent = text;
  };
  const draft = event => event.target instanceof Element && event.target.closest("[data-draft]");

  document.addEventListener("htmx:beforeRequest", event => {
    if (draft(event)) say("Saving");
  });
  document.addEventListener("htmx:sendError", event => {
    if (draft(event)) say("Not saved: no connection. It is kept here and sent with your next change.");
  });
  document.addEventListener("htmx:responseError", event => {
    if (draft(event)) say("Not saved. Send the form to see why.");
  });
  document.addEventListener("htmx:beforeSwap", event => {
    const { xhr, requestConfig } = event.detail;
    const asked = new URL(requestConfig.path, location.href).pathname;
    if (!xhr.responseURL || new URL(xhr.responseURL).pathname === asked) return;
    event.detail.shouldSwap = false;
    say("Not saved: you were signed out. Sign in in another tab, then go on here.");
  });
})();
