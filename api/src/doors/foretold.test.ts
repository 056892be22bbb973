import { restOf, rpcOf } from 'src/testing/doors'
import { policyTable } from 'src/testing/policyTable'
import type { Outcome } from 'src/testing/policyTable'
import { openDoor } from 'src/testing/server'
import type { Door } from 'src/testing/server'
import { askRaw } from 'src/testing/tables'
import {
  GROUPS,
  INVITATIONS,
  ORGANIZATIONS,
  PEOPLE,
  POSTS,
  TEAM_POSTS,
  commentOn,
  membershipOf,
  setTeamScene,
} from 'src/testing/world'

/*
 * What `check` foretells of a record over RPC is what then becomes of it, at both
 * doors: rules over relations, and rules that ask those of a parent, included.
 */

let door: Door

beforeAll(async () => {
  door = await openDoor('ours')
})

afterAll(() => door.close())

const idWhere = (model: string, where: object) => async () => {
  const [found] = await askRaw([
    { model, operation: 'findFirst', args: { where } },
  ])
  return (found as { result: { id: number } }).result.id
}

const known = (id: number) => () => Promise.resolve(id)

interface Subject {
  type: string
  id: () => Promise<number>
  change: object
}

const subject = (
  type: string,
  id: Subject['id'],
  change: object = {}
): Subject => ({ type, id, change })

const TITLE = { title: 'New' }
const BODY = { body: 'New' }

const subjects: Record<string, Subject> = {
  post: subject('post', known(POSTS.published.id), TITLE),
  draft: subject('post', known(POSTS.draft.id), TITLE),
  'former-draft': subject('post', known(POSTS.former.id), TITLE),
  'deleted-post': subject('post', known(POSTS.deleted.id), TITLE),
  'shared-draft': subject('post', known(TEAM_POSTS.shared.id), TITLE),
  'its-openness': subject('post', known(TEAM_POSTS.shared.id), {
    isPublic: true,
  }),
  comment: subject('comment', known(commentOn('published')), BODY),
  'comment-on-draft': subject('comment', known(commentOn('draft')), BODY),
  'comment-on-deleted': subject('comment', known(commentOn('deleted')), BODY),
  organization: subject('organization', known(ORGANIZATIONS.home.id), {
    name: 'New',
  }),
  membership: subject(
    'membership',
    idWhere('Membership', membershipOf('member', 'home')),
    { role: 'admin' }
  ),
  group: subject('group', known(GROUPS.circle.id), { name: 'New' }),
  'group-member': subject(
    'groupMember',
    idWhere('GroupMember', { userId: PEOPLE.insider.id })
  ),
  invitation: subject('invitation', known(INVITATIONS.home.id)),
  user: subject('user', known(PEOPLE.owner.id), { name: 'New' }),
  role: subject('user', known(PEOPLE.owner.id), { roles: 'reader' }),
}

const cells = policyTable(`
  state               operation  anonymous reader moderator owner stranger admin chief member insider rival
  post                update     no        no     no        yes   no       no    no    no     no      no
  post                delete     no        no     no        yes   no       no    no    no     no      no
  draft               update     -         -      -         yes   -        -     -     -      -       -
  former-draft        update     -         -      -         -     -        -     -     -      -       -
  deleted-post        delete     -         -      -         -     -        -     -     -      -       -
  shared-draft        update     -         -      -         yes   -        -     -     -      no      -
  shared-draft        delete     -         -      -         yes   -        -     -     -      no      -
  its-openness        update     -         -      -         yes   -        -     -     -      no      -
  comment             update     no        no     yes       no    no       no    no    no     no      no
  comment             delete     no        no     yes       no    no       no    no    no     no      no
  comment-on-draft    update     -         -      yes       -     -        -     -     -      -       -
  comment-on-draft    delete     -         -      yes       -     -        -     -     -      -       -
  comment-on-deleted  update     -         -      -         -     -        -     -     -      -       -
  comment-on-deleted  delete     -         -      -         -     -        -     -     -      -       -
  organization        update     -         -      -         no    -        -     yes   no     no      -
  organization        delete     -         -      -         no    -        -     no    no     no      -
  membership          update     -         -      -         no    -        -     yes   no     no      -
  membership          delete     -         -      -         no    -        -     yes   yes    no      -
  group               update     -         -      -         no    -        -     yes   no     no      -
  group               delete     -         -      -         no    -        -     yes   no     no      -
  group-member        delete     -         -      -         no    -        -     yes   no     no      -
  invitation          delete     -         -      -         -     -        -     yes   -      -       -
  user                update     no        no     no        yes   no       no    no    no     no      no
  role                update     no        no     no        no    no       yes   no    no     no      no
`)

const ofStatus = (status: number): Outcome | number =>
  status === 200 || status === 204
    ? 'yes'
    : status === 401 || status === 403
      ? 'no'
      : status === 404
        ? '-'
        : status

describe('What is foretold comes true', () => {
  test.each(cells)(
    '$state, $operation, $actor: $expected',
    async ({ state, operation, actor, expected }) => {
      const { type, change, id: find } = subjects[state]
      await setTeamScene()
      const id = await find()
      const where = { id }
      const isDeletion = operation === 'delete'
      const rpc = rpcOf(door, actor)
      const [field] = Object.keys(change)
      const { body } = await rpc(`${type}/check`, {
        ...{ operation, where },
        ...(!isDeletion && { field }),
      })
      expect(body).toEqual({ data: expected === 'yes' })
      const overRpc = await rpc(
        `${type}/${operation}`,
        isDeletion ? { where } : { where, data: change }
      )
      expect(ofStatus(overRpc.status)).toBe(expected)
      if (expected === 'yes') {
        await setTeamScene()
      }
      const overRest = await restOf(door, actor)(
        `${type}/${await find()}`,
        isDeletion
          ? { method: 'DELETE' }
          : {
              method: 'PATCH',
              body: { data: { type, attributes: change } },
            }
      )
      expect(ofStatus(overRest.status)).toBe(expected)
    }
  )
})
