import { restOf, rpcOf } from 'src/testing/doors'
import { openDoor } from 'src/testing/server'
import type { Door } from 'src/testing/server'
import { askRaw } from 'src/testing/tables'
import {
  GROUPS,
  INVITATIONS,
  NOBODY,
  ORGANIZATIONS,
  PEOPLE,
  POSTS,
  TEAM_POSTS,
  commentOn,
  membershipOf,
  setTeamScene,
} from 'src/testing/world'
import type { Person } from 'src/testing/world'

/*
 * What somebody might try over HTTP to get at what is not theirs: it is answered
 * with the status that stands here (200 where it is about many, and none of them is
 * theirs to change), and what is stored stays as it is.
 */

let door: Door

beforeAll(async () => {
  door = await openDoor('ours')
})

afterAll(() => door.close())

type Rpc = [path: string, args: object, status: number]
type Rest = [method: string, path: string, body: object | null, status: number]

interface Attack {
  what: string
  actor: Exclude<Person, 'anonymous'>
  rpc: Rpc[]
  rest: Rest[]
}

const home = ORGANIZATIONS.home.id
const away = ORGANIZATIONS.away.id
const circle = GROUPS.circle.id
const den = GROUPS.den.id
const { inside, open, shared, binned } = TEAM_POSTS
const idOf = (person: Attack['actor']) => PEOPLE[person].id
const keyOf = (person: Attack['actor']) => ({
  userId_organizationId: membershipOf(person, 'home'),
})

/** A change of somebody's own user, where all that is theirs hangs. */
const ofOwn = (actor: Attack['actor'], data: object, status: number): Rpc => [
  ...(['user/update', { where: { id: idOf(actor) }, data }] as const),
  status,
]
const ofOrganization = (id: number, data: object, status: number): Rpc => [
  ...(['organization/update', { where: { id }, data }] as const),
  status,
]
const ofPost = (id: number, data: object, status: number): Rpc => [
  ...(['post/update', { where: { id }, data }] as const),
  status,
]

const resource = (
  type: string,
  attributes: object,
  relationships: Record<string, object | null> = {}
) => ({
  data: {
    type,
    attributes,
    relationships: Object.fromEntries(
      Object.entries(relationships).map(([name, data]) => [name, { data }])
    ),
  },
})
const to = (type: string, id: number) => ({ type, id: String(id) })

/** The keys that triggers and the database give. */
interface Keys {
  membership: Record<'owner' | 'member' | 'insider' | 'chief', number>
  inCircle: number
}

const addingThemselves = (
  actor: Attack['actor'],
  { membership }: Keys
): Attack => {
  const userId = idOf(actor)
  const own = { userId, organizationId: home }
  return {
    what: 'adds themselves to an organization',
    actor,
    rpc: [
      ['membership/create', { data: own }, 404],
      ['membership/create', { data: { ...own, role: 'admin' } }, 404],
      [
        'membership/create',
        {
          data: {
            user: { connect: { id: userId } },
            organization: { connect: { slug: 'home' } },
          },
        },
        404,
      ],
      ['membership/createMany', { data: [own] }, 404],
      ['membership/createManyAndReturn', { data: own }, 404],
      [
        'membership/upsert',
        {
          where: { userId_organizationId: own },
          create: own,
          update: { role: 'admin' },
        },
        404,
      ],
      [
        'membership/update',
        { where: keyOf('member'), data: { user: { connect: { id: userId } } } },
        404,
      ],
      ['membership/updateMany', { data: { userId } }, 200],
      [
        'invitation/create',
        { data: { organizationId: home, email: PEOPLE[actor].email } },
        404,
      ],
      ofOwn(actor, { memberships: { create: { organizationId: home } } }, 404),
      ofOwn(
        actor,
        { memberships: { createMany: { data: [{ organizationId: home }] } } },
        404
      ),
      ofOwn(actor, { memberships: { connect: keyOf('member') } }, 404),
      ofOwn(actor, { memberships: { set: [keyOf('member')] } }, 404),
      ofOwn(
        actor,
        {
          memberships: {
            connectOrCreate: {
              where: keyOf('member'),
              create: { organization: { connect: { id: home } } },
            },
          },
        },
        404
      ),
      ofOwn(
        actor,
        {
          memberships: {
            upsert: {
              where: keyOf('member'),
              create: { organizationId: home, role: 'admin' },
              update: { role: 'admin' },
            },
          },
        },
        404
      ),
      ofOrganization(home, { members: { create: { userId } } }, 404),
    ],
    rest: [
      ['POST', 'membership', resource('membership', own), 404],
      [
        'POST',
        'membership',
        resource(
          'membership',
          { role: 'admin' },
          { user: to('user', userId), organization: to('organization', home) }
        ),
        404,
      ],
      [
        'POST',
        'membership',
        {
          ...resource('membership', own),
          meta: {
            operation: 'upsert',
            matchFields: ['userId', 'organizationId'],
          },
        },
        404,
      ],
      [
        'POST',
        `user/${userId}/relationships/memberships`,
        { data: [to('membership', membership.member)] },
        404,
      ],
      [
        'PATCH',
        `user/${userId}`,
        resource(
          'user',
          {},
          { memberships: [to('membership', membership.member)] }
        ),
        404,
      ],
      [
        'PATCH',
        `membership/${membership.member}/relationships/user`,
        { data: to('user', userId) },
        404,
      ],
      [
        'POST',
        'invitation',
        resource('invitation', {
          organizationId: home,
          email: PEOPLE[actor].email,
        }),
        404,
      ],
    ],
  }
}

const attacksWith = (keys: Keys): Attack[] => [
  addingThemselves('stranger', keys),
  addingThemselves('admin', keys),
  {
    what: 'makes themselves an admin of it',
    actor: 'member',
    rpc: [
      [
        'membership/update',
        { where: keyOf('member'), data: { role: 'admin' } },
        403,
      ],
      ['membership/updateMany', { where: {}, data: { role: 'admin' } }, 200],
      [
        'membership/upsert',
        {
          where: keyOf('member'),
          create: membershipOf('member', 'home'),
          update: { role: 'admin' },
        },
        403,
      ],
      ofOwn(
        'member',
        { memberships: { updateMany: { where: {}, data: { role: 'admin' } } } },
        200
      ),
      ofOwn(
        'member',
        {
          memberships: {
            update: { where: keyOf('member'), data: { role: 'admin' } },
          },
        },
        403
      ),
      ofOrganization(
        home,
        {
          members: {
            update: { where: keyOf('member'), data: { role: 'admin' } },
          },
        },
        403
      ),
      [
        'organization/update',
        {
          where: { id: home },
          data: { founder: { connect: { id: idOf('member') } } },
        },
        403,
      ],
    ],
    rest: [
      [
        'PATCH',
        `membership/${keys.membership.member}`,
        resource('membership', { role: 'admin' }),
        403,
      ],
      [
        'PATCH',
        `organization/${home}`,
        resource('organization', { founderId: idOf('member') }),
        403,
      ],
      [
        'PATCH',
        `organization/${home}/relationships/founder`,
        { data: to('user', idOf('member')) },
        403,
      ],
    ],
  },
  {
    what: 'adds themselves to a group that drafts are shared with',
    actor: 'member',
    rpc: [
      [
        'groupMember/create',
        { data: { groupId: circle, ...membershipOf('member', 'home') } },
        403,
      ],
      [
        'groupMember/createMany',
        { data: [{ groupId: circle, ...membershipOf('member', 'home') }] },
        403,
      ],
      [
        'groupMember/upsert',
        {
          where: {
            userId_groupId: { userId: idOf('member'), groupId: circle },
          },
          create: { groupId: circle, ...membershipOf('member', 'home') },
          update: {},
        },
        403,
      ],
      [
        'groupMember/update',
        { where: { id: keys.inCircle }, data: { userId: idOf('member') } },
        403,
      ],
      ofOwn(
        'member',
        { groups: { create: { groupId: circle, organizationId: home } } },
        403
      ),
      ofOwn('member', { groups: { connect: { id: keys.inCircle } } }, 403),
      [
        'membership/update',
        {
          where: keyOf('member'),
          data: {
            groups: { create: { groupId: circle } },
          },
        },
        403,
      ],
      [
        'membership/update',
        {
          where: keyOf('member'),
          data: { groups: { connect: { id: keys.inCircle } } },
        },
        403,
      ],
      [
        'group/update',
        {
          where: { id: circle },
          data: { members: { create: { userId: idOf('member') } } },
        },
        403,
      ],
      [
        'group/update',
        {
          where: { id: circle },
          data: {
            members: {
              connectOrCreate: {
                where: {
                  userId_groupId: { userId: idOf('member'), groupId: circle },
                },
                create: { userId: idOf('member') },
              },
            },
          },
        },
        403,
      ],
    ],
    rest: [
      [
        'POST',
        'groupMember',
        resource('groupMember', {
          groupId: circle,
          ...membershipOf('member', 'home'),
        }),
        403,
      ],
      [
        'POST',
        `group/${circle}/relationships/members`,
        { data: [to('groupMember', keys.inCircle)] },
        403,
      ],
      [
        'POST',
        `user/${idOf('member')}/relationships/groups`,
        { data: [to('groupMember', keys.inCircle)] },
        403,
      ],
      [
        'PATCH',
        `groupMember/${keys.inCircle}/relationships/user`,
        { data: to('user', idOf('member')) },
        403,
      ],
    ],
  },
  {
    what: 'as the admin of another organization reaches into this one',
    actor: 'rival',
    rpc: [
      ofOrganization(home, { name: 'Mine' }, 404),
      [
        'organization/updateMany',
        { data: { name: 'Mine' }, where: { id: home } },
        200,
      ],
      ['organization/delete', { where: { id: home } }, 404],
      ['membership/delete', { where: keyOf('owner') }, 404],
      ['membership/deleteMany', { where: { organizationId: home } }, 200],
      [
        'membership/update',
        { where: keyOf('owner'), data: { role: 'admin' } },
        404,
      ],
      ['group/create', { data: { name: 'Mine', organizationId: home } }, 404],
      ['group/update', { where: { id: circle }, data: { name: 'Mine' } }, 404],
      [
        'group/update',
        {
          where: {
            organizationId_name: { organizationId: home, name: 'circle' },
          },
          data: { name: 'Mine' },
        },
        404,
      ],
      ['group/delete', { where: { id: circle } }, 404],
      ['groupMember/deleteMany', { where: { groupId: circle } }, 200],
      [
        'groupMember/create',
        { data: { groupId: circle, ...membershipOf('rival', 'away') } },
        404,
      ],
      [
        'groupMember/create',
        { data: { groupId: den, ...membershipOf('owner', 'home') } },
        404,
      ],
      [
        'groupMember/create',
        { data: { groupId: den, userId: idOf('owner'), organizationId: away } },
        404,
      ],
      ['invitation/delete', { where: { id: INVITATIONS.home.id } }, 404],
      ofOrganization(away, { groups: { connect: { id: circle } } }, 404),
      ofOrganization(
        away,
        { groups: { set: [{ id: circle }, { id: den }] } },
        404
      ),
      ofOrganization(
        away,
        {
          groups: { update: { where: { id: circle }, data: { name: 'Mine' } } },
        },
        404
      ),
      ofOrganization(away, { groups: { delete: { id: circle } } }, 404),
      ofOrganization(away, { groups: { deleteMany: { id: circle } } }, 200),
      ofOrganization(
        away,
        {
          groups: {
            updateMany: { where: { id: circle }, data: { name: 'Mine' } },
          },
        },
        200
      ),
      ofOrganization(away, { members: { connect: keyOf('owner') } }, 404),
      ofOrganization(away, { members: { delete: keyOf('owner') } }, 404),
      ofOrganization(away, { posts: { connect: { id: inside.id } } }, 404),
      ofOrganization(away, { posts: { connect: { id: open.id } } }, 404),
      ofOrganization(away, { posts: { set: [{ id: shared.id }] } }, 404),
      ofOrganization(
        away,
        {
          groups: {
            update: {
              where: { id: den },
              data: { posts: { connect: { id: shared.id } } },
            },
          },
        },
        404
      ),
      [
        'group/update',
        { where: { id: den }, data: { posts: { connect: { id: shared.id } } } },
        404,
      ],
      [
        'group/update',
        { where: { id: den }, data: { organizationId: home } },
        403,
      ],
    ],
    rest: [
      [
        'PATCH',
        `organization/${home}`,
        resource('organization', { name: 'Mine' }),
        404,
      ],
      ['DELETE', `organization/${home}`, null, 404],
      ['DELETE', `membership/${keys.membership.owner}`, null, 404],
      [
        'PATCH',
        `membership/${keys.membership.owner}`,
        resource('membership', { role: 'admin' }),
        404,
      ],
      [
        'POST',
        'group',
        resource(
          'group',
          { name: 'Mine' },
          { organization: to('organization', home) }
        ),
        404,
      ],
      ['PATCH', `group/${circle}`, resource('group', { name: 'Mine' }), 404],
      ['DELETE', `group/${circle}`, null, 404],
      ['DELETE', `groupMember/${keys.inCircle}`, null, 404],
      ['DELETE', `invitation/${INVITATIONS.home.id}`, null, 404],
      [
        'POST',
        `organization/${away}/relationships/groups`,
        { data: [to('group', circle)] },
        404,
      ],
      [
        'PATCH',
        `organization/${away}/relationships/members`,
        { data: [to('membership', keys.membership.owner)] },
        404,
      ],
      [
        'POST',
        `organization/${away}/relationships/posts`,
        { data: [to('post', open.id)] },
        404,
      ],
      [
        'POST',
        `group/${den}/relationships/posts`,
        { data: [to('post', shared.id)] },
        404,
      ],
      [
        'POST',
        'groupMember',
        resource('groupMember', {
          groupId: den,
          userId: idOf('owner'),
          organizationId: away,
        }),
        404,
      ],
    ],
  },
  {
    what: 'moves a draft of theirs to another organization or owner',
    actor: 'owner',
    rpc: [
      ofPost(inside.id, { organizationId: away }, 403),
      ofPost(inside.id, { organizationId: null }, 403),
      ofPost(inside.id, { organizationId: { set: null } }, 403),
      ofPost(inside.id, { organization: { connect: { id: away } } }, 403),
      ofPost(inside.id, { organization: { disconnect: true } }, 403),
      ofPost(
        inside.id,
        { organization: { create: { name: 'New', slug: 'new' } } },
        403
      ),
      ofPost(
        inside.id,
        {
          organization: {
            connectOrCreate: {
              where: { slug: 'new' },
              create: { name: 'New', slug: 'new' },
            },
          },
        },
        403
      ),
      ofPost(inside.id, { ownerId: idOf('stranger') }, 403),
      ofPost(inside.id, { owner: { connect: { id: idOf('stranger') } } }, 403),
      ofPost(inside.id, { id: NOBODY }, 403),
      [
        'post/updateMany',
        { where: { id: inside.id }, data: { organizationId: null } },
        200,
      ],
      [
        'post/updateManyAndReturn',
        { data: { ownerId: idOf('stranger') } },
        200,
      ],
      [
        'post/upsert',
        {
          where: { id: inside.id },
          create: { title: 'x', body: '' },
          update: { ownerId: idOf('stranger') },
        },
        403,
      ],
      ofOwn(
        'owner',
        {
          posts: {
            update: {
              where: { id: inside.id },
              data: { organizationId: null },
            },
          },
        },
        403
      ),
      ofOrganization(home, { posts: { disconnect: { id: inside.id } } }, 403),
      ofOrganization(home, { posts: { set: [] } }, 403),
      [
        'post/create',
        { data: { title: 'x', body: '', organizationId: away } },
        404,
      ],
      [
        'post/create',
        { data: { title: 'x', body: '', ownerId: idOf('stranger') } },
        403,
      ],
      [
        'post/create',
        {
          data: {
            title: 'x',
            body: '',
            owner: { connect: { id: idOf('stranger') } },
          },
        },
        403,
      ],
      [
        'post/createMany',
        { data: [{ title: 'x', body: '', ownerId: idOf('stranger') }] },
        403,
      ],
    ],
    rest: [
      [
        'PATCH',
        `post/${inside.id}`,
        resource('post', { organizationId: away }),
        403,
      ],
      [
        'PATCH',
        `post/${inside.id}`,
        resource('post', { ownerId: idOf('stranger') }),
        403,
      ],
      [
        'PATCH',
        `post/${inside.id}`,
        resource('post', {}, { organization: null }),
        403,
      ],
      [
        'PATCH',
        `post/${inside.id}`,
        resource('post', {}, { owner: to('user', idOf('stranger')) }),
        403,
      ],
      [
        'PATCH',
        `post/${inside.id}/relationships/organization`,
        { data: to('organization', away) },
        403,
      ],
      [
        'PATCH',
        `post/${inside.id}/relationships/organization`,
        { data: null },
        403,
      ],
      [
        'PATCH',
        `post/${inside.id}/relationships/owner`,
        { data: to('user', idOf('stranger')) },
        403,
      ],
      [
        'DELETE',
        `organization/${home}/relationships/posts`,
        { data: [to('post', inside.id)] },
        403,
      ],
      [
        'POST',
        `user/${idOf('stranger')}/relationships/posts`,
        { data: [to('post', inside.id)] },
        403,
      ],
      [
        'POST',
        'post',
        resource(
          'post',
          { title: 'x', body: '' },
          { organization: to('organization', away) }
        ),
        404,
      ],
      [
        'POST',
        'post',
        resource(
          'post',
          { title: 'x', body: '' },
          { owner: to('user', idOf('stranger')) }
        ),
        403,
      ],
    ],
  },
  {
    what: "shares with another organization's group",
    actor: 'owner',
    rpc: [
      ofPost(inside.id, { groups: { connect: { id: den } } }, 404),
      ofPost(inside.id, { groups: { set: [{ id: den }] } }, 404),
      ofPost(
        inside.id,
        { groups: { create: { name: 'New', organizationId: away } } },
        404
      ),
      ofPost(
        inside.id,
        { groups: { create: { name: 'New', organizationId: home } } },
        403
      ),
      ofPost(
        inside.id,
        {
          groups: {
            connectOrCreate: {
              where: { id: den },
              create: { name: 'den', organizationId: home },
            },
          },
        },
        403
      ),
      ofPost(
        inside.id,
        {
          groups: {
            upsert: {
              where: { id: den },
              create: { name: 'den', organizationId: away },
              update: {},
            },
          },
        },
        404
      ),
      // A post of no organization has no groups.
      ofPost(POSTS.draft.id, { groups: { connect: { id: circle } } }, 409),
      [
        'post/create',
        { data: { title: 'x', body: '', groups: { connect: { id: circle } } } },
        409,
      ],
      [
        'post/create',
        {
          data: {
            title: 'x',
            body: '',
            organizationId: home,
            groups: { connect: { id: den } },
          },
        },
        404,
      ],
      [
        'group/update',
        {
          where: { id: circle },
          data: { posts: { connect: { id: POSTS.draft.id } } },
        },
        403,
      ],
    ],
    rest: [
      [
        'POST',
        `post/${inside.id}/relationships/groups`,
        { data: [to('group', den)] },
        404,
      ],
      [
        'PATCH',
        `post/${inside.id}/relationships/groups`,
        { data: [to('group', den)] },
        404,
      ],
      [
        'PATCH',
        `post/${inside.id}`,
        resource('post', {}, { groups: [to('group', den)] }),
        404,
      ],
      [
        'POST',
        `post/${POSTS.draft.id}/relationships/groups`,
        { data: [to('group', circle)] },
        409,
      ],
      [
        'POST',
        'post',
        resource(
          'post',
          { title: 'x', body: '' },
          { groups: [to('group', circle)] }
        ),
        409,
      ],
      [
        'POST',
        `group/${den}/relationships/posts`,
        { data: [to('post', inside.id)] },
        404,
      ],
    ],
  },
  {
    what: 'repoints a membership, though its admin',
    actor: 'chief',
    rpc: [
      [
        'membership/update',
        { where: keyOf('member'), data: { userId: idOf('stranger') } },
        403,
      ],
      [
        'membership/update',
        { where: keyOf('member'), data: { organizationId: away } },
        403,
      ],
      [
        'membership/update',
        {
          where: keyOf('member'),
          data: { user: { connect: { id: idOf('stranger') } } },
        },
        403,
      ],
      [
        'membership/update',
        {
          where: keyOf('member'),
          data: { organization: { connect: { id: home } } },
        },
        403,
      ],
      [
        'membership/updateMany',
        {
          where: { userId: idOf('member') },
          data: { userId: idOf('stranger') },
        },
        200,
      ],
      [
        'membership/upsert',
        {
          where: keyOf('member'),
          create: membershipOf('member', 'home'),
          update: { userId: idOf('stranger') },
        },
        403,
      ],
      ofOrganization(
        home,
        {
          members: {
            update: {
              where: keyOf('member'),
              data: { userId: idOf('stranger') },
            },
          },
        },
        403
      ),
      [
        'groupMember/update',
        { where: { id: keys.inCircle }, data: { userId: idOf('member') } },
        403,
      ],
      ['groupMember/updateMany', { data: { userId: idOf('member') } }, 200],
      [
        'groupMember/update',
        {
          where: { id: keys.inCircle },
          data: { membership: { connect: keyOf('member') } },
        },
        403,
      ],
      [
        'group/update',
        { where: { id: circle }, data: { organizationId: away } },
        403,
      ],
      [
        'group/update',
        {
          where: { id: circle },
          data: {
            members: {
              update: {
                where: { id: keys.inCircle },
                data: { userId: idOf('member') },
              },
            },
          },
        },
        403,
      ],
      ['membership/create', { data: membershipOf('chief', 'home') }, 403],
      [
        'groupMember/create',
        { data: { groupId: circle, ...membershipOf('chief', 'home') } },
        403,
      ],
    ],
    rest: [
      [
        'PATCH',
        `membership/${keys.membership.member}`,
        resource('membership', { userId: idOf('stranger') }),
        403,
      ],
      [
        'PATCH',
        `membership/${keys.membership.member}/relationships/user`,
        { data: to('user', idOf('stranger')) },
        403,
      ],
      [
        'PATCH',
        `membership/${keys.membership.member}/relationships/organization`,
        { data: to('organization', home) },
        403,
      ],
      [
        'PATCH',
        `groupMember/${keys.inCircle}`,
        resource('groupMember', { userId: idOf('member') }),
        403,
      ],
      [
        'PATCH',
        `groupMember/${keys.inCircle}/relationships/membership`,
        { data: to('membership', keys.membership.member) },
        403,
      ],
      [
        'PATCH',
        `group/${circle}`,
        resource('group', { organizationId: away }),
        403,
      ],
      [
        'POST',
        `user/${idOf('stranger')}/relationships/memberships`,
        { data: [to('membership', keys.membership.member)] },
        403,
      ],
    ],
  },
  {
    what: 'leaves or steps down as its last admin',
    actor: 'chief',
    rpc: [
      ['membership/delete', { where: keyOf('chief') }, 409],
      ['membership/deleteMany', { where: { organizationId: home } }, 409],
      [
        'membership/update',
        { where: keyOf('chief'), data: { role: 'member' } },
        409,
      ],
      ['membership/updateMany', { data: { role: 'member' } }, 409],
      ofOwn('chief', { memberships: { delete: keyOf('chief') } }, 409),
      ofOwn('chief', { memberships: { deleteMany: {} } }, 409),
      ofOrganization(
        home,
        {
          members: {
            update: { where: keyOf('chief'), data: { role: 'member' } },
          },
        },
        409
      ),
    ],
    rest: [
      ['DELETE', `membership/${keys.membership.chief}`, null, 409],
      [
        'PATCH',
        `membership/${keys.membership.chief}`,
        resource('membership', { role: 'member' }),
        409,
      ],
    ],
  },
  {
    what: 'edits, shares or restores a deleted draft of theirs',
    actor: 'owner',
    rpc: [
      ofPost(binned.id, { title: 'Back' }, 404),
      ofPost(binned.id, { isDeleted: false }, 404),
      ofPost(inside.id, { isDeleted: true }, 403),
      ofPost(binned.id, { groups: { set: [] } }, 404),
      ofPost(binned.id, { groups: { disconnect: { id: circle } } }, 404),
      ['post/delete', { where: { id: binned.id } }, 404],
      [
        'post/updateMany',
        { where: { id: binned.id }, data: { title: 'Back' } },
        200,
      ],
      ['post/deleteMany', { where: { id: binned.id } }, 200],
      [
        'post/updateMany',
        { where: { isDeleted: true }, data: { isPublic: false } },
        200,
      ],
      [
        'post/upsert',
        {
          where: { id: binned.id },
          create: { id: binned.id, title: 'Back', body: '' },
          update: { title: 'Back' },
        },
        409,
      ],
      ['post/create', { data: { title: 'x', body: '', isDeleted: true } }, 403],
      ofOwn(
        'owner',
        {
          posts: {
            update: { where: { id: binned.id }, data: { title: 'Back' } },
          },
        },
        404
      ),
      ofOwn(
        'owner',
        {
          posts: {
            updateMany: { where: { id: binned.id }, data: { title: 'Back' } },
          },
        },
        200
      ),
      ofOwn('owner', { posts: { connect: { id: binned.id } } }, 404),
      ofOwn('owner', { posts: { delete: { id: binned.id } } }, 404),
      ofOwn(
        'owner',
        {
          posts: {
            connectOrCreate: {
              where: { id: binned.id },
              create: { id: binned.id, title: 'Back', body: '' },
            },
          },
        },
        409
      ),
      [
        'comment/create',
        { data: { name: 'Cy', body: 'Hm.', postId: binned.id } },
        404,
      ],
      ['comment/delete', { where: { id: commentOn('binned') } }, 404],
      [
        'group/update',
        {
          where: { id: circle },
          data: { posts: { connect: { id: binned.id } } },
        },
        403,
      ],
    ],
    rest: [
      ['PATCH', `post/${binned.id}`, resource('post', { title: 'Back' }), 404],
      [
        'PATCH',
        `post/${binned.id}`,
        resource('post', { isDeleted: false }),
        404,
      ],
      [
        'PATCH',
        `post/${inside.id}`,
        resource('post', { isDeleted: true }),
        403,
      ],
      ['DELETE', `post/${binned.id}`, null, 404],
      ['PATCH', `post/${binned.id}/relationships/groups`, { data: [] }, 404],
      [
        'POST',
        `post/${binned.id}/relationships/groups`,
        { data: [to('group', circle)] },
        404,
      ],
      [
        'POST',
        `user/${idOf('owner')}/relationships/posts`,
        { data: [to('post', binned.id)] },
        404,
      ],
      [
        'POST',
        'comment',
        resource(
          'comment',
          { name: 'Cy', body: 'Hm.' },
          { post: to('post', binned.id) }
        ),
        404,
      ],
      ['DELETE', `comment/${commentOn('binned')}`, null, 404],
    ],
  },
  {
    what: 'reaches into what is deleted',
    actor: 'moderator',
    rpc: [
      [
        'comment/update',
        { where: { id: commentOn('deleted') }, data: { body: 'Hm.' } },
        404,
      ],
      ['comment/delete', { where: { id: commentOn('deleted') } }, 404],
      [
        'comment/update',
        {
          where: { id: commentOn('published') },
          data: { postId: POSTS.deleted.id },
        },
        404,
      ],
      [
        'comment/update',
        {
          where: { id: commentOn('published') },
          data: { post: { connect: { id: POSTS.deleted.id } } },
        },
        404,
      ],
      ['comment/updateMany', { data: { postId: POSTS.deleted.id } }, 404],
      [
        'comment/create',
        { data: { name: 'Cy', body: 'Hm.', postId: POSTS.deleted.id } },
        404,
      ],
      [
        'comment/update',
        {
          where: { id: commentOn('published') },
          data: { post: { update: { title: 'Mine' } } },
        },
        403,
      ],
    ],
    rest: [
      [
        'PATCH',
        `comment/${commentOn('deleted')}`,
        resource('comment', { body: 'Hm.' }),
        404,
      ],
      ['DELETE', `comment/${commentOn('deleted')}`, null, 404],
      [
        'PATCH',
        `comment/${commentOn('published')}/relationships/post`,
        { data: to('post', POSTS.deleted.id) },
        404,
      ],
    ],
  },
  {
    what: 'opens, edits or takes away a draft that is only shared with them',
    actor: 'insider',
    rpc: [
      ofPost(shared.id, { isPublic: true }, 403),
      ofPost(shared.id, { published: true }, 403),
      ofPost(shared.id, { title: 'Mine' }, 403),
      ofPost(shared.id, { groups: { set: [] } }, 403),
      ofPost(shared.id, { groups: { disconnect: { id: circle } } }, 403),
      [
        'group/update',
        {
          where: { id: circle },
          data: { posts: { disconnect: { id: shared.id } } },
        },
        403,
      ],
      [
        'group/update',
        {
          where: { id: circle },
          data: {
            posts: {
              update: { where: { id: shared.id }, data: { title: 'Mine' } },
            },
          },
        },
        403,
      ],
      ['post/delete', { where: { id: shared.id } }, 403],
      [
        'post/updateMany',
        { where: { id: shared.id }, data: { title: 'Mine' } },
        200,
      ],
    ],
    rest: [
      ['PATCH', `post/${shared.id}`, resource('post', { isPublic: true }), 403],
      ['PATCH', `post/${shared.id}/relationships/groups`, { data: [] }, 403],
      [
        'DELETE',
        `post/${shared.id}/relationships/groups`,
        { data: [to('group', circle)] },
        403,
      ],
      [
        'DELETE',
        `group/${circle}/relationships/posts`,
        { data: [to('post', shared.id)] },
        403,
      ],
      ['DELETE', `post/${shared.id}`, null, 403],
    ],
  },
  {
    what: 'gives themselves a role, or takes somebody over',
    actor: 'stranger',
    rpc: [
      ofOwn('stranger', { roles: 'admin' }, 403),
      ofOwn('stranger', { id: NOBODY }, 403),
      [
        'user/update',
        { where: { id: idOf('owner') }, data: { email: 'mine@example.com' } },
        403,
      ],
      [
        'user/update',
        { where: { email: PEOPLE.owner.email }, data: { name: 'Mine' } },
        404,
      ],
      ['user/updateMany', { data: { roles: 'admin' } }, 200],
      ['user/delete', { where: { id: idOf('owner') } }, 403],
      [
        'user/create',
        { data: { name: 'Mo', email: 'mo@example.com', roles: 'admin' } },
        403,
      ],
      [
        'comment/create',
        {
          data: {
            name: 'Cy',
            body: 'Hm.',
            post: { connect: { id: 1, owner: { is: { roles: 'writer' } } } },
          },
        },
        404,
      ],
      [
        'post/update',
        { where: { id: 1 }, data: { owner: { update: { roles: 'admin' } } } },
        403,
      ],
    ],
    rest: [
      [
        'PATCH',
        `user/${idOf('stranger')}`,
        resource('user', { roles: 'admin' }),
        403,
      ],
      [
        'PATCH',
        `user/${idOf('owner')}`,
        resource('user', { email: 'mine@example.com' }),
        403,
      ],
      ['DELETE', `user/${idOf('owner')}`, null, 403],
      [
        'POST',
        'user',
        resource('user', {
          name: 'Mo',
          email: 'mo@example.com',
          roles: 'admin',
        }),
        403,
      ],
    ],
  },
  {
    what: 'steps down as the last admin of all',
    actor: 'admin',
    rpc: [ofOwn('admin', { roles: 'reader' }, 409)],
    rest: [
      [
        'PATCH',
        `user/${idOf('admin')}`,
        resource('user', { roles: 'reader' }),
        409,
      ],
    ],
  },
]

const STORED = [
  ...['User', 'Organization', 'Membership', 'Invitation', 'Group'],
  ...['GroupMember', 'Comment', 'Credential', 'ApiToken'],
].map((model) => ({
  model,
  operation: 'findMany',
  args: model === 'User' ? { omit: { updatedAt: true } } : {},
}))
const POSTS_STORED = {
  model: 'Post',
  operation: 'findMany',
  args: { include: { groups: true } },
}

const stored = () => askRaw([...STORED, POSTS_STORED])

const rowsOf = async (model: string) => {
  const [found] = await askRaw([{ model, operation: 'findMany', args: {} }])
  return (found as { result: { id: number; userId: number }[] }).result
}

const keysInScene = async (): Promise<Keys> => {
  const memberships = await rowsOf('Membership')
  const inGroups = await rowsOf('GroupMember')
  const of = (rows: typeof memberships, person: Attack['actor']) =>
    rows.find(({ userId }) => userId === idOf(person))?.id ?? 0
  return {
    membership: {
      owner: of(memberships, 'owner'),
      member: of(memberships, 'member'),
      insider: of(memberships, 'insider'),
      chief: of(memberships, 'chief'),
    },
    inCircle: of(inGroups, 'insider'),
  }
}

const NAMES = attacksWith({
  membership: { owner: 0, member: 0, insider: 0, chief: 0 },
  inCircle: 0,
}).map(({ what, actor }, n) => [actor, what, n] as const)

describe('No attack does anything, where', () => {
  test.each(NAMES)('the %s %s', async (_actor, _what, n) => {
    await setTeamScene()
    const { actor, rpc, rest } = attacksWith(await keysInScene())[n]
    const before = await stored()
    const answers: unknown[] = []
    for (const [path, args] of rpc) {
      const { status } = await rpcOf(door, actor)(path, args)
      answers.push([path, args, status])
    }
    for (const [method, path, body] of rest) {
      const request = { method, body: body ?? undefined }
      const { status } = await restOf(door, actor)(path, request)
      answers.push([method, path, body, status])
    }
    expect(answers).toEqual([...rpc, ...rest])
    expect(await stored()).toEqual(before)
  })
})
