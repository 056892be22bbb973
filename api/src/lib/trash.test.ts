import { askRaw } from 'src/testing/tables'
import {
  PEOPLE,
  POSTS,
  TEAM_POSTS,
  actAs,
  commentOn,
  setTeamScene,
} from 'src/testing/world'

import { authDb } from './authDb'
import { logger } from './logger'
import { purge, restore, softModels, trashOf } from './trash'

beforeEach(setTeamScene)

const DECISION = { operator: 'ops', model: 'Post' }
const { deleted, draft } = POSTS
const { binned } = TEAM_POSTS

const idsIn = async (model: string, before?: Date) =>
  (await trashOf(model, before)).map(({ id }) => id)

describe('The trash', () => {
  it('holds what is deleted, of the models that delete softly', async () => {
    expect(softModels()).toEqual(['Post'])
    expect(await trashOf('Post')).toEqual(
      [deleted, binned].map(({ id, ownerId }) => ({
        model: 'Post',
        id,
        ownerId,
        title: expect.any(String),
        deletedAt: expect.any(Date),
      }))
    )
    expect(await idsIn('Post', new Date(0))).toEqual([])
  })

  it('gets what its owner deletes', async () => {
    actAs('owner')
    await authDb().post.delete({ where: { id: draft.id } })
    expect(await idsIn('Post')).toContain(draft.id)
  })

  it('is nothing of a model that really deletes', async () => {
    await expect(trashOf('Comment')).rejects.toThrow('No Comment is deleted')
    await expect(trashOf('Nothing')).rejects.toThrow('No Nothing is deleted')
    await expect(
      purge({ ...DECISION, model: 'User', ids: [PEOPLE.reader.id] })
    ).rejects.toThrow('No User is deleted softly')
  })

  it('gives a post back, with its comments and shares', async () => {
    const log = jest.spyOn(logger, 'info')
    const ids = [binned.id, draft.id]
    expect(await restore({ ...DECISION, ids })).toBe(1)
    expect(log).toHaveBeenCalledWith(
      { trash: 'restore', ...DECISION, ids, count: 1 },
      expect.any(String)
    )
    actAs('insider')
    const { groups } = await authDb().post.findUniqueOrThrow({
      where: { id: binned.id },
      select: { groups: { select: { name: true } } },
    })
    expect(groups).toEqual([{ name: 'circle' }])
  })

  it('loses for good what is purged, and nothing else', async () => {
    const log = jest.spyOn(logger, 'info')
    const ids = [deleted.id, draft.id]
    expect(await purge({ ...DECISION, ids })).toBe(1)
    expect(log).toHaveBeenCalledWith(
      { trash: 'purge', ...DECISION, ids, count: 1 },
      expect.any(String)
    )
    expect(await idsIn('Post')).toEqual([binned.id])
    const left = await askRaw([
      { model: 'Post', operation: 'count', args: { where: { id: draft.id } } },
      {
        model: 'Comment',
        operation: 'count',
        args: { where: { id: commentOn('deleted') } },
      },
    ])
    expect(left).toEqual([{ result: 1 }, { result: 0 }])
  })
})
