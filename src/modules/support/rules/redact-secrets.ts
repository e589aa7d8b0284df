import { OWN_TOKENS } from "../../../lib/own-tokens"
import { BARRIER, type Span } from "./redact-cards"

const PEM_LONGEST = 16 * 1024

/**
 * What issuers made recognisable, each from its own documentation. Every one is found at its first characters and ends
 * with a single class of characters, so that a try costs no more than what it reads.
 */
const SHAPES: readonly RegExp[] = [
  // Stripe: secret and restricted keys, webhook secrets. `pk_` is public.
  /(?<![A-Za-z0-9])(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{8,}/g,
  /(?<![A-Za-z0-9])whsec_[A-Za-z0-9+/_-]{12,}={0,2}/g,
  // Medusa's secret API keys; its publishable ones begin with `pk_`.
  /(?<![A-Za-z0-9])sk_[0-9a-f]{20,}/gi,
  OWN_TOKENS,
  // GitHub, GitLab, npm
  /(?<![A-Za-z0-9])gh[opsru]_[A-Za-z0-9]{20,}/g,
  /(?<![A-Za-z0-9])github_pat_[A-Za-z0-9_]{20,}/g,
  /(?<![A-Za-z0-9])glpat-[A-Za-z0-9_-]{16,}/g,
  /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{30,}/g,
  // AWS access key ids, long-lived and temporary
  /(?<![A-Za-z0-9])A(?:KI|SI)A[A-Z0-9]{16}(?![A-Za-z0-9])/g,
  // Slack, Google, SendGrid
  /(?<![A-Za-z0-9])xox[a-z]-[A-Za-z0-9-]{10,}/g,
  /(?<![A-Za-z0-9])xapp-[A-Za-z0-9-]{10,}/g,
  /(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{30,}/g,
  /(?<![A-Za-z0-9])SG\.[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,}/g,
  // JSON Web Tokens: a header that begins with `{"` in base64url
  /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]+/g,
]

const PASSWORD =
  "pass(?:wor[dt]|wd|phrase|code)|kennwort|contraseña|contrasena|mot de passe|senha|wachtwoord|hasło|пароль|" +
  "パスワード|密码|(?<![a-z])(?:pwd|pw|pass)(?![a-z])"
const TOKEN =
  "(?:api|access|auth|client|secret|private|signing|webhook|session|refresh)[ _-]?(?:access[ _-]?)?(?:key|token|secret)|" +
  "(?<![a-z])(?:secret|token)"
const IS = `["'\`\\])]{0,2}[ \\t]{0,8}(?:[:=]{1,2}>?|→)[ \\t]{0,8}`
const QUOTED = `"[^"\\r\\n${BARRIER}]{1,256}"|'[^'\\r\\n${BARRIER}]{1,256}'|„[^“”\\r\\n${BARRIER}]{1,256}[“”]|“[^”\\r\\n${BARRIER}]{1,256}”`
const WORD = `[^\\s${BARRIER}]+`

const NAMED_PASSWORD = new RegExp(`(?:${PASSWORD})(${IS})(${QUOTED}|${WORD})`, "gi")
const TOLD_PASSWORD = new RegExp(
  `(?:${PASSWORD})[ \\t]{1,4}(?:is|was|ist|war|lautet)[ \\t]{0,4}:?[ \\t]{1,4}(${QUOTED}|${WORD})`,
  "gi"
)
const NAMED_TOKEN = new RegExp(`(?:${TOKEN})${IS}["']?([A-Za-z0-9+/_.=~-]{12,})`, "gi")
const AUTHORIZATION = new RegExp(
  `(?:authorization${IS}["']?(?:[a-z]{3,12}[ \\t]{1,4})?|(?<![a-z])bearer[ \\t]{1,4})([^\\s"'${BARRIER}]{8,})`,
  "gi"
)
const IN_URL = new RegExp(`:\\/\\/[^\\s:/@${BARRIER}]{0,64}:([^\\s/@${BARRIER}]{1,128})@`, "g")

/** What stands after "password:" when a person goes on writing. Only taken so when more words follow. */
const PROSE = new RegExp(
  "^(?:" +
    "a|an|and|as|at|but|can|cannot|could|did|do|does|even|every|for|from|has|have|he|how|i|i'm|i've|if|in|is|it|it's|" +
    "my|never|no|not|now|of|on|or|please|reset|she|should|so|still|that|the|their|then|there|they|this|to|was|we|were|" +
    "what|when|where|which|who|why|will|with|would|you|your|" +
    "aber|als|am|auch|auf|bei|bitte|da|das|dass|dem|den|der|die|ein|eine|er|es|für|geht|hat|hab|habe|hier|ich|im|ist|" +
    "kann|kein|keine|man|mein|meine|mit|nach|nicht|noch|nun|oder|sie|und|von|war|warum|was|weil|wenn|wer|wie|wir|wo|zu" +
    ")[,;.!?]?$",
  "i"
)
const NO_VALUE = /^(?:[*•.…_-]+|x{3,}|n\/?a|null|none|undefined|true|false|<[^>]*>)[,;.)}\]`"']*$/i
const CLOSING = /[,;.)}\]>"'`]*$/

/** Secrets that are known by their shape: keys of well-known services, JSON Web Tokens, PEM private keys. */
export function findShapedSecrets(view: string): Span[] {
  return [...findPemKeys(view), ...SHAPES.flatMap((shape) => spansOf(view, shape))]
}

/** Secrets that are known by what stands before them: `password: …`, `Authorization: Bearer …`, `user:…@host`. */
export function findNamedSecrets(view: string): Span[] {
  return [
    ...spansOf(view, AUTHORIZATION, (value) => /[0-9=+/]|[a-z][A-Z]/.test(value)),
    ...spansOf(view, IN_URL),
    ...spansOf(view, NAMED_TOKEN, (value) => /[0-9]/.test(value) && /[A-Za-z]/.test(value) && !/^pk_/.test(value)),
    ...spansOf(view, TOLD_PASSWORD, (value) => /^["'„“]|^(?=.*[0-9]).{4}/.test(value)),
    ...namedPasswords(view),
  ]
}

/**
 * What proves that somebody holds the card, said beside its number: the code on it, its PIN.
 *
 * @param view with the card's number hidden already, by {@link BARRIER}s
 */
export function findCardCodes(view: string): Span[] {
  return [...spansOf(view, CODE_AFTER_NAME), ...spansOf(view, CODE_BEFORE_NAME), ...spansOf(view, CODE_AFTER_EXPIRY)]
}

const CODE_NAME =
  "(?<![a-z])(?:cvc2?|cvv2?|csc|cvn|cid|pin)|security code|card code|pr(?:ü|ue)f(?:ziffer|nummer|zahl)|" +
  "sicherheitscode|code de sécurité|código de seguridad"
const CODE_AFTER_NAME = new RegExp(
  `(?=[cps])(?:${CODE_NAME})(?:[ \\t]?(?:code|number|nummer|no|nr)\\.?)?["')]?[ \\t]{0,3}(?:[:=#-]|is|ist)?[ \\t]{0,3}["'(]?` +
    "(\\d(?:[ \\t]?\\d){2,3})(?![\\d])",
  "gi"
)
const CODE_BEFORE_NAME = /(?<!\d)(\d{3,4})[ \t]{0,2}\(?(?:cvc|cvv)/gi
/** `4111… 12/27 123` and `4111…|12|27|123`, as forms and lists write them. */
const CODE_AFTER_EXPIRY = new RegExp(
  `${BARRIER}[ \\t,;|/:-]{1,4}(?:exp[a-z]{0,7}[ .:]{0,3})?(?:0?[1-9]|1[0-2])[ ./|-]{1,3}(?:20)?\\d\\d[ \\t,;|/-]{1,3}` +
    "(\\d{3,4})(?!\\d)",
  "gi"
)

/** Where `pattern` matches: its first group that took part, or all of it. */
function spansOf(view: string, pattern: RegExp, isSecret: (value: string) => boolean = () => true): Span[] {
  const spans: Span[] = []
  for (const match of view.matchAll(pattern)) {
    const value = match[1] ?? match[0]
    if (isSecret(value)) {
      // Every group stands at the end of its pattern, but for one sign or name that follows it.
      const start = match.index + match[0].lastIndexOf(value)
      spans.push(inner({ start, end: start + value.length }, value))
    }
  }
  return spans
}

/** Without its quotes. */
function inner({ start, end }: Span, value: string): Span {
  const isQuoted = value.length > 2 && /^["'„“]/.test(value) && /["'“”]$/.test(value)
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end }
}

function namedPasswords(view: string): Span[] {
  const spans: Span[] = []
  for (const match of view.matchAll(NAMED_PASSWORD)) {
    const value = match[2]!
    const end = match.index + match[0].length
    const start = end - value.length
    const goesOn = /^[ \t]{1,4}[^\s]/.test(view.slice(end, end + 6))
    const isProse = /[ \t]$/.test(match[1]!) && goesOn && PROSE.test(value)
    // Nothing but signs: the quote before what is hidden already, or a sentence that ends with "password:".
    if (isProse || NO_VALUE.test(value) || !/[\p{L}\p{N}]/u.test(value)) {
      continue
    }
    const closing = /^["'„“]/.test(value) ? 0 : CLOSING.exec(value)![0].length
    spans.push(inner({ start, end: end - closing }, value))
  }
  return spans
}

/** From its first line to its last. One that was cut off ends where the base64 does. */
function findPemKeys(view: string): Span[] {
  const spans: Span[] = []
  let done = 0
  let hasEnd = true
  for (const match of view.matchAll(/-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g)) {
    const start = match.index
    if (start < done) {
      continue
    }
    const body = start + match[0].length
    const closing: number = hasEnd ? view.indexOf("-----END ", body) : -1
    hasEnd = closing !== -1
    const tail =
      hasEnd && closing - body <= PEM_LONGEST
        ? /^-----END [A-Z0-9 ]{0,60}-----/.exec(view.slice(closing, closing + 80))
        : null
    done = tail ? closing + tail[0].length : body + cutOffPem(view.slice(body, body + PEM_LONGEST))
    spans.push({ start, end: done })
  }
  return spans
}

function cutOffPem(rest: string): number {
  let length = 0
  for (const line of rest.split("\n")) {
    const isPem = /^[>\s]*(?:[A-Za-z0-9+/=]*|[A-Za-z0-9+/=\\]{32,}|[A-Za-z-]{4,20}: [^\n]{1,80})\s*$/.test(line)
    if (!isPem) {
      break
    }
    length += line.length + 1
  }
  return Math.max(0, Math.min(rest.length, length - 1))
}
