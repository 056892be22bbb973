import { execFile } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

import { env } from 'src/lib/env'
import { seedTeamOfSeed } from 'src/testing/seeding'
import { openDoor } from 'src/testing/server'
import type { Door } from 'src/testing/server'
import { addUser, setScene } from 'src/testing/world'

const TEXT = fs.readFileSync(
  path.resolve(__dirname, '../../../docs/BACKEND.md'),
  'utf8'
)

interface Command {
  line: string
  printed: string
}

/** The commands of a document, and what it says that they print. */
const commands = (): Command[] => {
  const found: Command[] = []
  for (const [, block] of TEXT.matchAll(/```console\n([^]*?)```/g)) {
    for (const line of block.trimEnd().split('\n')) {
      if (line.startsWith('$ ')) {
        found.push({ line: line.slice(2), printed: '' })
      } else {
        found[found.length - 1].printed += `${line}\n`
      }
    }
  }
  return found
}

const END = '--- end of a command ---'

/** What these lines print one after the other, in one shell. */
const printedBy = async (lines: string[]): Promise<string[]> => {
  const script = lines.map((line) => `${line}\necho; echo '${END}'`).join('\n')
  const { stdout } = await promisify(execFile)('bash', ['-c', script])
  return stdout
    .split(END)
    .slice(0, -1)
    .map((text) => text.trim())
}

let door: Door

beforeAll(async () => {
  door = await openDoor('ours')
  env.trustsUserIdHeader = true
})

afterAll(() => {
  env.trustsUserIdHeader = false
  return door.close()
})

beforeEach(async () => {
  await setScene()
  for (const name of ['writer', 'other']) {
    await addUser({ name, email: `${name}@example.com`, roles: 'writer' })
  }
  await seedTeamOfSeed()
})

it('docs/BACKEND.md says what its commands print', async () => {
  const all = commands()
  expect(all.length).toBeGreaterThan(30)
  const printed = await printedBy(
    all.map(({ line }) => line.replace('http://localhost:8911/api', door.api))
  )
  expect(all.map(({ line }, n) => [line, printed[n]])).toEqual(
    all.map(({ line, printed }) => [line, printed.trim()])
  )
}, 60_000)
