import type { ReactNode } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import type { Evidence } from "./read-evidence"

const STYLE = `@page { size: A4; margin: 18mm }
body { font: 10pt/1.45 system-ui, sans-serif; color: #111; max-width: 52rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 17pt } h2 { font-size: 12pt; margin: 1.6em 0 .4em; break-after: avoid }
table { border-collapse: collapse; width: 100% } tr { break-inside: avoid }
th, td { border-bottom: 1px solid #ccc; padding: .25rem .5rem .25rem 0; text-align: left; vertical-align: top }
td { overflow-wrap: anywhere } .said { white-space: pre-wrap }`

type Time = Date | string | null | undefined

/** In English, for the banks that read it. Times are UTC. */
export function evidenceDocument(evidence: Evidence, now: Date): string {
  return `<!doctype html>\n${renderToStaticMarkup(<EvidenceDocument evidence={evidence} now={now} />)}`
}

function EvidenceDocument({ evidence, now }: { evidence: Evidence; now: Date }) {
  const { order, licenses } = evidence
  const money = (amount: number) => `${amount} ${order.currency}`
  const devices = licenses.flatMap((license) =>
    license.devices.map((device) => [
      license.masked_key,
      [device.name, device.platform, device.app_version].filter(Boolean).join(", ") || "unnamed",
      time(device.activated_at),
      time(device.last_seen_at),
      time(device.deactivated_at),
    ])
  )
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <title>{`Evidence for order ${order.number}`}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <h1>{`Evidence for order ${order.number} of ${evidence.store}`}</h1>
        <p>{`Made on ${time(now)}. Times are UTC. License keys are masked.`}</p>
        <Section title="Order">
          <Rows
            rows={[
              ["Placed", time(order.placed_at)],
              ["Customer", [order.name, order.company].filter(Boolean).join(", ")],
              ["Email", order.email],
              ["Billing country", order.country ?? "not given"],
              ["Total", money(order.total)],
              ...(evidence.terms_url ? [["Help and terms", evidence.terms_url]] : []),
            ]}
          />
        </Section>
        <Section title="What was sold: software, delivered by email and download">
          <Rows
            head={["Product", "Quantity", "Unit price"]}
            rows={order.items.map(({ title, quantity, unit_price }) => [title, quantity, money(unit_price)])}
          />
        </Section>
        <Section title="Payments and refunds">
          <Rows
            head={["What", "Amount", "When"]}
            rows={[
              ...evidence.captures.map(({ amount, at }) => ["Paid", money(amount), time(at)]),
              ...evidence.refunds.map(({ amount, at }) => ["Refunded", money(amount), time(at)]),
              ...evidence.external_refunds.map((refund) => [
                `Refunded in all of ${refund.charge_id}, by Stripe`,
                money(refund.amount_refunded),
                "",
              ]),
            ]}
          />
        </Section>
        <Section title="Disputes">
          <Rows
            head={["Dispute", "Reason", "Amount", "Opened", "Evidence due"]}
            rows={evidence.disputes.map((dispute) => [
              dispute.external_id,
              dispute.reason,
              `${dispute.amount} ${dispute.currency_code.toUpperCase()}`,
              time(dispute.opened_at),
              time(dispute.evidence_due_at),
            ])}
          />
        </Section>
        <Section title="Consent to immediate delivery">
          <Rows
            head={["Given", "From address", "Words"]}
            rows={evidence.waivers.map((waiver) => [
              time(waiver.given_at),
              waiver.ip ?? "",
              `${waiver.text_begin} ${waiver.text_lose}`,
            ])}
          />
        </Section>
        <Section title="Licenses">
          <Rows
            head={["Key", "Product", "Issued", "State"]}
            rows={licenses.map((license) => [
              license.masked_key,
              `${license.product.title}, ${license.plan.name}`,
              time(license.created_at),
              license.state,
            ])}
          />
        </Section>
        <Section title="Mails to the customer">
          <Rows
            head={["Mail", "To", "Sent", "Id of the mail server"]}
            rows={evidence.mails.map((mail) => [
              mail.kind.replaceAll("_", " "),
              mail.to,
              mail.sent_at ? time(mail.sent_at) : mail.status,
              mail.external_id ?? "",
            ])}
          />
        </Section>
        <Section title="Devices that the software was activated on">
          <Rows head={["Key", "Device", "Activated", "Last validated", "Released"]} rows={devices} />
        </Section>
        <Section title="Downloads">
          <Rows head={["Version", "When"]} rows={evidence.downloads.map(({ version, at }) => [version, time(at)])} />
        </Section>
        <Section title="Keys shown in full to somebody who asked">
          <Rows rows={evidence.reveals.map((at) => [time(at)])} />
        </Section>
        {evidence.tickets.map((ticket) => (
          <Section
            key={ticket.number}
            title={`Request ${ticket.number} of ${time(ticket.opened_at)}: ${ticket.subject}`}
          >
            <Rows
              head={["When", "Who", "What"]}
              rows={ticket.messages.map(({ at, author, body }) => [
                time(at),
                author === "customer" ? "Customer" : "Store",
                <span key="said" className="said">
                  {body}
                </span>,
              ])}
            />
          </Section>
        ))}
      </body>
    </html>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Rows({ head, rows }: { head?: string[]; rows: ReactNode[][] }) {
  if (!rows.length) {
    return <p>None on record.</p>
  }
  return (
    <table>
      {head && (
        <thead>
          <tr>
            {head.map((title) => (
              <th key={title}>{title}</th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((cells, row) => (
          <tr key={row}>
            {cells.map((cell, column) => (
              <td key={column}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function time(at: Time): string {
  return at ? `${new Date(at).toISOString().slice(0, 19).replace("T", " ")}` : ""
}
