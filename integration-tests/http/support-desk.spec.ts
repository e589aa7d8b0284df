import { withApp } from "../setup/app"
import { context } from "./support-desk/context"
import { files } from "./support-desk/files"
import { inbox } from "./support-desk/inbox"
import { links } from "./support-desk/links"
import { many } from "./support-desk/many"
import { oddInputs } from "./support-desk/odd-inputs"
import { savedReplies } from "./support-desk/saved-replies"
import { words } from "./support-desk/words"

// One boot of the app for all of them.
withApp((app) => {
  describe("inbox", () => inbox(app))
  describe("words", () => words(app))
  describe("links", () => links(app))
  describe("many at once", () => many(app))
  describe("files", () => files(app))
  describe("context", () => context(app))
  describe("saved replies", () => savedReplies(app))
  describe("odd inputs", () => oddInputs(app))
})
