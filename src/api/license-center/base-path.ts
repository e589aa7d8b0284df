/** Path of the hosted pages as browsers see it, without a slash at its end: a proxy may put something before ours. */
export const basePathOf = (store_url: string): string =>
  `${new URL(store_url).pathname.replace(/\/+$/, "")}/license-center`
