import { withApp } from "../setup/app"
import { aftermath } from "./orders/aftermath"
import { issuing } from "./orders/issuing"
import { keyMails } from "./orders/key-mails"
import { renewals } from "./orders/renewals"
import { upgrades } from "./orders/upgrades"
import { lostSignals } from "./orders/lost-signals"

// One boot of the app for all of them.
withApp((app) => {
  describe("issuing", () => issuing(app))
  describe("what follows a sale", () => aftermath(app))
  describe("renewals", () => renewals(app))
  describe("upgrades", () => upgrades(app))
  describe("mails with keys", () => keyMails(app))
  describe("lost signals", () => lostSignals(app))
})
