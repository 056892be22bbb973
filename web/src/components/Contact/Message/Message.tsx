import type { MessagesQuery } from 'types/graphql'

import { Day } from 'src/components/ui/Day'

export const Message = ({
  message,
}: {
  message: MessagesQuery['contacts'][number]
}) => (
  <article className="py-6">
    <h2 className="text-xl font-medium [overflow-wrap:anywhere]">
      {message.name}
    </h2>
    <p className="mt-1 flex flex-wrap items-center gap-x-3 text-sm text-ink-soft">
      <a
        href={`mailto:${message.email}`}
        className="inline-flex min-h-touch items-center font-medium text-accent underline underline-offset-4 [overflow-wrap:anywhere]"
      >
        {message.email}
      </a>
      {message.createdAt && <Day at={message.createdAt} />}
    </p>
    <p className="whitespace-pre-line leading-relaxed [overflow-wrap:anywhere]">
      {message.message}
    </p>
  </article>
)
