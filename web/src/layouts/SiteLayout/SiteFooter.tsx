import { Link, routes } from '@redwoodjs/router'

const link =
  'inline-flex min-h-touch items-center font-medium text-ink hover:text-accent hover:underline underline-offset-4'

export const SiteFooter = () => (
  <footer className="border-t border-line bg-sunken">
    <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-8 gap-y-2 px-4 py-6 text-[0.9375rem] sm:px-8">
      <p className="font-serif italic text-ink-soft">
        Canopy. Room to write, shade to read in.
      </p>
      <nav aria-label="Footer">
        <ul className="flex gap-6">
          <li>
            <Link to={routes.about()} className={link}>
              About
            </Link>
          </li>
          <li>
            <Link to={routes.contact()} className={link}>
              Contact
            </Link>
          </li>
        </ul>
      </nav>
    </div>
  </footer>
)
