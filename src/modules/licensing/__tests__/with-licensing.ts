import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { LICENSING_MODULE } from ".."
import type LicensingModuleService from "../service"
import { MODULE_OPTIONS } from "./fixtures"

type Runner = Parameters<typeof moduleIntegrationTestRunner<LicensingModuleService>>[0]

/** Runs tests against the real module on a database of its own, which is empty for each of them. */
export function withLicensing(tests: Runner["testSuite"]): void {
  moduleIntegrationTestRunner<LicensingModuleService>({
    moduleName: LICENSING_MODULE,
    resolve: "./src/modules/licensing",
    moduleOptions: MODULE_OPTIONS,
    pathToMigrations: "./src/modules/licensing/migrations",
    testSuite: tests,
  })
}
