import { restOf, rpcOf } from 'src/testing/doors'
import type { Response } from 'src/testing/doors'
import { openDoor } from 'src/testing/server'
import type { Door } from 'src/testing/server'
import {
  GROUPS,
  NOBODY,
  ORGANIZATIONS,
  PEOPLE,
  POSTS,
  TEAM_POSTS,
  commentOn,
  setTeamScene,
} from 'src/testing/world'
import type { Person } from 'src/testing/world'

/*
 * What is hidden answers as what is not there, word for word: to each request there
 * is a hidden record and a missing one.
 */

let door: Door

beforeAll(async () => {
  door = await openDoor('ours')
})

afterAll(() => door.close())

const stranger = { where: { id: PEOPLE.stranger.id } }
const away = { where: { id: ORGANIZATIONS.away.id } }
const COMMENT = { name: 'Cy', body: 'Hm.' }
const HELLO = { title: 'Hello', body: 'Words.' }

type Request = [
  actor: Person,
  hidden: number,
  path: string,
  args: (id: number) => object,
  status: number,
]

const draft = POSTS.draft.id
const deleted = POSTS.deleted.id
const home = ORGANIZATIONS.home.id
const circle = GROUPS.circle.id

const overRpc: Request[] = [
  ['stranger', draft, 'post/findUnique', (id) => ({ where: { id } }), 200],
  [
    'stranger',
    draft,
    'post/findUniqueOrThrow',
    (id) => ({ where: { id } }),
    404,
  ],
  [
    'stranger',
    draft,
    'post/findFirstOrThrow',
    (id) => ({ where: { id } }),
    404,
  ],
  ['stranger', draft, 'post/findMany', (id) => ({ cursor: { id } }), 200],
  [
    'stranger',
    draft,
    'post/check',
    (id) => ({ operation: 'update', where: { id } }),
    200,
  ],
  [
    'stranger',
    draft,
    'post/update',
    (id) => ({ where: { id }, data: HELLO }),
    404,
  ],
  ['stranger', draft, 'post/delete', (id) => ({ where: { id } }), 404],
  [
    'owner',
    deleted,
    'post/update',
    (id) => ({ where: { id }, data: HELLO }),
    404,
  ],
  ['owner', deleted, 'post/delete', (id) => ({ where: { id } }), 404],
  [
    'stranger',
    draft,
    'post/updateMany',
    (id) => ({ where: { id }, data: HELLO }),
    200,
  ],
  [
    'stranger',
    draft,
    'post/updateManyAndReturn',
    (id) => ({ where: { id }, data: HELLO }),
    200,
  ],
  ['stranger', draft, 'post/deleteMany', (id) => ({ where: { id } }), 200],
  [
    'anonymous',
    draft,
    'comment/create',
    (postId) => ({ data: { ...COMMENT, postId } }),
    404,
  ],
  [
    'anonymous',
    draft,
    'comment/create',
    (id) => ({ data: { ...COMMENT, post: { connect: { id } } } }),
    404,
  ],
  [
    'anonymous',
    draft,
    'comment/createMany',
    (postId) => ({ data: [{ ...COMMENT, postId }] }),
    404,
  ],
  [
    'moderator',
    deleted,
    'comment/update',
    (postId) => ({ where: { id: commentOn('published') }, data: { postId } }),
    404,
  ],
  [
    'moderator',
    deleted,
    'comment/update',
    (id) => ({
      where: { id: commentOn('published') },
      data: { post: { connect: { id } } },
    }),
    404,
  ],
  [
    'reader',
    commentOn('draft'),
    'comment/delete',
    (id) => ({ where: { id } }),
    404,
  ],
  [
    'stranger',
    home,
    'post/create',
    (organizationId) => ({ data: { ...HELLO, organizationId } }),
    404,
  ],
  [
    'stranger',
    home,
    'post/create',
    (id) => ({ data: { ...HELLO, organization: { connect: { id } } } }),
    404,
  ],
  [
    'stranger',
    circle,
    'post/create',
    (id) => ({ data: { ...HELLO, groups: { connect: { id } } } }),
    404,
  ],
  [
    'stranger',
    home,
    'membership/create',
    (organizationId) => ({ data: { organizationId, userId: 1 } }),
    404,
  ],
  [
    'stranger',
    home,
    'group/create',
    (organizationId) => ({ data: { name: 'x', organizationId } }),
    404,
  ],
  [
    'stranger',
    home,
    'organization/update',
    (id) => ({ where: { id }, data: { name: 'x' } }),
    404,
  ],
  [
    'stranger',
    draft,
    'user/update',
    (id) => ({ ...stranger, data: { posts: { connect: { id } } } }),
    404,
  ],
  [
    'stranger',
    draft,
    'user/update',
    (id) => ({
      ...stranger,
      data: { posts: { update: { where: { id }, data: HELLO } } },
    }),
    404,
  ],
  [
    'stranger',
    draft,
    'user/update',
    (id) => ({ ...stranger, data: { posts: { delete: { id } } } }),
    404,
  ],
  [
    'stranger',
    draft,
    'user/update',
    (id) => ({
      ...stranger,
      data: { posts: { updateMany: { where: { id }, data: HELLO } } },
      select: { id: true },
    }),
    200,
  ],
  [
    'rival',
    circle,
    'organization/update',
    (id) => ({ ...away, data: { groups: { connect: { id } } } }),
    404,
  ],
  [
    'rival',
    circle,
    'organization/update',
    (id) => ({ ...away, data: { groups: { disconnect: { id } } } }),
    400,
  ],
  [
    'rival',
    circle,
    'organization/update',
    (id) => ({ ...away, data: { groups: { set: { id } } } }),
    404,
  ],
  [
    'rival',
    TEAM_POSTS.open.id,
    'organization/update',
    (id) => ({ ...away, data: { posts: { connect: { id } } } }),
    404,
  ],
  [
    'rival',
    TEAM_POSTS.open.id,
    'group/update',
    (id) => ({
      where: { id: GROUPS.den.id },
      data: { posts: { connect: { id } } },
    }),
    404,
  ],
]

const resource = (type: string, attributes: object, relationships = {}) => ({
  data: { type, attributes, relationships },
})
const to = (type: string, id: number) => ({ data: { type, id: String(id) } })

type RestRequest = [
  actor: Person,
  hidden: number,
  method: string,
  path: (id: number) => string,
  body: ((id: number) => object) | null,
  status: number,
]

const overRest: RestRequest[] = [
  ['stranger', draft, 'GET', (id) => `post/${id}`, null, 404],
  ['stranger', draft, 'GET', (id) => `post/${id}/comments`, null, 404],
  [
    'stranger',
    draft,
    'GET',
    (id) => `post/${id}/relationships/owner`,
    null,
    404,
  ],
  [
    'stranger',
    draft,
    'GET',
    (id) => `comment?filter[post]=${id}&fields[comment]=name`,
    null,
    200,
  ],
  [
    'stranger',
    draft,
    'PATCH',
    (id) => `post/${id}`,
    () => resource('post', HELLO),
    404,
  ],
  ['stranger', draft, 'DELETE', (id) => `post/${id}`, null, 404],
  [
    'owner',
    deleted,
    'PATCH',
    (id) => `post/${id}`,
    () => resource('post', HELLO),
    404,
  ],
  ['owner', deleted, 'DELETE', (id) => `post/${id}`, null, 404],
  [
    'owner',
    deleted,
    'PATCH',
    (id) => `post/${id}/relationships/groups`,
    () => ({ data: [] }),
    404,
  ],
  [
    'stranger',
    draft,
    'POST',
    (id) => `post/${id}/relationships/groups`,
    () => ({ data: [] }),
    404,
  ],
  [
    'anonymous',
    draft,
    'POST',
    () => 'comment',
    (postId) => resource('comment', { ...COMMENT, postId }),
    404,
  ],
  [
    'anonymous',
    draft,
    'POST',
    () => 'comment',
    (id) => resource('comment', COMMENT, { post: to('post', id) }),
    404,
  ],
  [
    'moderator',
    deleted,
    'PATCH',
    () => `comment/${commentOn('published')}/relationships/post`,
    (id) => to('post', id),
    404,
  ],
  ['reader', commentOn('draft'), 'DELETE', (id) => `comment/${id}`, null, 404],
  ['stranger', home, 'GET', (id) => `organization/${id}/posts`, null, 404],
  [
    'stranger',
    home,
    'PATCH',
    (id) => `organization/${id}`,
    () => resource('organization', { name: 'x' }),
    404,
  ],
  [
    'stranger',
    home,
    'POST',
    () => 'post',
    (id) => resource('post', HELLO, { organization: to('organization', id) }),
    404,
  ],
  [
    'stranger',
    home,
    'POST',
    () => 'membership',
    (organizationId) => resource('membership', { userId: 1, organizationId }),
    404,
  ],
  [
    'rival',
    circle,
    'POST',
    () => `organization/${away.where.id}/relationships/groups`,
    (id) => ({ data: [to('group', id).data] }),
    404,
  ],
]

/** But for links, in which a list repeats its address. */
const said = ({ status, body }: Response) => ({
  status,
  body: { ...body, links: null },
})

describe('What is hidden is as what is not there, over RPC', () => {
  test.each(overRpc)(
    'to the %s, %d: %s',
    async (actor, hidden, path, args, status) => {
      const rpc = rpcOf(door, actor)
      await setTeamScene()
      const ofHidden = await rpc(path, args(hidden))
      await setTeamScene()
      const ofMissing = await rpc(path, args(NOBODY))
      expect(ofHidden.status).toBe(status)
      expect(ofHidden.body).toEqual(ofMissing.body)
      expect(ofMissing.status).toBe(status)
    }
  )
})

describe('The same over REST', () => {
  test.each(overRest)(
    'to the %s, %d: %s %s',
    async (actor, hidden, method, path, body, status) => {
      const ask = async (id: number) => {
        await setTeamScene()
        const request = { method, body: body?.(id) }
        return said(await restOf(door, actor)(path(id), request))
      }
      const ofHidden = await ask(hidden)
      expect(ofHidden.status).toBe(status)
      expect(await ask(NOBODY)).toEqual(ofHidden)
    }
  )
})
