import { spawnSync } from 'node:child_process'
import path from 'node:path'

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
