import { withApp } from "../setup/app"
import { customers } from "./refunds/customers"
import { laterOrders } from "./refunds/later-orders"
import { mixedOrders } from "./refunds/mixed-orders"
import { operators } from "./refunds/operators"
import { resumed } from "./refunds/resumed"

// The buyers here are Germans, who may withdraw from anything for two weeks.
beforeAll(() => {
  process.env.LICENSE_CENTER_EU_COUNTRIES = "off"
})
afterAll(() => {
  delete process.env.LICENSE_CENTER_EU_COUNTRIES
})

// One boot of the app for all of them.
withApp((app) => {
  describe("operators", () => operators(app))
  describe("customers", () => customers(app))
  describe("customers whose order sold one license and renewed another", () => mixedOrders(app))
  describe("orders that paid for one license", () => laterOrders(app))
  describe("a refund that was left half done", () => resumed(app))
})
