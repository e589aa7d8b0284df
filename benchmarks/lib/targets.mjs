/** Part of every valid verdict; an answer without it counts as a failure and fails the run. */
const VALID = '"valid":true'

/**
 * What is measured side by side. All get the same calls: a POST with a JSON body of key, product, fingerprint, version. `asks`: a GET with the key in a header.
 * @param {{ medusa: string, plain: string }} servers
 */
export const targetsOf = ({ medusa, plain }) => [
  { id: "bare", label: "bare JSON route of Medusa", url: `${medusa}/bench/bare` },
  { id: "minimum", label: "hand-written minimum in Medusa", url: `${medusa}/bench/minimum`, expect: VALID },
  { id: "validate", label: "validate", url: `${medusa}/license-center/v1/validate`, expect: VALID },
  {
    id: "activate",
    label: "activate (a new device each time)",
    url: `${medusa}/license-center/v1/activate`,
    expect: VALID,
    new_devices: true,
  },
  { id: "list", label: "MedusaService list call, one row", url: `${medusa}/bench/list`, expect: '"key_hash"' },
  {
    id: "list_full",
    label: "the same with what validate reads",
    url: `${medusa}/bench/list-full`,
    expect: '"activations":[{',
  },
  {
    id: "updates",
    label: "updates, of 1,000 releases",
    url: `${medusa}/license-center/v1/updates/nimbus-notes?version=4.2.1&platform=darwin&arch=arm64`,
    expect: '"status":"update"',
    asks: true,
  },
  {
    id: "feed",
    label: "its electron-updater feed",
    url: `${medusa}/license-center/v1/feeds/electron/nimbus-notes/-/latest-mac.yml`,
    expect: "version: 9.9.9",
    asks: true,
  },
  { id: "plain", label: "node:http + pg, same look-up", url: `${plain}/` },
]
