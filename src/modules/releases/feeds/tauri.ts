import type { Platform } from "../rules/platforms"
import type { CatalogueArtifact } from "../types"
import type { FeedAnswer, FeedInput } from "./types"

/** What Tauri v2's updater installs, the first that fits first. */
const INSTALLS: Partial<Record<Platform, RegExp[]>> = {
  darwin: [/\.app\.tar\.gz$/],
  win32: [/-setup\.exe$/, /\.nsis\.zip$/, /\.msi$/, /\.msi\.zip$/, /\.exe$/],
  linux: [/\.AppImage$/, /\.AppImage\.tar\.gz$/, /\.deb$/, /\.rpm$/],
}

export const tauriInstalls = (file: Pick<CatalogueArtifact, "platform" | "filename" | "signature_kind">) =>
  file.signature_kind === "minisign" && rank(file) >= 0

const rank = ({ platform, filename }: Pick<CatalogueArtifact, "platform" | "filename">) =>
  INSTALLS[platform]?.findIndex((pattern) => pattern.test(filename)) ?? -1

/**
 * Tauri's dynamic answer: 200 with the update, or 204 for "nothing". A 4xx would be an error to people, so whoever may
 * have nothing gets 204 as well; this format has no field for a reason.
 */
export function tauriFeed({ decision, files, url_of }: FeedInput): FeedAnswer {
  const release = decision.offer
  // Of one kind, the one for exactly the asker's processor comes first.
  const [file] = [...files].sort((a, b) => rank(a) - rank(b))
  if (!release || !file) {
    return { status: 204, type: "application/json", body: null }
  }
  const body = JSON.stringify({
    version: release.version.version,
    notes: release.notes,
    pub_date: release.published_at.toISOString(),
    url: url_of(file),
    signature: forTauri(file.signature!),
  })
  return { status: 200, type: "application/json; charset=utf-8", body }
}

/** Tauri's own `.sig` files are the minisign text as base64; a plain `.minisig` is brought into that form. */
function forTauri(signature: string): string {
  return signature.startsWith("untrusted comment:") ? Buffer.from(signature).toString("base64") : signature
}
