// Lint rules of the page's scripts: plain scripts of ES2020 and later small additions, one global, no bundler.
import js from "@eslint/js";

const browser = [
  "document", "window", "location", "history", "navigator", "matchMedia", "requestAnimationFrame", "setTimeout", "clearTimeout",
  "setInterval", "clearInterval", "getComputedStyle", "URL", "Blob", "CSS", "Intl", "innerHeight", "innerWidth", "performance",
];

export default [
  { ignores: ["node_modules/**"] },
  js.configs.recommended,
  {
    files: ["*.js"],
    languageOptions: {
      ecmaVersion: 2020,
      sourceType: "script",
      globals: { L: "readonly", Sitmap: "readonly", ...Object.fromEntries(browser.map((name) => [name, "readonly"])) },
    },
    rules: {
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-shadow": "error",
      "max-lines": ["error", 300],
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "Text reaches the page as text: use Sitmap.h" },
        { property: "outerHTML", message: "Text reaches the page as text: use Sitmap.h" },
        { property: "insertAdjacentHTML", message: "Text reaches the page as text: use Sitmap.h" },
        { object: "document", property: "write", message: "Text reaches the page as text: use Sitmap.h" },
      ],
    },
  },
  { files: ["namespace.js"], rules: { "no-redeclare": "off", "no-unused-vars": "off" } },
];
