import { hostedForm } from "../../hosted"
import { openRenewal } from "../open-renewal"
import { showRenewal } from "../show-renewal"

/** Shows what the link of a reminder may renew, and does nothing yet. */
export const POST = hostedForm(async (hosted) => {
  const opened = await openRenewal(hosted)
  if (opened) {
    await showRenewal(hosted, opened)
  }
}, "/renew")

export { toRenewal as GET } from "../to-renewal"
