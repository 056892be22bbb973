import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'

import { askRaw } from 'src/testing/tables'
import { setScene } from 'src/testing/world'

const root = path.resolve(__dirname, '../../..')

beforeEach(setScene)

const PROMPT = /^(\S+> |\.\.\. )/

/** What `yarn rw exec repl` prints when the lines of a transcript are typed. */
const played = (transcript: string): string => {
  const lines = transcript.split('\n').filter((line) => PROMPT.test(line))
  const { stdout, stderr, status } = spawnSync(
    'yarn',
    ['rw', 'exec', 'repl', '--no-prisma', '--silent'],
    {
      cwd: root,
      input: lines.map((line) => `${line.replace(PROMPT, '')}\n`).join(''),
      encoding: 'utf8',
    }
  )
  return status === 0 ? stdout.trim() : stderr
}

interface Terminal {
  /** Types these keys; what is shown from then on, once that is as it should be. */
  type: (keys: string, shown: RegExp) => Promise<string>
  /** Ends the REPL, as people do. */
  leave: () => Promise<void>
}

const TAB = '\t'
const UP = '\x1b[A'
const CLEAR = '\x15'

const READY = /anonymous> $/
const PATIENCE_MS = 150_000

/** `yarn rw exec repl` in a terminal, which keeps what is typed in a file. */
const openTerminal = async (NODE_REPL_HISTORY: string): Promise<Terminal> => {
  const child = spawn(
    'script',
    ['-qec', 'yarn rw exec repl --no-prisma --silent', '/dev/null'],
    { cwd: root, env: { ...process.env, NODE_REPL_HISTORY, TERM: 'xterm' } }
  )
  const closed = once(child, 'close')
  let output = ''
  child.stdout.on('data', (part) => (output += part))
  const until = async (shown: RegExp) => {
    const end = Date.now() + PATIENCE_MS
    for (;;) {
      const text = stripVTControlCharacters(output).replaceAll('\r', '')
      if (shown.test(text)) {
        return text
      }
      if (Date.now() > end) {
        child.stdin.write(`${CLEAR}.exit\r`)
        throw new Error(`Not shown: ${shown}, but ${text}`)
      }
      await sleep(50)
    }
  }
  await until(/a visitor[^]*anonymous> $/)
  return {
    type: (keys, shown) => {
      output = ''
      child.stdin.write(keys)
      return until(shown)
    },
    leave: async () => {
      child.stdin.write('.exit\r')
      await closed
    },
  }
}

// util-linux has it; elsewhere, script takes other arguments.
const hasScript = spawnSync('script', ['--version']).status === 0

const posts = () =>
  askRaw([
    {
      model: 'Post',
      operation: 'findMany',
      args: { where: { id: 1 }, select: { title: true, isDeleted: true } },
    },
  ])

describe('The REPL', () => {
  it('shows the database as one user or another may use it', async () => {
    const transcript = `
anonymous> db.post.findMany({ select: { id: true, title: true } })
┌─────────┬────┬─────────────┐
│ (index) │ id │ title       │
├─────────┼────┼─────────────┤
│ 0       │ 1  │ 'published' │
└─────────┴────┴─────────────┘
anonymous> .auth owner@example.com
You are owner@example.com.
owner@example.com> db.post.findMany({ select: { id: true, title: true } })
┌─────────┬────┬─────────────┐
│ (index) │ id │ title       │
├─────────┼────┼─────────────┤
│ 0       │ 1  │ 'published' │
│ 1       │ 2  │ 'draft'     │
└─────────┴────┴─────────────┘
owner@example.com> const post = await db.post.update({ where: { id: 1 }, data: { title: 'Mine' } })
undefined
owner@example.com> post.title
'Mine'
owner@example.com> .auth { id: 4 }
You are stranger@example.com.
stranger@example.com> db.post.count({ where: { title: 'draft' } })
0
stranger@example.com> .auth
You are anonymous.
anonymous> db.post.check({ operation: 'create' })
false
anonymous>`.trim()
    expect(played(transcript)).toBe(transcript)
    expect(await posts()).toEqual([
      expect.objectContaining({
        result: [{ title: 'Mine', isDeleted: false }],
      }),
    ])
  }, 60_000)

  it('explains a call without making it', async () => {
    const told = played(`
anonymous> .auth stranger@example.com
stranger@example.com> .explain db.post.delete({ where: { id: 1 } })`)
    expect(told).toContain('stranger@example.com may not delete Post 1.')
    expect(told).toMatch(
      /✕ allow +schema\.zmodel:\d+ +@@allow\('read,update,delete'/
    )
    expect(await posts()).toEqual([
      expect.objectContaining({
        result: [{ title: 'published', isDeleted: false }],
      }),
    ])
  }, 60_000)

  it('tells mistakes in a line, and goes on', () => {
    const transcript = `
anonymous> db.post.nope()
Uncaught An enhanced client has no nope() of Post
anonymous> db.post.findMany({ where: { nope: 1 } })
Uncaught P2004 Post has no field nope
anonymous> db.post.findMany({ take: 'x' })
Uncaught Argument \`take\`: Invalid value provided. Expected Int, provided String.
anonymous> db.$queryRaw
Uncaught An enhanced client has no $queryRaw: no rule can see into it
anonymous> await Promise.reject(new Error('late'))
Uncaught late
anonymous> .auth nobody@example.com
There is no user nobody@example.com
anonymous> .explain 3
What is to be explained is a call: db.post.findMany()
anonymous> 1 +
... 1
2
anonymous>`.trim()
    expect(played(transcript)).toBe(transcript)
  }, 60_000)
})

describe('The REPL in a terminal', () => {
  const whereTerminalsAre = hasScript ? it : it.skip
  let folder: string
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'repl-'))
  })
  afterEach(() => fs.rmSync(folder, { recursive: true }))

  whereTerminalsAre(
    'completes commands, models and operations, and remembers lines',
    async () => {
      const history = path.join(folder, 'history')
      const first = await openTerminal(history)
      await first.type(`.au${TAB}`, /\.auth $/)
      await first.type(CLEAR, READY)
      await first.type(`db.po${TAB}`, /db\.post$/)
      await first.type(`.findU${TAB}`, /\.findUnique$/)
      const choice = await first.type(TAB, /findUnique$/)
      expect(choice).toMatch(/^\s*findUnique\s+findUniqueOrThrow\s/)
      await first.type(CLEAR, READY)
      await first.type(`db.group${TAB}`, /db\.group$/)
      const models = await first.type(TAB, /> db\.group$/)
      expect(models).toMatch(/group\s+groupMember\s/)
      await first.type(CLEAR, READY)
      await first.type('db.post.count()\r', /\n1\n+anonymous> $/)
      await first.leave()
      expect(fs.readFileSync(history, 'utf8')).toContain('db.post.count()')

      const second = await openTerminal(history)
      await second.type(UP, /\.exit$/)
      await second.type(UP, /db\.post\.count\(\)$/)
      await second.type('\r', /\n1\n+anonymous> $/)
      await second.leave()
    },
    400_000
  )
})
