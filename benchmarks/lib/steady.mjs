import { Agent, request } from "node:http"

/**
 * Sends requests at an even pace, whether or not earlier ones were answered, and measures from the moment each was due:
 * a server that stalls is charged for those that had to wait. autocannon's own `overallRate` sends each second's share
 * in one burst at its beginning, which is not a steady rate.
 */
export async function steady({ url, rate, seconds, bodies, connections, expect }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const latencies = []
  let failures = 0
  const total = rate * seconds
  const begin = performance.now() + 50
  const dueAt = (n) => begin + (n * 1000) / rate
  const pending = []
  await new Promise((resolve) => {
    let sent = 0
    const timer = setInterval(() => {
      for (; sent < total && dueAt(sent) <= performance.now(); sent++) {
        const due = dueAt(sent)
        pending.push(
          send(url, agent, bodies[sent % bodies.length], expect).then(
            (ok) => (ok ? latencies.push(performance.now() - due) : failures++),
            () => failures++
          )
        )
      }
      if (sent === total) {
        clearInterval(timer)
        resolve()
      }
    }, 1)
  })
  await Promise.all(pending)
  const duration = (performance.now() - begin) / 1000
  agent.destroy()
  latencies.sort((a, b) => a - b)
  const percentile = (p) => latencies[Math.min(latencies.length - 1, Math.ceil((p / 100) * latencies.length) - 1)]
  return {
    requests: latencies.length,
    failures,
    rps: latencies.length / duration,
    p50: percentile(50),
    p99: percentile(99),
    max: latencies.at(-1),
  }
}

function send(url, agent, body, expect) {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) }
    const req = request(url, { method: "POST", agent, headers }, (res) => {
      let text = ""
      res.setEncoding("utf8")
      res.on("data", (chunk) => (text += chunk))
      res.on("end", () => resolve(res.statusCode < 300 && (!expect || text.includes(expect))))
    })
    req.on("error", reject)
    req.end(body)
  })
}
