import { test as base } from '@playwright/test'
import type { BrowserContext, Page } from '@playwright/test'

import { WEB_URL } from './addresses'

const FUNCTIONS = `${WEB_URL}/.redwood/functions`
const PASSWORD = 'canopy'

/** The people of the seed; a visitor has no session. */
export type Person =
  | 'visitor'
  | 'reader'
  | 'writer'
  | 'other'
  | 'moderator'
  | 'admin'

interface GraphQLAnswer {
  data?: Record<string, { id: number } & Record<string, unknown>> | null
  errors?: { message: string; extensions?: { code?: string } }[]
}

interface Session {
  cookies: string[]
  /** The cookies as they were set, with their attributes. */
  attributes: string[]
}

/** Opens a session, as the log-in form does, without going through it. */
export const logIn = async (
  email: string,
  password = PASSWORD
): Promise<Session> => {
  const response = await fetch(`${FUNCTIONS}/auth`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ method: 'login', username: email, password }),
  })
  if (!response.ok) {
    throw new Error(`${email} could not log in: ${await response.text()}`)
  }
  const attributes = response.headers.getSetCookie()
  return {
    attributes,
    cookies: attributes.map((cookie) => cookie.split(';')[0]),
  }
}

const sessions = new Map<Person, Promise<Session>>()

const sessionOf = (person: Person): Promise<Session> => {
  const session =
    sessions.get(person) ??
    (person === 'visitor'
      ? Promise.resolve({ cookies: [], attributes: [] })
      : logIn(`${person}@example.com`))
  sessions.set(person, session)
  return session
}

/** Asks the GraphQL door, through the web side's proxy, with a real session. */
export const graphql = async (
  person: Person,
  query: string,
  variables: object = {}
): Promise<GraphQLAnswer> => {
  const { cookies } = await sessionOf(person)
  const response = await fetch(`${FUNCTIONS}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(cookies.length > 0 && {
        cookie: cookies.join('; '),
        'auth-provider': 'dbAuth',
      }),
    },
    body: JSON.stringify({ query, variables }),
  })
  return response.json() as Promise<GraphQLAnswer>
}

const idOf = async (person: Person) =>
  Number((await graphql(person, '{ me { id } }')).data?.me.id)

/** Asks as the writer for what has to succeed. */
const done = async (query: string, variables: object) => {
  const { data, errors } = await graphql('writer', query, variables)
  if (!data) {
    throw new Error(`The writer could not do this: ${JSON.stringify(errors)}`)
  }
  return data
}

/** A post of the writer's that is gone again after the test. */
interface OwnPost {
  id: number
  title: string
}

/** Founded by the writer, and with other members. */
interface Organization {
  id: number
  name: string
  group: { id: number; name: string }
}

export interface Fixtures {
  /** A page of a browser in which this person is logged in. */
  as: (person: Person) => Promise<Page>
  /** Writes a post as the writer. */
  writePost: (title: string, published: boolean) => Promise<OwnPost>
  /**
   * An organization of the writer's with these people in it, all in its one
   * group. There is no end to an organization: it stays after the test.
   */
  found: (
    name: string,
    people: Exclude<Person, 'visitor'>[]
  ) => Promise<Organization>
}

const seat = async (context: BrowserContext, person: Person) => {
  const { cookies } = await sessionOf(person)
  await context.addCookies(
    cookies.map((cookie) => {
      const [name, ...value] = cookie.split('=')
      return {
        name,
        value: value.join('='),
        domain: 'localhost',
        path: '/',
        httpOnly: true,
        secure: true,
        sameSite: 'Strict' as const,
      }
    })
  )
}

export const test = base.extend<Fixtures>({
  as: async ({ browser }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (person) => {
      const context = await browser.newContext({ baseURL: WEB_URL })
      contexts.push(context)
      await seat(context, person)
      return context.newPage()
    })
    await Promise.all(contexts.map((context) => context.close()))
  },

  writePost: async ({}, use) => {
    const ids: number[] = []
    await use(async (title, published) => {
      const { data } = await graphql(
        'writer',
        `
          mutation ($input: CreatePostInput!) {
            createPost(input: $input) {
              id
            }
          }
        `,
        { input: { title, body: 'Some *words*.', published } }
      )
      const id = Number(data?.createPost.id)
      ids.push(id)
      return { id, title }
    })
    for (const id of ids) {
      await graphql('writer', `mutation { deletePost(id: ${id}) { id } }`)
    }
  },

  found: async ({}, use) => {
    await use(async (name, people) => {
      const slug = `${name.toLowerCase().replace(/\W+/g, '-')}-${Date.now()}`
      const { createOrganization } = await done(
        `
          mutation ($input: CreateOrganizationInput!) {
            createOrganization(input: $input) {
              id
            }
          }
        `,
        { input: { name, slug } }
      )
      const organizationId = Number(createOrganization.id)
      const { createGroup } = await done(
        `
          mutation ($input: CreateGroupInput!) {
            createGroup(input: $input) {
              id
            }
          }
        `,
        { input: { organizationId, name: 'Community' } }
      )
      const groupId = Number(createGroup.id)
      for (const person of people) {
        await done(
          `
            mutation ($organizationId: Int!, $email: String!) {
              addMember(organizationId: $organizationId, email: $email) {
                email
              }
            }
          `,
          { organizationId, email: `${person}@example.com` }
        )
        await done(
          `
            mutation ($groupId: Int!, $userId: Int!) {
              addToGroup(groupId: $groupId, userId: $userId) {
                id
              }
            }
          `,
          { groupId, userId: await idOf(person) }
        )
      }
      return {
        id: organizationId,
        name,
        group: { id: groupId, name: 'Community' },
      }
    })
  },
})

export { expect } from '@playwright/test'
