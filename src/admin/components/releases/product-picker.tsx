import { useDeferredValue, useState } from "react"
import { useProducts } from "../../hooks/releases"
import { useText } from "../../lib/translate"
import { SearchedChoice } from "../common/searched-choice"

/** Which product a release is of. */
export const ProductPicker = (props: { value: string; invalid?: boolean; onChange: (id: string) => void }) => {
  const { t } = useText()
  const [search, setSearch] = useState("")
  const q = useDeferredValue(search.trim())
  const query = useProducts(q)
  const products = query.data?.pages.flatMap((page) => page.products)
  return (
    <SearchedChoice
      input={{
        "aria-label": t("release.product.search"),
        "aria-invalid": props.invalid,
        placeholder: t("release.product.search"),
      }}
      search={search}
      onSearch={setSearch}
      query={query}
      choices={products?.map(({ id, title, handle }) => ({ value: id, label: title, description: handle ?? "" }))}
      label={t("release.field.product")}
      load_failed={t("release.product.load_failed")}
      none={t(q ? "release.product.no_match" : "release.product.none")}
      value={props.value}
      onChange={props.onChange}
    />
  )
}
