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

const runs = new WeakMap<object, Run>()

/**
 * A promise that begins when it is awaited, as Prisma's do, so that a list of
 * them can be run in one transaction.
 *
 * @param client where it runs, unless `runOn` says otherwise
 */
export const operation = (client: Client, run: Run): Promise<unknown> => {
  let begun: Promise<unknown> | undefined
  const begin = () => (begun ??= attempt(run, client))
  const promise = {
    then: (...handlers: Parameters<Promise<unknown>['then']>) =>
      begin().then(...handlers),
    catch: (handler: Parameters<Promise<unknown>['catch']>[0]) =>
      begin().catch(handler),
    finally: (handler: Parameters<Promise<unknown>['finally']>[0]) =>
      begin().finally(handler),
    [Symbol.toStringTag]: 'PrismaPromise',
  } as Promise<unknown>
  runs.set(promise, run)
  return promise
}

const attempt = (run: Run, client: Client) => {
  try {
    return run(client)
  } catch (error) {
    return Promise.reject(error)
  }
}

/**
 * Runs an operation that has not begun, on another client.
 *
 * @throws Error for anything but an operation of an enhanced client
 */
export const runOn = (promise: unknown, client: Client): Promise<unknown> => {
  const run = runs.get(promise as object)
  if (!run) {
    throw new Error('$transaction() takes operations of an enhanced client')
  }
  return run(client)
}
