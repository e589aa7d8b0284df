/** Colours meet WCAG AA on their grounds, in light and in dark: text 4.5 : 1, borders of controls and focus 3 : 1. */
export const css = `
:root {
  color-scheme: light dark;
  --ground: #f3f4f6; --card: #ffffff; --line: #e2e5ea; --edge: #7c8494;
  --text: #16181d; --muted: #565d6b; --link: #1d4ed8;
  --accent: #1d4ed8; --accent-hover: #1e40af; --on-accent: #ffffff;
  --tint: #eaf0fe; --tint-line: #c7d6fb;
  --good: #14613a; --good-ground: #e7f6ec; --good-line: #a8d9ba;
  --bad: #a61b1b; --bad-ground: #fdecec; --bad-line: #eeb4b4;
  --info: #6b4a00; --info-ground: #fff6dd; --info-line: #e8d08b;
  --round: 12px;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #111318; --card: #1b1e25; --line: #30343d; --edge: #858d9d;
    --text: #f1f2f5; --muted: #a9b0be; --link: #93b4ff;
    --accent: #93b4ff; --accent-hover: #b6ccff; --on-accent: #0b1f4d;
    --tint: #1d2741; --tint-line: #34456f;
    --good: #8fdcae; --good-ground: #14291d; --good-line: #2c5b3f;
    --bad: #ffa8a8; --bad-ground: #331919; --bad-line: #6d3434;
    --info: #f2d588; --info-ground: #2d2612; --info-line: #5f5127;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--text);
  font: 1rem/1.55 -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: break-word;
}
.top, main, .bottom, .offline, .opening { width: 100%; max-width: 46rem; margin: 0 auto; padding: 0 1rem; }
.top { padding-top: 1.25rem; padding-bottom: 0.75rem; }
.store { margin: 0; font-weight: 700; }
main { padding-top: 0.75rem; padding-bottom: 2rem; }
main:focus { outline: none; }
h1 { margin: 0 0 0.5rem; font-size: clamp(1.5rem, 1.2rem + 1.5vw, 2rem); line-height: 1.2; letter-spacing: -0.01em; }
h2 { margin: 0 0 0.75rem; font-size: 1.2rem; line-height: 1.3; }
h1, h2, .status, .filename { overflow-wrap: anywhere; }
p { margin: 0 0 0.75rem; }
ul, ol { margin: 0; padding: 0; }
a { color: var(--link); text-underline-offset: 0.15em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
/* Where the script brings screen readers to. It is no control: a box around a heading looks like an error. */
h1[data-focus]:focus, .key[data-focus]:focus { outline: none; }
[hidden] { display: none !important; }
.lead { font-size: 1.05rem; color: var(--text); }
.number { margin: 0; color: var(--muted); }
.aside { margin: 1.25rem 0 0; color: var(--muted); }

.skip { position: absolute; left: -999rem; padding: 0.75rem 1rem; background: var(--card); color: var(--link); }
.skip:focus { left: 0.5rem; top: 0.5rem; z-index: 1; }
.unseen {
  position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; border: 0;
}
.trap { position: absolute; left: -999rem; width: 1px; height: 1px; overflow: hidden; }

.card {
  margin: 1.25rem 0 0; padding: 1.25rem; background: var(--card);
  border: 1px solid var(--line); border-radius: var(--round);
}
.card > :last-child { margin-bottom: 0; }
.card.quiet { background: transparent; }
@media (min-width: 40rem) { .card { padding: 1.75rem; } }

.notice {
  margin: 0 0 1.25rem; padding: 1rem 1.25rem; border: 1px solid; border-inline-start-width: 5px;
  border-radius: var(--round);
}
.notice > :last-child { margin-bottom: 0; }
.notice ul { margin: 0 0 0.5rem; padding-inline-start: 1.25rem; }
.notice li { overflow-wrap: anywhere; }
.notice a { color: inherit; }
.notice-title { margin: 0 0 0.25rem; font-size: 1.05rem; font-weight: 700; line-height: 1.4; }
.notice.good { background: var(--good-ground); border-color: var(--good-line); color: var(--good); }
.notice.bad { background: var(--bad-ground); border-color: var(--bad-line); color: var(--bad); }
.notice.info { background: var(--info-ground); border-color: var(--info-line); color: var(--info); }
.done { margin-top: 1.25rem; scroll-margin-top: 40vh; }
.card + .notice { margin-top: 1.25rem; }

.field { margin: 0 0 1.25rem; }
.field label, .label { display: block; margin: 0 0 0.25rem; font-weight: 600; }
.hint + .button { margin-top: 0.6rem; }
.button + .hint, form + .hint, form + p { margin-top: 0.75rem; }
.hint { margin: 0 0 0.4rem; color: var(--muted); font-size: 0.925rem; }
.error { margin: 0 0 0.4rem; color: var(--bad); font-weight: 600; overflow-wrap: anywhere; }
.error p { margin: 0 0 0.2rem; }
ul.error { margin: 0.4rem 0 0; padding-inline-start: 1.25rem; }
ul.error:empty { display: none; }
.field.wrong { padding-inline-start: 0.9rem; border-inline-start: 4px solid var(--bad); }
.control {
  display: block; width: 100%; min-height: 2.9rem; padding: 0.6rem 0.75rem; border: 1px solid var(--edge);
  border-radius: 8px; background: var(--card); color: var(--text); font: inherit;
}
textarea.control { line-height: 1.5; resize: vertical; }
select.control { text-overflow: ellipsis; }
.control.code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.control[aria-invalid] { border-color: var(--bad); border-width: 2px; }
.files { display: block; max-width: 100%; padding: 0.4rem 0; color: var(--text); font: inherit; }
.files::file-selector-button {
  min-height: 2.6rem; margin-inline-end: 0.75rem; padding: 0.4rem 0.9rem; border: 1px solid var(--edge);
  border-radius: 8px; background: transparent; color: var(--text); font: inherit; cursor: pointer;
}
.button {
  display: inline-block; min-height: 2.9rem; max-width: 100%; padding: 0.6rem 1.4rem; border: 1px solid var(--accent);
  border-radius: 8px; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600;
  cursor: pointer;
}
.button:hover { background: var(--accent-hover); border-color: var(--accent-hover); }
.button.quiet { background: transparent; border-color: var(--edge); color: var(--text); }
.button.quiet:hover { background: var(--tint); }
a.button { text-align: center; text-decoration: none; }
.button[aria-disabled] { opacity: 0.6; cursor: progress; }
@media (max-width: 30rem) { form > .button { width: 100%; } }

fieldset { min-width: 0; margin: 0 0 1.25rem; padding: 0; border: 0; }
legend { padding: 0; margin: 0 0 0.5rem; font-weight: 600; }
.choice {
  display: flex; gap: 0.75rem; align-items: flex-start; margin: 0 0 0.5rem; padding: 0.75rem 0.9rem;
  border: 1px solid var(--edge); border-radius: 8px; cursor: pointer;
}
.choice:has(:checked) { border-color: var(--accent); background: var(--tint); }
.choice input { flex: none; width: 1.2rem; height: 1.2rem; margin: 0.15rem 0 0; accent-color: var(--accent); }
.choice span { min-width: 0; overflow-wrap: anywhere; }
.lines { display: block; margin: 0 0 1rem; }
.choice .lines { margin: 0; }
.lines > * { display: block; }
.lines .name { font-weight: 600; }
.choice .name { display: block; font-weight: 600; }
.choice .hint { display: block; margin: 0.2rem 0 0; }

.more { margin: 0 0 1.25rem; }
.more > summary { padding: 0.6rem 0; color: var(--link); font-weight: 600; cursor: pointer; }
.more[open] > summary { margin-bottom: 0.5rem; }
.action { padding-top: 1rem; border-top: 1px solid var(--line); }
.action + .action { margin-top: 1.25rem; }

.state { margin-top: 0.75rem; color: var(--muted); }
.status {
  display: inline-block; margin-inline-end: 0.35rem; padding: 0.05rem 0.65rem; border: 1px solid var(--tint-line);
  border-radius: 999px; background: var(--tint); color: var(--text); font-size: 0.925rem; font-weight: 600;
}
.status.waiting_customer { background: var(--info-ground); border-color: var(--info-line); color: var(--info); }
.status.resolved, .status.closed { background: var(--good-ground); border-color: var(--good-line); color: var(--good); }

.thread { margin: 1.25rem 0 0; list-style: none; }
.message { margin: 0 0 1rem; padding: 1rem; border: 1px solid var(--line); border-radius: var(--round); }
.message.ours { margin-inline-end: clamp(0.5rem, 8vw, 5rem); background: var(--card); border-end-start-radius: 3px; }
.message.theirs {
  margin-inline-start: clamp(0.5rem, 8vw, 5rem); background: var(--tint); border-color: var(--tint-line);
  border-end-end-radius: 3px;
}
.from { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.75rem; margin: 0 0 0.4rem; }
.from h3 { margin: 0; font-size: 1rem; overflow-wrap: anywhere; }
time { color: var(--muted); font-size: 0.9rem; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.hid { margin-top: 0.75rem; padding-top: 0.5rem; border-top: 1px dashed var(--edge); color: var(--muted); font-size: 0.925rem; }
.hid p { margin: 0; }
.happened {
  display: flex; align-items: center; justify-content: center; flex-wrap: wrap; gap: 0 0.5rem; margin: 0 0 1rem;
  color: var(--muted); font-size: 0.925rem; text-align: center;
}
.attachments, .chips { display: flex; flex-wrap: wrap; gap: 0.5rem; list-style: none; }
.attachments { margin-top: 0.75rem; }
.attachments li, .chip { max-width: 100%; }
.attachments a .filename { text-decoration: underline; }
.attachments a {
  display: block; text-decoration: none; padding: 0.45rem 0.8rem; border: 1px solid var(--edge); border-radius: 8px; background: var(--card);
}
.size { color: var(--muted); font-size: 0.9rem; white-space: nowrap; }
.chip {
  display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.6rem; padding: 0.3rem 0.3rem 0.3rem 0.8rem;
  border: 1px solid var(--line); border-radius: 8px; background: var(--ground);
}
.chip .button { min-height: 2.25rem; padding: 0.2rem 0.75rem; font-weight: 400; }

.status.expired, .status.revoked { background: var(--bad-ground); border-color: var(--bad-line); color: var(--bad); }
.status.grace, .status.suspended { background: var(--info-ground); border-color: var(--info-line); color: var(--info); }
.status.active { background: var(--good-ground); border-color: var(--good-line); color: var(--good); }
.facts { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; margin: 0 0 1rem; }
.facts dt { color: var(--muted); font-size: 0.9rem; }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.key { margin: 0 0 1rem; padding: 0.9rem 1rem; background: var(--tint); border: 1px solid var(--tint-line); border-radius: 8px; }
.key > :last-child { margin-bottom: 0; }
code {
  font: 0.95rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere;
}
.key code { user-select: all; -webkit-user-select: all; font-weight: 600; }
.devices h3 { margin: 0 0 0.5rem; font-size: 1rem; }
.devices ul, .orders { list-style: none; }
.orders li { padding: 0.3rem 0; }
.devices li { padding: 0.6rem 0 0; border-top: 1px solid var(--line); }
.devices .more { margin: 0 0 0.6rem; }
.devices .more > summary { padding: 0.3rem 0; font-weight: 400; }
.device { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.9rem; margin: 0; overflow-wrap: anywhere; }
.device .hint { margin: 0; }
.pages { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; margin: 1.25rem 0 0; }

.bottom {
  display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; padding-top: 1rem; padding-bottom: 2.5rem;
  color: var(--muted); font-size: 0.9rem;
}
.bottom p { margin: 0; }
.languages { display: flex; gap: 1rem; list-style: none; }
.languages button {
  min-height: 1.5rem; padding: 0; border: 0; background: none; color: inherit; font: inherit;
  text-decoration: underline; text-underline-offset: 0.15em; cursor: pointer;
}
.languages button[aria-current] { color: var(--text); font-weight: 600; text-decoration: none; }
.languages a { display: inline-block; min-height: 1.5rem; color: inherit; }
.languages a[aria-current] { color: var(--text); font-weight: 600; text-decoration: none; }

.opening, .offline { display: none; padding-top: 2rem; padding-bottom: 4rem; }
[data-lc=opening] .opening, [data-lc=offline] .offline { display: block; }
[data-lc=opening] main, [data-lc=offline] main { display: none; }
@media (prefers-reduced-motion: no-preference) {
  [data-lc=opening] .opening p { animation: breathe 1.6s ease-in-out infinite; }
  @keyframes breathe { 50% { opacity: 0.5; } }
}
@media print {
  .top, .bottom, #reply, #actions, .aside, .skip { display: none; }
  .message { break-inside: avoid; }
}
`
