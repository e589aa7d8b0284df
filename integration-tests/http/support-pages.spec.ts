import { withApp } from "../setup/app"
import { inBrowser } from "./support-pages/browser"
import { newTicket } from "./support-pages/new-ticket"
import { links, thread } from "./support-pages/thread"

// One boot of the app for all of them.
withApp((app) => {
  describe("the page for a new ticket", () => newTicket(app))
  describe("a thread", () => thread(app))
  describe("private links", () => links(app))
  describe("in a browser", () => inBrowser(app))
})
