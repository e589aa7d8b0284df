import { decideRebindWorkflow } from "../../../../workflows/moves/workflows/decide-rebind"
import { safeText } from "../../../../workflows/moves/lib/safe-text"
import { hostedForm } from "../../hosted"
import { backToRequest, chosenIn, MAX_REASON, showRequest, visited, visitedByForm } from "../visit"

/** No move is left: the owner asks the store for one. */
export const POST = hostedForm(async (hosted) => {
  const visit = await visitedByForm(hosted)
  if (!visit) {
    return
  }
  const { form, request } = visit
  const reason = safeText(form.get("reason"))?.slice(0, MAX_REASON) ?? null
  const { result } = await decideRebindWorkflow(hosted.req.scope).run({
    input: { what: "escalate", id: request.id, from_activation_id: chosenIn(form) ?? "", reason },
  })
  const now = result.outcome === "choose" ? await visited(hosted) : null
  if (now) {
    showRequest(hosted, now, { status: 400, missing: true })
  } else {
    hosted.lead("/rebind")
  }
}, "/rebind")

export { backToRequest as GET }
