import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { describeDemo, writeDemoFile } from "../lib/demo-file.mjs"

const demo = describeDemo({
  places: { url: "http://localhost:9000", mailbox: "http://localhost:1080", database_url: "postgres://localhost/x" },
  admin: { email: "admin@nimbus.example", password: "secret" },
  catalogue: {
    publishable_key: "pk_1",
    region_id: "reg_1",
    products: [
      {
        id: "prod_1",
        handle: "nimbus-notes",
        title: "Nimbus Notes",
        variants: [
          { id: "variant_1", title: "Personal", plan_code: "personal" },
          { id: "variant_2", title: "Poster", plan_code: null },
        ],
      },
    ],
  },
})

describe("demo.json", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "demo-file-"))
  afterAll(() => rmSync(folder, { recursive: true }))

  it("has the documented shape and nothing else", () => {
    expect(demo).toEqual({
      url: "http://localhost:9000",
      admin: { url: "http://localhost:9000/app", email: "admin@nimbus.example", password: "secret" },
      publishable_key: "pk_1",
      mailbox: "http://localhost:1080",
      database_url: "postgres://localhost/x",
      region_id: "reg_1",
      products: [
        {
          id: "prod_1",
          handle: "nimbus-notes",
          title: "Nimbus Notes",
          variants: [
            { id: "variant_1", title: "Personal", plan_code: "personal" },
            { id: "variant_2", title: "Poster", plan_code: null },
          ],
        },
      ],
    })
  })

  it("is readable by its owner only, since it holds the operator's password", () => {
    const file = path.join(folder, "demo.json")
    writeDemoFile(file, demo)
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(demo)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })
})
