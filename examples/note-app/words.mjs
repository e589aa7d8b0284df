/** What each code means to the person in front of the app, and what to do next. */
const NEXT = {
  NO_LICENSE: "Enter your key: activate <key>",
  MALFORMED_KEY: "Compare it with the mail, or copy it from there.",
  NOT_FOUND: "Is it a key for another product? Name it: --product <handle>",
  EXPIRED: "Renew it in the store; then run: validate",
  SUSPENDED: "The store's support knows why. Once it is settled, run: validate",
  REVOKED: "The store's support knows why.",
  NOT_ACTIVATED: "Take a seat again: activate <key>",
  SEAT_LIMIT_REACHED: "Free a seat with deactivate on another computer, or move it here: rebind <key> <computer>",
  REBIND_LIMIT_REACHED: "Wait until the date above, or ask the store's support.",
  UNREACHABLE: "Check the connection and try again.",
  RATE_LIMITED: "Try again in a while.",
  LEASE_EXPIRED: "Connect to the internet and run: validate",
  CLOCK_SET_BACK: "Set this computer's clock right, or connect and run: validate",
  INVALID_LEASE:
    "Run: activate <key>. After a demo --reset, delete .demo/example first: the store has new signing keys.",
}

export function describe(result) {
  const { license, activation } = result
  const mark = result.valid || result.ok ? "✓" : "✗"
  const lines = [`${mark} ${result.code}  ${result.detail}`]
  if (license?.product) {
    lines.push(`  ${license.product.title}${license.plan ? `, ${license.plan.name}` : ""}`)
  }
  if (license?.seats) {
    lines.push(`  Seats: ${license.seats.used} of ${license.seats.limit ?? "unlimited"} in use`)
  }
  if (result.valid) {
    lines.push(`  Runs without internet until ${day(result.offline_until)}`)
    if (license?.updates_until) {
      lines.push(`  Updates until ${day(license.updates_until)}`)
    }
    if (activation?.id) {
      lines.push(`  This computer: ${activation.name ?? "unnamed"} (${activation.id})`)
    }
  }
  if (result.rebinds?.next_at) {
    lines.push(`  Next move possible: ${day(result.rebinds.next_at)}`)
  }
  for (const { field, message } of result.errors ?? []) {
    lines.push(`  ${field}: ${message}`)
  }
  lines.push(`  Decided by: ${result.source === "server" ? "the server" : "this computer"} (server: ${result.server})`)
  if (!result.ok && NEXT[result.code]) {
    lines.push(`→ ${NEXT[result.code]}`)
  }
  if (!result.ok && result.help_url) {
    lines.push(`  Help: ${result.help_url}`)
  }
  return lines.join("\n")
}

function day(iso) {
  return iso.slice(0, 10)
}
