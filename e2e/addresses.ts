import os from 'node:os'

/*
 * Where the apps of the journeys run; beside, not instead of, `npm start`. Each
 * worker of Playwright's has one to itself, with a database of its own.
 */

// A browser and a server keep a core busy.
const WORKERS = Math.min(os.availableParallelism(), 2)

/** The web sides; what else belongs to an app has the ports above its own. */
export const PORTS = [8930, 8940].slice(0, WORKERS)

const port = PORTS[Number(process.env.TEST_PARALLEL_INDEX ?? 0)]

export const WEB_URL = `http://localhost:${port}`
/** The mail server that the journeys start to read what the app sends. */
export const SMTP_PORT = port + 5
