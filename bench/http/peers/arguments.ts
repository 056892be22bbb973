/* What the operations of the bench take, as the SDL has it. */

export interface Page {
  first: number
}

export interface Key {
  id: number
}

export interface NewComment {
  input: { postId: number; name: string; body: string }
}

export interface Retitling extends Key {
  input: { title: string }
}
