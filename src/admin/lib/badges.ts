import type { ReleaseStatus } from "./release-types"
import type { Delivery, License, LicenseState, RebindRequest, Rebinds } from "./types"

export type BadgeColor = "green" | "red" | "blue" | "orange" | "grey" | "purple"
/** `label` is a key of the plugin's texts. */
export type BadgeSpec = { color: BadgeColor; label: string }

const STATE_COLORS: Record<LicenseState, BadgeColor> = {
  active: "green",
  grace: "orange",
  expired: "grey",
  suspended: "orange",
  revoked: "red",
}

/** A state this version does not know is shown by its name rather than hidden. */
export function licenseBadge(state: LicenseState): BadgeSpec {
  return { color: STATE_COLORS[state] ?? "grey", label: `license.state.${state}` }
}

const REQUEST_COLORS: Record<RebindRequest["status"], BadgeColor> = {
  asked: "blue",
  escalated: "orange",
  done: "green",
  declined: "red",
  expired: "grey",
}

export function rebindRequestBadge(status: RebindRequest["status"]): BadgeSpec {
  return { color: REQUEST_COLORS[status] ?? "grey", label: `moves.status.${status}` }
}

/** The key mail, as an operator cares about it: waiting after a failure is not the same as simply waiting. */
export function deliveryBadge(delivery: Delivery | null): BadgeSpec {
  if (!delivery) {
    return { color: "grey", label: "delivery.status.none" }
  }
  switch (delivery.status) {
    case "sent":
      return { color: "green", label: "delivery.status.sent" }
    case "failed":
      return { color: "red", label: "delivery.status.failed" }
    case "canceled":
      return { color: "grey", label: "delivery.status.canceled" }
    default:
      return delivery.last_error
        ? { color: "orange", label: "delivery.status.retrying" }
        : { color: "blue", label: "delivery.status.pending" }
  }
}

/** Mails that gave up, were called off, or wait out a failure can be sent at once. */
export function canRetryDelivery(delivery: Delivery | null): boolean {
  return (
    delivery?.status === "failed" ||
    delivery?.status === "canceled" ||
    (delivery?.status === "pending" && Boolean(delivery.last_error))
  )
}

export function isDeliveryUnderWay(delivery: Delivery | null): boolean {
  return delivery?.status === "pending" || delivery?.status === "sending"
}

export type LicenseAction =
  "resend" | "reveal" | "reissue_key" | "extend" | "allow_rebind" | "suspend" | "reinstate" | "revoke"

/**
 * What the menu of a license offers: only what its status lets happen, and what would change something. Whether its
 * moves are used up is known on its details alone; elsewhere it is offered, and does no harm.
 */
export function licenseActions(
  license: Pick<License, "status" | "expires_at" | "updates_until"> & { rebinds?: Rebinds }
): LicenseAction[] {
  const ends = license.expires_at !== null || license.updates_until !== null
  const helpful: LicenseAction[] = [
    ...(ends ? (["extend"] as const) : []),
    ...(!license.rebinds || license.rebinds.next_at ? (["allow_rebind"] as const) : []),
  ]
  switch (license.status) {
    case "active":
      return ["resend", "reveal", "reissue_key", ...helpful, "suspend", "revoke"]
    case "suspended":
      return ["resend", "reveal", "reissue_key", ...helpful, "reinstate", "revoke"]
    default:
      return ["reveal", "reinstate"]
  }
}

const RELEASED_BY = ["software", "rebound", "operator", "customer", "floating_timeout", "seats_reduced"]

/** How a device came to lose its seat: one that was moved did not "give it back". */
export function releasedLabel(reason: string | null): string {
  return `devices.released.${reason && RELEASED_BY.includes(reason) ? reason : "unknown"}`
}

const RELEASE_COLORS: Record<ReleaseStatus, BadgeColor> = { draft: "grey", published: "green", yanked: "red" }

/** A published release that goes to nobody or to some only is marked: it is easily forgotten. */
export function releaseBadge({
  status,
  rollout_percent,
}: {
  status: ReleaseStatus
  rollout_percent: number
}): BadgeSpec {
  if (status === "published" && rollout_percent < 100) {
    return { color: "orange", label: rollout_percent === 0 ? "release.status.halted" : "release.status.rolling_out" }
  }
  return { color: RELEASE_COLORS[status] ?? "grey", label: `release.status.${status}` }
}

const UPDATE_COLORS: Record<string, BadgeColor> = {
  update: "green",
  up_to_date: "green",
  updates_expired: "orange",
  held_back: "blue",
  unsupported: "orange",
  unlicensed: "red",
}

/** What a device is told when it asks for updates. */
export function updateBadge(status: string): BadgeSpec {
  return { color: UPDATE_COLORS[status] ?? "grey", label: `explain.status.${status}` }
}
