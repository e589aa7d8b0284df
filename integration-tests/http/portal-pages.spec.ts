import { withApp } from "../setup/app"
import { inBrowser } from "./portal/browser"
import { pages } from "./portal/pages"
import { renewal } from "./portal/renewal"

// One boot of the app for all of them.
withApp((app) => {
  describe("the hosted pages", () => pages(app))
  describe("a renewal", () => renewal(app))
  describe("in a browser", () => inBrowser(app))
})
