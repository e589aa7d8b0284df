import { isInstallStale, isNodeSupported } from "../lib/install.mjs"

describe("whether the dependencies are up to date", () => {
  const wanted = {
    packages: {
      "": { version: "0.1.0" },
      "node_modules/a": { version: "1.0.0" },
      "node_modules/windows-only": { version: "1.0.0", optional: true },
    },
  }

  it("is content with what the lockfile asks for, without other platforms' packages", () => {
    expect(isInstallStale(wanted, { packages: { "node_modules/a": { version: "1.0.0" } } })).toBe(false)
  })

  it.each([
    ["nothing is installed", null],
    ["a package is missing", { packages: {} }],
    ["a package has another version", { packages: { "node_modules/a": { version: "1.0.1" } } }],
  ])("asks for an install when %s", (_why, installed) => {
    expect(isInstallStale(wanted, installed)).toBe(true)
  })
})

describe("which Node.js can run this", () => {
  it.each([
    ["v18.20.0", false],
    ["v20.18.3", false],
    ["v20.19.0", true],
    ["v21.7.0", false],
    ["v22.11.0", false],
    ["v22.12.0", true],
    ["v24.1.0", true],
  ])("%s: %s", (version, supported) => {
    expect(isNodeSupported(version)).toBe(supported)
  })
})
