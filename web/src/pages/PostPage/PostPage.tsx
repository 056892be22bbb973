import PostCell from 'src/components/Post/PostCell'

const PostPage = ({ id }: { id: number }) => <PostCell id={id} />

export default PostPage
