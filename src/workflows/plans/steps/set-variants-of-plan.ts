import type { LinkDefinition, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { Actor } from "../../../modules/licensing/types"

export type SetVariantsOfPlanInput = {
  /** Variants by the plan they are to sell from now on; null detaches. */
  variants: { variant_id: string; plan_id: string | null }[]
  actor: Actor
}

type Variant = { id: string; product_id: string; license_plan?: { id: string } | null }

const linkOf = (plan_id: string, variant_id: string): LinkDefinition => ({
  [LICENSING_MODULE]: { license_plan_id: plan_id },
  [Modules.PRODUCT]: { product_variant_id: variant_id },
})

/** Attaches plans to variants, one plan a variant: a plan that it sold before is detached. */
export const setVariantsOfPlanStep = createStep(
  "license-center-set-variants-of-plan",
  async ({ variants }: SetVariantsOfPlanInput, { container }) => {
    // In one order for everyone. Two operators who give a variant a plan at once would leave it with both.
    const keys = [...new Set(variants.map(({ variant_id }) => `license-center:variant:${variant_id}`))].sort()
    const { answer, undo } = await container
      .resolve(Modules.LOCKING)
      .execute(keys, () => setVariants(container, variants), { timeout: 10 })
    return new StepResponse(answer, undo)
  },
  async (undo, { container }) => {
    const link = container.resolve(ContainerRegistrationKeys.LINK)
    if (undo?.create.length) {
      await link.dismiss(undo.create)
    }
    if (undo?.dismiss.length) {
      await link.create(undo.dismiss)
    }
  }
)

async function setVariants(container: MedusaContainer, variants: SetVariantsOfPlanInput["variants"]) {
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const plan_ids = [...new Set(variants.flatMap((variant) => variant.plan_id ?? []))]
  for (const id of plan_ids) {
    await licensing.retrieveLicensePlan(id)
  }
  const { data } = await query.graph({
    entity: "product_variant",
    fields: ["id", "product_id", "license_plan.id"],
    filters: { id: variants.map((variant) => variant.variant_id) },
  })
  const known = new Map((data as unknown as Variant[]).map((variant) => [variant.id, variant]))
  const dismiss: LinkDefinition[] = []
  const create: LinkDefinition[] = []
  const product_ids = new Set<string>()
  for (const { variant_id, plan_id } of variants) {
    const variant = known.get(variant_id)
    if (!variant) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `Product variant ${variant_id} was not found`)
    }
    const before = variant.license_plan?.id ?? null
    if (before && before !== plan_id) {
      dismiss.push(linkOf(before, variant_id))
    }
    if (plan_id && before !== plan_id) {
      create.push(linkOf(plan_id, variant_id))
    }
    if (plan_id) {
      product_ids.add(variant.product_id)
    }
  }
  if (dismiss.length) {
    await link.dismiss(dismiss)
  }
  if (create.length) {
    await link.create(create)
  }
  const changes = variants.map(({ variant_id, plan_id }) => ({
    variant_id,
    plan_id,
    before: known.get(variant_id)?.license_plan?.id ?? null,
  }))
  return { answer: { product_ids: [...product_ids], changes }, undo: { dismiss, create } }
}
