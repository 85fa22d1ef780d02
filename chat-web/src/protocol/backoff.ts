/** How long to wait before a client comes back, so that many clients do not come back together. */
const MIN_MILLIS = 500;
const MAX_MILLIS = 20_000;

/**
 * Full jitter: anything between half a second and a ceiling that doubles with each failed try, up to 20 s.
 *
 * @param failures tries that failed in a row before this one, from 0
 * @param random 0 to below 1
 */
export function backOffMillis(failures: number, random: number): number {
  const ceiling = Math.min(MAX_MILLIS, 2 * MIN_MILLIS * 2 ** Math.min(failures, 10));
  return Math.round(MIN_MILLIS + random * (ceiling - MIN_MILLIS));
}
