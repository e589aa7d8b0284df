import fc from "fast-check"
import { seeded } from "../../../../lib/__tests__/seeded"
import { fillIn, VARIABLES } from "../saved-reply"

const VALUES = {
  "customer.first_name": "Ada",
  "ticket.number": "1042",
  "product.title": "Nimbus Notes",
  "operator.name": "Grace",
  "store.name": "Nimbus",
}

describe("a saved reply", () => {
  it("names every variable that there is", () => {
    const template = VARIABLES.map((name) => `{{${name}}}`).join(" / ")
    expect(fillIn(template, VALUES)).toEqual({ text: "Ada / 1042 / Nimbus Notes / Grace / Nimbus", missing: [] })
  })

  it("may have spaces inside the braces", () => {
    expect(fillIn("Hi {{ customer.first_name }} ({{ ticket.number|- }})", VALUES).text).toBe("Hi Ada (1042)")
  })

  it.each([null, "", "  "])("falls back where the value is %j", (name) => {
    const values = { ...VALUES, "customer.first_name": name }
    expect(fillIn("Hi {{customer.first_name|there}},", values)).toEqual({ text: "Hi there,", missing: [] })
    expect(fillIn("Hi {{customer.first_name}},", values)).toEqual({
      text: "Hi {{customer.first_name}},",
      missing: ["customer.first_name"],
    })
    expect(fillIn("Hi {{customer.first_name|}},", values).missing).toEqual(["customer.first_name"])
  })

  it("falls back where a known variable was not looked for", () => {
    expect(fillIn("Hi {{customer.first_name|there}}", {})).toEqual({ text: "Hi there", missing: [] })
  })

  it("leaves visible what it does not know, and names it once", () => {
    const template =
      "{{customer.frist_name|there}} {{ x }} {{}} {{x}} {{constructor}} {{__proto__|y}} {{ticket.number}}"
    expect(fillIn(template, VALUES)).toEqual({
      text: "{{customer.frist_name|there}} {{ x }} {{}} {{x}} {{constructor}} {{__proto__|y}} 1042",
      missing: ["customer.frist_name", "x", "", "constructor", "__proto__"],
    })
  })

  it("leaves braces alone that are none of a variable", () => {
    for (const template of ["{ticket.number}", "{{ticket\n.number}}", "{{ticket.number}", "a { b } c", "}}{{"]) {
      expect(fillIn(template, VALUES)).toEqual({ text: template, missing: [] })
    }
  })

  it.each(["{{ticket.number}}", "{{", "$&", "$1 $` $'", "<b>Ada</b>", "|", "${1 + 1}"])(
    "puts in a name as it is: %s",
    (name) => {
      const values = { ...VALUES, "customer.first_name": name }
      expect(fillIn("{{customer.first_name}}{{ticket.number}}", values)).toEqual({ text: `${name}1042`, missing: [] })
      expect(fillIn("{{{customer.first_name}}}", values).text).toBe(`{${name}}`)
    }
  )

  it("is the template with its values put in, whatever they are", () => {
    const value = fc.string({ unit: fc.constantFrom("{", "}", "|", "$", "&", "a", ".", "ticket.number"), minLength: 1 })
    fc.assert(
      fc.property(value, value, (first_name, number) => {
        const values = { "customer.first_name": first_name, "ticket.number": number }
        expect(fillIn("<{{ticket.number}}> <{{customer.first_name}}>", values)).toEqual({
          text: `<${number}> <${first_name}>`,
          missing: [],
        })
      }),
      seeded("values of saved replies")
    )
  })

  it("is read in no time, however it is written", () => {
    const started = performance.now()
    for (const part of ["{{", "{{ ", "{{|", "{{a|", "{{a}", " "]) {
      fillIn(part.repeat(50_000), VALUES)
      fillIn(`{{${part.repeat(50_000)}`, VALUES)
    }
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
