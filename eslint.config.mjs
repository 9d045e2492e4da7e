import { relative, sep } from "node:path";
import eslint from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import typescript from "typescript-eslint";
import { wallBetween } from "./scripts/walls.mjs";

/** Says in the editor when an import goes through a wall; test/walls checks the same for the whole graph. */
const walls = {
  meta: { type: "problem", schema: [], messages: { wall: "{{reason}}" } },
  create(context) {
    const file = relative(context.cwd, context.filename).split(sep).join("/");
    const check = (node) => {
      const reason = typeof node?.value === "string" ? wallBetween(file, node.value) : undefined;
      if (reason !== undefined) context.report({ node, messageId: "wall", data: { reason } });
    };
    return {
      ImportDeclaration: ({ source }) => check(source),
      ImportExpression: ({ source }) => check(source),
      ExportAllDeclaration: ({ source }) => check(source),
      ExportNamedDeclaration: ({ source }) => check(source),
    };
  },
};

const longest = (max) => ["error", { max, skipBlankLines: true, skipComments: true }];

export default defineConfig(
  globalIgnores(["dist/", "out/", ".tools/", ".start/", "test-results/", "bench-results/"]),
  eslint.configs.recommended,
  typescript.configs.strictTypeChecked,
  typescript.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { house: { rules: { walls } } },
    rules: {
      "house/walls": "error",
      "max-lines": longest(300),
      "max-lines-per-function": longest(40),
      eqeqeq: "error",
      "no-console": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      // Numbers and booleans read well in a template; objects and arrays are refused there.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      // `() => this.write(x)`, and `return this.write(x)` in a function that returns nothing, say what is meant.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      // `while (true)` with a way out inside is a plain loop.
      "@typescript-eslint/no-unnecessary-condition": ["error", { allowConstantLoopConditions: "only-allowed-literals" }],
      // `x as T` says more than `x!`, which is refused altogether.
      "@typescript-eslint/non-nullable-type-assertion-style": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
  {
    // The command line and the scripts talk to a terminal.
    files: ["src/cli/**", "scripts/**", "test/bench/**"],
    rules: { "no-console": "off" },
  },
  {
    // A `describe` is as long as its cases.
    files: ["test/**"],
    rules: { "max-lines-per-function": "off", "max-lines": "off" },
  },
  {
    // Scripts run without a build on whatever Node is there. The compiler checks them (scripts/tsconfig.json).
    files: ["**/*.mjs", "**/*.mts"],
    extends: [typescript.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
    rules: { "no-undef": "off" },
  },
);
