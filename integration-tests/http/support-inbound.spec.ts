import { withApp } from "../setup/app"
import { answers } from "./support-inbound/answers"
import { doors } from "./support-inbound/doors"
import { withInboundMail } from "./support-inbound/settings"
import { strangers } from "./support-inbound/strangers"

withInboundMail()
// One boot of the app for all of them.
withApp((app) => {
  describe("answers", () => answers(app))
  describe("strangers", () => strangers(app))
  describe("doors", () => doors(app))
})
