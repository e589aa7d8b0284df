import type { Reason } from "./reasons"

/** The same as `reasonText` in German. */
export function germanReason(reason: Reason): string {
  switch (reason.code) {
    case "nothing_captured":
      return "Ihre Zahlung ist noch nicht eingezogen: Die Bestellung kann storniert werden, und Ihnen wird nichts berechnet."
    case "nothing_paid":
      return "Für diese Bestellung wurde nichts bezahlt, es gibt also nichts zurückzuzahlen."
    case "nothing_chosen":
      return "Aus dieser Bestellung wurde nichts für eine Erstattung ausgewählt."
    case "order_refunded":
      return "Diese Bestellung wurde schon vollständig erstattet."
    case "unit_refunded":
      return "Diese Lizenz wurde schon erstattet oder zurückgenommen."
    case "dispute_open":
      return "Ihre Bank prüft diese Zahlung; bis sie entschieden hat, ist keine Erstattung möglich."
    case "dispute_lost":
      return "Ihre Bank hat Ihnen diese Zahlung schon zurückgegeben."
    case "dispute_won":
      return "Ihre Bank hat diese Zahlung geprüft und entschieden, dass sie gilt."
    case "withdrawal_in_time":
      return reason.params.declared
        ? `Sie haben ${after(reason.params.days)} widerrufen, innerhalb der ${count(reason.params.limit_days, "Tag", "Tage")}, die Ihnen das Gesetz gibt.`
        : `Sie können noch widerrufen: Das Gesetz gibt Ihnen ${count(reason.params.limit_days, "Tag", "Tage")}, und ${passed(reason.params.days)}.`
    case "not_begun":
      return "Sie haben noch nicht erhalten, wofür Sie bezahlt haben, und können deshalb widerrufen."
    case "no_waiver":
      return "Sie wurden nicht gebeten, auf Ihr Widerrufsrecht zu verzichten, und haben es deshalb noch."
    case "waiver_incomplete":
      return "Sie haben nicht vollständig auf Ihr Widerrufsrecht verzichtet und haben es deshalb noch."
    case "waiver_late":
      return "Sie haben erst auf Ihr Widerrufsrecht verzichtet, als Sie die Lizenz schon hatten, und haben es deshalb noch."
    case "duplicate_of":
      return `Dasselbe Produkt hatten Sie ${earlier(reason.params.hours)} schon gekauft${inOrder(reason.params.display_id)}.`
    case "not_delivered":
      return "Ihr Lizenzschlüssel wurde Ihnen nie geschickt."
    case "unused":
      return "Die Lizenz wurde nicht benutzt, und mit ihr wurde nichts heruntergeladen."
    case "not_offered":
      return "Dieser Shop bietet in diesem Fall keine Erstattung an."
    case "in_window":
      return `Erstattungen sind ${count(reason.params.window_days, "Tag", "Tage")} lang möglich; ${passed(reason.params.days)}.`
    case "window_over":
      return reason.params.days === null
        ? `Erstattungen sind ${count(reason.params.window_days, "Tag", "Tage")} lang nach dem Kauf möglich.`
        : `Erstattungen waren ${count(reason.params.window_days, "Tag", "Tage")} lang möglich; ${passed(reason.params.days)}.`
    case "renewal_not_begun":
      return `Die verlängerte Zeit beginnt am ${day(reason.params.starts_at)} und hat noch nicht angefangen.`
    case "used":
      return usedText(reason.params)
    case "earlier_refunds":
      return `Sie haben in den letzten 12 Monaten ${count(reason.params.count, "andere Erstattung", "andere Erstattungen")} von diesem Shop erhalten.`
  }
}

type Used = Extract<Reason, { code: "used" }>["params"]

function usedText({ activations, downloads, last_validated_at }: Used): string {
  const uses = [
    ...(activations > 0 ? [`${activations}-mal aktiviert`] : []),
    ...(downloads > 0 ? [`für ${count(downloads, "Download", "Downloads")} benutzt`] : []),
  ]
  if (uses.length === 0 && last_validated_at !== null) {
    uses.push(`zuletzt am ${day(last_validated_at)} benutzt`)
  }
  return `Die Lizenz wurde ${uses.join(" und ") || "benutzt"}.`
}

const count = (number: number, one: string, other: string) => `${number} ${number === 1 ? one : other}`
const after = (days: number) => (days === 0 ? "am Tag des Kaufs" : `${count(days, "Tag", "Tage")} nach dem Kauf`)
const passed = (days: number) =>
  `seit dem Kauf ${days === 0 ? "ist weniger als ein Tag" : `${days === 1 ? "ist" : "sind"} ${count(days, "Tag", "Tage")}`} vergangen`
const earlier = (hours: number) =>
  hours === 0 ? "weniger als eine Stunde vorher" : `${count(hours, "Stunde", "Stunden")} vorher`
const inOrder = (display_id: number | null) => (display_id === null ? "" : `, mit Bestellung Nr. ${display_id}`)

const DAY_FORMAT = new Intl.DateTimeFormat("de-DE", { dateStyle: "long", timeZone: "UTC" })
const day = (iso: string) => DAY_FORMAT.format(new Date(iso))
