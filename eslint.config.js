import globals from "globals";
import js from "@eslint/js";

export default [
  { ignores: ["triggerpoints/ui/components/body3d/engine/"] }, // made by tools/body-engine
  js.configs.recommended,
  {
    files: ["triggerpoints/ui/components/**/*.js", "tests/scripts/**/*.js"],
    languageOptions: { globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      complexity: ["error", 20],
      "consistent-return": "error",
      eqeqeq: "error",
      "max-lines": ["error", { max: 450, skipBlankLines: true, skipComments: true }],
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-param-reassign": "error",
      "no-shadow": "error",
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "Make elements; text from elsewhere must not become markup." },
        { property: "insertAdjacentHTML", message: "Make elements." },
      ],
      "prefer-const": "error",
    },
  },
];
