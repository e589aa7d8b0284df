import { redact } from "../../../../modules/support/rules/redact"
import type { UpdateSavedReply } from "./validators"

/** A saved reply goes to many customers: a key or a password that was pasted into one goes to none of them. */
export function typedReply({ title, body, category }: UpdateSavedReply): UpdateSavedReply {
  return {
    ...(title !== undefined && { title: redact(title).text }),
    ...(body !== undefined && { body: redact(body).text }),
    ...(category !== undefined && { category }),
  }
}
