import { withApp } from "../setup/app"
import { access } from "./portal/access"
import { devices } from "./portal/devices"
import { links } from "./portal/links"
import { ownData } from "./portal/own-data"
import { proof } from "./portal/proof"

// One boot of the app for all of them.
withApp((app) => {
  describe("send me my licenses", () => links(app))
  describe("whose licenses", () => access(app))
  describe("the address of an account", () => proof(app))
  describe("a license", () => devices(app))
  describe("what is held of somebody", () => ownData(app))
})
