/** How long things may be. The server decides; forms say it sooner. */
export const limits = {
  title: 200,
  body: 100_000,
  comment: 5000,
  name: 80,
  email: 254,
  message: 5000,
  /** The short name of an organization. */
  slug: 40,
  /** At least. */
  password: 8,
} as const
