// What the demo's store sells. Plain data; seed.mjs puts it into Medusa through the admin API.

export const store = { name: "Nimbus Software", default_name: "Medusa Store" }

export const currencies = ["eur", "usd"]

/** The first region is the one that scripts buy in. */
export const regions = [
  {
    name: "Europe",
    currency_code: "eur",
    countries: ["de", "at", "ch", "fr", "es", "it", "nl", "be", "se", "dk", "gb"],
  },
  { name: "United States", currency_code: "usd", countries: ["us"] },
]

export const plans = [
  {
    code: "personal",
    name: "Personal",
    seats: 1,
    term: null,
    updates_term: "P1Y",
    on_expiry: "keep_running",
    entitlements: ["editor"],
    key_prefix: "NIMBUS",
    activation_kind: "device",
  },
  {
    code: "team",
    name: "Team",
    seats: 5,
    term: "P1Y",
    updates_term: null,
    on_expiry: "stop",
    entitlements: ["editor", "sync"],
    key_prefix: "NIMBUS",
    activation_kind: "device",
  },
  {
    code: "trial",
    name: "Trial",
    seats: 1,
    term: "P14D",
    updates_term: null,
    on_expiry: "stop",
    grace: "P1D",
    entitlements: ["editor"],
    key_prefix: "NIMBUS",
    activation_kind: "device",
  },
  {
    code: "studio",
    name: "Studio",
    seats: 3,
    term: "P1Y",
    updates_term: null,
    on_expiry: "stop",
    entitlements: ["forms", "payments"],
    key_prefix: "FORM",
    activation_kind: "site",
  },
]

/** Amounts are in the currency's own unit: 49 is 49.00. */
export const products = [
  {
    handle: "nimbus-notes",
    title: "Nimbus Notes",
    subtitle: "Notes that stay on your computer",
    description: "A fast notes app for macOS, Windows and Linux. Works offline, keeps everything in plain files.",
    option: "Edition",
    variants: [
      { title: "Personal", sku: "NOTES-PERSONAL", plan: "personal", prices: { eur: 49, usd: 55 } },
      { title: "Team", sku: "NOTES-TEAM", plan: "team", prices: { eur: 199, usd: 219 } },
      { title: "Trial", sku: "NOTES-TRIAL", plan: "trial", prices: { eur: 0, usd: 0 } },
    ],
  },
  {
    handle: "formsmith",
    title: "Formsmith",
    subtitle: "Forms for WordPress",
    description: "A form builder for WordPress with payments, file uploads and conditional fields.",
    option: "License",
    variants: [{ title: "Studio", sku: "FORMSMITH-STUDIO", plan: "studio", prices: { eur: 99, usd: 109 } }],
  },
]
