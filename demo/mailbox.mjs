// The demo's mailbox: a real SMTP server that delivers to nobody, and a page to read what arrived. A process of its own,
// so that ending Medusa in the middle of a send (which the crash tests do) leaves the receiving side intact.
//
//   node demo/mailbox.mjs --smtp-port 1025 --port 1080 --folder .demo/mail
import { readFileSync } from "node:fs"
import { createServer } from "node:http"
import { parseArgs } from "node:util"
import { simpleParser } from "mailparser"
import { SMTPServer } from "smtp-server"
import { openMailStore, toMail } from "./lib/mail-store.mjs"

const { values: options } = parseArgs({
  options: {
    "smtp-port": { type: "string", default: "1025" },
    port: { type: "string", default: "1080" },
    folder: { type: "string", default: ".demo/mail" },
  },
})
const host = "127.0.0.1"
const store = openMailStore(options.folder)
const page = readFileSync(new URL("./lib/mailbox-page.html", import.meta.url))

const smtp = new SMTPServer({
  banner: "License Center demo mailbox",
  authOptional: true,
  onAuth: (auth, _session, callback) => callback(null, { user: auth.username ?? "anyone" }),
  disabledCommands: ["STARTTLS"],
  allowInsecureAuth: true,
  size: 10 * 1024 * 1024,
  logger: false,
  onData(stream, session, callback) {
    const { mailFrom, rcptTo } = session.envelope
    const envelope = { mailFrom: mailFrom ? mailFrom.address : "", rcptTo: rcptTo.map(({ address }) => address) }
    simpleParser(stream)
      .then((parsed) => store.add(toMail(parsed, envelope)))
      .then(
        (mail) => callback(null, `Kept as ${mail.id}`),
        (error) => callback(error)
      )
  },
})
// A sender that is killed in the middle of a session is normal here.
smtp.on("error", (error) => process.stderr.write(`smtp: ${error.message}\n`))

const json = (response, status, body) => {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" })
  response.end(JSON.stringify(body))
}

const web = createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://localhost")
  const route = `${request.method} ${pathname}`
  if (route === "GET /") {
    response.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      // A mail is a stranger's HTML. Its frame is sandboxed; this keeps it from loading anything as well.
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:; frame-src 'self'",
    })
    return response.end(page)
  }
  if (route === "GET /email") return json(response, 200, store.all())
  if (route === "GET /version") return json(response, 200, { version: store.version(), count: store.all().length })
  if (route === "DELETE /email/all") {
    store.clear()
    return json(response, 200, { deleted: true })
  }
  const one = /^GET \/email\/([\w-]+)$/.exec(route)
  const mail = one && store.all().find(({ id }) => id === one[1])
  if (mail) return json(response, 200, mail)
  json(response, 404, { message: "There is nothing here. Mails are at GET /email." })
})

smtp.listen(Number(options["smtp-port"]), host, () => {
  web.listen(Number(options.port), host, () => process.stdout.write(`mailbox ready on ${options.port}\n`))
})
web.on("error", fail)

function fail(error) {
  process.stderr.write(`mailbox: ${error.message}\n`)
  process.exit(1)
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    smtp.close()
    web.close()
    web.closeAllConnections()
    setTimeout(() => process.exit(0), 50)
  })
}
