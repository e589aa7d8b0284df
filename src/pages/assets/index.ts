import { createHash } from "node:crypto"
import { js } from "./script"
import { css } from "./style"

export type Asset = { name: string; type: string; content: string }

/** Named after what is in it, so that browsers may keep it for good. */
const asset = (stem: string, ending: string, type: string, content: string): Asset => {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 16)
  return { name: `${stem}.${hash}.${ending}`, type, content }
}

export const STYLE = asset("pages", "css", "text/css; charset=utf-8", css)
export const SCRIPT = asset("pages", "js", "text/javascript; charset=utf-8", js)

/**
 * The file of that name. One with another hash is what another version of the plugin has under it: while servers are
 * replaced one after the other, the page of one asks another for its files. It is given what there is, not to be kept.
 */
export function findAsset(name: string): { asset: Asset; exact: boolean } | null {
  const exact = [STYLE, SCRIPT].find((known) => known.name === name)
  if (exact) {
    return { asset: exact, exact: true }
  }
  const ending = /^pages\.[0-9a-f]{16}\.(css|js)$/.exec(name)?.[1]
  return ending ? { asset: ending === "css" ? STYLE : SCRIPT, exact: false } : null
}
