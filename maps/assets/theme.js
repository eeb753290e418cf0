"use strict";

// Light and dark, and the colours of parties on either ground.
{
  const dark = matchMedia("(prefers-color-scheme: dark)");

  Sitmap.isDark = () => (Sitmap.state.theme === "auto" ? dark.matches : Sitmap.state.theme === "dark");
  Sitmap.ground = () => Sitmap.data.style.ground[Sitmap.isDark() ? "dark" : "light"];

  function lifted(colour, share) {
    const value = parseInt(colour.slice(1), 16);
    const mix = (part) => Math.round(part + (255 - part) * share);
    const parts = [mix(value >> 16), mix((value >> 8) & 255), mix(value & 255)];
    return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  }

  Sitmap.colour = (actorId) => {
    const actor = Sitmap.data.actors.get(actorId);
    return actor ? lifted(actor.colour, Sitmap.ground().lift) : Sitmap.neutral("unknown");
  };

  // Of what is no party's, or many parties'.
  Sitmap.neutral = (name = "several") => lifted(Sitmap.data.style.parties[name], Sitmap.ground().lift * 0.7);

  Sitmap.applyTheme = () => {
    const root = document.documentElement;
    root.dataset.theme = Sitmap.isDark() ? "dark" : "light";
    for (const [name, value] of Object.entries(Sitmap.ground())) {
      if (typeof value === "string") root.style.setProperty(`--${name.replace(/_/g, "-")}`, value);
    }
  };

  // At once, not with the next frame: a printer does not wait.
  Sitmap.setTheme = (theme) => {
    Sitmap.state.theme = theme;
    Sitmap.applyTheme();
    Sitmap.redraw();
  };

  Sitmap.watchTheme = () => {
    Sitmap.applyTheme();
    Sitmap.on(["theme"], Sitmap.applyTheme);
    dark.addEventListener("change", () => {
      if (Sitmap.state.theme !== "auto") return;
      Sitmap.applyTheme();
      Sitmap.redraw();
    });
  };

  Sitmap.calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  Sitmap.isPhone = () => matchMedia("(max-width: 720px)").matches;
}
