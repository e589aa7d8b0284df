import type { FeedInput } from "./types"

/**
 * Why there is no newer version, in one sentence for people; null when there is one, or when all is well. Each format
 * puts it where its updater shows something.
 */
export function whyNot({ decision, product, updates_until }: FeedInput): string | null {
  const newest = decision.newest?.version.version
  switch (decision.status) {
    case "update":
      return newest && decision.offer !== decision.newest && isPast(decision, updates_until)
        ? expired(product.title, newest, updates_until)
        : null
    case "up_to_date":
      return null
    case "updates_expired":
      return expired(product.title, newest ?? "", updates_until)
    case "unlicensed":
      return `Updates of ${product.title} need a valid license.`
    case "unsupported":
      return `${product.title} ${newest ?? ""} is not available for this system.`.replace("  ", " ")
    case "held_back":
      return `${product.title} ${newest ?? ""} is being released step by step and will be offered soon.`.replace(
        "  ",
        " "
      )
  }
}

/** The newest one is not offered because it came after the license's updates had ended. */
function isPast({ newest }: FeedInput["decision"], updates_until: Date | null): boolean {
  return updates_until !== null && newest !== null && (newest.eligible_since ?? newest.published_at) > updates_until
}

function expired(title: string, newest: string, updates_until: Date | null): string {
  const since = updates_until ? ` on ${updates_until.toISOString().slice(0, 10)}` : ""
  return `${title} ${newest} is out, but the updates of this license ended${since}. Renew it to get the new version.`
}
