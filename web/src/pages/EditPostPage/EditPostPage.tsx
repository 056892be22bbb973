import { Metadata } from '@redwoodjs/web'

import EditPostCell from 'src/components/Post/EditPostCell'

const EditPostPage = ({ id }: { id: number }) => (
  <>
    <Metadata title="Edit post" />
    <EditPostCell id={id} />
  </>
)

export default EditPostPage
