import { readFileSync } from "node:fs"
import path from "node:path"
import type { ErrorObject } from "ajv"
import Ajv2020 from "ajv/dist/2020"
import addFormats from "ajv-formats"
import { parse } from "yaml"

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a parsed document, walked by its keys
type Json = any

export const METHODS = ["get", "post", "delete"] as const
export type Method = (typeof METHODS)[number]

export type Operation = { path: string; method: Method; operation: Json }

/** What a test saw of a running server's answer. */
export type Answer = { status: number; headers: Record<string, string>; body: unknown }

export const FILE = path.join(__dirname, "../../../docs/openapi.yaml")

/**
 * docs/openapi.yaml as a judge of real answers. It is stricter than the file: clients must ignore fields that they do
 * not know, but an answer of today holds none that the file does not name.
 */
export class OpenApi {
  readonly document = parse(readFileSync(FILE, "utf8")) as Json
  /** `METHOD path status` of every answer that was judged. */
  readonly seen = new Set<string>()
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true })

  constructor() {
    addFormats(this.ajv)
    this.ajv.addSchema(closed(structuredClone(this.document)), "openapi")
  }

  operations(): Operation[] {
    return Object.entries<Json>(this.document.paths).flatMap(([at, item]) =>
      METHODS.filter((method) => item[method]).map((method) => ({ path: at, method, operation: item[method]! }))
    )
  }

  /** Every `METHOD path status` that the file promises. */
  promises(): string[] {
    return this.operations().flatMap(({ path: at, method, operation }) =>
      Object.keys(operation.responses).map((status) => `${method.toUpperCase()} ${at} ${status}`)
    )
  }

  /** What is wrong with an answer by the file; empty when nothing is. */
  problems(method: Method, at: string, answer: Answer): string[] {
    const name = `${method.toUpperCase()} ${at} ${answer.status}`
    const pointer = ["paths", at, method, "responses", String(answer.status)]
    const { value: response, pointer: found } = this.follow(pointer)
    if (!response) {
      return [`${name} is not in the file: ${JSON.stringify(answer.body)}`]
    }
    this.seen.add(name)
    // Feeds answer in their updaters' formats, and files are files: they have tests of their own.
    const json = [...found, "content", "application/json", "schema"]
    const body = response.content?.["application/json"] ? this.validate(json, answer.body) : []
    const headers = Object.keys(response.headers ?? {}).flatMap((header) => {
      const { pointer: schema } = this.follow([...found, "headers", header])
      // Several of one name are a list, of which the file describes the first.
      return this.validate([...schema, "schema"], [answer.headers[header.toLowerCase()]].flat()[0])
    })
    return [...body, ...headers].map((problem) => `${name}: ${problem}`)
  }

  /** Judges a value by the schema at a pointer. */
  validate(pointer: string[], value: unknown): string[] {
    const validate = this.ajv.compile({ $ref: `openapi#/${pointer.map(escape).join("/")}` })
    return validate(value) ? [] : (validate.errors ?? []).map(sentence)
  }

  /** The value at a pointer, and where it stands, once every `$ref` on the way is followed. */
  follow(pointer: string[]): { value: Json; pointer: string[] } {
    let value: Json = this.document
    let at: string[] = []
    for (const part of pointer) {
      value = value?.[part]
      at.push(part)
      if (typeof value?.$ref === "string") {
        at = value.$ref.slice(2).split("/").map(unescape)
        value = at.reduce<Json>((json, step) => json?.[step], this.document)
      }
    }
    return { value, pointer: at }
  }
}

function sentence({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath || "/"} ${message} ${JSON.stringify(params)}`
}

function escape(part: string): string {
  return encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))
}

function unescape(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~")
}

/**
 * Closes every object schema against fields that it does not name. Parts of others say `additionalProperties: true`, by
 * which JSON Schema counts every field as named: it is taken off them, and what is put together of them is closed.
 */
function closed(node: Json): Json {
  if (typeof node === "object" && node !== null) {
    Object.values(node).forEach(closed)
    if (node.additionalProperties === true) {
      delete node.additionalProperties
    } else if ((node.type as unknown) === "object" && node.properties && !("additionalProperties" in node)) {
      Object.assign(node, { additionalProperties: false })
    }
    if (Array.isArray(node.allOf)) {
      Object.assign(node, { unevaluatedProperties: false })
    }
  }
  return node
}
