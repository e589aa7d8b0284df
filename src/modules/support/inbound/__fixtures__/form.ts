import type { InboundRequest } from "../request"

/** A multipart form as providers post it. */
export function formOf(
  fields: Record<string, string>,
  files: NonNullable<InboundRequest["files"]>
): { content_type: string; body: Buffer } {
  const part = (head: string, content: Buffer) => [
    Buffer.from(`--xyz\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
    content,
    Buffer.from("\r\n"),
  ]
  const body = Buffer.concat([
    ...Object.entries(fields).flatMap(([name, value]) => part(`name="${name}"`, Buffer.from(value))),
    ...files.flatMap(({ fieldname, originalname, mimetype, buffer }) =>
      part(`name="${fieldname}"; filename="${originalname}"\r\nContent-Type: ${mimetype}`, buffer)
    ),
    Buffer.from("--xyz--\r\n"),
  ])
  return { content_type: "multipart/form-data; boundary=xyz", body }
}
