/** What is wrong with one part of what was asked. */
export interface Mistake {
  /** Where it stands, from the outside in. */
  path: (string | number)[]
  message: string
}

/** Why a request was refused, as ZenStack's API says it, and more of the kind. */
export type Reason =
  | 'INVALID_REQUEST'
  | 'WRONG_IDENTITY'
  | 'IDENTITY_NEEDED'
  | 'ACCESS_POLICY_VIOLATION'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'DATA_VALIDATION_VIOLATION'
  | 'TOO_LARGE'
  | 'UNSUPPORTED'
  | 'TOO_MANY_REQUESTS'
  | 'TOO_SLOW'
  | 'INTERNAL_ERROR'

interface Details {
  mistakes?: Mistake[]
  /** The code that Prisma has for it. */
  prismaCode?: string
  headers?: Record<string, string>
}

/** What a door answers a request with that it does not fulfil. */
export class Refusal extends Error {
  readonly mistakes: Mistake[]
  readonly prismaCode?: string
  readonly headers: Record<string, string>

  constructor(
    readonly status: number,
    readonly reason: Reason,
    message: string,
    { mistakes = [], prismaCode, headers = {} }: Details = {}
  ) {
    super(message)
    this.mistakes = mistakes
    this.prismaCode = prismaCode
    this.headers = headers
  }
}

/** A path as people write it: `where.OR[3].title`. */
export const pathText = (path: (string | number)[]): string =>
  path.reduce<string>(
    (text, step) =>
      typeof step === 'number'
        ? `${text}[${step}]`
        : text === ''
          ? step
          : `${text}.${step}`,
    ''
  )

/** A request that cannot be read, or asks for nothing that could be. */
export const invalid = (
  message: string,
  path: (string | number)[] = [],
  status = 400
): Refusal =>
  new Refusal(
    status,
    'INVALID_REQUEST',
    path.length > 0 ? `${pathText(path)}: ${message}` : message,
    { mistakes: [{ path, message }] }
  )

/** What is not there, or hidden: nobody can tell the one from the other. */
export const notFound = (message = 'There is no such record.'): Refusal =>
  new Refusal(404, 'NOT_FOUND', message)

/** A method that an address does not take. */
export const wrongMethod = (methods: string[]): Refusal =>
  new Refusal(405, 'UNSUPPORTED', `Takes ${methods.join(', ')}`, {
    headers: { allow: methods.join(', ') },
  })
