import { withApp } from "../setup/app"
import { disputes } from "./stripe/disputes"
import { deskTests } from "./stripe/desk"
import { endpoint } from "./stripe/endpoint"
import { dashboardRefunds } from "./stripe/refunds"
import { withStripeSecrets } from "./stripe/shop"

// Without STRIPE_API_KEY: disputes are taken in all the same.
withStripeSecrets()
withApp((app) => {
  describe("the endpoint for Stripe", () => endpoint(app))
  describe("a dispute", () => disputes(app))
  describe("operators", () => deskTests(app))
  describe("a refund in the dashboard", () => dashboardRefunds(app))
})
