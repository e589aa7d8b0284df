/** Ours alone: what a developer has in a `.env` must not decide. Set but empty, a variable is not read from there. */
function configWith(environment: Record<string, string>) {
  const before = { ...process.env }
  Object.assign(process.env, { STRIPE_API_KEY: "", STRIPE_WEBHOOK_SECRET: "", ...environment })
  try {
    let config: { modules: Record<string, { resolve: string; options?: unknown }> }
    jest.isolateModules(() => {
      config = jest.requireActual("../../medusa-config")
    })
    return config!
  } finally {
    process.env = before
  }
}

const payment = (environment: Record<string, string>) => configWith(environment).modules.payment

describe("this repository as a Medusa app", () => {
  it("takes payments by Stripe once its key is set, with the options that Medusa's provider reads", () => {
    expect(payment({ STRIPE_API_KEY: "sk_test_1", STRIPE_WEBHOOK_SECRET: "whsec_1" })).toEqual({
      resolve: "@medusajs/medusa/payment",
      options: {
        providers: [
          {
            resolve: "@medusajs/medusa/payment-stripe",
            id: "stripe",
            options: { apiKey: "sk_test_1", webhookSecret: "whsec_1", capture: true },
          },
        ],
      },
    })
  })

  it("takes none by it without the key, and changes nothing of Medusa's own", () => {
    expect(payment({})).toEqual({ resolve: "@medusajs/medusa/payment" })
    expect(payment({ STRIPE_WEBHOOK_SECRET: "whsec_1" })).toEqual({ resolve: "@medusajs/medusa/payment" })
  })
})
