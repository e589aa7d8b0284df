/**
 * Whether a cell of a table starts a program when a spreadsheet opens it (DDE). Plain formulas ask for nothing. Reads
 * every character once: a regular expression that also allows blanks before a formula tries each blank anew.
 */
export function startsProgram(table: string): boolean {
  return PROGRAM.test(table) || hasExchange(table)
}

const PROGRAM = /[=+\-@(]\s*(?:cmd|powershell|mshta|rundll32|msexcel|excel|winword|wscript|cscript)\b[^\n\r]{0,16}\|/i

/** `=DDE(…)`, or `=anything|'topic'`: so far behind the sign that makes a cell a formula. */
const EXCHANGE = /(?<!\w)DDE\s{0,16}\(|\|\s{0,16}['"!]/iy
const FARTHEST = 64

const [TAB, LINE_FEED, RETURN, QUOTE, PLUS, COMMA, MINUS, SEMICOLON, EQUALS, AT, UPPER_D, LOWER_D, PIPE] = [
  ...'\t\n\r"+,-;=@Dd|',
].map((char) => char.charCodeAt(0))

function hasExchange(table: string): boolean {
  /** Nothing but blanks since the cell began. */
  let begins = true
  /** Where the formula began that the cell is; -1 without one. */
  let formula = -1
  for (let at = 0; at < table.length; at++) {
    switch (table.charCodeAt(at)) {
      case COMMA:
      case SEMICOLON:
      case LINE_FEED:
      case RETURN:
        formula = -1
        begins = true
        break
      case TAB:
      case QUOTE:
        begins = true
        break
      case EQUALS:
      case PLUS:
      case MINUS:
      case AT:
        formula = begins ? at : formula
        begins = false
        break
      case UPPER_D:
      case LOWER_D:
      case PIPE:
        begins = false
        EXCHANGE.lastIndex = at
        if (formula >= 0 && at - formula <= FARTHEST + 1 && EXCHANGE.test(table)) {
          return true
        }
        break
      default:
        begins &&= isBlank(table, at)
    }
  }
  return false
}

const isBlank = (text: string, at: number) => text[at] === " " || /\s/.test(text[at]!)
