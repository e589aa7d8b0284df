import path from "node:path"
import { home, root } from "../../demo/lib/paths.mjs"

export { root }

const bench = path.join(home, "bench")

/** What the benchmark makes at run time; Git and Medusa's file watcher ignore it. */
export const paths = {
  home: bench,
  /** The Medusa app that the plugin is installed into. */
  app: path.join(root, "benchmarks", "app"),
  load: path.join(root, "benchmarks", "lib", "load.mjs"),
  lock: path.join(bench, "bench.lock"),
  logs: path.join(bench, "logs"),
  plain: path.join(root, "benchmarks", "lib", "plain-server.mjs"),
  /** The plugin, compiled as `npm run build` does. */
  plugin: path.join(bench, "plugin"),
  postgres: path.join(home, "bench-pg"),
  results: path.join(bench, "results.json"),
}

/** What was put into one database: its state and its keys in clear, for the load generator. */
export const databaseFiles = (name) => ({
  state: path.join(bench, `${name}.json`),
  keys: path.join(bench, `${name}.keys.txt`),
})
