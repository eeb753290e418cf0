"use strict";

// The time slider: two handles, play, and the switch for what has no date.
{
  const { h, t } = { h: (...args) => Sitmap.h(...args), t: (...args) => Sitmap.t(...args) };
  const RUN_MS = 14000;
  let timer = null;

  // A day between first and last as words for a screen reader.
  const spoken = (input) => input.setAttribute("aria-valuetext", Sitmap.dayWords(Number(input.value)));

  function handle(name) {
    const { state } = Sitmap;
    const input = h("input", { type: "range", class: `handle handle-${name}`, min: state.first, max: state.last, step: 1, value: state[name], "aria-label": t(`time_${name}`) });
    input.addEventListener("input", () => {
      const day = Number(input.value);
      if (name === "from") Sitmap.set({ from: Math.min(day, state.to) });
      else Sitmap.set({ to: Math.max(day, state.from) });
      input.value = state[name];
      spoken(input);
    });
    spoken(input);
    return input;
  }

  function stop(button) {
    clearInterval(timer);
    timer = null;
    Sitmap.clear(button).append(Sitmap.icon("play"));
    button.setAttribute("aria-label", t("play"));
  }

  // Walks the later handle to the end; with the earlier one set, the window moves whole.
  function play(button) {
    const { state } = Sitmap;
    if (timer) return stop(button);
    const span = state.last - state.first;
    const window = state.from > state.first ? state.to - state.from : null;
    if (state.to >= state.last) Sitmap.set(window === null ? { to: state.first } : { from: state.first, to: state.first + window });
    const step = Math.max(1, Math.round(span / (Sitmap.calm() ? 12 : 140)));
    Sitmap.clear(button).append(Sitmap.icon("pause"));
    button.setAttribute("aria-label", t("pause"));
    timer = setInterval(() => {
      const to = Math.min(state.last, state.to + step);
      Sitmap.set(window === null ? { to } : { to, from: Math.max(state.first, to - window) });
      if (to >= state.last) stop(button);
    }, Math.max(60, (RUN_MS * step) / Math.max(span, 1)));
    return undefined;
  }

  function ticks() {
    const { first, last } = Sitmap.state;
    const years = Math.floor((last - first) / 365.25);
    const months = (last - first) / 30.44;
    const every = months <= 8 ? 1 : months <= 26 ? 3 : 12 * Math.max(1, Math.ceil(years / 8));
    const list = [];
    const start = new Date(first * 864e5);
    for (let n = 0; n < 60; n += 1) {
      const month = Math.ceil((start.getUTCMonth() + (n ? 0 : 0.001)) / every) * every + n * every;
      const day = Math.floor(Date.UTC(start.getUTCFullYear(), month, 1) / 864e5);
      if (day > last) break;
      if (day < first) continue;
      const january = new Date(day * 864e5).getUTCMonth() === 0;
      list.push(h("span", { class: january ? "tick year" : "tick" }, january ? Sitmap.yearWords(day) : Sitmap.shortMonth(day)));
      list[list.length - 1].style.insetInlineStart = `${((day - first) / (last - first)) * 100}%`;
    }
    return h("div", { class: "ticks", "aria-hidden": "true" }, list);
  }

  Sitmap.shortMonth = (day) => new Intl.DateTimeFormat(Sitmap.data.meta.language, { month: "short", timeZone: "UTC" }).format(new Date(day * 864e5));

  Sitmap.parts.time = () => {
    const { state } = Sitmap;
    const button = h("button", { type: "button", class: "round play", "aria-label": t("play") }, Sitmap.icon("play"));
    button.addEventListener("click", () => play(button));
    const [from, to] = [handle("from"), handle("to")];
    const selected = h("div", { class: "selected" });
    const words = h("output", { class: "time-words", "aria-live": "off" });
    const undated = h("input", { type: "checkbox", checked: state.undated, onchange: (event) => Sitmap.set({ undated: event.target.checked }) });
    const show = () => {
      const share = (day) => ((day - state.first) / (state.last - state.first)) * 100;
      selected.style.insetInlineStart = `${share(state.from)}%`;
      selected.style.width = `${share(state.to) - share(state.from)}%`;
      [from.value, to.value] = [state.from, state.to];
      [from, to].forEach(spoken);
      // At the far end the earlier handle would lie under the later one.
      from.style.zIndex = share(state.from) > 90 ? 4 : 3;
      words.textContent = `${Sitmap.fromWords()} – ${Sitmap.dayWords(state.to)}`;
      undated.checked = state.undated;
    };
    const card = h(
      "section", { class: "card time", "aria-label": t("time") },
      button,
      h("div", { class: "track-box" }, h("div", { class: "time-head" }, words, h("label", { class: "undated", title: t("undated_hint") }, undated, h("span", {}, t("undated_facts")))), h("div", { class: "track" }, Sitmap.histogram(), h("div", { class: "rail" }), selected, from, to), ticks()),
    );
    show();
    Sitmap.on(["from", "to", "undated"], show);
    Sitmap.timeCard = card;
  };
}
