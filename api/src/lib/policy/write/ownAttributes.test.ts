import { effectOf } from 'src/testing/effects'
import type { Tables } from 'src/testing/reference'
import { openScratch } from 'src/testing/scratch'
import type { AnyClient, Scratch } from 'src/testing/scratch'
import { store } from 'src/testing/stored'

/*
 * What our own attributes do: `@@softDelete` makes of deleting a mark, and
 * `@ruledLike` says which of two rows decides about their link. On the drive, Ann
 * owns files; Bob is with her in a group.
 */

const MAKING_MS = 180_000

let drive: Scratch
beforeAll(async () => {
  drive = await openScratch('drive')
}, MAKING_MS)
afterAll(() => drive.close())

const ANN = { id: 1, name: 'Ann' }
const BOB = { id: 2, name: 'Bob' }
const CAL = { id: 3, name: 'Cal' }
const file = { company: 1, ownerId: ANN.id, isPublic: false, isDeleted: false }
const OWN = 1
const SHARED = 2
const DELETED = 3
const TEAM = 1
const RIVALS = 2
const STRANGERS = 3
const CLOSED = 4

const SCENE: Tables = {
  User: [ANN, BOB, CAL],
  Group: [
    { id: TEAM, company: 1, closed: false },
    { id: RIVALS, company: 2, closed: false },
    { id: STRANGERS, company: 1, closed: false },
    { id: CLOSED, company: 1, closed: true },
  ],
  File: [
    { ...file, id: OWN, title: 'Own' },
    { ...file, id: SHARED, title: 'Shared' },
    { ...file, id: DELETED, title: 'Deleted', isDeleted: true },
  ],
  Sheet: [{ ...file, id: 1, cells: 0 }],
  Page: [{ id: 1, text: 'One', fileId: OWN }],
  _GroupToUser: [
    { A: TEAM, B: ANN.id },
    { A: TEAM, B: BOB.id },
    { A: RIVALS, B: ANN.id },
    { A: CLOSED, B: ANN.id },
    { A: STRANGERS, B: CAL.id },
  ],
  _FileToGroup: [{ A: SHARED, B: TEAM }],
  _GroupToSheet: [{ A: TEAM, B: 1 }],
}

beforeEach(() => store(drive, SCENE))

type Act = (client: AnyClient) => Promise<unknown>
type Case = [who: string, user: typeof ANN, act: Act, expected: string]

const expectEffect = async (
  _who: string,
  user: typeof ANN,
  act: Act,
  expected: string
) => {
  expect(await effectOf(drive, act, user)).toBe(expected)
}

describe('A record that is softly deleted', () => {
  test.each<Case>([
    [
      'by its owner is marked',
      ANN,
      ({ file }) => file.delete({ where: { id: OWN } }),
      'File 1 isDeleted=true',
    ],
    [
      'by its owner, its pages asked for as well, is marked',
      ANN,
      ({ file }) =>
        file.delete({ where: { id: OWN }, include: { pages: true } }),
      'File 1 isDeleted=true',
    ],
    [
      'among many is marked if it is one of theirs',
      ANN,
      ({ file }) => file.deleteMany({ where: { title: { not: 'Shared' } } }),
      'File 1 isDeleted=true',
    ],
    [
      'under another one is marked',
      ANN,
      ({ group }) =>
        group.update({
          where: { id: TEAM },
          data: { files: { delete: { id: SHARED } } },
        }),
      'File 2 isDeleted=true',
    ],
    [
      'among many under another one is marked',
      ANN,
      ({ group }) =>
        group.update({
          where: { id: TEAM },
          data: { files: { deleteMany: {} } },
        }),
      'File 2 isDeleted=true',
    ],
    [
      'already is not there',
      ANN,
      ({ file }) => file.delete({ where: { id: DELETED } }),
      'absent',
    ],
    [
      'already is not there to be restored',
      ANN,
      ({ file }) =>
        file.update({ where: { id: DELETED }, data: { isDeleted: false } }),
      'absent',
    ],
    [
      'must be deleted, not updated',
      ANN,
      ({ file }) =>
        file.update({ where: { id: OWN }, data: { isDeleted: true } }),
      'denied',
    ],
    [
      'is not made so',
      ANN,
      ({ file }) =>
        file.create({ data: { company: 1, title: '', isDeleted: true } }),
      'denied',
    ],
    [
      'by somebody who only reads it stays',
      BOB,
      ({ file }) => file.delete({ where: { id: SHARED } }),
      'denied',
    ],
    [
      'by somebody who does not see it is not there',
      CAL,
      ({ file }) => file.delete({ where: { id: OWN } }),
      'absent',
    ],
  ])('%s', expectEffect)

  it('is answered as it was', async () => {
    const client = drive.enhanceAs(ANN)
    const answer = await client.file.delete({ where: { id: OWN } })
    expect(answer).toEqual({ ...file, id: OWN, title: 'Own' })
    expect(await client.file.findUnique({ where: { id: OWN } })).toBeNull()
    expect(await client.page.count({})).toBe(0)
  })
})

describe('A link that one side decides about', () => {
  const linking =
    (act: string, id: number, group: unknown): Act =>
    (client) =>
      client.file.update({
        where: { id },
        data: { groups: { [act]: group } },
      })

  test.each<Case>([
    [
      'is made by who may share the file, with a group that may not be updated',
      ANN,
      linking('connect', OWN, { id: CLOSED }),
      '+_FileToGroup 1-4',
    ],
    [
      'is made from the other side by who may update both',
      ANN,
      ({ group }) =>
        group.update({
          where: { id: TEAM },
          data: { files: { connect: { id: OWN } } },
        }),
      '+_FileToGroup 1-1',
    ],
    [
      'is not made by a member of the group',
      BOB,
      linking('connect', SHARED, { id: TEAM }),
      'denied',
    ],
    [
      'is not taken away by a member of the group',
      BOB,
      ({ group }) =>
        group.update({
          where: { id: TEAM },
          data: { files: { disconnect: { id: SHARED } } },
        }),
      'denied',
    ],
    [
      'is not made with a group that they do not see',
      ANN,
      linking('connect', OWN, { id: STRANGERS }),
      'absent',
    ],
    [
      'is not made where the file may not be shared so',
      ANN,
      linking('connect', OWN, { id: RIVALS }),
      'denied',
    ],
    [
      'is not made from the other side where the file may not be shared so',
      ANN,
      ({ group }) =>
        group.update({
          where: { id: RIVALS },
          data: { files: { connect: { id: OWN } } },
        }),
      'denied',
    ],
    [
      'is not made with what is deleted',
      ANN,
      linking('connect', DELETED, { id: TEAM }),
      'absent',
    ],
    [
      'is not made with a file that begins as theirs',
      ANN,
      ({ group }) =>
        group.update({
          where: { id: TEAM },
          data: { files: { create: { company: 1, title: 'New' } } },
        }),
      'denied',
    ],
    [
      'is taken away by who may share the file',
      ANN,
      linking('set', SHARED, []),
      '-_FileToGroup 2-1',
    ],
    [
      'is not made by those who may only edit what they share',
      BOB,
      ({ sheet }) =>
        sheet.update({
          where: { id: 1 },
          data: { cells: 1, groups: { set: [] } },
        }),
      'denied',
    ],
    [
      'leaves what they share to be edited',
      BOB,
      ({ sheet }) => sheet.update({ where: { id: 1 }, data: { cells: 1 } }),
      'Sheet 1 cells=1',
    ],
  ])('%s', expectEffect)
})
