import { withApp } from "../setup/app"
import { cli } from "./updates/cli"
import { downloads } from "./updates/downloads"
import { explanations } from "./updates/explanations"
import { feeds } from "./updates/feeds"
import { oddQuestions } from "./updates/odd-questions"
import { operators } from "./updates/operators"
import { questions } from "./updates/questions"
import { uploads } from "./updates/uploads"

// One boot of the app for all of them.
withApp((app) => {
  describe("operators", () => operators(app))
  describe("npx license-center-release", () => cli(app))
  describe("explanations", () => explanations(app))
  describe("questions", () => questions(app))
  describe("odd questions", () => oddQuestions(app))
  describe("feeds", () => feeds(app))
  describe("downloads", () => downloads(app))
  describe("uploads", () => uploads(app))
})
