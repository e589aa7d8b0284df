import { CheckMini, SquareTwoStack } from "@medusajs/icons"
import { Button, InlineTip, Prompt, toast } from "@medusajs/ui"
import { Fragment, useState } from "react"
import { useRevealKey } from "../../hooks/licenses"
import { shortKey } from "../../lib/format"
import { useText } from "../../lib/translate"
import type { License } from "../../lib/types"
import { ReasonPrompt } from "../common/reason-prompt"

/** Asks why, then shows the key. The key lives in this component's state only and is gone with it. */
export const RevealKey = ({ license, onClose }: { license: License; onClose: () => void }) => {
  const { t } = useText()
  const reveal = useRevealKey(license.id)
  const [key, setKey] = useState<string | null>(null)

  if (key === null) {
    return (
      <ReasonPrompt
        title={t("reveal.title")}
        description={t("reveal.description", { key: shortKey(license.masked_key) })}
        confirm={t("reveal.confirm")}
        reasonRequired
        reasonHelp={t("reveal.reason_help")}
        failure={t("reveal.failed")}
        onConfirm={async (reason) => setKey(await reveal(reason))}
        onClose={onClose}
      />
    )
  }
  return <ShownKey licenseKey={key} license={license} onClose={onClose} />
}

const ShownKey = ({ licenseKey, license, onClose }: { licenseKey: string; license: License; onClose: () => void }) => {
  const { t } = useText()
  const [copied, setCopied] = useState(false)

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(licenseKey)
      setCopied(true)
    } catch {
      // Browsers keep the clipboard from pages without HTTPS; the key can still be selected with one click.
      toast.error(t("reveal.copy_failed"), { description: t("reveal.copy_by_hand") })
    }
  }

  return (
    <Prompt open onOpenChange={(open) => !open && onClose()} variant="confirmation">
      <Prompt.Content className="max-w-[calc(100%-2rem)] sm:max-w-[480px]">
        <Prompt.Header>
          <Prompt.Title>{t("reveal.shown_title")}</Prompt.Title>
          <Prompt.Description>
            {t("reveal.shown_description", {
              plan: license.plan.name,
              product: license.product.title,
              email: license.email,
            })}
          </Prompt.Description>
        </Prompt.Header>
        <div className="flex flex-col gap-y-4 px-6 pt-4">
          <code className="bg-ui-bg-subtle border-ui-border-base text-ui-fg-base select-all break-words rounded-lg border p-3 text-center font-mono text-xs sm:text-sm">
            {licenseKey.split("-").map((group, index) => (
              <Fragment key={index}>
                {index > 0 && (
                  <>
                    -<wbr />
                  </>
                )}
                {group}
              </Fragment>
            ))}
          </code>
          <InlineTip label={t("reveal.note_label")}>{t("reveal.note")}</InlineTip>
        </div>
        <Prompt.Footer>
          <Button size="small" variant="secondary" onClick={copy}>
            {copied ? <CheckMini /> : <SquareTwoStack />}
            {copied ? t("reveal.copied") : t("reveal.copy")}
          </Button>
          <Button size="small" onClick={onClose}>
            {t("common.close")}
          </Button>
        </Prompt.Footer>
      </Prompt.Content>
    </Prompt>
  )
}
