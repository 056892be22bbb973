/* Where the app of the journeys runs; beside, not instead of, `npm start`. */

export const WEB_URL = 'http://localhost:8930'
/** The mail server that the journeys start to read what the app sends. */
export const SMTP_PORT = 8935
