import { OpenRenewalPage } from "../../../pages/reminders/renew"
import { hostedPage } from "../hosted"

/** Where a reminder's button leads. Nothing of its link comes here with the address; the form brings it. */
export const GET = hostedPage(async ({ show }) => show(200, OpenRenewalPage, {}), "/renew")
