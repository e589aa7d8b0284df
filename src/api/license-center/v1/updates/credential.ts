import type { MedusaRequest } from "@medusajs/framework/http"
import type { UpdateCredential } from "../../../../modules/licensing/services/update-rights"

/**
 * How the asker shows its license: `Authorization: License <key>` or `Bearer <lease>`. Never the query: updaters copy it
 * onto addresses of files, and servers write it down.
 */
export function headerCredential(req: MedusaRequest): UpdateCredential {
  const [, scheme, value] = /^(License|Bearer) +(\S.*)$/i.exec(req.headers.authorization ?? "") ?? []
  if (!scheme || !value || value.length > 4096) {
    return { kind: "none" }
  }
  return scheme.toLowerCase() === "license"
    ? { kind: "key", key: value.trim() }
    : { kind: "lease", lease: value.trim() }
}

/** The token in a feed's path; `-` says that the credential is in the header. */
export function pathCredential(req: MedusaRequest): UpdateCredential {
  const token = req.params.feed_token ?? "-"
  return token === "-" ? headerCredential(req) : { kind: "feed_token", token }
}
