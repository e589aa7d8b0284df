import { CheckMini, SquareTwoStack } from "@medusajs/icons"
import { Button, Prompt, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { useRenewalCart, useRenewalQuote } from "../../hooks/renewals"
import { errorMessage, formatDate, formatMoney, shortKey } from "../../lib/format"
import { type Translate, useText } from "../../lib/translate"
import type { License, RenewalQuote, RenewalCart as MadeCart } from "../../lib/types"
import { LoadError } from "../common/load-error"
import { LoadingRows } from "../common/loading"
import { SectionRow } from "../common/section-row"

/** Shows what a renewal costs, makes its cart when told to, and gives the link to pay it by. */
export const RenewalCart = ({ license, onClose }: { license: License; onClose: () => void }) => {
  const { t, language } = useText()
  const query = useRenewalQuote(license.id)
  const make = useRenewalCart(license.id)
  const quote = query.data

  const makeCart = async () => {
    try {
      await make.mutateAsync()
    } catch (error) {
      toast.error(t("renewal_cart.failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  return (
    <Prompt open onOpenChange={(open) => !open && onClose()} variant="confirmation">
      <Prompt.Content className="max-w-[calc(100%-2rem)] sm:max-w-[480px]">
        <Prompt.Header>
          <Prompt.Title>{t(make.data ? "renewal_cart.made_title" : "renewal_cart.title")}</Prompt.Title>
          <Prompt.Description>
            {make.data
              ? t(make.data.checkout_url ? "renewal_cart.made" : "renewal_cart.made_without_checkout")
              : t("renewal_cart.description", { key: shortKey(license.masked_key), email: license.email })}
          </Prompt.Description>
        </Prompt.Header>
        {make.data ? (
          <Made cart={make.data} />
        ) : query.isError && !quote ? (
          <LoadError
            title={t("renewal_cart.load_failed")}
            error={query.error}
            onRetry={() => query.refetch()}
            retrying={query.isFetching}
          />
        ) : !quote ? (
          <LoadingRows rows={2} />
        ) : quote.can_renew ? (
          <div className="divide-y pt-2">
            {quoteRows(quote, t, language).map(([title, value]) => (
              <SectionRow key={title} title={title}>
                {value}
              </SectionRow>
            ))}
          </div>
        ) : (
          <Text size="small" className="text-pretty px-6 pt-4">
            {t(`renewal_cart.reason.${quote.reason}`, { defaultValue: quote.reason ?? "" })}
          </Text>
        )}
        <Prompt.Footer>
          <Button size="small" variant={make.data ? "primary" : "secondary"} onClick={onClose}>
            {t("common.close")}
          </Button>
          {!make.data && quote?.can_renew && (
            <Button size="small" isLoading={make.isPending} onClick={makeCart}>
              {t("renewal_cart.make")}
            </Button>
          )}
        </Prompt.Footer>
      </Prompt.Content>
    </Prompt>
  )
}

function quoteRows(quote: RenewalQuote, t: Translate, language: string): [string, string][] {
  const { total, currency_code, new_expires_at, new_updates_until } = quote
  return [
    [t("renewal_cart.total"), formatMoney(total, currency_code!, language)],
    ...(new_expires_at ? [[t("renewal_cart.new_end"), formatDate(new_expires_at, language)] as [string, string]] : []),
    ...(new_updates_until
      ? [[t("renewal_cart.new_updates_end"), formatDate(new_updates_until, language)] as [string, string]]
      : []),
  ]
}

/** The link to the checkout, or what a storefront finds the cart by. */
const Made = ({ cart: { cart, checkout_url } }: { cart: MadeCart }) => {
  const { t, language } = useText()
  const [copied, setCopied] = useState(false)
  const text = checkout_url ?? cart.id

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      // Browsers keep the clipboard from pages without HTTPS; the text can still be selected with one click.
      toast.error(t("renewal_cart.copy_failed"))
    }
  }

  return (
    <div className="flex flex-col items-start gap-y-4 px-6 pt-4">
      <code className="bg-ui-bg-subtle border-ui-border-base text-ui-fg-base w-full select-all break-all rounded-lg border p-3 font-mono text-xs">
        {text}
      </code>
      <Text size="small">
        {t("renewal_cart.cart_total", { total: formatMoney(cart.total, cart.currency_code, language) })}
      </Text>
      <Button size="small" variant="secondary" onClick={copy}>
        {copied ? <CheckMini /> : <SquareTwoStack />}
        {copied ? t("reveal.copied") : t("renewal_cart.copy")}
      </Button>
    </div>
  )
}
