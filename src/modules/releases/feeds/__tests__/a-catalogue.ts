import {
  filesFor,
  newestFirst,
  readVersion,
  resolveUpdate,
  type Entitlement,
  type UpdateQuestion,
} from "../../rules/resolve-update"
import type { CatalogueArtifact, CatalogueRelease } from "../../types"
import type { FeedInput } from "../types"

export const day = (number: number) => new Date(Date.UTC(2026, 0, number))
export const NOW = day(300)
export const MINISIGN = [
  "untrusted comment: signature from minisign secret key",
  Buffer.concat([Buffer.from("ED"), Buffer.alloc(72, 1)]).toString("base64"),
  "trusted comment: timestamp:1",
  Buffer.alloc(64, 2).toString("base64"),
].join("\n")

export const aFile = (filename: string, file: Partial<CatalogueArtifact> = {}): CatalogueArtifact => ({
  id: `lcart_${filename}`,
  platform: "any",
  arch: "any",
  kind: "installer",
  filename,
  file_id: null,
  url: `https://files.example/${filename}`,
  size: 1_048_576,
  sha512: "ab".repeat(64),
  sha256: "cd".repeat(32),
  signature: null,
  signature_kind: null,
  ...file,
})
export const minisigned = { signature: MINISIGN, signature_kind: "minisign" } as const
export const edSigned = { signature: Buffer.alloc(64, 3).toString("base64"), signature_kind: "ed25519" } as const

/** As the catalogue reads them from the database: by platform, processor and name. */
export const inTheServersOrder = (files: CatalogueArtifact[]) =>
  [...files].sort((a, b) => {
    const [x, y] = [a, b].map(({ platform, arch, filename }) => `${platform} ${arch} ${filename}`)
    return x! < y! ? -1 : 1
  })

/** What an author uploads who serves every updater. */
export const FILES = inTheServersOrder([
  aFile("Nimbus-Setup.exe", { platform: "win32", arch: "x64", ...minisigned }),
  aFile("Nimbus-mac.zip", { platform: "darwin", arch: "universal", ...edSigned }),
  aFile("Nimbus.app.tar.gz", { platform: "darwin", arch: "universal", ...minisigned }),
  aFile("Nimbus.AppImage", { platform: "linux", arch: "x64", ...minisigned }),
  aFile("nimbus-plugin.zip", { platform: "any", kind: "plugin" }),
])

export const aRelease = (version: string, release: Partial<CatalogueRelease> = {}): CatalogueRelease => ({
  id: `lcrel_${version}`,
  product_id: "prod_1",
  version: readVersion(version)!,
  channel: "stable",
  published_at: day(1),
  eligible_since: null,
  yanked: false,
  yanked_reason: null,
  rollout_percent: 100,
  min_os: null,
  requirements: { build: "4711", php: "7.4", wordpress: "6.2", tested: "6.8" },
  notes: "- Faster **search**\n- <script>no HTML</script>",
  artifacts: FILES,
  ...release,
})

/** What a format is given, as the routes make it. */
export function anInput(
  releases: CatalogueRelease[],
  asked: Partial<UpdateQuestion<CatalogueArtifact>>,
  entitlement: Entitlement = { licensed: true, updates_until: null }
): FeedInput {
  const question = { channel: "stable" as const, current: null, client_id: "lcact_1", now: NOW, ...asked }
  const decision = resolveUpdate(newestFirst(releases), question, entitlement)
  return {
    decision,
    product: { handle: "nimbus-notes", title: "Nimbus Notes" },
    current: question.current?.version ?? null,
    updates_until: entitlement.licensed ? entitlement.updates_until : null,
    files: decision.offer ? filesFor(decision.offer, question) : [],
    url_of: ({ id, filename }) => `https://store.example/files/${id}/${filename}`,
    home: "https://store.example/help",
    now: NOW,
  }
}
