/** Types of build-web.mjs, which runs before anything is checked. */

export function buildWebIfStale(): Promise<void>;
