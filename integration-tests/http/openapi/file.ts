import { readdirSync } from "node:fs"
import path from "node:path"
import { DETAIL } from "../../../src/modules/licensing/rules/verdict"
import { METHODS, type OpenApi } from "./document"

const API = path.join(__dirname, "../../../src/api")

/** The file by itself, and against the route files. */
export function fileTests(api: OpenApi): void {
  it("names every route file and method, and no other", async () => {
    // The hosted pages are for people, and have tests of their own.
    const files = await Promise.all(
      routeFiles(API)
        .filter((file) => !isPage(file) && !isTwin(file))
        .map(async (file) => ({ file, route: await import(file) }))
    )
    const routes = files.flatMap(({ file, route }) => {
      const exported = Object.keys(route)
      const at = `/${path.relative(API, path.dirname(file)).replaceAll(/\[(\w+)\]/g, "{$1}")}`
      return METHODS.filter((method) => exported.includes(method.toUpperCase())).map(
        (method) => `${method.toUpperCase()} ${at}`
      )
    })
    const named = api.operations().map(({ path: at, method }) => `${method.toUpperCase()} ${at}`)
    expect(named.sort()).toEqual(routes.sort())
  })

  it("names the folders of the pages that are left out", () => {
    const folders = routeFiles(API)
      .filter(isPage)
      .map((file) => `\`/license-center/${path.relative(API, file).split(path.sep)[1]}\``)
    for (const folder of new Set(folders)) {
      expect(api.document.info.description).toContain(folder)
    }
  })

  it("resolves every reference, and names every operation once", () => {
    const text = JSON.stringify(api.document)
    for (const [, ref] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const pointer = ref!.split("/").map((part) => part.replaceAll("~1", "/"))
      expect([ref, typeof api.follow(pointer).value]).toEqual([ref, "object"])
    }
    const ids = api.operations().map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { path: at, operation } of api.operations()) {
      expect([at, operation.summary && operation.tags]).toEqual([at, [expect.any(String)]])
    }
  })

  it("uses every schema, response, parameter and example that it defines", () => {
    const text = JSON.stringify(api.document)
    const unused = Object.entries<object>(api.document.components).flatMap(([kind, parts]) =>
      Object.keys(parts)
        .map((name) => `#/components/${kind}/${name}`)
        .filter((ref) => kind !== "securitySchemes" && !text.includes(`"${ref}"`))
    )
    // What a lease says is in no answer: it is inside the token.
    expect(unused).toEqual(["#/components/schemas/LeaseClaims"])
  })

  it("knows every code of the server, each with an example in the server's own words", () => {
    const { VerdictCode } = api.document.components.schemas
    expect([...(VerdictCode.enum as unknown as string[])].sort()).toEqual(Object.keys(DETAIL).sort())
    for (const [code, detail] of Object.entries(DETAIL)) {
      expect(api.document.components.examples[code].value).toMatchObject({ code, detail })
    }
  })

  it("shows no example that its own schema refuses", () => {
    const responses = Object.keys(api.document.components.responses).map((name) => ["components", "responses", name])
    const bodies = Object.keys(api.document.components.requestBodies).map((name) => [
      "components",
      "requestBodies",
      name,
    ])
    let shown = 0
    for (const pointer of [...responses, ...bodies]) {
      const content = [...pointer, "content", "application/json"]
      const { value: media } = api.follow(content)
      if (!media) {
        continue
      }
      const names = Object.keys(media.examples ?? {})
      const examples = names.map((name) => api.follow([...content, "examples", name]).value.value)
      for (const example of media.example ? [...examples, media.example] : examples) {
        shown++
        expect([pointer, api.validate([...content, "schema"], example)]).toEqual([pointer, []])
      }
    }
    expect(shown).toBeGreaterThan(30)
  })

  it("is held against answers more strictly than it says: a field that it does not name is a fault", () => {
    const verdict = ["components", "schemas", "Verdict"]
    const good = api.document.components.examples.VALID.value
    expect(api.validate(verdict, good)).toEqual([])
    expect(api.validate(verdict, { ...good, email: "somebody@example.com" })).toHaveLength(1)
    expect(api.validate(verdict, { ...good, license: { ...good.license, seats: { limit: 5 } } })).toHaveLength(1)
  })
}

function routeFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "route.ts")
    .map((file) => path.join(folder, file))
}

/** Under /license-center itself; what stands below `v1` is for software. */
function isPage(file: string): boolean {
  const [first, second] = path.relative(API, file).split(path.sep)
  return first === "license-center" && second !== "v1"
}

/** Files of Tauri's feed are those of every feed; only the router needs a route of its own for them. */
function isTwin(file: string): boolean {
  return /feeds\/tauri\/.*\/files\//.test(file)
}
