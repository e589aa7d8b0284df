import { decideRebindWorkflow } from "../../../../workflows/moves/workflows/decide-rebind"
import { hostedForm } from "../../hosted"
import { backToRequest, visitedByForm } from "../visit"

/** The owner does not know the device, or takes back what the store was asked. */
export const POST = hostedForm(async (hosted) => {
  const visit = await visitedByForm(hosted)
  if (visit) {
    await decideRebindWorkflow(hosted.req.scope).run({ input: { what: "decline", id: visit.request.id } })
    hosted.lead("/rebind")
  }
}, "/rebind")

export { backToRequest as GET }
