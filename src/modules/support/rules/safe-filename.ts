/** UTF-16 units, and bytes in UTF-8: most file systems take 255, and a storage provider puts its own name before ours. */
const LONGEST = 120
const MOST_BYTES = 200
const FALLBACK = "file"

/** Names of devices, with any extension (Microsoft, "Naming Files, Paths, and Namespaces"). */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i

/** What a disk of Windows refuses, and lookalikes that older encodings turn into it. */
const FORBIDDEN = /[<>:"/\\|?*\u2044\u2215\u29F8\uFE68\uFF0F\uFF3C\uFF1A\uFF02\uFF1C\uFF1E\uFF5C\uFF1F\uFF0A]/g

/**
 * The name a file may have on a disk and in `Content-Disposition`: without its path, without controls, invisible and
 * bidirectional characters (`exe.gnp` must not read `png.exe`), without names of Windows devices, 1 to 120 characters
 * and at most 200 bytes. The extension stays. Doing it again changes nothing.
 *
 * What a header needs besides, quoting and RFC 8187, is the header's business.
 */
export function safeFilename(filename: string): string {
  const base = filename.slice(Math.max(filename.lastIndexOf("/"), filename.lastIndexOf("\\")) + 1)
  const clean = base
    .replace(/[\p{Surrogate}\p{Noncharacter_Code_Point}]/gu, "")
    .replace(/[\p{Zs}\t\n\r\u2028\u2029]/gu, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Co}\uFE00-\uFE0F\u3164\u115F\u1160\uFFA0]/gu, "")
    .replace(FORBIDDEN, "_")
    .replace(/ +/g, " ")
    .normalize("NFC")
  return shortened(withoutDevice(trimmed(clean))) || FALLBACK
}

/** In lower case, without its dot; empty when there is none. */
export function extensionOf(filename: string): string {
  return /\.([^.]+)$/.exec(safeFilename(filename))?.[1]?.trim().toLowerCase() ?? ""
}

/** Dots and blanks in front hide a file, behind it Windows takes them off, and with them an extension changes. */
function trimmed(name: string): string {
  return name.replace(/^[. ]+/, "").replace(/[. ]+$/, "")
}

function shortened(name: string): string {
  if (fits(name)) {
    return name
  }
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? ""
  let stem = ""
  for (const character of name.slice(0, name.length - extension.length)) {
    if (!fits(stem + character + extension)) {
      break
    }
    stem += character
  }
  return trimmed(trimmed(stem) + extension)
}

const fits = (name: string) => name.length <= LONGEST && Buffer.byteLength(name) <= MOST_BYTES

function withoutDevice(name: string): string {
  return RESERVED.test(name.replace(/ +(?=\.|$)/g, "")) ? `_${name}` : name
}
