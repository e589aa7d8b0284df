/**
 * What a zip file says of itself, without unpacking any of it (PKWARE APPNOTE 6.3.10).
 */

const END = { signature: 0x06054b50, size: 22, longest_comment: 65_535 }
const ENTRY = { signature: 0x02014b50, size: 46 }
const ENCRYPTED = 1

type Entry = { name: string; is_encrypted: boolean }
/** `start` is where the first local header would be: after whatever stands before the archive. */
type Directory = { entries: Entry[]; start: number }

/**
 * Archives with a purpose: Office and OpenDocument files, e-books, Java and Android programs, browser extensions,
 * installers of Windows, workflow and shortcut bundles. A person unpacks an archive; these are opened, and run.
 */
const PURPOSEFUL =
  /^(?:\[Content_Types\]\.xml|META-INF\/.*|mimetype|AndroidManifest\.xml|classes\.dex|AppxManifest\.xml|_rels\/\.rels|(?:.*\/)?vbaProject\.bin|Payload\/[^/]+\.app\/.*)$/i

/** Why it is not an archive that may be attached; null when it may. */
export function zipVerdict(content: Buffer): "content_mismatch" | "active_content" | "type_not_allowed" | null {
  const directory = content.length >= 4 && content.readUInt32LE(0) === 0x04034b50 ? readDirectory(content) : null
  if (!directory || directory.start !== 0 || directory.entries.length === 0) {
    return "content_mismatch"
  }
  if (directory.entries.some(({ name }) => PURPOSEFUL.test(name))) {
    return "active_content"
  }
  // Nobody can look inside before it is too late.
  return directory.entries.some(({ is_encrypted }) => is_encrypted) ? "type_not_allowed" : null
}

/** Whether an archive hangs on to another file: a zip (which Java starts when it is a jar), RAR, 7z. */
export function holdsArchive(content: Buffer): boolean {
  return (
    readDirectory(content) !== null ||
    content.includes("Rar!\x1a\x07", 0, "latin1") ||
    content.includes("7z\xbc\xaf\x27\x1c", 0, "latin1")
  )
}

/** The directory at the end of the file, with whatever comment follows; null when there is none that fits. */
function readDirectory(content: Buffer): Directory | null {
  const first = Math.max(0, content.length - END.size - END.longest_comment)
  for (let at = content.length - END.size; at >= first; at--) {
    if (content.readUInt32LE(at) !== END.signature) {
      continue
    }
    const size = content.readUInt32LE(at + 12)
    const offset = content.readUInt32LE(at + 16)
    const begin = at - size
    if (begin >= 0 && size >= ENTRY.size && content.readUInt32LE(begin) === ENTRY.signature) {
      return { entries: readEntries(content.subarray(begin, at)), start: begin - offset }
    }
  }
  return null
}

function readEntries(directory: Buffer): Entry[] {
  const entries: Entry[] = []
  for (let at = 0; at + ENTRY.size <= directory.length && directory.readUInt32LE(at) === ENTRY.signature;) {
    const [name, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ]
    const begin = at + ENTRY.size
    entries.push({
      name: directory
        .toString("utf8", begin, begin + name)
        .replace(/\\/g, "/")
        .replace(/^(?:\.?\/)+/, ""),
      is_encrypted: (directory.readUInt16LE(at + 8) & ENCRYPTED) !== 0,
    })
    at = begin + name + extra + comment
  }
  return entries
}
