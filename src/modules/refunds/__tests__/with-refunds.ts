import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { REFUNDS_MODULE } from ".."
import type RefundsModuleService from "../service"

type Runner = Parameters<typeof moduleIntegrationTestRunner<RefundsModuleService>>[0]

/** Runs tests against the real module on a database of its own, which is empty for each of them. */
export function withRefunds(tests: Runner["testSuite"]): void {
  moduleIntegrationTestRunner<RefundsModuleService>({
    moduleName: REFUNDS_MODULE,
    resolve: "./src/modules/refunds",
    moduleOptions: { secret: Buffer.alloc(32, "a secret for tests").toString("base64") },
    pathToMigrations: "./src/modules/refunds/migrations",
    testSuite: tests,
  })
}
