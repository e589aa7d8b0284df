// A terminal app that is sold with License Center: it shows what a real one does at each step, against the demo.
// How to run it: README.md beside this file.
import { appendFile } from "node:fs/promises"
import { hostname } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { createLicenseClient } from "./client.mjs"
import { fileStorage, pinnedKeys, readStore } from "./data.mjs"
import { describeUpdate, downloadUpdate } from "./updates.mjs"
import { describe } from "./words.mjs"

const USAGE = `A note app that needs a license.

  activate <key>        take a seat for this computer
  status                may it run? (offline first, as at every start)
  note <text>           write a note: needs a license
  validate              ask the server now
  update                is there a newer version for this license? (--download gets it, --channel beta asks for testers)
  rebind <key> <from>   move the seat of another computer here (its name or activation id)
  deactivate            give the seat back

  --device <name>       play another computer (now: ${hostname()})
  --product <handle>    another product of the demo (now: nimbus-notes)`

const PRODUCT = "nimbus-notes"

async function main() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      device: { type: "string" },
      product: { type: "string" },
      channel: { type: "string" },
      download: { type: "boolean" },
      help: { type: "boolean" },
    },
  })
  const [command, ...rest] = positionals
  if (!command || values.help) {
    return say(USAGE)
  }

  const device = (values.device ?? hostname()).replace(/[^\w.-]/g, "_")
  const { url, folder } = await readStore()

  const client = createLicenseClient({
    baseUrl: url,
    product: values.product ?? PRODUCT,
    // A real app has its public keys in its source: `publicKeys: [{ kid: "…", kty: "OKP", crv: "Ed25519", x: "…" }]`.
    // The demo's store makes its keys on its first start, so this app fetches them once and then keeps to them.
    publicKeys: await pinnedKeys(url, folder),
    storage: fileStorage(join(folder, `${device}.json`)),
    fingerprint: fingerprintOf(device),
    name: device,
    platform: process.platform,
    version: "1.0.0",
  })

  switch (command) {
    case "activate":
      return report(await client.activate(await keyFrom(rest)))
    case "status":
      return report(await client.check())
    case "validate":
      return report(await client.validate())
    case "deactivate":
      return report(await client.deactivate())
    case "update": {
      const update = await client.checkForUpdate({
        channel: values.channel,
        platform: process.platform,
        arch: process.arch,
      })
      say(describeUpdate(update))
      if (values.download && update.status === "update") {
        say(`Downloaded to ${await downloadUpdate(update, join(folder, "downloads"))}`)
      }
      process.exitCode = update.status === "update" || update.status === "up_to_date" ? 0 : 1
      return
    }
    case "rebind": {
      const from = rest.pop() ?? ""
      return report(await client.rebind(await keyFrom(rest), /^lc\w*_/.test(from) ? from : fingerprintOf(from)))
    }
    case "note": {
      const result = await client.check()
      if (!result.valid) {
        return report(result)
      }
      await appendFile(join(folder, `${device}-notes.txt`), `${rest.join(" ")}\n`)
      return say("Noted.")
    }
    default:
      say(USAGE)
      process.exitCode = 2
  }
}

/** A real app asks the system for something steady, such as the machine id, and hashes it. */
function fingerprintOf(device) {
  return `note-app:${device}`
}

/** A key may be typed with spaces in it. */
async function keyFrom(words) {
  const key = words.join(" ")
  if (!key) {
    throw new Error("Which key? It is in the mail that came after the order.")
  }
  return key
}

function report(result) {
  say(describe(result))
  process.exitCode = result.ok ? 0 : 1
}

function say(text) {
  process.stdout.write(`${text}\n`)
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
})
