import { MAILGUN_KEY, SENDGRID_KEY } from "../../../src/modules/support/inbound/__fixtures__/posts"

export const MAILBOX = "help@inbound.shop.example"

const SETTINGS = {
  LICENSE_CENTER_INBOUND_ADDRESS: MAILBOX,
  LICENSE_CENTER_SUPPORT_EMAIL: "help@shop.example",
  LICENSE_CENTER_INBOUND_POSTMARK: JSON.stringify({ user: "hook", password: "s3cret" }),
  LICENSE_CENTER_INBOUND_MAILGUN: JSON.stringify({ signing_key: MAILGUN_KEY }),
  LICENSE_CENTER_INBOUND_SENDGRID: JSON.stringify({ public_key: SENDGRID_KEY }),
}

/** The store takes mail in from all three providers. To be called before the app boots, which reads the environment. */
export function withInboundMail(): void {
  beforeAll(() => {
    Object.assign(process.env, SETTINGS)
  })
  afterAll(() => {
    Object.keys(SETTINGS).forEach((name) => delete process.env[name])
  })
}
