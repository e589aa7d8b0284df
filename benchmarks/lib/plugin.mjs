import { cpSync, rmSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { paths, root } from "./paths.mjs"
import { runNode } from "./processes.mjs"

const require = createRequire(import.meta.url)

/**
 * Compiles the plugin's server side the way `npm run build` does, into a folder that a Medusa app can name in its
 * `plugins`: what is measured is what a store installs. Types are not checked and the admin is left out, for speed.
 */
export async function compilePlugin() {
  const server = path.join(paths.plugin, ".medusa", "server")
  rmSync(paths.plugin, { recursive: true, force: true })
  const flags = ["--noCheck", "--declaration", "false", "--outDir", server]
  const args = [require.resolve("typescript/bin/tsc"), "-p", path.join(root, "tsconfig.json"), ...flags]
  await runNode({ name: "compile", args, cwd: root, env: process.env })
  cpSync(path.join(root, "package.json"), path.join(paths.plugin, "package.json"))
}

/** A module of the compiled plugin, e.g. `lib/secret`: keys and hashes in the database are made by the plugin itself. */
export const pluginModule = (name) => require(path.join(paths.plugin, ".medusa", "server", "src", `${name}.js`))
