import ReactMarkdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'

import { headingsBelowTitle } from './headingsBelowTitle'
import { isExternal, safeUrl } from './links'

const components: Components = {
  a: ({ node: _, href = '', children, ...rest }) => (
    <a
      href={href || undefined}
      rel={isExternal(href) ? 'noopener noreferrer nofollow ugc' : undefined}
      {...rest}
    >
      {children}
    </a>
  ),
  // A task in a list; the box is a sign, not a control.
  input: ({ node: _, ...rest }) => (
    <input aria-label={rest.checked ? 'Done' : 'To do'} {...rest} />
  ),
  img: ({ node: _, alt = '', src, ...rest }) => (
    <img
      alt={alt}
      src={src || undefined}
      loading="lazy"
      decoding="async"
      {...rest}
    />
  ),
  // What may be wider than the text scrolls by itself.
  table: ({ node: _, ...rest }) => (
    <div
      role="region"
      aria-label="Table"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and must do so by keyboard as well
      tabIndex={0}
      className="overflow-x-auto"
    >
      <table {...rest} />
    </div>
  ),
  pre: ({ node: _, children, ...rest }) => (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and must do so by keyboard as well
    <pre tabIndex={0} {...rest}>
      {children}
    </pre>
  ),
}

/** A text by a user: Markdown, in which HTML is shown as it was written. */
export const Markdown = ({ children }: { children: string }) => (
  <div className="prose prose-lg">
    <ReactMarkdown
      remarkPlugins={[remarkGfm, headingsBelowTitle]}
      components={components}
      urlTransform={safeUrl}
    >
      {children}
    </ReactMarkdown>
  </div>
)
