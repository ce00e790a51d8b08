"use strict";
// Completes commands as they are typed: a combobox after https://www.w3.org/WAI/ARIA/apg/patterns/combobox/. Without
// this script the browser's own list of commands stays, and the list below the box.

const box = document.getElementById("line");
const list = document.createElement("ul");
const about = document.createElement("p");
const sheet = document.createElement("div");
let asking = 0; // the newest question: answers to older ones are not looked at
let active = -1; // which line the arrows are at
let typing = false; // whether somebody has typed since they took a line over

/** Put the list beside the box, and tell assistive technology what they are to each other. */
function furnish() {
  sheet.className = "completions";
  sheet.hidden = true;
  list.id = "completions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Ways to go on");
  about.id = "completions-about";
  about.setAttribute("aria-live", "polite");
  sheet.append(about, list);
  box.form.append(sheet);
  box.removeAttribute("list");
  const said = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" };
  for (const [name, value] of Object.entries(said)) box.setAttribute(name, value);
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-describedby", about.id);
}

/** One line to take over. */
function option({ line, about: words }, place) {
  const item = document.createElement("li");
  const code = document.createElement("code");
  const summary = document.createElement("span");
  item.id = `completion-${place}`;
  item.dataset.line = line;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  code.textContent = line.trim();
  summary.textContent = words;
  item.append(code, " ", summary);
  return item;
}

/** Show what the page knows of how the line goes on. */
async function ask() {
  const mine = ++asking;
  const query = new URLSearchParams({ as: document.body.dataset.viewer, line: box.value });
  const found = await fetch(`/complete?${query}`).then((answer) => answer.json()).catch(() => null);
  if (mine !== asking || document.activeElement !== box) return;
  about.textContent = found?.about ?? "";
  list.replaceChildren(...(found?.lines ?? []).map(option));
  list.hidden = list.childElementCount === 0;
  sheet.hidden = list.hidden && !about.textContent;
  box.setAttribute("aria-expanded", String(!list.hidden));
  reach(-1);
  list.scrollTop = 0;
}

/** Put everything away. */
function close() {
  asking += 1;
  sheet.hidden = list.hidden = true;
  about.textContent = "";
  list.replaceChildren();
  box.setAttribute("aria-expanded", "false");
  reach(-1);
}

/** Move to a line; -1 is the box itself. */
function reach(place) {
  list.children[active]?.setAttribute("aria-selected", "false");
  active = place;
  const item = list.children[active];
  if (!item) return box.removeAttribute("aria-activedescendant");
  item.setAttribute("aria-selected", "true");
  box.setAttribute("aria-activedescendant", item.id);
  item.scrollIntoView({ block: "nearest" });
}

/** Take a line over, and show how that goes on. */
function take(item) {
  box.value = item.dataset.line;
  typing = false;
  box.setSelectionRange(box.value.length, box.value.length);
  if (box.value.endsWith(" ")) ask();
  else close();
}

/** What a key does while the list is open; whether it did anything. */
function pressed(key) {
  const last = list.childElementCount - 1;
  if (key === "ArrowDown") return reach(active >= last ? -1 : active + 1), true;
  if (key === "ArrowUp") return reach(active < 0 ? last : active - 1), true;
  if (key === "Enter" && active >= 0) return take(list.children[active]), true;
  if (key === "Tab" && (active >= 0 || typing)) return take(list.children[Math.max(active, 0)]), true;
  return false;
}

box.addEventListener("keydown", (event) => {
  if (event.isComposing || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
  const open = !list.hidden && list.childElementCount > 0;
  if (open ? pressed(event.key) : event.key === "ArrowDown" && (ask(), true)) event.preventDefault();
  else if (event.key === "Escape") {
    if (!sheet.hidden) event.preventDefault();
    close(); // also a question whose answer is still on its way
  }
});
box.addEventListener("input", () => {
  typing = true;
  if (box.value.trim()) ask();
  else close();
});
list.addEventListener("pointerdown", (event) => event.preventDefault()); // the keyboard stays in the box
list.addEventListener("click", (event) => {
  const item = event.target.closest("li");
  if (item) take(item);
});
box.addEventListener("blur", close);
box.form.addEventListener("submit", close);
furnish();
