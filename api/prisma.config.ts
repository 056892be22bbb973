// Redwood's build runs Prisma in this folder.
export { default } from '../prisma.config'
