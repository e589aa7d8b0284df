import { generateKey, maskKey } from "../../src/lib/license-key"
import { detectSecrets, maskSecret } from "../lib/verify/key-detector.mjs"

const key = generateKey("NIMBUS")
const kinds = (text: string, prefixes: string[] = []) => detectSecrets(text, prefixes).map(({ kind }) => kind)

describe("finding license keys in clear", () => {
  it.each([
    ["alone", key],
    ["in a sentence", `Your key is ${key}.`],
    ["in JSON", JSON.stringify({ data: { key } })],
    ["in a URL", `https://shop.example/x?key=${key}&y=1`],
    ["in a row as PostgreSQL prints it", `(noti_1,"{""key"": ""${key}""}",2026-11-24)`],
    ["in lower case", key.toLowerCase()],
  ])("%s", (_where, text) => {
    expect(kinds(text)).toEqual(["key"])
  })

  it.each([
    ["without dashes", key.replaceAll("-", "")],
    ["with spaces", key.replaceAll("-", " ")],
    ["with long dashes", key.replaceAll("-", "–")],
    ["with O for 0 and l for 1", key.slice(0, 6) + key.slice(6).replaceAll("0", "O").replaceAll("1", "l")],
  ])("%s, behind a known prefix", (_how, text) => {
    expect(kinds(`key: ${text} (yours)`, ["FORM", "NIMBUS"])).toEqual(["key"])
  })

  it("counts one key once, however often and in whatever spelling it stands there", () => {
    expect(detectSecrets(`${key} ${key} ${key.toLowerCase()} ${key.replaceAll("-", "")}`, ["NIMBUS"])).toHaveLength(1)
  })

  it.each(Array.from({ length: 50 }, () => generateKey("FORM")))("agrees with the generator: %#", (generated) => {
    expect(kinds(generated)).toEqual(["key"])
  })
})

describe("leaving alone what is no secret", () => {
  const typo = `${key.slice(0, -1)}${key.endsWith("0") ? "1" : "0"}`
  it.each([
    ["a masked key", maskKey(key)],
    ["a key that fails its check symbols", typo],
    ["a UUID", "1b4e28ba-2fa1-11d2-883f-0016d3cca427"],
    ["a Medusa id", "order_01M86WGVKJAKJQ8RVG4FBTF1EG"],
    ["ciphertext", Buffer.alloc(400, key).toString("base64")],
    ["a part of something longer", `A${key}B`],
    ["the prefix of tokens alone", "lct_ is how they begin"],
  ])("%s", (_what, text) => {
    expect(detectSecrets(text, ["NIMBUS", "FORM"])).toEqual([])
  })
})

describe("finding private-link tokens in clear", () => {
  const token = `lct_${Buffer.alloc(32, 7).toString("base64url")}`
  it("sees one, also behind a fragment sign", () => {
    expect(detectSecrets(`https://shop.example/license-center/t#${token}`)).toEqual([{ kind: "token", value: token }])
  })
})

it("shows a finding without showing the secret", () => {
  expect(maskSecret(key)).toBe(`NIMB…${key.slice(-2)}`)
})
