import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto"
import { crc32, gzipSync } from "node:zlib"

/**
 * The demo's files are small but real: archives that open, and signatures that verify. They come out the same each
 * time, so a seed that was killed half-way goes on with the same ones.
 */
export const bytesOf = (text) => Buffer.from(text, "utf8")

/** An author's key is never in a repository. This one is everybody's, so that anybody can verify the demo's files. */
const AUTHOR = createPrivateKey({
  key: Buffer.concat([
    // PKCS #8 of an Ed25519 key, up to its 32 bytes.
    Buffer.from("302e020100300506032b657004220420", "hex"),
    createHash("sha256").update("nimbus-notes demo author").digest(),
  ]),
  format: "der",
  type: "pkcs8",
})
/** Its public half, base64url as in a JWK. */
export const AUTHOR_KEY = createPublicKey(AUTHOR).export({ format: "jwk" }).x
const KEY_ID = bytesOf("nimbusde")

/** What Sparkle's `sign_update` prints. */
export const ed25519 = (bytes) => sign(null, bytes, AUTHOR).toString("base64")

/** The text of a `.minisig` file: the hash is signed, and then the signature together with the trusted comment. */
export function minisign(bytes, filename) {
  const signature = sign(null, createHash("blake2b512").update(bytes).digest(), AUTHOR)
  const comment = `timestamp:1767225600\tfile:${filename}\thashed`
  const all = sign(null, Buffer.concat([signature, bytesOf(comment)]), AUTHOR)
  return [
    "untrusted comment: signature of the License Center demo",
    Buffer.concat([bytesOf("ED"), KEY_ID, signature]).toString("base64"),
    `trusted comment: ${comment}`,
    all.toString("base64"),
    "",
  ].join("\n")
}

/** A plugin that WordPress would install: one folder, whose main file says name and version. */
export function pluginZip(version) {
  const main = `<?php\n/**\n * Plugin Name: Formsmith\n * Version: ${version}\n * Description: A sample file of the demo.\n */\n`
  return archive([{ name: "formsmith/formsmith.php", bytes: bytesOf(main) }])
}

/** A `.tar.gz` with one program in it. */
export function appBundle(name, bytes) {
  const header = Buffer.alloc(512)
  header.write(name, 0)
  const octal = (value, at, length) => header.write(`${value.toString(8).padStart(length - 1, "0")}\0`, at)
  octal(0o755, 100, 8)
  octal(0, 108, 8)
  octal(0, 116, 8)
  octal(bytes.length, 124, 12)
  octal(0, 136, 12)
  header.write("        0", 148)
  header.write("ustar\x0000", 257, "latin1")
  octal(
    header.reduce((sum, byte) => sum + byte, 0),
    148,
    7
  )
  const padding = Buffer.alloc((512 - (bytes.length % 512)) % 512)
  return gzipSync(Buffer.concat([header, bytes, padding, Buffer.alloc(1024)]))
}

/** A `.zip` whose files are stored as they are. */
export function archive(files) {
  const places = []
  const parts = []
  let offset = 0
  for (const { name, bytes } of files) {
    const path = bytesOf(name)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0) // version needed
    facts.writeUInt16LE(0x21, 8) // 1980-01-01, the first day of this format
    facts.writeUInt32LE(crc32(bytes), 10)
    facts.writeUInt32LE(bytes.length, 14)
    facts.writeUInt32LE(bytes.length, 18)
    facts.writeUInt16LE(path.length, 22)
    const local = Buffer.concat([bytesOf("PK\x03\x04"), facts, path, bytes])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    places.push(Buffer.concat([bytesOf("PK\x01\x02"), Buffer.from([20, 0]), facts, rest, path]))
    parts.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(places)
  const end = Buffer.alloc(22)
  end.write("PK\x05\x06", "latin1")
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, directory, end])
}
