/**
 * How many cases a property is tried on: `usual`, or as many as
 * `npm test api <name> -- --runs 10000` says, for a long hunt.
 */
export const runs = (usual: number): number =>
  Number(process.env.PROPERTY_RUNS ?? usual)
