import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Container } from "@medusajs/ui"
import { useState } from "react"
import { Link, useNavigate, useSearchParams } from "react-router-dom"
import { CreateReleaseModal } from "../../components/releases/create-release-modal"
import { InstallsChart } from "../../components/releases/installs-chart"
import { ReleasesTable } from "../../components/releases/releases-table"
import { useProductTitle } from "../../hooks/plans"
import { useText } from "../../lib/translate"

/** The releases of all products, or with `?product_id=` of one, and then also which versions run. */
const ReleasesPage = () => {
  const { t } = useText()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const productId = params.get("product_id")
  const title = useProductTitle(productId ?? "", Boolean(productId))
  const [creating, setCreating] = useState(false)
  const product = productId ? { id: productId, title: title.data ?? "…" } : undefined

  return (
    <div className="flex flex-col gap-y-3">
      <Container className="divide-y p-0">
        <ReleasesTable
          key={productId}
          product={product}
          onCreate={() => setCreating(true)}
          scope={
            product && (
              <Link to="/releases" className="text-ui-fg-interactive hover:text-ui-fg-interactive-hover">
                {t("release.list.all_products")}
              </Link>
            )
          }
        />
      </Container>
      {product && (
        <Container className="p-0">
          <InstallsChart productId={product.id} />
        </Container>
      )}
      {creating && (
        <CreateReleaseModal
          product={product}
          onCreated={({ id }) => navigate(`/releases/${id}`)}
          onClose={() => setCreating(false)}
        />
      )}
    </div>
  )
}

export const config = defineRouteConfig({
  label: "release.list.title",
  // Read from the source by the bundler, which follows no constant.
  translationNs: "licenseCenter",
  nested: "/products",
})

export const handle = {
  breadcrumb: () => <Breadcrumb />,
}

const Breadcrumb = () => <>{useText().t("release.list.title")}</>

export default ReleasesPage
