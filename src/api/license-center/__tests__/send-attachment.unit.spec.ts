import { attachmentDisposition } from "../send-attachment"

describe("the name of a file that is sent", () => {
  it.each([
    ["screen.png", `attachment; filename="screen.png"; filename*=UTF-8''screen.png`],
    ["Übersicht 1.pdf", `attachment; filename="_bersicht 1.pdf"; filename*=UTF-8''%C3%9Cbersicht%201.pdf`],
    ["100%41.txt", `attachment; filename="100_41.txt"; filename*=UTF-8''100%2541.txt`],
    ["it's (1)*.txt", `attachment; filename="it's (1)_.txt"; filename*=UTF-8''it%27s%20%281%29_.txt`],
    ['a"b\r\nX-Evil: 1.txt', `attachment; filename="a_b X-Evil_ 1.txt"; filename*=UTF-8''a_b%20X-Evil_%201.txt`],
    ["../../etc/passwd", `attachment; filename="passwd"; filename*=UTF-8''passwd`],
    ["日本\ud800語.zip", `attachment; filename="___.zip"; filename*=UTF-8''%E6%97%A5%E6%9C%AC%E8%AA%9E.zip`],
  ])("%j is %s", (filename, header) => {
    expect(attachmentDisposition(filename)).toBe(header)
  })
})
