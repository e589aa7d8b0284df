// A part's headers are a name and a type.
const MAX_PART_HEADERS = 2048

/**
 * The bytes of one field of a multipart form (RFC 7578), for a field that is not in UTF-8: form parsers give text, and
 * what was no UTF-8 is lost in it. Null when the form has no such field.
 *
 * @param name of the field, letters only
 */
export function fieldBytes(body: Buffer, content_type: string, name: string): Buffer | null {
  const [, quoted, bare] = /;\s?boundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(content_type) ?? []
  const boundary = quoted ?? bare
  if (!boundary) {
    return null
  }
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  // The first one has no line break before it.
  let at = body.indexOf(delimiter.subarray(2))
  let start = at + delimiter.length - 2
  while (at >= 0) {
    const end = body.indexOf(delimiter, start)
    if (end < 0) {
      return null
    }
    const part = body.subarray(start, end)
    const head = part.subarray(0, MAX_PART_HEADERS).indexOf("\r\n\r\n")
    const disposition = head < 0 ? "" : part.subarray(0, head).toString("latin1")
    if (new RegExp(`;\\s?name="${name}"`, "i").test(disposition) && !/filename/i.test(disposition)) {
      return part.subarray(head + 4)
    }
    at = end
    start = end + delimiter.length
  }
  return null
}
