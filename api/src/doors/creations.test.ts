import { policy } from 'src/lib/appPolicy'

import { creationsIn } from './creations'

const COMMENT = { name: 'Di', body: 'Hi.' }
const UNIQUE = { where: { id: 1 } }

const counted = (model: string, args: object) =>
  Object.fromEntries(
    [...creationsIn(policy, model, { ...args })].filter(
      ([, count]) => count > 0
    )
  )

// Else many comments would count as one request.
describe('Of a write, all that it may create is counted', () => {
  test.each<[string, string, object, object]>([
    ['one record', 'Comment', { data: COMMENT }, { Comment: 1 }],
    ['several', 'Comment', { data: [COMMENT, COMMENT] }, { Comment: 2 }],
    [
      'records inside of a new one',
      'Post',
      { data: { comments: { create: [COMMENT, COMMENT] } } },
      { Post: 1, Comment: 2 },
    ],
    [
      'records inside of a change',
      'Post',
      { ...UNIQUE, data: { comments: { createMany: { data: [COMMENT] } } } },
      { Comment: 1 },
    ],
    [
      'either way of an upsert',
      'Post',
      {
        ...UNIQUE,
        create: {},
        update: { comments: { create: COMMENT } },
      },
      { Post: 1, Comment: 1 },
    ],
    [
      'records that may be there already',
      'Post',
      {
        ...UNIQUE,
        data: {
          comments: {
            connectOrCreate: { ...UNIQUE, create: COMMENT },
            upsert: { ...UNIQUE, create: COMMENT, update: {} },
          },
        },
      },
      { Comment: 2 },
    ],
    [
      'records deep inside',
      'User',
      {
        ...UNIQUE,
        data: {
          posts: {
            update: { ...UNIQUE, data: { comments: { create: COMMENT } } },
          },
        },
      },
      { Comment: 1 },
    ],
    ['nothing of a change', 'Post', { ...UNIQUE, data: { title: 'x' } }, {}],
  ])('%s', (_what, model, args, counts) => {
    expect(counted(model, args)).toEqual(counts)
  })
})
