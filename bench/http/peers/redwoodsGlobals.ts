import gql from 'graphql-tag'

// Redwood's build gives it to every module of the API side.
Object.assign(globalThis, { gql })
