import { seedReleases } from "../lib/seed-releases.mjs"

type Kept = {
  id: string
  product_id: string
  version: string
  status: string
  artifacts: string[]
  events: { name: string; data?: { filename: string } }[]
  [field: string]: unknown
}

const PRODUCTS = [
  { id: "prod_notes", handle: "nimbus-notes" },
  { id: "prod_forms", handle: "formsmith" },
]

/** The part of the admin API that releasing needs. It can lose power before its n-th change. */
class Store {
  readonly releases: Kept[] = []
  changes = 0
  asked = 0
  dies = Infinity

  readonly client = {
    get: async (path: string) => {
      this.asked++
      const [, id] = /releases\/([^/]+)\/events/.exec(path) ?? []
      if (id) return { events: this.find(id).events }
      const product_id = new URL(path, "http://store").searchParams.get("product_id")
      return { releases: this.releases.filter((release) => release.product_id === product_id) }
    },
    post: async (path: string, body: object = {}) => {
      this.change()
      const [, id, action] = /releases(?:\/([^/]+)\/(\w+))?$/.exec(path)!
      if (!id) {
        const made = { id: `rel_${this.releases.length}`, status: "draft", artifacts: [], events: [], ...body } as never
        this.releases.push(made)
        return { release: made }
      }
      const release = this.find(id)
      if (action === "publish") release.status = "published"
      if (action === "yank") Object.assign(release, { status: "yanked" }, body)
      release.events.push({ name: action === "yank" ? "release.yanked" : "release.published" })
      return { release }
    },
    upload: async (path: string, bytes: Buffer) => {
      this.change()
      const release = this.find(/releases\/([^/]+)\//.exec(path)![1]!)
      const filename = new URL(path, "http://store").searchParams.get("filename")!
      if (release.status !== "draft" || release.artifacts.includes(filename) || bytes.length === 0) {
        throw new Error(`${filename} is refused`)
      }
      release.artifacts.push(filename)
      release.events.push({ name: "release.artifact_added", data: { filename } })
    },
    delete: async () => undefined,
  }

  seed = () => seedReleases(this.client as never, PRODUCTS)

  release = (version: string) => this.releases.find((release) => release.version === version)!

  /** What is there, without what differs between two stores. */
  content = () =>
    this.releases
      .map(({ product_id, version, status, reason, artifacts }) => ({
        ...{ product_id, version, status, reason },
        artifacts: [...artifacts].sort(),
      }))
      .sort((a, b) => (a.product_id + a.version).localeCompare(b.product_id + b.version))

  private find = (id: string) => this.releases.find((release) => release.id === id)!

  private change() {
    if (++this.changes > this.dies) throw new Error("killed")
  }
}

async function seededStore(): Promise<Store> {
  const store = new Store()
  await store.seed()
  return store
}

describe("seeding releases", () => {
  it("makes each version with its files, as far as it is to get", async () => {
    const store = await seededStore()
    const shown = store.releases.map(({ version, status, artifacts }) => [version, status, artifacts.length])
    expect(shown).toEqual([
      ["1.0.0", "published", 4],
      ["1.1.0", "published", 4],
      ["1.1.1", "yanked", 4],
      ["1.2.0", "published", 4],
      ["1.2.1", "published", 4],
      ["1.3.0-beta.1", "published", 4],
      ["2.0.0", "draft", 4],
      ["2.0.0", "published", 1],
      ["2.1.0", "published", 1],
    ])
    expect(store.release("1.1.1").reason).toBe("Loses attachments when a note is renamed")
    expect(store.release("1.2.1").rollout_percent).toBe(25)
    expect(Date.parse(String(store.release("1.0.0").eligible_since))).toBeLessThan(Date.now() - 419 * 86_400_000)
    expect(store.release("1.2.1")).not.toHaveProperty("eligible_since")
  })

  it("adds nothing the second time, and asks little", async () => {
    const store = await seededStore()
    const [changes, asked] = [store.changes, store.asked]
    await store.seed()
    expect(store.changes).toBe(changes)
    expect(store.asked - asked).toBeLessThanOrEqual(3)
  })

  it("is completed wherever it was killed", async () => {
    const { changes, content } = await seededStore()
    for (let dies = 0; dies < changes; dies++) {
      const store = new Store()
      store.dies = dies
      await expect(store.seed()).rejects.toThrow("killed")
      store.dies = Infinity
      await store.seed()
      expect(store.content()).toEqual(content())
    }
  })

  it("leaves alone what the operator did", async () => {
    const store = await seededStore()
    store.release("1.2.0").status = "yanked"
    store.release("1.1.1").status = "published"
    store.release("2.0.0").artifacts.pop()
    const { changes } = store
    const before = store.content()
    await store.seed()
    expect(store.content()).toEqual(before)
    expect(store.changes).toBe(changes)
  })
})
