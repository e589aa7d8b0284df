import { withApp } from "../setup/app"
import { waivers } from "./eu/waivers"
import { withdrawalPages } from "./eu/pages"
import { withdrawals } from "./eu/withdrawals"

// One boot of the app for all of them.
withApp((app) => {
  describe("the consent at the checkout", () => waivers(app))
  describe("withdrawals", () => withdrawals(app))
  describe("the pages for withdrawals", () => withdrawalPages(app))
})
