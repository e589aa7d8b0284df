import { withApp } from "../setup/app"
import { asking } from "./moves/asking"
import { operators } from "./moves/operators"
import { owners } from "./moves/owners"

// One boot of the app for all of them.
withApp((app) => {
  describe("a device that asks for a seat", () => asking(app))
  describe("the owner of the license", () => owners(app))
  describe("a move beyond the quota", () => operators(app))
})
