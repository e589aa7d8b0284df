import { createHash } from "node:crypto"
import { releases as catalogue } from "./releases.mjs"

const RELEASES = "/admin/license-center/releases"
const DAY = 86_400_000

/**
 * Releases the demo's versions through the admin API, files and all. What an operator did since then stays: a release is
 * touched again only where an earlier seed did not come to its end.
 * @param {ReturnType<typeof import("./http.mjs").jsonClient>} admin
 * @param {{ id: string, handle: string }[]} products
 * @param {typeof catalogue} [wanted]
 */
export async function seedReleases(admin, products, wanted = catalogue) {
  for (const { id, handle } of products) {
    if (wanted[handle]) await seedProductReleases(admin, id, wanted[handle])
  }
}

async function seedProductReleases(admin, product_id, wanted) {
  const { releases } = await admin.get(`${RELEASES}?product_id=${product_id}&limit=200`)
  const drafts = []
  for (const entry of wanted) {
    const known = releases.find(({ version }) => version === entry.version)
    const yanksLater = entry.status === "yanked" && known?.status === "published"
    if (known && known.status !== "draft" && !yanksLater) continue
    drafts.push([entry, known])
  }
  // Versions are published in their order, which their dates show; what comes before that may overlap.
  const ready = await Promise.all(drafts.map(([entry, known]) => prepare(admin, product_id, entry, known)))
  for (const finish of ready) await finish()
}

/** Makes the draft and its files, and answers what is left to do: to publish, to yank, or nothing. */
async function prepare(admin, product_id, entry, known) {
  const release = known ?? (await createDraft(admin, product_id, entry))
  const past = known ? (await admin.get(`${RELEASES}/${release.id}/events?limit=200`)).events : []
  const happened = (name, filename) =>
    past.some((event) => event.name === name && (!filename || event.data?.filename === filename))
  const add = async ({ bytes, ...claim }) => {
    // Its operator may have taken a file out again.
    if (release.status !== "draft" || happened("release.artifact_added", claim.filename)) return
    const query = new URLSearchParams({ ...claim, size: String(bytes.length), sha512: sha512(bytes) })
    await admin.upload(`${RELEASES}/${release.id}/artifacts/upload?${query}`, bytes)
  }
  for (const file of entry.files(entry.version)) await add(file)
  return async () => {
    if (entry.status === "draft") return
    if (release.status === "draft") await admin.post(`${RELEASES}/${release.id}/publish`)
    // Its operator may have published it again.
    if (entry.status === "yanked" && !happened("release.yanked")) {
      await admin.post(`${RELEASES}/${release.id}/yank`, { reason: entry.reason })
    }
  }
}

async function createDraft(admin, product_id, { days_ago, files: _, status: _status, reason: _reason, ...fields }) {
  const eligible_since = days_ago && new Date(Date.now() - days_ago * DAY).toISOString()
  const { release } = await admin.post(RELEASES, { product_id, ...fields, ...(eligible_since && { eligible_since }) })
  return release
}

const sha512 = (bytes) => createHash("sha512").update(bytes).digest("hex")
