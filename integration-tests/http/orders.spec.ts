import { withApp } from "../setup/app"
import { aftermath } from "./orders/aftermath"
import { issuing } from "./orders/issuing"

// One boot of the app for all of them.
withApp((app) => {
  describe("issuing", () => issuing(app))
  describe("what follows a sale", () => aftermath(app))
})
