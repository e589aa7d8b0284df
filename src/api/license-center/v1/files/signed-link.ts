import { LINK_SECONDS } from "../../../../modules/releases/services/downloads"

/**
 * Whether a file provider's link runs out as soon as ours. S3 and what is like it say for how long a link is signed;
 * CloudFront and old S3 links say until when. A link that says neither may be good for ever.
 */
export function runsOutSoon(link: string, now: Date): boolean {
  const { searchParams } = new URL(link)
  const given = new Map([...searchParams].map(([name, value]) => [name.toLowerCase(), value]))
  const duration = given.get("x-amz-expires") ?? given.get("x-goog-expires")
  const until = given.get("expires")
  const seconds =
    duration !== undefined ? Number(duration) : until !== undefined ? Number(until) - now.getTime() / 1000 : Infinity
  return seconds <= LINK_SECONDS
}
