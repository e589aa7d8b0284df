import type { ResolvedSupport } from "../options"
import type { InboundMail } from "../rules/inbound-mail"
import { isFromMailgun, readMailgun } from "./mailgun"
import { parseForm } from "./parse-form"
import { readPostmark } from "./postmark"
import { requestHeader, type InboundError, type InboundRequest } from "./request"
import { isFromSendgrid, readForm, signatureOf } from "./sendgrid"

export type { InboundError, InboundRequest } from "./request"

export type ReadPost = { mail: InboundMail; replay_token: string | null } | InboundError

/** Somebody who may post mails: how the store set it up. */
export type InboundProvider = {
  name: InboundMail["provider"]
  /**
   * Whether the headers alone prove who posts, so that nobody else makes the server read a long body. Null when only the
   * body can tell.
   */
  isKnown(request: Pick<InboundRequest, "headers" | "ip">, now: Date): boolean | null
  /** A form is parsed only once it is proven who posted it. */
  read(request: Pick<InboundRequest, "headers" | "ip" | "raw_body">, now: Date): Promise<ReadPost>
}

/** The provider of that name; null when there is none, the store has not set it up, or takes no mail in at all. */
export function providerOf(name: string, support: ResolvedSupport): InboundProvider | null {
  const { inbound_address, postmark, mailgun, sendgrid } = support
  if (inbound_address === null) {
    return null
  }
  if (name === "postmark" && postmark) {
    return {
      name,
      isKnown: (request) => !isRefused(readPostmark(withoutBody(request), postmark)),
      read: async (request) => asPost(readPostmark(request, postmark)),
    }
  }
  if (name === "mailgun" && mailgun) {
    return {
      name,
      isKnown: () => null,
      read: async (request, now) =>
        isFromMailgun(request, mailgun, now)
          ? asPost(readMailgun(await withForm(request), mailgun, now))
          : { error: "bad_signature" },
    }
  }
  if (name === "sendgrid" && sendgrid) {
    return {
      name,
      isKnown: (request, now) =>
        sendgrid.public_key
          ? signatureOf(request, now)
            ? null
            : false
          : isFromSendgrid(withoutBody(request), sendgrid, now),
      read: async (request, now) =>
        isFromSendgrid(request, sendgrid, now)
          ? asPost(readForm(await withForm(request), sendgrid))
          : { error: "bad_signature" },
    }
  }
  return null
}

function asPost(mail: (InboundMail & { token?: string }) | InboundError): ReadPost {
  if ("error" in mail) {
    return mail
  }
  const { token = null, ...rest } = mail
  return { mail: rest, replay_token: token }
}

const isRefused = (mail: object) => "error" in mail && mail.error === "bad_signature"

const withoutBody = (request: Pick<InboundRequest, "headers" | "ip">): InboundRequest => ({
  ...request,
  raw_body: Buffer.alloc(0),
})

async function withForm(request: InboundRequest): Promise<InboundRequest> {
  return { ...request, ...(await parseForm(requestHeader(request, "content-type") ?? "", request.raw_body)) }
}
