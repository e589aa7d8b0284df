import { Button, Input, RadioGroup, Text } from "@medusajs/ui"
import { useDeferredValue, useState } from "react"
import { useProducts } from "../../hooks/releases"
import { useText } from "../../lib/translate"
import { LoadError } from "../common/load-error"
import { LoadingRows } from "../common/loading"

/** Which product a release is of. */
export const ProductPicker = (props: { value: string; invalid?: boolean; onChange: (id: string) => void }) => {
  const { t } = useText()
  const [search, setSearch] = useState("")
  const q = useDeferredValue(search.trim())
  const query = useProducts(q)
  const products = query.data?.pages.flatMap((page) => page.products)
  return (
    <div className="flex flex-col gap-y-3">
      <Input
        type="search"
        size="small"
        aria-label={t("release.product.search")}
        aria-invalid={props.invalid}
        placeholder={t("release.product.search")}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {query.isError && !products ? (
        <LoadError
          title={t("release.product.load_failed")}
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : !products ? (
        <LoadingRows rows={2} />
      ) : products.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle">
          {t(q ? "release.product.no_match" : "release.product.none")}
        </Text>
      ) : (
        <RadioGroup
          aria-label={t("release.field.product")}
          value={props.value}
          onValueChange={props.onChange}
          className="grid max-h-72 grid-cols-1 gap-2 overflow-y-auto p-0.5 sm:grid-cols-2"
        >
          {products.map(({ id, title, handle }) => (
            <RadioGroup.ChoiceBox key={id} value={id} label={title} description={handle ?? ""} />
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
