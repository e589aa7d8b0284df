import { hostedPage } from "../hosted"

/** Forms are sent to addresses that show nothing by themselves; who opens one again, from the history, finds the thread. */
export const backToThread = hostedPage(async ({ lead }) => lead("/t"))
