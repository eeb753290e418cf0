"use strict";

// Dates as whole days since 1970, UTC; and in words, no more precise than they are known.
{
  const DAY = 864e5;

  // First day of an ISO date that may be partial ("2018-12"); null when empty or no date.
  Sitmap.day = (iso) => {
    if (!iso) return null;
    const time = Date.parse(iso.length === 4 ? `${iso}-01-01` : iso.length === 7 ? `${iso}-01` : iso);
    return Number.isNaN(time) ? null : Math.floor(time / DAY);
  };

  Sitmap.iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);

  const formats = new Map();
  function format(day, options) {
    const key = JSON.stringify(options);
    if (!formats.has(key)) {
      const language = Sitmap.data.meta.language;
      formats.set(key, new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { ...options, timeZone: "UTC" }));
    }
    return formats.get(key).format(new Date(day * DAY));
  }

  Sitmap.dayWords = (day) => format(day, { day: "numeric", month: "short", year: "numeric" });
  Sitmap.monthWords = (day) => format(day, { month: "short", year: "numeric" });
  Sitmap.yearWords = (day) => format(day, { year: "numeric" });

  // A published date as the article gives it: a day, a month or a year.
  Sitmap.publishedWords = (iso) => {
    const day = Sitmap.day(iso);
    if (day === null) return Sitmap.t("undated");
    if (iso.length === 4) return Sitmap.yearWords(day);
    return iso.length === 7 ? Sitmap.monthWords(day) : Sitmap.dayWords(day);
  };

  // When something was, in words; empty when it has no date.
  Sitmap.whenWords = (start, end, precision) => {
    const day = Sitmap.day(start);
    const last = Sitmap.day(end);
    if (day === null) return last === null ? "" : Sitmap.t("until", { date: Sitmap.dayWords(last) });
    if (precision === "year") return Sitmap.yearWords(day);
    if (precision === "month" && (last === null || last - day < 31)) return Sitmap.monthWords(day);
    if (precision === "week") return Sitmap.t("week_of", { date: Sitmap.dayWords(day) });
    if (last === null || last === day) return Sitmap.dayWords(day);
    if (precision === "month" || precision === "season") return `${Sitmap.monthWords(day)} – ${Sitmap.monthWords(last)}`;
    return `${Sitmap.dayWords(day)} – ${Sitmap.dayWords(last)}`;
  };
}
