import { requireFrom } from '../typescript.mjs'

/* `node peer.mjs <name> <port>`: one of the peers in a process of its own. */

const [name, port] = process.argv.slice(2)
const { serve } = requireFrom(import.meta.url)('./peer.ts')
serve(name, Number(port))
