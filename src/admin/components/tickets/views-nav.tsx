import { Select, clx } from "@medusajs/ui"
import { Link, useLocation, useNavigate, useSearchParams } from "react-router-dom"
import { useTicketCounts } from "../../hooks/tickets"
import { VIEWS, type View } from "../../lib/ticket-types"
import { useText } from "../../lib/translate"

/** Views whose number asks for something; that of the others is only for orientation. */
const URGENT: View[] = ["overdue", "held"]

/** The saved views with the number of tickets in each: a row of links, on phones a select. */
export const ViewsNav = ({ view }: { view: View }) => {
  const { t, language } = useText()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const { state } = useLocation()
  const counts = useTicketCounts().data?.counts
  const format = new Intl.NumberFormat(language)
  const count = (of: View) => (counts ? format.format(counts[of]) : "")

  // What is searched and filtered goes along; the page and the order belong to the view that was left.
  const href = (to: View) => {
    const next = new URLSearchParams(params)
    next.delete("offset")
    next.delete("order")
    next.set("view", to)
    return `/tickets?${next}`
  }

  return (
    <>
      <nav aria-label={t("tickets.views")} className="hidden gap-x-1 overflow-x-auto px-4 py-3 md:flex">
        {VIEWS.map((of) => (
          <Link
            key={of}
            to={href(of)}
            state={state}
            aria-current={of === view ? "page" : undefined}
            className={clx(
              "txt-compact-small-plus transition-fg focus-visible:shadow-borders-focus flex shrink-0 items-center gap-x-1.5 rounded-md px-2 py-1 outline-none",
              of === view
                ? "bg-ui-bg-base-pressed text-ui-fg-base"
                : "text-ui-fg-subtle hover:bg-ui-bg-base-hover hover:text-ui-fg-base"
            )}
          >
            {t(`tickets.view.${of}`)}
            <span
              className={clx(
                "txt-compact-xsmall tabular-nums",
                URGENT.includes(of) && counts?.[of] ? "text-ui-fg-error" : "text-ui-fg-muted"
              )}
            >
              {count(of)}
            </span>
          </Link>
        ))}
      </nav>
      <div className="px-4 py-3 md:hidden">
        <Select value={view} onValueChange={(to) => navigate(href(to as View), { state })}>
          <Select.Trigger aria-label={t("tickets.views")}>
            <Select.Value />
          </Select.Trigger>
          <Select.Content>
            {VIEWS.map((of) => (
              <Select.Item key={of} value={of}>
                {[t(`tickets.view.${of}`), counts && `(${count(of)})`].filter(Boolean).join(" ")}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
      </div>
    </>
  )
}
