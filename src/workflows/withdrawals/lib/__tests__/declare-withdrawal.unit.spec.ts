import type { MedusaContainer } from "@medusajs/framework/types"
import { resolveOptions } from "../../../../lib/options"
import { announceWithdrawalWorkflow } from "../../workflows/announce-withdrawal"
import { confirmWithdrawal, declareWithdrawal } from "../declare-withdrawal"

jest.mock("../../workflows/announce-withdrawal", () => {
  const run = jest.fn(async () => undefined)
  return { announceWithdrawalWorkflow: () => ({ run }) }
})

const REQUEST = {
  name: "Ada Lovelace",
  order_number: "1042",
  email: { address: "ada@example.com", key: "ada@example.com" },
  part: null,
  language: "en",
} as never

describe("many withdrawals in the name of one address", () => {
  it("are all made, and only the first few are mailed at once", async () => {
    let made = 0
    const withdrawals = {
      declare: async () => ({ token: "lcw_token", expires_at: new Date() }),
      confirm: async () => ({ ok: true, created: true, withdrawal: { id: `lcwdr_${made++}` } }),
      made: async (id: string) => ({ id, email: "ada@example.com" }),
    }
    const options = resolveOptions({ secret: Buffer.alloc(32, 7).toString("base64") })
    const container = { resolve: () => ({ withdrawals, options }) } as unknown as MedusaContainer
    for (let n = 0; n < 8; n++) {
      // From a network of its own each, as whoever wants to stand in the way would.
      const declared = await declareWithdrawal(container, REQUEST, { ip: `192.0.2.${n}`, user_agent: null })
      expect(declared).toMatchObject({ ok: true })
      expect(await confirmWithdrawal(container, "lcw_token")).toMatchObject({ ok: true })
    }
    expect(made).toBe(8)
    expect(announceWithdrawalWorkflow(container).run).toHaveBeenCalledTimes(5)
  })
})
