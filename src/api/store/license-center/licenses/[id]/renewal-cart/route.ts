import { RenewalCart } from "../../../../../../workflows/renewals/lib/renewal-cart-request"
import { readCart } from "../../../../../../workflows/renewals/lib/read-cart"
import { createRenewalCartWorkflow } from "../../../../../../workflows/renewals/workflows/create-renewal-cart"
import { ownedLicenses, ownerRoute } from "../../../owner-route"
import { refuseInvalid, refuseUnknown } from "../../../tickets/visitor-route"

/** Makes a cart that renews the license, and others of the same owner. Nothing changes until its order is paid. */
export const POST = ownerRoute(async (req, res, owner) => {
  const body = RenewalCart.safeParse(req.body ?? {})
  if (!body.success) {
    refuseInvalid(
      res,
      body.error.issues.map(({ path, message }) => ({ field: path.join("."), message }))
    )
    return
  }
  const { license_ids, align_to } = body.data
  const asked = [...new Set([req.params.id!, ...license_ids])]
  if (!(await ownedLicenses(req, owner, asked))) {
    refuseUnknown(res)
    return
  }
  const { result } = await createRenewalCartWorkflow(req.scope).run({ input: { license_ids: asked, align_to } })
  res.status(201).json(await readCart(req.scope, result.cart_id))
})
