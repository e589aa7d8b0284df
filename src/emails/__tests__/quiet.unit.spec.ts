import { spawnSync } from "node:child_process"
import path from "node:path"
import { mailProps } from "../__fixtures__/mail"

const PROGRAM = `
  const { renderNotice } = require("./render-notice")
  renderNotice("license_delivered", "de", JSON.parse(process.argv[1])).then(({ subject }) => {
    process.exitCode = subject === "Ihre Lizenz für Nimbus Notes" ? 42 : 1
  })`

// In a process of its own: what a library prints once, it may have printed to the test runner before.
it("renders a store's first mail without a word on its output", () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["-r", require.resolve("ts-node/register/transpile-only"), "-e", PROGRAM, JSON.stringify(mailProps())],
    { cwd: path.join(__dirname, ".."), encoding: "utf8", env: { ...process.env, NODE_ENV: "development" } }
  )
  expect({ status, stdout, stderr }).toEqual({ status: 42, stdout: "", stderr: "" })
}, 30_000)
