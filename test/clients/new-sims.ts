/** Subscribers for tests of how clients write: twelve days with 联通 in 广东, so that little is fetched, and texted a code (sandbox scenario 76). */

/** Another one at each call: a carrier texts nobody more than ten times a day. */
export function newSims(): () => string {
  let used = 0;
  return () => `1301020${10 + used++}76`;
}
