// The client straight from this repository's source, so that a fresh clone needs no build.
// A real app writes: import { createLicenseClient } from "medusa-plugin-license-center/client"
import { createRequire } from "node:module"
import { fileURLToPath } from "node:url"

// Node 20 calls Ed25519 in WebCrypto experimental, in a warning of its own. Everything else is still shown.
const { emitWarning } = process
process.emitWarning = (warning, ...rest) =>
  String(warning).includes("Ed25519") ? undefined : emitWarning.call(process, warning, ...rest)

const root = fileURLToPath(new URL("../../", import.meta.url))
const require = createRequire(import.meta.url)
require("ts-node").register({ transpileOnly: true, swc: true, cwd: root, projectSearchDir: root })

export const { createLicenseClient, checkKey } = require("../../src/client/index.ts")
