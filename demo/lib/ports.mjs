import { createServer } from "node:net"

const canListen = (port, host) =>
  new Promise((resolve) => {
    const server = createServer()
    server.once("error", () => resolve(false))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })

/** Whether a port is free on every address and on the loopback: a server may hold only one of the two. */
export async function isPortFree(port) {
  return (await canListen(port, undefined)) && (await canListen(port, "127.0.0.1"))
}

/**
 * Chooses a port: the one the caller insists on, else the first free one from `preferred` upwards.
 * @param {{ name: string, wanted?: string, preferred: number, taken?: number[] }} options `wanted` comes from the environment
 * @throws when the wanted port is no port or is in use
 */
export async function choosePort({ name, wanted, preferred, taken = [] }) {
  if (wanted !== undefined && wanted !== "") {
    const port = Number(wanted)
    if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Error(`${name}=${wanted} is not a port number.`)
    if (taken.includes(port) || !(await isPortFree(port))) {
      throw new Error(`Port ${port} (${name}) is in use. Choose another one, or leave ${name} out to take a free one.`)
    }
    return port
  }
  for (let port = preferred; port < preferred + 200; port++) {
    if (!taken.includes(port) && (await isPortFree(port))) return port
  }
  throw new Error(`No free port between ${preferred} and ${preferred + 199}.`)
}
