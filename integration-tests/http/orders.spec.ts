import { withApp } from "../setup/app"

withApp((app) => {
  it("mails the key once the order is captured, and not before", async () => {
    const { orders, mailbox } = app
    const order = await orders.anOrder()
    expect((await orders.reconcile(order)).issued).toEqual([])
    expect(await orders.licenses(order)).toEqual([])

    await orders.capture(order)
    const [license] = await orders.untilLicenses(order, (found) => found.length === 1)
    const [mail] = await mailbox.waitFor(order.email)
    expect(mail!.keys).toEqual([await orders.reveal(license!)])
  })
})
