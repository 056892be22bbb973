import { migrations, openPlace } from 'src/testing/scratch'
import type { Storage } from 'src/testing/storage/storage'

/** Written when there was the first migration only; a comment hangs on a post. */
const ROWS = `
  INSERT INTO "User" ("id", "name", "email", "roles", "updatedAt")
  VALUES (1, 'Ann', 'ann@example.com', 'writer', '2026-01-01 00:00:00');
  INSERT INTO "Credential" ("userId", "hashedPassword", "salt") VALUES (1, 'h', 's');
  INSERT INTO "Post" ("id", "title", "body", "published", "isDeleted", "ownerId", "updatedAt")
  VALUES (1, 'Out', 'Words.', true, false, 1, '2026-01-01 00:00:00'),
    (2, 'Draft', 'Words.', false, false, 1, '2026-01-01 00:00:00'),
    (3, 'Gone', 'Words.', true, true, 1, '2026-01-01 00:00:00');
  INSERT INTO "Comment" ("id", "name", "body", "postId") VALUES (1, 'Cy', 'Well said.', 1);
  INSERT INTO "Contact" ("id", "name", "email", "message")
  VALUES (1, 'Cy', 'cy@example.com', 'Hello.');
`

const TABLES = { User: 'id', Credential: 'userId', Post: 'id' } as const
const OTHERS = { Comment: 'id', Contact: 'id' } as const

const all = async (storage: Storage) => {
  const found: Record<string, Record<string, unknown>[]> = {}
  for (const [table, key] of Object.entries({ ...TABLES, ...OTHERS })) {
    found[table] = await storage.rowsOf(table, [key])
  }
  return found
}

it('what is there before organizations are is there afterwards', async () => {
  const { storage, remove } = await openPlace('migrations')
  try {
    const [first, ...later] = migrations()
    await storage.run(first)
    await storage.run(ROWS)
    const before = await all(storage)
    expect(before.Post).toHaveLength(3)
    for (const script of later) {
      await storage.run(script)
    }
    const after = await all(storage)
    expect(after).toMatchObject(before)
    // Each of them in no organization, and public in none.
    for (const { organizationId, isPublic } of after.Post) {
      expect([organizationId, Boolean(isPublic)]).toEqual([null, false])
    }
  } finally {
    await storage.close()
    await remove()
  }
})
