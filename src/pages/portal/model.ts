import type { OwnedActivation, OwnedLicense } from "../../workflows/portal/lib/read-licenses"
import type { RefundStanding } from "../../workflows/refunds/lib/refund-standings"

/** A license on the page of its owner. */
export type PortalLicense = OwnedLicense & {
  activations: OwnedActivation[]
  /** Whether more devices use it than are shown. */
  devices_left_out: boolean
  refund: RefundStanding
}

/** Whether there is anything to renew; the store may still have a reason not to. */
export function mayBeRenewed({ status, expires_at, updates_until }: OwnedLicense): boolean {
  return status === "active" && (expires_at !== null || updates_until !== null)
}
