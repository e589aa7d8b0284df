import type { MedusaContainer } from "@medusajs/framework/types"
import { mailPortalLinksWorkflow } from "../workflows/portal/workflows/mail-links"

/** Sends links whose process died between owing and mailing them. */
export default async function mailPortalLinksJob(container: MedusaContainer) {
  await mailPortalLinksWorkflow(container).run()
}

export const config = {
  name: "license-center-mail-portal-links",
  schedule: { interval: 60_000 },
}
