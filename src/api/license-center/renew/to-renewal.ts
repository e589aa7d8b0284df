import { hostedPage } from "../hosted"

/** Who reloads the answer of a form begins anew. */
export const toRenewal = hostedPage(async ({ lead }) => lead("/renew"), "/renew")
