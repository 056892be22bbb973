/** How long things may be. The server decides; forms say it sooner. */
export const limits = {
  title: 200,
  body: 100_000,
  comment: 5000,
  name: 80,
  email: 254,
  message: 5000,
  /** At least. */
  password: 8,
} as const
