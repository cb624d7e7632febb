// Keys of the queue, by the place of the key and not its letter: they work on Persian and Latin layouts.
(() => {
  "use strict";
  const form = () => document.getElementById("decide");
  const named = (attribute, code) => form().querySelector(`[${attribute}="${code}"]`);
  const search = () => form().elements.namedItem("q");
  const isField = (node) => node && /^(INPUT|SELECT|TEXTAREA)$/.test(node.tagName) && node.type !== "checkbox";
  const press = (button) => { if (button) { button.click(); } return Boolean(button); };
  const act = (value) => press(form().querySelector(`button[value="${value}"]`));
  let answeredFor = "";
  let pickWhenFound = false;

  const selectedWords = () => {
    const selection = window.getSelection();
    const inText = selection.anchorNode && document.querySelector("#card .text")?.contains(selection.anchorNode);
    return inText ? selection.toString().replace(/\s+/g, " ").trim() : "";
  };

  const openSearch = (mode) => {
    const words = selectedWords();
    form().elements.namedItem("mode").value = mode;
    if (words) { form().elements.namedItem("surface").value = words; }
    document.getElementById("search").dataset.mode = mode;
    search().focus();
    search().select();
  };

  const pickFound = (number) => press(document.querySelectorAll("#found button")[number - 1]);

  const inSearch = (event) => {
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
    if (digit) { event.preventDefault(); pickFound(Number(digit[1])); return; }
    if (event.code === "Enter" || event.code === "NumpadEnter") {
      event.preventDefault();
      // The list must be the one of what was typed: else wait for it, do not choose blindly.
      if (answeredFor === search().value) { pickFound(1); } else { pickWhenFound = true; }
    }
  };

  const inField = (event) => {
    if (event.code === "Escape") { event.target.blur(); return; }
    if (event.target === search()) { inSearch(event); return; }
    const wanted = event.target.dataset.enter;
    if (wanted && (event.code === "Enter" || event.code === "NumpadEnter")) {
      event.preventDefault();
      act(wanted);
    }
  };

  const onDesk = (event) => {
    const digit = /^(?:Digit|Numpad)([1-5])$/.exec(event.code);
    const code = event.code === "NumpadEnter" ? "Enter" : event.code;
    if (code === "Enter" && event.target.closest && event.target.closest("a, summary, button")) { return; }
    const field = named("data-focus", code);
    const toggle = named("data-toggle", code);
    let isOurs = true;
    if (digit) { press(named("data-key", digit[1])); }
    else if (code === "KeyN") { openSearch("add"); }
    else if (code === "Slash") { openSearch("other"); }
    else if (code === "KeyJ") { press(form().querySelector(".claims button")); }
    else if (field) { field.focus(); }
    else if (toggle) { toggle.checked = !toggle.checked; }
    else { isOurs = press(named("data-code", code)); }
    if (isOurs) { event.preventDefault(); }
  };

  document.addEventListener("keydown", (event) => {
    if (!form() || event.repeat || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) { return; }
    if (isField(event.target)) { inField(event); } else { onDesk(event); }
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "found") {
      answeredFor = event.detail.pathInfo ? new URL(event.detail.pathInfo.finalRequestPath, location).searchParams.get("q") : search().value;
      if (pickWhenFound && answeredFor === search().value) { pickWhenFound = false; pickFound(1); }
      return;
    }
    // A new card: nothing of the last one may stay in the fields.
    for (const name of ["q", "surface", "note", "reason", "topic", "service", "tone", "province"]) { form().elements.namedItem(name).value = ""; }
    form().elements.namedItem("mode").value = "other";
    form().elements.namedItem("story").checked = false;
    document.getElementById("found").replaceChildren();
    answeredFor = "";
    pickWhenFound = false;
    if (document.activeElement && isField(document.activeElement)) { document.activeElement.blur(); }
    window.scrollTo(0, 0);
  });

  // An answer that is no card (the server is gone, the session ended): the whole page says what is the matter.
  document.addEventListener("htmx:responseError", () => { location.reload(); });
  document.addEventListener("htmx:sendError", () => {
    const state = document.querySelector("#card .state span");
    if (state) { state.className = "problem"; state.textContent = "سامانه پاسخ نداد؛ تصمیم ثبت نشده است. دوباره همان کلید را بزنید."; }
  });
})();
