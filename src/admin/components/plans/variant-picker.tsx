import { Button, Input, RadioGroup, Text } from "@medusajs/ui"
import { useDeferredValue, useState } from "react"
import { useVariant, useVariants } from "../../hooks/plans"
import { useText } from "../../lib/translate"
import type { FieldControl } from "../common/field"
import { LoadError } from "../common/load-error"
import { LoadingRows } from "../common/loading"

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
    <div className="flex flex-col gap-y-3">
      <Input
        {...props.control}
        type="search"
        size="small"
        autoComplete="off"
        placeholder={t("plan.variant.search")}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {query.isError && !variants ? (
        <LoadError
          title={t("plan.variant.load_failed")}
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : !variants ? (
        <LoadingRows rows={2} />
      ) : variants.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle">
          {t("plan.variant.no_match")}
        </Text>
      ) : (
        <RadioGroup
          aria-label={t("plan.field.renewal_variant_id.label")}
          value={props.value}
          onValueChange={props.onChange}
          className="grid max-h-72 grid-cols-1 gap-2 overflow-y-auto p-0.5 sm:grid-cols-2"
        >
          {variants.map(({ id, title, sku, product }) => (
            <RadioGroup.ChoiceBox
              key={id}
              value={id}
              label={[product?.title, title].filter(Boolean).join(" · ")}
              description={sku ?? ""}
            />
          ))}
        </RadioGroup>
      )}
      {query.hasNextPage && (
        <Button
          size="small"
          variant="transparent"
          type="button"
          className="self-start"
          isLoading={query.isFetchingNextPage}
          onClick={() => query.fetchNextPage()}
        >
          {t("common.more")}
        </Button>
      )}
    </div>
  )
}
