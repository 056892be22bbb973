import { PenLine } from 'lucide-react'

import { Link, NavLink, routes, useMatch } from '@redwoodjs/router'

import { Wordmark } from 'src/components/Brand/Wordmark'
import { ThemeMenu } from 'src/components/Theme/ThemeMenu'
import { ButtonLink } from 'src/components/ui/ButtonLink'
import { Skeleton } from 'src/components/ui/Skeleton'
import { useViewer } from 'src/components/Viewer/useViewer'

import { AccountMenu } from './AccountMenu'
import { MobileMenu } from './MobileMenu'
import { publicPlaces, viewerPlaces } from './places'

const navLink =
  'inline-flex min-h-touch items-center whitespace-nowrap rounded-full px-2.5 text-[0.9375rem] font-medium text-ink-soft xl:px-3.5 transition-colors hover:text-ink'

export const SiteHeader = () => {
  const { viewer, loading } = useViewer()
  // The desk's own pages offer it, or are it.
  const { match: atDesk } = useMatch(routes.desk(), { matchSubPaths: true })
  const places = [...publicPlaces(), ...(viewer ? viewerPlaces(viewer) : [])]

  return (
    <header className="sticky top-0 z-20 border-b border-line bg-paper">
      <div className="mx-auto flex h-16 max-w-page items-center gap-2 px-4 sm:px-8">
        <Link
          to={routes.home()}
          className="flex min-h-touch items-center rounded-md"
        >
          <Wordmark />
        </Link>
        <nav aria-label="Main" className="ml-4 hidden flex-1 lg:flex xl:ml-6">
          {places.map(({ name, path }) => (
            <NavLink
              key={path}
              to={path}
              // All else is below the first page.
              matchSubPaths={path !== routes.home()}
              className={navLink}
              activeClassName={`${navLink} !text-accent underline decoration-2 underline-offset-8`}
            >
              {name}
            </NavLink>
          ))}
        </nav>
        <div className="ml-auto flex items-center gap-1 sm:gap-2">
          {viewer?.canWritePosts && !atDesk && (
            <div className="hidden sm:block">
              <ButtonLink to={routes.newPost()} tone="secondary">
                <PenLine aria-hidden="true" size={16} />
                New post
              </ButtonLink>
            </div>
          )}
          <ThemeMenu />
          <div className="hidden min-w-11 items-center gap-2 lg:flex">
            {loading && <Skeleton className="h-9 w-24 rounded-full" />}
            {viewer && !viewer.me && (
              <>
                <ButtonLink to={routes.login()} tone="quiet">
                  Log in
                </ButtonLink>
                <ButtonLink to={routes.signup()}>Sign up</ButtonLink>
              </>
            )}
            {viewer?.me && <AccountMenu name={viewer.me.name} />}
          </div>
          <MobileMenu viewer={viewer} places={places} />
        </div>
      </div>
    </header>
  )
}
