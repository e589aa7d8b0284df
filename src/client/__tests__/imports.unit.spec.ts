import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { createContext, runInContext } from "node:vm"
import { transformSync } from "@swc/core"

const folder = join(__dirname, "..")
const files = readdirSync(folder).filter((name) => name.endsWith(".ts"))
const source = (name: string) => readFileSync(join(folder, name), "utf8")

describe("the client's own files", () => {
  it.each(files)("%s imports only its neighbours and names nothing of Node", (name) => {
    const text = source(name)
    const imports = [...text.matchAll(/(?:from|import|require)\s*\(?\s*"([^"]+)"/g)].map(([, from]) => from ?? "")
    const foreign = imports.filter((from) => !files.includes(`${from.replace("./", "")}.ts`))
    expect(foreign).toEqual([])
    expect(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "")).not.toMatch(
      /\b(process|Buffer|__dirname|setImmediate|global)\b/
    )
  })

  it("run where there is nothing but a browser's globals", async () => {
    const globals = {
      fetch,
      crypto,
      TextEncoder,
      TextDecoder,
      AbortController,
      setTimeout,
      clearTimeout,
      atob,
      btoa,
      URL,
    }
    const context = createContext({ ...globals, Uint8Array })
    const loaded = new Map<string, object>()
    const load = (name: string): object => {
      const known = loaded.get(name)
      if (known) {
        return known
      }
      const module = { exports: {} }
      loaded.set(name, module.exports)
      const { code } = transformSync(source(`${name}.ts`), {
        jsc: { parser: { syntax: "typescript" }, target: "es2022" },
        module: { type: "commonjs" },
      })
      const run = runInContext(`(function (require, module, exports) {${code}\n})`, context) as (
        ...args: unknown[]
      ) => void
      run((from: string) => load(from.replace("./", "")), module, module.exports)
      loaded.set(name, module.exports)
      return module.exports
    }
    const { checkKey } = load("index") as typeof import("../index")
    expect(await checkKey("nonsense")).toMatchObject({ ok: false, code: "MALFORMED_KEY" })
  })
})
