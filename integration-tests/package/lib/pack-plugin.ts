import { mkdirSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { logFile, root, workshop } from "./places"
import { run } from "./run"

/** Its entries are `files` relative to the package, with forward slashes. */
export type PackedPlugin = { tarball: string; manifest: Manifest; files: string[] }

export type Manifest = {
  name: string
  version: string
  dependencies: Record<string, string>
  peerDependencies: Record<string, string>
}

/** Builds the plugin and packs it as `npm publish` would. */
export async function packPlugin(): Promise<PackedPlugin> {
  const folder = path.join(workshop, "tarball")
  mkdirSync(folder, { recursive: true })
  // As in a shell: NODE_ENV=test would build the admin with React's development helpers, and what npm sets for the
  // script it runs in is not meant for another npm.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => name !== "NODE_ENV" && !name.startsWith("npm_"))
  )
  await run("npm", ["pack", "--pack-destination", folder], { cwd: root, env, log: logFile("pack") })
  const [name] = readdirSync(folder).filter((file) => file.endsWith(".tgz"))
  const tarball = path.join(folder, name!)
  const listed = await run("tar", ["-tzf", tarball], { cwd: folder, env })
  const files = listed
    .split("\n")
    .flatMap((line) => (line && !line.endsWith("/") ? [line.replace("package/", "")] : []))
  return { tarball, files, manifest: JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) }
}

/** Unpacks the tarball into a `node_modules`, as a real folder. */
export async function unpackInto(nodeModules: string, { tarball, manifest }: PackedPlugin): Promise<string> {
  const folder = path.join(nodeModules, manifest.name)
  mkdirSync(folder, { recursive: true })
  await run("tar", ["-xzf", tarball, "-C", folder, "--strip-components=1"], { cwd: nodeModules, env: process.env })
  return folder
}
