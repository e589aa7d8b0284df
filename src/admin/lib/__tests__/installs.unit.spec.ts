import { installsBars } from "../installs"

const versions = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ version: `1.${count - index}.0`, installs: count - index }))
const of = (list: { version: string | null; installs: number }[]) => ({
  versions: list,
  installs: list.reduce((sum, { installs }) => sum + installs, 0),
  days: 30,
})

describe("the chart of installs", () => {
  it("shows each version with its share of all devices", () => {
    expect(
      installsBars(
        of([
          { version: "1.1.0", installs: 3 },
          { version: null, installs: 1 },
        ])
      )
    ).toEqual([
      { version: "1.1.0", others: false, installs: 3, share: 0.75 },
      { version: null, others: false, installs: 1, share: 0.25 },
    ])
  })

  it("puts the long tail into one bar, so that the shares still add up", () => {
    const bars = installsBars(of(versions(20)), 4)
    expect(bars).toHaveLength(5)
    expect(bars[4]).toMatchObject({ version: null, others: true, installs: 136 })
    expect(bars.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
  })

  it("does not put a single version under another name", () => {
    expect(installsBars(of(versions(5)), 4).map(({ version }) => version)).not.toContain(null)
  })

  it("has no bars without devices", () => {
    expect(installsBars(of([]))).toEqual([])
  })
})
