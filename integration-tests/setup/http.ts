import request from "supertest"

type Method = "get" | "post" | "delete"

/** The running server as one caller sees it: the headers go along, paths are as in the API reference. */
export type Caller = {
  /** The bare supertest request, for tests that look at the answer itself. */
  ask(method: Method, path: string, body?: object): request.Test
  /** The body of an answer that has to be a success. Throws with the server's own words otherwise. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- bodies are asserted on, not typed
  get(path: string): Promise<any>
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  post(path: string, body?: object): Promise<any>
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  delete(path: string): Promise<any>
}

/** @param url of the server, without a path */
export function aCaller(url: string, headers: Record<string, string> = {}): Caller {
  const ask = (method: Method, path: string, body?: object) => {
    const test = request(url)[method](path).set(headers)
    return body ? test.send(body) : test
  }
  const succeed = async (method: Method, path: string, body?: object) => {
    const response = await ask(method, path, body)
    if (response.status >= 300) {
      throw new Error(`${method.toUpperCase()} ${path} answered ${response.status}: ${response.text}`)
    }
    return response.body
  }
  return {
    ask,
    get: (path) => succeed("get", path),
    post: (path, body = {}) => succeed("post", path, body),
    delete: (path) => succeed("delete", path),
  }
}
