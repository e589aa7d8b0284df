import { MedusaError } from "@medusajs/framework/utils"
import { createRenewalCartWorkflow } from "../../../workflows/renewals/workflows/create-renewal-cart"
import { makeRenewalCart } from "../renewal-cart"

jest.mock("../../../workflows/renewals/workflows/create-renewal-cart", () => {
  const run = jest.fn()
  return { createRenewalCartWorkflow: () => ({ run }) }
})

describe("the cart that renews", () => {
  const { run } = createRenewalCartWorkflow({} as never) as unknown as { run: jest.Mock }
  const make = () => makeRenewalCart({} as never, ["lic_1"])

  it("is made", async () => {
    run.mockResolvedValueOnce({ result: { cart_id: "cart_1" }, errors: [] })
    expect(await make()).toBe("cart_1")
  })

  it.each(["not_allowed", "invalid_data", "not_found"])("is none when the answer is %s", async (type) => {
    run.mockResolvedValueOnce({ result: undefined, errors: [{ error: new MedusaError(type, "No") }] })
    expect(await make()).toBeNull()
  })

  it("fails by what fails", async () => {
    run.mockResolvedValueOnce({ result: undefined, errors: [{ error: new Error("broken") }] })
    await expect(make()).rejects.toMatchObject({ message: "broken" })
  })
})
