import { createHash } from "node:crypto"
import type { Readable } from "node:stream"

export type Measured = { size: number; sha512: string; sha256: string }

/** Adds up what passes by: bytes and both hashes, in lower-case hex. */
export class Meter {
  private readonly long = createHash("sha512")
  private readonly short = createHash("sha256")
  private size = 0

  add(chunk: Buffer): void {
    this.long.update(chunk)
    this.short.update(chunk)
    this.size += chunk.length
  }

  end(): Measured {
    return { size: this.size, sha512: this.long.digest("hex"), sha256: this.short.digest("hex") }
  }
}

/** Reads a stream to its end, piece by piece: a file may be larger than the memory. */
export async function hashStream(stream: Readable): Promise<Measured> {
  const meter = new Meter()
  for await (const chunk of stream) {
    meter.add(Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as string))
  }
  return meter.end()
}
