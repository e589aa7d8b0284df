import medusa from "@medusajs/eslint-plugin"
import tseslint from "typescript-eslint"

const tests = ["**/__tests__/**", "**/__fixtures__/**", "integration-tests/**"]

/**
 * Medusa's preset begins with a block that ignores every test. On its own that would silence the other rules there too,
 * so the block is left out and its rules stay away from tests instead.
 */
const medusaRules = medusa.configs.recommended
  .filter((block) => !(Object.keys(block).length === 1 && block.ignores))
  .map((block) => (block.rules ? { ...block, ignores: [...(block.ignores ?? []), ...tests] } : block))

/** What Node gives every script. TypeScript knows them by itself; `no-undef` is for the files it does not check. */
const nodeGlobals = [
  ...["AbortController", "AbortSignal", "Buffer", "TextDecoder", "TextEncoder", "URL", "URLSearchParams"],
  ...["clearInterval", "clearTimeout", "console", "crypto", "fetch", "performance", "process"],
  ...["queueMicrotask", "setImmediate", "setInterval", "setTimeout", "structuredClone"],
]
const commonJsGlobals = ["__dirname", "__filename", "exports", "module", "require"]
const readonly = (names) => Object.fromEntries(names.map((name) => [name, "readonly"]))

export default tseslint.config(
  {
    // Migrations are written by `plugin:db:generate`, and what they did must not be changed afterwards.
    ignores: [".medusa/", ".demo/", "node_modules/", "**/migrations/", "dist/", "static/", "coverage/", ".cache/"],
  },
  ...tseslint.configs.recommended,
  ...medusaRules,
  {
    rules: {
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrorsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      "@medusajs/step-id-kebab-case": "off", // Step ids are one namespace in the whole app: ours carry a prefix.
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-control-regex": "error",
      "no-dupe-keys": "error",
      "no-empty": "error",
      "no-fallthrough": "error",
      "no-unreachable": "error",
      "no-unsafe-finally": "error",
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  {
    // These import nothing of the framework: the client runs in the sold software, rules and mails in milliseconds.
    // What they throw is a programming or configuration mistake, never an answer to a request.
    files: ["src/{client,emails,lib,pages}/**", "src/modules/*/{options*.ts,rules/**}", "src/workflows/*/lib/**"],
    rules: { "@medusajs/use-medusa-error-not-generic-error": "off" },
  },
  {
    // A line on the console passes the logger's level and format by; tests and scripts talk to a person.
    files: ["src/**/*.{ts,tsx}"],
    ignores: tests,
    rules: { "no-console": "error" },
  },
  {
    files: ["**/*.{js,mjs,cjs}"],
    languageOptions: { globals: readonly(nodeGlobals) },
    rules: { "no-undef": "error" },
  },
  {
    files: ["**/*.{js,cjs}"],
    languageOptions: { sourceType: "commonjs", globals: readonly(commonJsGlobals) },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  }
)
