import { useRef, useState } from 'react'

import { useApolloClient } from '@apollo/client'

import type { TypedDocumentNode } from '@redwoodjs/web'

import { tellFailure } from 'src/components/ui/AnnouncingToaster/tell'

interface Item {
  id: number
}

interface Page {
  first: number
  after?: number | null
}

interface PagingOptions<Data, Variables> {
  query: TypedDocumentNode<Data, Variables & Page>
  /** What else the query takes. */
  variables?: Variables
  itemsOf: (data: Data) => readonly Item[]
  /** What is loaded so far. */
  items: readonly Item[]
  pageSize: number
}

export interface Paging {
  hasMore: boolean
  loading: boolean
  loadMore: () => Promise<void>
}

/**
 * Loads a list further, page by page, and takes focus to what is new. A page
 * reaches the list by way of the cache, which merges it in.
 */
export const usePaging = <Data, Variables extends object = object>({
  query,
  variables,
  itemsOf,
  items,
  pageSize,
}: PagingOptions<Data, Variables>) => {
  const client = useApolloClient()
  const [exhausted, setExhausted] = useState(false)
  const [loading, setLoading] = useState(false)
  const listRef = useRef<HTMLOListElement>(null)

  const loadMore = async () => {
    const shown = listRef.current?.children.length ?? 0
    setLoading(true)
    try {
      const { data } = await client.query({
        query,
        variables: {
          ...(variables as Variables),
          first: pageSize,
          after: items.at(-1)?.id,
        },
        fetchPolicy: 'network-only',
      })
      // Apollo answers with the whole list, the new page merged in.
      setExhausted(itemsOf(data).length < items.length + pageSize)
      // The button may be gone; the first new item is where reading goes on.
      requestAnimationFrame(() =>
        listRef.current?.children[shown]
          ?.querySelector<HTMLElement>('a, button')
          ?.focus()
      )
    } catch (error) {
      tellFailure(error)
    } finally {
      setLoading(false)
    }
  }

  return {
    hasMore: !exhausted && items.length >= pageSize,
    loading,
    loadMore,
    listRef,
  }
}
