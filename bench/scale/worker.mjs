import { requireFrom } from '../typescript.mjs'

/* `fork('worker.mjs', [posts])`: one size of database in a process of its own. */

const { work } = requireFrom(import.meta.url)('./worker.ts')
await work(Number(process.argv[2]))
