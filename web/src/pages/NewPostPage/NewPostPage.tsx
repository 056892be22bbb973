import { Metadata } from '@redwoodjs/web'

import NewPostCell from 'src/components/Post/NewPostCell'

const NewPostPage = () => (
  <>
    <Metadata title="New post" />
    <NewPostCell />
  </>
)

export default NewPostPage
