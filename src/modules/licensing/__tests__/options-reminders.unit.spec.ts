import { resolveReminders } from "../options-reminders"

describe("the options of reminders", () => {
  it("have defaults", () => {
    expect(resolveReminders({}, {})).toEqual({
      enabled: true,
      offsets: [-30, -14, -7, -1, 1, 14],
      daytime: { from: "09:00", to: "20:00" },
      time_zone: "UTC",
    })
  })

  it("come from the environment, and from the file first", () => {
    const env = {
      LICENSE_CENTER_REMINDERS: "off",
      LICENSE_CENTER_REMINDER_OFFSETS: "-7, 1",
      LICENSE_CENTER_REMINDER_HOURS: "00:00-24:00",
      LICENSE_CENTER_REMINDER_TIME_ZONE: "Europe/Berlin",
    }
    const of_env = {
      enabled: false,
      offsets: [-7, 1],
      daytime: { from: "00:00", to: "24:00" },
      time_zone: "Europe/Berlin",
    }
    expect(resolveReminders({}, env)).toEqual(of_env)
    expect(resolveReminders({ enabled: true, offsets: [-3] }, env)).toEqual({ ...of_env, enabled: true, offsets: [-3] })
  })

  it.each([
    [{ offsets: [1, -1] }, "reminders.offsets: Reminders are listed from the earliest"],
    [{ offsets: "daily" as never }, "reminders.offsets: Reminders are set as a list"],
    [{ hours: "9-5" }, "reminders.hours: Daytime goes from one HH:MM"],
    [{ time_zone: "Berlin" }, "reminders.time_zone: Time zones are IANA names"],
    [{ enabled: "yes" as never }, "reminders.enabled: Reminders are on or off"],
  ])("%j is refused with what is wrong", (options, problem) => {
    expect(() => resolveReminders(options, {})).toThrow(problem)
  })

  it.each([
    [{ LICENSE_CENTER_REMINDER_OFFSETS: "-7,,1" }, "whole days"],
    [{ LICENSE_CENTER_REMINDERS: "yes" }, "on or off"],
  ])("%j is refused with what is wrong", (env, problem) => {
    expect(() => resolveReminders({}, env)).toThrow(problem)
  })
})
