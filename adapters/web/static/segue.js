"use strict";
// Liveliness only: the page does all of this without a script too, by posting forms and being shown again.

const RHYTHM = 3000; // milliseconds between two looks at what is new, while somebody looks at the page
const root = document.documentElement;
const here = () => `/?as=${encodeURIComponent(document.body.dataset.viewer)}`;
const asked = new Set(); // forms on their way

/** Ask for a page; null when it cannot be had. */
async function fetchPage(address, options) {
  try {
    const response = await fetch(address, options);
    return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
  } catch {
    return null;
  }
}

/** Bring a list of messages up to date; those that say the same stay untouched, with what somebody does in them. */
function freshen(list, wanted) {
  for (const item of [...wanted.children]) {
    const known = document.getElementById(item.id);
    if (!known) list.append(item);
    else if (known.dataset.edition !== item.dataset.edition) known.replaceWith(item);
    else {
      known.className = item.className;
      known.toggleAttribute("data-answer", item.hasAttribute("data-answer"));
    }
  }
}

/** Show in this page what another rendering of it says; the open form only when it answers `mine`. */
function settle(page, mine) {
  for (const wanted of page.querySelectorAll("[data-live]")) {
    const region = document.getElementById(wanted.id);
    const busy = region.contains(document.activeElement) && document.activeElement !== document.body;
    if (wanted.id === "panel" && !mine) continue;
    if (wanted.id === "note" && !mine) continue;
    if (region.innerHTML !== wanted.innerHTML && (mine || !busy)) region.innerHTML = wanted.innerHTML;
  }
  for (const wanted of page.querySelectorAll("[data-keyed]")) freshen(document.getElementById(wanted.id), wanted);
  propose(page.getElementById("line").defaultValue);
  document.body.dataset.version = page.body.dataset.version;
  raise();
}

/** Put the line that is worth typing next into the command box, unless somebody has typed there. */
function propose(line) {
  const box = document.getElementById("line");
  if (box.value === box.defaultValue) box.value = line;
  box.defaultValue = line;
}

/** Show an open form as a real dialog: the keyboard stays in it, and Escape puts it away. */
function raise() {
  const dialog = document.querySelector("#panel dialog[open]");
  if (!dialog || dialog.matches(":modal")) return;
  dialog.close();
  dialog.showModal();
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    dialog.querySelector(".close").requestSubmit();
  });
}

/** Bring what somebody's act led to into sight, and put the keyboard where they go on. */
function attend(form) {
  const answer = document.querySelector("[data-answer]");
  const box = document.getElementById("line");
  if (answer) {
    const scroll = answer.closest(".scroll");
    scroll.scrollTop += answer.getBoundingClientRect().top - scroll.getBoundingClientRect().top - 12;
    if (matchMedia("(max-width: 860px)").matches) answer.scrollIntoView({ block: "nearest" });
  } else {
    document.querySelector("#note:not(:empty)")?.scrollIntoView({ block: "nearest" });
  }
  const sheet = form.closest("details.all");
  if (sheet) sheet.open = false;
  if (form.matches(".say")) box.value = box.defaultValue;
  if (document.querySelector("#panel dialog[open]")) return;
  if (form.matches(".say, .hint, .begin, .questions, .close, .all form")) box.focus({ preventScroll: true });
  else if (answer) {
    answer.tabIndex = -1;
    answer.focus({ preventScroll: true });
  }
}

/** Send a form without leaving the page; once at a time. */
async function send(form, submitter) {
  if (asked.has(form)) return;
  asked.add(form);
  root.dataset.busy = "";
  const action = submitter?.getAttribute("formaction") ?? form.getAttribute("action");
  const body = new URLSearchParams(new FormData(form, submitter));
  const page = await fetchPage(action, { method: "POST", body });
  asked.delete(form);
  if (page && page.body.dataset.viewer !== document.body.dataset.viewer) {
    location.assign(`/?as=${page.body.dataset.viewer}`);
  } else if (page) {
    settle(page, true);
    attend(form);
  } else {
    document.getElementById("note").textContent = "That did not arrive. What you typed is still here; try once more.";
  }
  delete root.dataset.busy;
  root.dataset.acts = Number(root.dataset.acts ?? 0) + 1;
}

/** Look whether something is new, and show it. */
async function look() {
  if (document.hidden || "busy" in root.dataset) return;
  const pulse = await fetch("/pulse").then((response) => response.text()).catch(() => document.body.dataset.version);
  if (pulse === document.body.dataset.version) return;
  const page = await fetchPage(here());
  if (!page || "busy" in root.dataset) return;
  if (page.body.dataset.life !== document.body.dataset.life) location.replace(here());
  else settle(page, false);
}

document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  if (event.target.matches("[data-whole]")) return void (root.dataset.busy = ""); // everything changes: a page anew
  event.preventDefault();
  send(event.target, event.submitter);
});
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && event.target.closest("details[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
window.addEventListener("pageshow", ({ persisted }) => persisted && delete root.dataset.busy); // come back to
document.addEventListener("visibilitychange", look);
setInterval(look, RHYTHM);
raise();
