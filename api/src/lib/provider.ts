/** The kinds of database that Canopy runs on, as Prisma calls them. */
export type Provider = 'sqlite' | 'postgresql'

const SCHEMES: [RegExp, Provider][] = [
  [/^file:/, 'sqlite'],
  [/^postgres(ql)?:\/\//, 'postgresql'],
]

/**
 * What kind of database a DATABASE_URL names.
 *
 * @throws Error for a URL of neither kind; it does not repeat the URL, which may
 * hold a password
 */
export const providerOf = (url: string): Provider => {
  const known = SCHEMES.find(([scheme]) => scheme.test(url))
  if (!known) {
    throw new Error('DATABASE_URL must begin with file: or postgresql://')
  }
  return known[1]
}
