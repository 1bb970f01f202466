// Makes a combobox (ARIA 1.2) of a list of entries: suggestions come while one types, and a name that
// is not there can be added without leaving the form. The list itself stays and holds what is chosen.

const PAUSE = 150;
let made = 0;

const element = (name, attributes = {}, text = "") => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.textContent = text;
  return node;
};

class Combobox {
  constructor(select) {
    this.select = select;
    this.words = JSON.parse(select.dataset.combobox);
    this.options = [];
    this.active = -1;
    this.build();
    this.listen();
    this.show();
  }

  build() {
    const id = idOf(this.select);
    this.select.id = `${id}-value`;
    this.select.hidden = true;
    this.input = element("input", {
      id,
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: this.words.hint,
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": `${id}-suggestions`,
    });
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (this.select.hasAttribute(name)) this.input.setAttribute(name, this.select.getAttribute(name));
    }
    const label = document.querySelector(`label[for="${CSS.escape(id)}"]`)?.textContent.trim() ?? "";
    this.list = element("ul", { id: `${id}-suggestions`, role: "listbox", "aria-label": label });
    this.list.hidden = true;
    this.status = element("p", { class: "w-sr-only", role: "status" });
    this.error = element("p", { class: "combobox__error error-message", role: "alert" });
    this.error.hidden = true;
    this.chosen = this.select.multiple ? element("ul", { class: "combobox__chosen" }) : null;
    this.box = element("div", { class: "combobox" });
    if (this.chosen) this.box.append(this.chosen);
    this.box.append(this.input, this.list, this.error, this.status);
    this.select.after(this.box);
  }

  listen() {
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("click", () => this.list.hidden && this.ask());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.leave());
    // A click on a suggestion must not take the focus away before it is read.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take(this.options[[...this.list.children].indexOf(option)]);
    });
  }

  // --- What is chosen ---

  selected() {
    return [...this.select.options].filter((each) => each.selected && each.value);
  }

  show() {
    if (!this.chosen) {
      this.input.value = this.selected()[0]?.text ?? "";
      return;
    }
    this.chosen.replaceChildren(
      ...this.selected().map((option) => {
        const item = element("li", { class: "combobox__token" });
        const remove = element("button", {
          type: "button",
          "aria-label": this.words.remove.replace("%s", option.text),
        }, "×");
        remove.addEventListener("click", () => this.remove(option));
        item.append(element("bdi", {}, option.text), remove);
        return item;
      }),
    );
  }

  choose(id, name) {
    let option = [...this.select.options].find((each) => each.value === String(id));
    if (!option) {
      option = new Option(name, id);
      this.select.add(option);
    }
    option.selected = true;
    this.changed();
    this.status.textContent = option.text;
  }

  remove(option) {
    option.selected = false;
    this.changed();
    this.input.focus();
  }

  changed() {
    this.show();
    if (this.chosen) this.input.value = "";
    this.select.dispatchEvent(new Event("input", { bubbles: true }));
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // --- Suggestions ---

  later() {
    clearTimeout(this.waiting);
    this.complain("");
    this.waiting = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const query = this.isSettled() ? "" : this.input.value.trim();
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    try {
      const address = `${this.select.dataset.suggest}&q=${encodeURIComponent(query)}`;
      const response = await fetch(address, { credentials: "same-origin", signal: asking.signal });
      if (!response.ok) throw new Error(response.statusText);
      this.suggest(await response.json(), query);
    } catch (error) {
      if (error.name !== "AbortError") this.complain(this.words.failed);
    }
  }

  // What stands in the field of one entry before anybody types is its name, and no question.
  isSettled() {
    return !this.chosen && this.input.value === (this.selected()[0]?.text ?? "");
  }

  suggest(answer, query) {
    if (document.activeElement !== this.input) return;
    const taken = this.chosen ? this.selected().map((each) => each.value) : [];
    this.options = answer.entries.filter((each) => !taken.includes(String(each.id)));
    const rows = this.options.map((each) => [each.name, each.note]);
    if (answer.is_new && this.select.dataset.add) {
      this.options.push({ add: query });
      rows.push([this.words.add.replace("%s", query), ""]);
    }
    this.list.replaceChildren(
      ...rows.map(([name, note], number) => {
        const id = `${this.list.id}-${number}`;
        const row = element("li", { id, role: "option", "aria-selected": "false" });
        row.append(element("bdi", {}, name));
        if (note) row.append(element("small", {}, note));
        return row;
      }),
    );
    const found = this.options.filter((each) => "id" in each).length;
    this.status.textContent = found ? this.words.found.replace("%s", found) : this.words.none;
    this.open(rows.length > 0);
    if (!rows.length) this.complain(query ? this.words.none : "");
    // What is added is chosen by an arrow: nobody adds half a name by Enter.
    else if (query && found) this.move(0);
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) this.move(-1);
  }

  move(number) {
    this.active = number;
    [...this.list.children].forEach((row, place) => {
      row.setAttribute("aria-selected", String(place === number));
    });
    const row = this.list.children[number];
    if (row) {
      this.input.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  async take(option) {
    if (!option) return;
    this.open(false);
    if ("id" in option) this.choose(option.id, option.name);
    else await this.add(option.add);
  }

  async add(name) {
    const body = new FormData();
    body.append("name", name);
    const token = this.select.form?.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    try {
      const response = await fetch(this.select.dataset.add, {
        method: "POST",
        body,
        credentials: "same-origin",
        headers: { "X-CSRFToken": token, Accept: "application/json" },
      });
      const answer = await response.json();
      if (response.ok) this.choose(answer.id, answer.name);
      else this.complain(answer.errors.join(" "));
    } catch {
      this.complain(this.words.failed);
    }
  }

  complain(message) {
    this.error.textContent = message;
    this.error.hidden = !message;
  }

  // --- The keyboard ---

  press(event) {
    const isOpen = !this.list.hidden;
    const count = this.list.children.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) this.ask();
      else if (event.key === "ArrowDown") this.move((this.active + 1) % count);
      else this.move((this.active <= 0 ? count : this.active) - 1);
    } else if (event.key === "Enter") {
      // Enter in a form saves it: here it only ever picks.
      event.preventDefault();
      if (isOpen) this.take(this.options[this.active]);
    } else if (event.key === "Escape") {
      if (!isOpen && this.isSettled()) return;
      event.preventDefault();
      event.stopPropagation();
      this.open(false);
      if (!isOpen) this.restore();
    } else if (event.key === "Backspace" && this.chosen && !this.input.value) {
      const last = this.selected().at(-1);
      if (last) this.remove(last);
    }
  }

  restore() {
    this.complain("");
    if (this.chosen) this.input.value = "";
    else this.show();
  }

  // What was typed and never picked is not kept; an emptied field is an empty choice.
  leave() {
    clearTimeout(this.waiting);
    this.asking?.abort();
    this.open(false);
    if (!this.chosen && !this.input.value.trim() && this.selected().length) {
      this.select.value = "";
      this.changed();
    }
    this.restore();
  }
}

function idOf(select) {
  return select.id || `combobox-${++made}`;
}

for (const select of document.querySelectorAll("select[data-combobox]")) new Combobox(select);
