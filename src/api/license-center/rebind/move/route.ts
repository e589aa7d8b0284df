import { decideRebindWorkflow } from "../../../../workflows/moves/workflows/decide-rebind"
import { hostedForm } from "../../hosted"
import { backToRequest, chosenIn, showRequest, visited, visitedByForm } from "../visit"

/** The owner lets a device give way, or hands out a free seat. */
export const POST = hostedForm(async (hosted) => {
  const visit = await visitedByForm(hosted)
  if (!visit) {
    return
  }
  const { result } = await decideRebindWorkflow(hosted.req.scope).run({
    input: { what: "move", id: visit.request.id, from_activation_id: chosenIn(visit.form) },
  })
  // Read again: the page shows how things are by now, also when somebody else was faster.
  const now = result.outcome === "choose" ? await visited(hosted) : null
  if (now) {
    showRequest(hosted, now, { status: 400, missing: true })
  } else {
    hosted.lead("/rebind")
  }
}, "/rebind")

export { backToRequest as GET }
