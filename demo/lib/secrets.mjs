import { randomBytes } from "node:crypto"
import { readJson, writeJson } from "./files.mjs"

const recipe = {
  admin_email: () => "admin@nimbus.example",
  // Short enough to type; the demo listens for its owner only.
  admin_password: () => randomBytes(9).toString("base64url"),
  cookie_secret: () => randomBytes(32).toString("base64url"),
  jwt_secret: () => randomBytes(32).toString("base64url"),
  license_center_secret: () => randomBytes(32).toString("base64"),
}

/**
 * The demo's own secrets: made once, readable by their owner only. Keys of earlier runs can be read only with the
 * secret they were stored with, so these live as long as the database does.
 * @returns {Record<keyof typeof recipe, string>}
 */
export function demoSecrets(file) {
  const known = readJson(file, {})
  const made = Object.fromEntries(Object.entries(recipe).map(([name, make]) => [name, known[name] ?? make()]))
  if (Object.keys(made).some((name) => known[name] === undefined)) writeJson(file, made, { mode: 0o600 })
  return made
}
