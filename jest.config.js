// Three projects: `unit` needs nothing, `integration` and `crash` need PostgreSQL (scripts/test.mjs brings one).
const esmPackages = [
  "jose",
  "nodemailer",
  "fast-check",
  "pure-rand",
  "mailparser",
  "smtp-server",
  "get-port",
  "rate-limiter-flexible",
]

const base = {
  rootDir: __dirname,
  testEnvironment: "node",
  transform: {
    "^.+\\.m?[jt]sx?$": [
      "@swc/jest",
      {
        jsc: {
          parser: { syntax: "typescript", tsx: true, decorators: true },
          transform: { decoratorMetadata: true, legacyDecorator: true, react: { runtime: "automatic" } },
          target: "es2022",
        },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages.join("|")})/)`],
  modulePathIgnorePatterns: ["<rootDir>/.medusa/", "<rootDir>/.demo/"],
  moduleFileExtensions: ["ts", "tsx", "js", "mjs", "cjs", "json"],
}

module.exports = {
  projects: [
    {
      ...base,
      displayName: "unit",
      testMatch: [
        "<rootDir>/src/**/__tests__/**/*.unit.spec.ts?(x)",
        "<rootDir>/{demo,scripts,examples}/**/*.unit.spec.ts",
      ],
    },
    {
      ...base,
      displayName: "modules",
      testMatch: ["<rootDir>/src/**/__tests__/**/*.module.spec.ts"],
      setupFiles: ["<rootDir>/integration-tests/setup/clear-metadata.js"],
    },
    {
      ...base,
      displayName: "http",
      testMatch: ["<rootDir>/integration-tests/http/**/*.spec.ts"],
      setupFiles: ["<rootDir>/integration-tests/setup/clear-metadata.js"],
    },
    {
      ...base,
      displayName: "crash",
      testMatch: ["<rootDir>/integration-tests/crash/**/*.spec.ts"],
    },
    {
      ...base,
      displayName: "package",
      testMatch: ["<rootDir>/integration-tests/package/**/*.spec.ts"],
    },
    {
      ...base,
      displayName: "leaks",
      testMatch: ["<rootDir>/integration-tests/leaks/**/*.spec.ts"],
    },
  ],
}
