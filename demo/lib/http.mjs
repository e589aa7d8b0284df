/** An answer that says no, with everything needed to see why. */
export class HttpError extends Error {
  constructor(method, path, status, body) {
    const said = typeof body === "object" && body !== null ? (body.message ?? body.detail ?? JSON.stringify(body)) : ""
    super(`${method} ${path} answered ${status}${said ? `: ${said}` : ""}`)
    this.status = status
    this.body = body
  }
}

/**
 * A small JSON client.
 * @param {string} base e.g. `http://localhost:9000`
 * @param {Record<string, string>} headers sent with every request
 */
export function jsonClient(base, headers = {}) {
  const send = async (method, path, body) => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: body === undefined ? headers : { "content-type": "application/json", ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    })
    const text = await response.text()
    const answer = parse(text)
    if (!response.ok) throw new HttpError(method, path, response.status, answer)
    return answer
  }
  return {
    get: (path) => send("GET", path),
    post: (path, body = {}) => send("POST", path, body),
    delete: (path) => send("DELETE", path),
  }
}

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
