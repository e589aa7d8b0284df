import { planArtifacts } from "../../modules/releases/rules/plan-artifacts"
import type { Arch, Platform } from "./release-types"

/** A file that lies elsewhere, while it is being described. */
export type LinkFormValues = {
  url: string
  filename: string
  platform: Platform
  arch: Arch
  /** bytes */
  size: string
  /** hex or base64 */
  sha512: string
  signature: string
}

export type LinkFormErrors = { [field: string]: "required" | "invalid_url" | "invalid_size" | "invalid_hash" }

export const newLinkForm = (): LinkFormValues => ({
  url: "",
  filename: "",
  platform: "any",
  arch: "any",
  size: "",
  sha512: "",
  signature: "",
})

/** The file's name in an address; empty when there is none yet. */
export function filenameOf(url: string): string {
  try {
    return decodeURIComponent(new URL(url).pathname.split("/").at(-1) ?? "")
  } catch {
    return ""
  }
}

/** Checks what was typed before it is sent. The server checks again and has the last word. */
export function artifactFromLink(
  values: LinkFormValues
): { ok: true; artifact: object } | { ok: false; errors: LinkFormErrors } {
  const errors: LinkFormErrors = {}
  const [url, filename, sha512] = [values.url.trim(), values.filename.trim(), values.sha512.trim()]
  const size = Number(values.size.trim().replace(/[\s_]/g, ""))
  if (!/^https?:\/\/[^\s/]+\/\S*$/.test(url)) {
    errors.url = url ? "invalid_url" : "required"
  }
  if (!filename) {
    errors.filename = "required"
  }
  if (!Number.isSafeInteger(size) || size < 1) {
    errors.size = values.size.trim() ? "invalid_size" : "required"
  }
  if (!/^(?:[0-9a-f]{128}|[A-Za-z0-9+/]{86}==)$/i.test(sha512)) {
    errors.sha512 = sha512 ? "invalid_hash" : "required"
  }
  if (Object.keys(errors).length) {
    return { ok: false, errors }
  }
  const [guess] = planArtifacts([filename]).artifacts
  return {
    ok: true,
    artifact: {
      url,
      filename,
      platform: values.platform,
      arch: values.arch,
      kind: guess?.kind ?? "installer",
      size,
      sha512,
      signature: values.signature.trim() || null,
    },
  }
}
