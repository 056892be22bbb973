import { Query } from 'pg'
import type {
  ClientBase,
  Connection,
  QueryConfig,
  QueryResult,
  Submittable,
} from 'pg'

/*
 * Several statements in one round trip. `pg` sends one statement after the other is
 * answered; PostgreSQL takes as many as are sent before the message Sync, and leaves
 * out all that come after one that fails.
 */

/** What a client of `pg` calls on what it has been given to submit. */
interface Answered extends Submittable {
  handleRowDescription: (message: unknown) => void
  handleDataRow: (message: unknown) => void
  handleCommandComplete: (message: unknown, connection: Connection) => void
  handleEmptyQuery: (connection: Connection) => void
  handlePortalSuspended: (connection: Connection) => void
  handleCopyInResponse: (connection: Connection) => void
  handleCopyData: (message: unknown, connection: Connection) => void
  handleError: (error: Error, connection: Connection) => void
  handleReadyForQuery: (connection: Connection) => void
}

/** A connection, with the named statements of which nothing has been heard yet. */
interface Submitted extends Connection {
  submittedNamedStatements: Record<string, string>
}

/** One of several statements has failed: those before it are done, none after it. */
export class FailedAmong extends Error {
  constructor(
    /** Which one, from 0. */
    readonly index: number,
    /** What the server, or the connection, says. */
    readonly reason: unknown
  ) {
    super('One of several statements has failed')
  }
}

type Settle = {
  resolve: (results: QueryResult[]) => void
  reject: (error: FailedAmong) => void
}

class Together implements Answered {
  /** The statements' text, for whoever watches what is sent. */
  readonly texts: string[]
  private readonly queries: (Query & Answered)[]
  private readonly results: QueryResult[] = []
  private index = 0

  constructor(
    private readonly statements: QueryConfig[],
    private readonly settle: Settle
  ) {
    this.texts = statements.map(({ text }) => text)
    this.queries = statements.map((statement, index) => {
      const query = new Query({
        ...statement,
        queryMode: 'extended',
      } as QueryConfig)
      query.on('end', (result) => (this.results[index] = result))
      query.on('error', (error) => this.fail(index, error))
      return query as Query & Answered
    })
  }

  submit = (connection: Connection) => {
    // Each would end the series.
    const open = Object.create(connection, { sync: { value: () => {} } })
    connection.stream.cork()
    for (const query of this.queries) {
      query.submit(open)
    }
    connection.sync()
    connection.stream.uncork()
  }

  private get current() {
    return this.queries[this.index]
  }

  // With these, the client notes which named statement it has been told is ready.
  get name() {
    return this.statements.at(this.index)?.name
  }

  get text() {
    return this.statements.at(this.index)?.text
  }

  /** Those that the server has left out it does not know by name. */
  private forget({ submittedNamedStatements }: Submitted) {
    for (const { name } of this.statements) {
      if (name !== undefined) {
        delete submittedNamedStatements[name]
      }
    }
  }

  private fail(index: number, reason: unknown) {
    this.settle.reject(new FailedAmong(index, reason))
  }

  handleRowDescription(message: unknown) {
    this.current.handleRowDescription(message)
  }

  handleDataRow(message: unknown) {
    this.current.handleDataRow(message)
  }

  handleCommandComplete(message: unknown, connection: Connection) {
    this.current.handleCommandComplete(message, connection)
    this.index += 1
  }

  handleEmptyQuery() {
    this.index += 1
  }

  handlePortalSuspended(connection: Connection) {
    this.current.handlePortalSuspended(connection)
  }

  handleCopyInResponse(connection: Connection) {
    this.current.handleCopyInResponse(connection)
  }

  handleCopyData(message: unknown, connection: Connection) {
    this.current.handleCopyData(message, connection)
  }

  handleError(error: Error, connection: Connection) {
    this.forget(connection as Submitted)
    this.fail(this.index, error)
  }

  handleReadyForQuery(connection: Connection) {
    for (const query of this.queries) {
      query.handleReadyForQuery(connection)
    }
    this.settle.resolve(this.results)
  }
}

/**
 * Sends statements at once, and gives their results in order.
 *
 * @throws FailedAmong; a transaction that has begun is open then
 */
export const together = (
  client: Pick<ClientBase, 'query'>,
  statements: QueryConfig[]
): Promise<QueryResult[]> =>
  new Promise((resolve, reject) => {
    client.query(new Together(statements, { resolve, reject }))
  })
