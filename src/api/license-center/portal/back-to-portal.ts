import { hostedPage } from "../hosted"

/** Forms are sent to addresses that show nothing by themselves; who opens one again, from the history, finds the list. */
export const backToPortal = hostedPage(async ({ lead }) => lead("/portal"), "/portal")
