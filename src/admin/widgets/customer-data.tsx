import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminCustomer, DetailWidgetProps } from "@medusajs/framework/types"
import { Button, Container, Heading, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { EraseCustomer } from "../components/customers/erase-customer"
import { exportCustomer } from "../hooks/persons"
import { errorMessage } from "../lib/format"
import { useText } from "../lib/translate"

/** What License Center holds of a customer's address: to be saved as a file, or to be forgotten. */
const CustomerDataWidget = ({ data: { email } }: DetailWidgetProps<AdminCustomer>) => {
  const { t } = useText()
  const [erasing, setErasing] = useState(false)
  const [saving, setSaving] = useState(false)
  const [erased, setErased] = useState(false)

  const save = async () => {
    setSaving(true)
    try {
      const url = URL.createObjectURL(new Blob([await exportCustomer(email)], { type: "application/json" }))
      Object.assign(document.createElement("a"), { href: url, download: "customer-data.json" }).click()
      URL.revokeObjectURL(url)
    } catch (error) {
      toast.error(t("persons.export.failed"), { description: errorMessage(error, t("common.unknown_error")) })
    } finally {
      setSaving(false)
    }
  }

  return (
    <Container className="p-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-6 py-4">
        <div className="min-w-0">
          <Heading level="h2">{t("persons.title")}</Heading>
          <Text size="small" className="text-ui-fg-subtle text-pretty">
            {t(erased ? "persons.erased" : "persons.description")}
          </Text>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button size="small" variant="secondary" onClick={() => void save()} isLoading={saving}>
            {t("persons.export.action")}
          </Button>
          <Button size="small" variant="secondary" onClick={() => setErasing(true)}>
            {t("persons.erase.action")}
          </Button>
        </div>
      </div>
      {erasing && <EraseCustomer email={email} onErased={() => setErased(true)} onClose={() => setErasing(false)} />}
    </Container>
  )
}

export const config = defineWidgetConfig({
  zone: "customer.details",
  id: "license-center-customer-data",
})

export default CustomerDataWidget
