/**
 * How many cases a property is tried on: `usual`, or as many as
 * `npm test api <name> -- --runs 10000` says, for a long hunt.
 */
export const runs = (usual: number): number =>
  Number(process.env.PROPERTY_RUNS ?? usual)

/**
 * The same cases each time, so that a run says something of a change; others with
 * `--runs`, which hunts.
 */
export const sameCases = (): { seed?: number } =>
  process.env.PROPERTY_RUNS ? {} : { seed: 20261124 }
