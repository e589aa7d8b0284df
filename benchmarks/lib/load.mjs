// The load generator, a process of its own: reads a job as JSON from its first argument, prints what it measured.
import autocannon from "autocannon"
import { callBodies, credentials, randomFrom, readKeys } from "./people.mjs"
import { steady } from "./steady.mjs"

/** Enough that no connection comes round to its first body again within a round. */
const BODIES_A_CONNECTION = 500

const job = JSON.parse(process.argv[2])
const keys = readKeys(job.keys)
const random = randomFrom(`${job.seed}/${job.round}`)
const newDevice = (part) => (job.new_devices ? `${job.seed}/${job.round}/${part}` : undefined)
const bodies = (part, count) => callBodies({ keys, random, count, newDevice: newDevice(part) })

const measured = job.rate
  ? await steady({ ...job, bodies: bodies("steady", Math.min(job.rate * job.seconds, 50_000)) })
  : await saturate()
process.stdout.write(JSON.stringify(measured))
process.exit(0)

/** As many requests as the server takes from a number of connections. */
async function saturate() {
  let connection = 0
  const requests = () =>
    job.asks
      ? credentials({ keys, random, count: BODIES_A_CONNECTION }).map((headers) => ({ method: "GET", headers }))
      : bodies(connection++, BODIES_A_CONNECTION).map((body) => ({ method: "POST", body }))
  const result = await autocannon({
    url: job.url,
    connections: job.connections,
    duration: job.seconds,
    method: job.asks ? "GET" : "POST",
    headers: { "content-type": "application/json" },
    setupClient: (client) => client.setRequests(requests()),
    ...(job.expect && { verifyBody: (body) => body.includes(job.expect) }),
  })
  return {
    requests: result["2xx"],
    failures: result.non2xx + result.errors + result.mismatches,
    rps: result["2xx"] / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    bytes: result.throughput.total / Math.max(1, result["2xx"]),
  }
}
