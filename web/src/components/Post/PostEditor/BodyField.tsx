import { useDeferredValue } from 'react'

import * as Tabs from '@radix-ui/react-tabs'

import { useFormContext } from '@redwoodjs/forms'

import { Markdown } from 'src/components/Markdown'
import { Field } from 'src/components/ui/Field'
import { optionalText } from 'src/components/ui/Field/rules'
import { limits } from 'src/limits'

import { CharacterCount } from './CharacterCount'

// Both halves are as high as the window allows, and scroll by themselves.
const pane = 'lg:h-[max(22rem,calc(100dvh-31rem))]'

const tab =
  '-mb-px min-h-touch border-b-2 border-transparent font-medium text-ink-soft data-[state=active]:border-accent data-[state=active]:text-accent'

/** The body in Markdown, and how it will look: beside it, if there is room. */
export const BodyField = () => {
  const { watch } = useFormContext<{ body: string }>()
  const body = watch('body')
  // A long text takes a while to render; typing must not wait for it.
  const preview = useDeferredValue(body)

  return (
    <Tabs.Root defaultValue="write">
      <Tabs.List
        aria-label="Write or preview"
        className="mb-5 flex gap-6 border-b border-line lg:hidden"
      >
        <Tabs.Trigger value="write" className={tab}>
          Write
        </Tabs.Trigger>
        <Tabs.Trigger value="preview" className={tab}>
          Preview
        </Tabs.Trigger>
      </Tabs.List>
      <div className="lg:grid lg:grid-cols-2 lg:gap-10">
        <Tabs.Content
          value="write"
          forceMount
          tabIndex={-1}
          className="data-[state=inactive]:hidden lg:data-[state=inactive]:block"
        >
          <Field
            name="body"
            label="Body"
            controlClassName={`resize-y leading-relaxed ${pane}`}
            rows={20}
            hint="Markdown: # heading, **bold**, *italic*, [link](https://…), - list"
            validation={optionalText(limits.body)}
          >
            <CharacterCount text={body} limit={limits.body} />
          </Field>
        </Tabs.Content>
        <Tabs.Content
          value="preview"
          forceMount
          tabIndex={-1}
          className="min-w-0 data-[state=inactive]:hidden lg:data-[state=inactive]:block"
        >
          <p className="hidden font-medium lg:block">Preview</p>
          <p className="my-1.5 hidden text-sm text-ink-soft lg:block">
            As readers will see it.
          </p>
          <div
            role="region"
            aria-label="Preview"
            // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and must do so by keyboard as well
            tabIndex={0}
            className={`rounded-md border border-line px-5 py-4 lg:overflow-y-auto ${pane}`}
          >
            {preview.trim() ? (
              <Markdown>{preview}</Markdown>
            ) : (
              <p className="italic text-ink-soft">
                What you write will show here as readers see it.
              </p>
            )}
          </div>
        </Tabs.Content>
      </div>
    </Tabs.Root>
  )
}
