/**
 * Colours as inline styles, because some mail programs drop style sheets; the sheet below only swaps them in dark mode.
 * Contrast of text on its ground is at least 4.5 : 1 in both.
 */
export const color = {
  ground: "#f3f4f6",
  card: "#ffffff",
  line: "#e2e5ea",
  text: "#16181d",
  muted: "#5a6170",
  link: "#1d4ed8",
  keyGround: "#f4f6fb",
  keyLine: "#c9d3ea",
  keyText: "#0b1f4d",
}

export const font = {
  sans: '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  mono: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Courier New", monospace',
}

export const buttonStyle = {
  padding: "13px 22px",
  backgroundColor: color.link,
  borderRadius: "8px",
  color: "#ffffff",
  fontSize: "16px",
  lineHeight: "22px",
  fontWeight: 600,
} as const

/** On phones of usual width a key, with a prefix of up to eight letters, stays on one line. */
export const STYLE_SHEET = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
.lc-one { -webkit-user-select: all; user-select: all; }
@media (max-width: 480px) {
  .lc-frame { padding: 12px 8px !important; }
  .lc-card { padding: 24px 18px !important; }
  .lc-box { padding: 14px 14px !important; }
  .lc-key { font-size: 15px !important; padding: 12px 12px !important; }
}
@media (max-width: 430px) {
  .lc-key { font-size: 12.5px !important; padding: 10px 8px !important; }
  .lc-keys { font-size: 12px !important; }
}
@media (prefers-color-scheme: dark) {
  body, .lc-ground { background-color: #111318 !important; }
  .lc-card { background-color: #1b1e25 !important; border-color: #30343d !important; }
  .lc-box, .lc-line { border-color: #30343d !important; }
  .lc-text { color: #f1f2f5 !important; }
  .lc-muted { color: #a9b0be !important; }
  .lc-link { color: #93b4ff !important; }
  .lc-button { background-color: #2563eb !important; }
  .lc-key { background-color: #232a3b !important; border-color: #46557c !important; color: #e6edff !important; }
}
`
