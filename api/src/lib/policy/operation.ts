/** Operations of a model of the stock Prisma client, by name. */
export type Delegate = Record<
  string,
  (args: Record<string, unknown>) => Promise<unknown>
>

/** The stock Prisma client, or an open transaction of it. */
export type Client = object

/** Whether a client is in no transaction yet. */
export const isOutside = (client: Client): boolean =>
  typeof Reflect.get(client, '$transaction') === 'function'

/** What an operation does, on the client that it is given; it may also throw. */
export type Run = (client: Client) => Promise<unknown>

/**
 * A promise that begins when it is awaited, as Prisma's do, so that a list of
 * them can be run in one transaction.
 */
export class LazyPromise implements Promise<unknown> {
  readonly #client: Client
  readonly #run: Run
  #begun: Promise<unknown> | undefined

  /**
   * @param client where it runs, unless `runOn` says otherwise
   * @param run what it does
   */
  constructor(client: Client, run: Run) {
    this.#client = client
    this.#run = run
  }

  /**
   * Runs an operation that has not begun, on another client.
   *
   * @throws Error for anything but an operation of an enhanced client
   */
  static runOn(promise: unknown, client: Client): Promise<unknown> {
    if (!(promise instanceof LazyPromise)) {
      throw new Error('$transaction() takes operations of an enhanced client')
    }
    return promise.#run(client)
  }

  #begin() {
    return (this.#begun ??= attempt(this.#run, this.#client))
  }

  then<Fulfilled = unknown, Rejected = never>(
    ...handlers: Handlers<Fulfilled, Rejected>
  ): Promise<Fulfilled | Rejected> {
    return this.#begin().then(...handlers)
  }

  catch<Rejected = never>(
    handler?: Handlers<unknown, Rejected>[1]
  ): Promise<unknown> {
    return this.#begin().catch(handler)
  }

  finally(handler?: (() => void) | null): Promise<unknown> {
    return this.#begin().finally(handler)
  }

  get [Symbol.toStringTag]() {
    return 'PrismaPromise'
  }
}

type Handlers<Fulfilled, Rejected> = [
  fulfilled?: ((value: unknown) => Fulfilled | PromiseLike<Fulfilled>) | null,
  rejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
]

const attempt = (run: Run, client: Client) => {
  try {
    return run(client)
  } catch (error) {
    return Promise.reject(error)
  }
}
