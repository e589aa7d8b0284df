#!/usr/bin/env node
import { createReadStream } from "node:fs"
import { readdir, readFile } from "node:fs/promises"
import path from "node:path"
import { parseArgs } from "node:util"
import { hashStream } from "../lib/hash-stream"
import { AdminApi, ReleaseError, type Release } from "./admin-api"
import { changesOf, signatureFor } from "./compare-file"
import { planArtifacts, type PlannedArtifact } from "../modules/releases/rules/plan-artifacts"
import { readVersion } from "../modules/releases/rules/resolve-update"

const USAGE = `Publishes a build folder as a release of a product.

  npx license-center-release --url https://shop.example.com --product nimbus-notes --version 1.4.0 dist

  --url <address>         the store's server                           (LICENSE_CENTER_URL)
  --product <handle|id>   the product                                  (LICENSE_CENTER_PRODUCT)
  --version <semver>      the version; without it, package.json's
  --channel <name>        stable (default), beta or alpha
  --notes <file>          Markdown
  --rollout <percent>     to which part of the devices; 100 by default
  --draft                 upload only: publish it by hand
  --keep                  publish also what the draft has and the folder has not
  --remove                remove from the draft what the folder has not
  --dry-run               say what would be uploaded, and stop

The secret API key of an admin comes from the environment: LICENSE_CENTER_API_KEY.
It may be run again: what is there already is left as it is, and what changed is replaced. What the draft has and the
folder has not is never published unasked.
`

type Settings = {
  folder: string
  url: string
  product: string
  version: string
  channel?: string
  notes?: string
  rollout?: number
  draft: boolean
  /** What is to be done with files of the draft that the build has not. Undecided: none is published. */
  others: "keep" | "remove" | null
  dryRun: boolean
  apiKey: string
}

class UsageError extends Error {}

const say = (text: string) => process.stdout.write(`${text}\n`)

async function settings(): Promise<Settings | null> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: "string" },
      product: { type: "string" },
      version: { type: "string" },
      channel: { type: "string" },
      notes: { type: "string" },
      rollout: { type: "string" },
      draft: { type: "boolean", default: false },
      keep: { type: "boolean", default: false },
      remove: { type: "boolean", default: false },
      "dry-run": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  })
  if (values.help) {
    return null
  }
  const { env } = process
  const needed = (name: string, value: string | undefined) => {
    if (!value) {
      throw new UsageError(`${name} is missing.`)
    }
    return value
  }
  const rollout = values.rollout === undefined ? undefined : Number(values.rollout)
  if (rollout !== undefined && !(Number.isInteger(rollout) && rollout >= 0 && rollout <= 100)) {
    throw new UsageError("--rollout is a whole number from 0 to 100.")
  }
  if (values.keep && values.remove) {
    throw new UsageError("--keep and --remove are two answers to one question.")
  }
  return {
    folder: needed("The build folder", positionals[0]),
    url: needed("--url", values.url ?? env.LICENSE_CENTER_URL),
    product: needed("--product", values.product ?? env.LICENSE_CENTER_PRODUCT),
    version: canonical(needed("--version", values.version ?? (await ownVersion()))),
    channel: values.channel,
    notes: values.notes === undefined ? undefined : await readFile(values.notes, "utf8"),
    rollout,
    draft: values.draft,
    others: values.keep ? "keep" : values.remove ? "remove" : null,
    dryRun: values["dry-run"],
    apiKey: values["dry-run"] ? "" : needed("LICENSE_CENTER_API_KEY", env.LICENSE_CENTER_API_KEY),
  }
}

async function ownVersion(): Promise<string | undefined> {
  const text = await readFile("package.json", "utf8").catch(() => "{}")
  return (JSON.parse(text) as { version?: string }).version
}

/** As the store will know it, so that the next run finds what this one made. */
function canonical(text: string): string {
  const version = readVersion(text)
  if (!version) {
    throw new UsageError(`"${text}" is not a semantic version like 1.4.0 or 2.0.0-beta.1.`)
  }
  return version.version
}

async function publish(given: Settings): Promise<void> {
  const entries = await readdir(given.folder, { withFileTypes: true })
  const plan = planArtifacts(entries.filter((entry) => entry.isFile()).map((entry) => entry.name))
  if (!plan.artifacts.length) {
    throw new UsageError(`${given.folder} holds no file that an updater could install.`)
  }
  for (const { filename, platform, arch, kind, signature_file } of plan.artifacts) {
    say(`  ${filename}   ${platform} ${arch} ${kind}${signature_file ? ", signed" : ""}`)
  }
  if (plan.ignored.length) {
    say(`  left out: ${plan.ignored.join(", ")}`)
  }
  if (given.dryRun) {
    return
  }
  const api = new AdminApi(given.url, given.apiKey)
  const product_id = await api.productId(given.product)
  const known = await api.find(product_id, given.version)
  if (known && known.status !== "draft") {
    await repeat(known, plan.artifacts, given)
    return
  }
  const release = await draftOf(api, product_id, known, given)
  const kept = await settleOthers(api, release, plan.artifacts, given)
  for (const artifact of plan.artifacts) {
    await upload(api, release, artifact, given.folder)
  }
  if (given.draft) {
    const files = plan.artifacts.length + kept
    say(`Release ${given.version} is a draft with ${files} file(s). Publish it when it is time.`)
    return
  }
  await api.publish(release.id)
  say(`Release ${given.version} is published.`)
}

/** A build that runs once more after its end has nothing to do, unless it has built something else. */
async function repeat(known: Release, plan: PlannedArtifact[], given: Settings): Promise<void> {
  const others: string[] = []
  for (const artifact of plan) {
    const there = known.artifacts.find(({ filename }) => filename === artifact.filename)
    if (!there || changesOf(there, (await measured(artifact, given.folder)).here).length) {
      others.push(artifact.filename)
    }
  }
  if (known.status !== "published" || others.length) {
    const again = known.status === "yanked" ? " What was yanked is published again in the admin." : ""
    const difference = others.length ? ` It has not, or has otherwise: ${others.join(", ")}.` : ""
    throw new ReleaseError(
      `Release ${given.version} is ${known.status} already. A version is released once.${again}${difference}`
    )
  }
  say(`Release ${given.version} is published already, with these files.`)
}

/** The draft of that version: made now, by another machine meanwhile, or by a run that did not come to its end. */
async function draftOf(api: AdminApi, product_id: string, known: Release | null, given: Settings): Promise<Release> {
  const fields = {
    ...(given.channel !== undefined && { channel: given.channel }),
    ...(given.notes !== undefined && { notes: given.notes }),
    ...(given.rollout !== undefined && { rollout_percent: given.rollout }),
  }
  if (known) {
    return api.save(known.id, fields)
  }
  try {
    return await api.save(null, { product_id, version: given.version, ...fields })
  } catch (error) {
    const made = (error as ReleaseError).status === 422 ? await api.find(product_id, given.version) : null
    if (made?.status !== "draft") {
      throw error
    }
    return made
  }
}

/** What the build has of a file. */
async function measured({ filename, platform, arch, kind, signature_file }: PlannedArtifact, folder: string) {
  const file = path.join(folder, filename)
  const { sha512, sha256, size } = await hashStream(createReadStream(file))
  const signature = signature_file ? (await readFile(path.join(folder, signature_file), "utf8")).trim() : ""
  return { file, sha256, size, here: { sha512, platform, arch, kind, signature } }
}

/**
 * What the draft has and the build has not: left by an earlier build, or brought by another machine's. Which of the two
 * it is, nobody here knows, and what is published stays as it is. So it is asked before anything is sent.
 *
 * @returns how many of them stay
 */
async function settleOthers(
  api: AdminApi,
  release: Release,
  plan: PlannedArtifact[],
  given: Settings
): Promise<number> {
  const others = release.artifacts.filter((file) => !plan.some(({ filename }) => filename === file.filename))
  if (!others.length) {
    return 0
  }
  const names = others.map(({ filename }) => filename).join(", ")
  if (given.others === "remove") {
    for (const { id, filename } of others) {
      await api.remove(release.id, id)
      say(`  - ${filename} is removed: it is not in ${given.folder}`)
    }
    return 0
  }
  if (given.others === null && !given.draft) {
    throw new ReleaseError(
      `The draft of ${given.version} has what is not in ${given.folder}: ${names}. ` +
        "Nothing was published. Run it again with --keep to publish that too, or with --remove to remove it."
    )
  }
  say(`  + not in ${given.folder}, and kept: ${names}`)
  return others.length
}

async function upload(api: AdminApi, release: Release, artifact: PlannedArtifact, folder: string): Promise<void> {
  const { filename, platform, arch, kind } = artifact
  const { file, sha256, size, here } = await measured(artifact, folder)
  const there = release.artifacts.find((known) => known.filename === filename)
  const changes = there ? changesOf(there, here) : []
  if (there && !changes.length) {
    say(`  ✓ ${filename} is there already`)
    return
  }
  if (there) {
    await api.remove(release.id, there.id)
  }
  const sent = signatureFor(there, here)
  const started = Date.now()
  say(`  … ${filename} (${Math.ceil(size / 1_048_576)} MB)${there ? `, replaced: another ${changes.join(", ")}` : ""}`)
  await api.upload(release.id, file, {
    filename,
    platform,
    arch,
    kind,
    sha512: here.sha512,
    sha256,
    size: String(size),
    ...(sent && { signature: sent }),
  })
  say(`  ✓ ${filename} in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

async function main(): Promise<number> {
  try {
    const given = await settings()
    if (!given) {
      say(USAGE)
      return 0
    }
    await publish(given)
    return 0
  } catch (error) {
    const wrongUse = error instanceof UsageError || (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS")
    process.stderr.write(`license-center-release: ${(error as Error).message}\n${wrongUse ? `\n${USAGE}` : ""}`)
    return wrongUse ? 2 : 1
  }
}

void main().then((code) => process.exit(code))
