import type { EventEmitter } from "node:events"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { until } from "./until"

type Listener = (data: unknown) => unknown

/** The event bus, as far as tests look at it. */
export type Events = {
  /** Waits until every subscriber that an event has started is done. */
  settled(): Promise<void>
  /** From now on until `restore`, no event reaches anybody. `lost` are the names of those that were emitted. */
  drop(): { lost: string[]; restore: () => void }
}

/**
 * Follows Medusa's in-process event bus. Subscribers run after the response that caused them, so that a test has to
 * know when they are done: to look at what they did, to be sure that they did nothing, and to leave the database alone.
 */
export function followEvents(container: MedusaContainer): Events {
  const bus = container.resolve(Modules.EVENT_BUS) as unknown as {
    eventEmitter_: EventEmitter
    emit: (events: { name: string } | { name: string }[]) => Promise<void>
  }
  let running = 0
  for (const name of bus.eventEmitter_.eventNames()) {
    for (const listener of bus.eventEmitter_.listeners(name) as Listener[]) {
      bus.eventEmitter_.off(name, listener)
      bus.eventEmitter_.on(name, async (data) => {
        running++
        try {
          await listener(data)
        } finally {
          running--
        }
      })
    }
  }
  return {
    settled: async () => void (await until("subscribers to finish", () => running === 0, 30_000)),
    drop: () => {
      const lost: string[] = []
      const spy = jest.spyOn(bus, "emit").mockImplementation(async (events) => {
        lost.push(...[events].flat().map((event) => event.name))
      })
      return { lost, restore: () => spy.mockRestore() }
    },
  }
}
