import { headersOf, rpcOf } from 'src/testing/doors'
import { openDoor } from 'src/testing/server'
import { setTeamScene } from 'src/testing/world'

// In other tests all share one context, so that they can say who acts.
jest.unmock('@redwoodjs/context')

it('requests of many people at once are each answered as theirs', async () => {
  const people = ['anonymous', 'owner', 'member', 'insider', 'admin'] as const
  const expected = { anonymous: 1, owner: 5, member: 2, insider: 3, admin: 1 }
  await setTeamScene()
  const door = await openDoor('ours')
  for (const actor of people) {
    await headersOf(actor)
  }
  const asked = Array.from({ length: 100 }, (_, n) => people[n % people.length])
  const counts = await Promise.all(
    asked.map(
      async (actor) => (await rpcOf(door, actor)('post/count')).body.data
    )
  )
  await door.close()
  expect(counts).toEqual(asked.map((actor) => expected[actor]))
})
