import { Metadata } from '@redwoodjs/web'

import { Foliage } from 'src/components/Brand/Foliage'
import PostsCell from 'src/components/Post/PostsCell'

const HomePage = () => (
  <>
    <Metadata
      title="Latest posts"
      description="Essays, notes and long reads, newest first."
      og
    />
    <div className="relative border-b border-line pb-10 sm:pb-14 md:pr-80 lg:pr-[28rem]">
      <Foliage className="pointer-events-none absolute -top-10 right-0 hidden w-72 md:block lg:w-[25rem]" />
      <h1 className="relative text-[2.75rem] font-medium leading-[1.05] sm:text-6xl">
        Words worth <em className="font-normal text-accent">sitting under.</em>
      </h1>
      <p className="relative mt-4 max-w-md text-lg text-ink-soft">
        Essays, notes and long reads by people who take their time. The newest
        come first.
      </p>
    </div>
    <PostsCell />
  </>
)

export default HomePage
