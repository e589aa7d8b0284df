import { withApp } from "../setup/app"
import { access } from "./admin/access"
import { keyReissue } from "./admin/key-reissue"
import { licenseHelp } from "./admin/license-help"
import { licenses } from "./admin/licenses"
import { plans } from "./admin/plans"
import { verify } from "./admin/verify"

// One boot of the app for all of them.
withApp((app) => {
  describe("access", () => access(app))
  describe("plans", () => plans(app))
  describe("licenses", () => licenses(app))
  describe("help with licenses", () => licenseHelp(app))
  describe("a key that leaked", () => keyReissue(app))
  describe("npm run verify", () => verify(app))
})
