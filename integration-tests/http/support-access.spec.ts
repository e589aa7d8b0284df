import { withApp } from "../setup/app"
import { hosted } from "./support-access/hosted"
import { store } from "./support-access/store"

// Every route of tickets for every kind of visitor. Routes of operators: see admin/access.ts, which reads them all.
withApp((app) => {
  describe("the JSON API", () => store(app))
  describe("the hosted pages", () => hosted(app))
})
