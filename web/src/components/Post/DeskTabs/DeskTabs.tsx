import type { RefObject } from 'react'

import * as Tabs from '@radix-ui/react-tabs'
import type { DeskQuery } from 'types/graphql'

import { DeskRow } from 'src/components/Post/DeskRow'

type DeskPost = DeskQuery['myPosts'][number]

interface DeskTabsProps {
  posts: DeskPost[]
  listRef: RefObject<HTMLOListElement>
  onDeleted: () => void
}

const tabs = [
  {
    value: 'drafts',
    name: 'Drafts',
    holds: (post: DeskPost) => !post.published,
    whenEmpty: 'No drafts here. Everything you wrote is out in the open.',
  },
  {
    value: 'published',
    name: 'Published',
    holds: (post: DeskPost) => post.published,
    whenEmpty: 'Nothing published yet. Your drafts are in the other tab.',
  },
]

const focusTab = (value: string) =>
  document.querySelector<HTMLElement>(`[data-desk-tab="${value}"]`)?.focus()

/** One's own posts, drafts apart from what is published. */
export const DeskTabs = ({ posts, listRef, onDeleted }: DeskTabsProps) => (
  <Tabs.Root defaultValue="drafts">
    <Tabs.List
      aria-label="My posts"
      className="flex gap-6 border-b border-line"
    >
      {tabs.map(({ value, name, holds }) => (
        <Tabs.Trigger
          key={value}
          value={value}
          data-desk-tab={value}
          className="-mb-px flex min-h-touch items-center gap-2 border-b-2 border-transparent font-medium text-ink-soft hover:text-ink data-[state=active]:border-accent data-[state=active]:text-accent"
        >
          {name}
          <span className="text-sm tabular-nums">
            {posts.filter(holds).length}
          </span>
        </Tabs.Trigger>
      ))}
    </Tabs.List>
    {tabs.map(({ value, holds, whenEmpty }) => {
      const rows = posts.filter(holds)
      return (
        <Tabs.Content key={value} value={value}>
          {rows.length === 0 && (
            <p className="py-14 text-center text-ink-soft">{whenEmpty}</p>
          )}
          <ol ref={listRef} className="divide-y divide-line">
            {rows.map((post) => (
              <li key={post.id}>
                <DeskRow
                  post={post}
                  onGone={() => focusTab(value)}
                  onDeleted={onDeleted}
                />
              </li>
            ))}
          </ol>
        </Tabs.Content>
      )
    })}
  </Tabs.Root>
)
