import { withApp } from "../setup/app"
import { bodies } from "./support/bodies"
import { intake } from "./support/intake"
import { links } from "./support/links"
import { uploads } from "./support/uploads"
import { visitor } from "./support/visitor"

// One boot of the app for all of them.
withApp((app) => {
  describe("asking for help", () => intake(app))
  describe("a visit", () => visitor(app))
  describe("private links", () => links(app))
  describe("uploads", () => uploads(app))
  describe("bodies", () => bodies(app))
})
