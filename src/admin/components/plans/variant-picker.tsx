import { useDeferredValue, useState } from "react"
import { useVariant, useVariants } from "../../hooks/plans"
import { useText } from "../../lib/translate"
import type { FieldControl } from "../common/field"
import { SearchedChoice } from "../common/searched-choice"

/** Picks any variant of the store, by its name, its product's or its SKU. */
export const VariantPicker = (props: { control: FieldControl; value: string; onChange: (id: string) => void }) => {
  const { t } = useText()
  const [search, setSearch] = useState("")
  const q = useDeferredValue(search.trim())
  const query = useVariants(q)
  const chosen = useVariant(props.value)
  const found = query.data?.pages.flatMap((page) => page.variants)
  // What is chosen stays in sight, however the list is searched.
  const variants = found && chosen.data && !found.some(({ id }) => id === props.value) ? [chosen.data, ...found] : found
  return (
    <SearchedChoice
      input={{ ...props.control, autoComplete: "off", placeholder: t("plan.variant.search") }}
      search={search}
      onSearch={setSearch}
      query={query}
      choices={variants?.map(({ id, title, sku, product }) => ({
        value: id,
        label: [product?.title, title].filter(Boolean).join(" · "),
        description: sku ?? "",
      }))}
      label={t("plan.field.renewal_variant_id.label")}
      load_failed={t("plan.variant.load_failed")}
      none={t("plan.variant.no_match")}
      value={props.value}
      onChange={props.onChange}
    />
  )
}
