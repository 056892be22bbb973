import type { EventEmitter } from 'node:events'
import path from 'node:path'
import { stdin, stdout } from 'node:process'
import readline from 'node:readline'
import { Recoverable, start } from 'node:repl'
import type { REPLServer } from 'node:repl'
import { PassThrough } from 'node:stream'

import './quiet'

import { userNamed } from './explain/userNamed'
import { clientOf, completionsOf, explained } from './repl/client'
import type { Someone } from './repl/client'
import { shown } from './repl/shown'
import { told } from './repl/told'

/** Where the lines of a terminal are kept; as for Node's REPL, a setting says where else. */
const HISTORY =
  process.env.NODE_REPL_HISTORY ??
  path.join(__dirname, '../.redwood/repl_history')

const WELCOME = `db is the database as .auth lets you use it: db.post.findMany()
.auth { id: 1 }, .auth writer@example.com, .auth (a visitor)
.explain db.post.update({ where: { id: 1 }, data: { title: 'New' } })
`

const nameOf = (user: Someone) => user?.email ?? 'anonymous'

/**
 * `yarn rw exec repl`: the database as one user or another may use it. What is
 * piped into it is done line by line, and it ends with the last one.
 */
export default () =>
  new Promise<void>((resolve) => {
    const input = stdin.isTTY ? stdin : new PassThrough()
    const server = start({
      input,
      output: stdout,
      terminal: stdin.isTTY,
      prompt: promptOf(null),
      writer: shown,
      completer: completionsOf,
    })
    const settled = whenSettled(server)
    let user: Someone = null
    Object.defineProperty(server.context, 'db', {
      get: () => clientOf(user),
      enumerable: true,
    })
    const say = (text: string) => {
      stdout.write(`${text}\n`)
      server.displayPrompt()
    }
    command(
      server,
      'auth',
      'act as somebody: { id: 1 }, an e-mail, or nobody',
      {
        act: async (text) => {
          const who = /^\{?\s*(?:id:\s*)?(.*?)\s*\}?$/.exec(text.trim())?.[1]
          const found = await userNamed(who || 'anonymous')
          if (found === undefined) {
            return say(`There is no user ${who}`)
          }
          user = found
          server.setPrompt(promptOf(user))
          say(`You are ${nameOf(user)}.`)
        },
        settled,
      }
    )
    command(server, 'explain', 'tell which rules decide about a call', {
      act: async (text) => say(await explained(user, text)),
      settled,
    })
    server.on('exit', resolve)
    if (stdin.isTTY) {
      stdout.write(`\n${WELCOME}`)
      // A prompt takes keys, which want the lines of last time to be there.
      server.setupHistory(HISTORY, () => server.displayPrompt())
    } else {
      void feed(input as PassThrough, settled).then(() => server.close())
    }
  })

const promptOf = (user: Someone) => `${nameOf(user)}> `

interface Settled {
  /** Puts something behind what is being done. */
  after: <Result>(act: () => Promise<Result>) => Promise<Result>
  /** When nothing is being done any more. */
  done: () => Promise<unknown>
}

/** Has results awaited, one line after the other. */
const whenSettled = (server: REPLServer): Settled => {
  let last: Promise<unknown> = Promise.resolve()
  const after: Settled['after'] = (act) => {
    const next = last.then(act)
    last = next.catch(() => {})
    return next
  }
  const evaluate = server.eval
  const awaited: REPLServer['eval'] = (code, context, file, callback) =>
    void after(async () => {
      const [error, result] = await caught(server, (resolve) =>
        evaluate.call(server, code, context, file, (failure, found) => {
          Promise.resolve(found).then(
            (value) => resolve([failure, value]),
            (rejection) => resolve([rejection])
          )
        })
      )
      // The first half of something: the REPL waits for the other.
      const isHalf = error instanceof Recoverable
      callback(error && !isHalf ? told(error) : (error as null), result)
    })
  Object.assign(server, { eval: awaited })
  return { after, done: () => last }
}

type Outcome = [error: unknown, result?: unknown]

/** What is thrown goes to the REPL's domain, which would print it with its stack. */
const caught = async (
  server: REPLServer,
  act: (resolve: (outcome: Outcome) => void) => void
): Promise<Outcome> => {
  const domain = Reflect.get(server, '_domain') as EventEmitter
  const { emit } = domain
  const outcome = await new Promise<Outcome>((resolve) => {
    domain.emit = (_name, error) => {
      resolve([error])
      return true
    }
    act(resolve)
  })
  domain.emit = emit
  return outcome
}

const command = (
  server: REPLServer,
  name: string,
  help: string,
  { act, settled }: { act: (text: string) => Promise<void>; settled: Settled }
) =>
  server.defineCommand(name, {
    help,
    action(text) {
      this.clearBufferedCommand()
      void settled
        .after(() => act(text))
        .catch((error: Error) => {
          stdout.write(`${told(error).message}\n`)
          server.displayPrompt()
        })
    },
  })

/** Gives the REPL a line when it is done with the one before. */
const feed = async (input: PassThrough, { done }: Settled) => {
  for await (const line of readline.createInterface({ input: stdin })) {
    stdout.write(`${line}\n`)
    input.write(`${line}\n`)
    // The line is read in a later turn of the event loop.
    await new Promise(setImmediate)
    await new Promise(setImmediate)
    await done()
  }
}
