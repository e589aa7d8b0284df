import { gzipSync } from "node:zlib"
import { inspectFile, MAX_BYTES } from "../attachment"

/** What files of each kind begin with, and end with, so that all of what is between is looked into. */
const KINDS: Record<string, [head: Buffer, tail: Buffer]> = {
  png: around("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
  jpg: around("\xff\xd8\xff\xe0"),
  gif: around("GIF89a"),
  webp: around("RIFF\x00\x00\x00\x00WEBPVP8 "),
  mp4: around("\0\0\0\x18ftypisom"),
  pdf: around("%PDF-1.7\n", "%%EOF"),
  txt: around("text "),
  csv: around("a,b\n"),
  json: around(""),
  zip: around("PK\x03\x04"),
  gz: [gzipSync("a log"), Buffer.alloc(0)],
}

const PIECES = [
  ...'\n|\t|\t\n|,| |\r\n|=|"|"=|,=|=(|= |- |#41|#|/|/#4A|/JavaScrip|#4aavaScript|<|+ADw|+A|[|\ufeff|\x1b[|ü|\xff'.split(
    "|"
  ),
  ...[
    "=|",
    "=| ",
    ",=|'",
    "=cmd",
    "=cmd ",
    "=DDE",
    ",=DDE ",
    '"|',
    "(cmd\t",
    "=|=|=|=|=|=|",
    "PK\x05\x06",
    "PK\x01\x02",
  ],
  ...["Rar!\x1a", "7z\xbc\xaf\x27", "a\0", "%PDF", "<script", "\0", "\n=\t", ",=DDE ".repeat(9) + " ".repeat(1000)],
]
/** A directory that is as long as the file, of entries that are as many as can be, or have the longest names. */
const DIRECTORIES = ["a", "/".repeat(60_000), "x" + "./".repeat(30_000), "Payload/" + "x.app".repeat(10_000)]

describe("looking into a file of the greatest size", () => {
  it.each(Object.keys(KINDS))("takes no time, whatever is in a %s", (extension) => {
    const [head, tail] = KINDS[extension]!
    const slow = PIECES.map((piece): [string, number] => {
      const filled = Buffer.alloc(
        MAX_BYTES - head.length - tail.length,
        piece,
        /[^\0-\xff]|ü/.test(piece) ? "utf8" : "latin1"
      )
      return [piece.slice(0, 40), fastest(() => inspectFile(`a.${extension}`, Buffer.concat([head, filled, tail])))]
    }).filter(([, ms]) => ms > MOST)
    expect(slow).toEqual([])
  })

  it("takes no time for an archive of many names, or of long ones", () => {
    const slow = DIRECTORIES.map((name): [string, number] => {
      const content = archiveOf(name)
      return [name.slice(0, 20), fastest(() => inspectFile("a.zip", content))]
    }).filter(([, ms]) => ms > MOST)
    expect(slow).toEqual([])
  })
})

/** ms; it takes some 50 on an idle computer, and what is quadratic takes minutes. */
const MOST = 1000

function around(head: string, tail = ""): [Buffer, Buffer] {
  return [Buffer.from(head, "latin1"), Buffer.from(tail, "latin1")]
}

function archiveOf(name: string): Buffer {
  const entry = Buffer.alloc(46 + name.length)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(name.length, 28)
  entry.write(name, 46)
  const directory = Buffer.alloc(Math.floor((MAX_BYTES - 30) / entry.length) * entry.length, entry)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(4, 16)
  return Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), directory, end])
}

/** ms of this process alone, because other programs run beside the tests; the better of two when it was slow. */
function fastest(run: () => void): number {
  let best = Infinity
  for (let i = 0; i < 2 && best > MOST; i++) {
    const started = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(started)
    best = Math.min(best, (user + system) / 1000)
  }

  return best
}
