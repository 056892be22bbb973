# Three images of one build (docs/OPERATIONS.md):
#
#   tools  migrates, seeds, and runs what operators run
#   api    a process that answers
#   web    the proxy, with the files of the web side

FROM node:20-bookworm-slim AS base
ENV NODE_ENV=production \
    CHECKPOINT_DISABLE=1 \
    DO_NOT_TRACK=1 \
    PRISMA_HIDE_UPDATE_MESSAGE=1 \
    REDWOOD_DISABLE_TELEMETRY=1 \
    YARN_ENABLE_TELEMETRY=0
WORKDIR /app
# Yarn comes from the npm registry, as `npm start` has it,
# in place of the older one that the image has.
RUN npm install --global --force --no-fund --no-audit @yarnpkg/cli-dist@4.18.1
COPY package.json yarn.lock .yarnrc.yml ./
COPY api/package.json api/
COPY web/package.json web/

FROM base AS tools
RUN yarn install --immutable && yarn cache clean --all
COPY . .
# Of this URL only the kind counts, for which the client is generated. There is no
# server at it, and none is asked for while an image is built.
RUN DATABASE_URL=postgresql://localhost/none yarn zenstack generate --no-version-check --no-default-plugins \
 && DATABASE_URL=postgresql://localhost/none yarn rw build --no-prisma
RUN chown node:node /app .redwood api/db
USER node
CMD ["yarn", "prisma", "migrate", "deploy"]

FROM base AS packages
RUN yarn workspaces focus api --production

FROM node:20-bookworm-slim AS api
ENV NODE_ENV=production \
    REDWOOD_DISABLE_TELEMETRY=1 \
    REDWOOD_API_HOST=0.0.0.0
WORKDIR /app
COPY package.json redwood.toml ./
COPY api/package.json api/
COPY --from=packages /app/node_modules node_modules
COPY --from=tools /app/node_modules/.prisma node_modules/.prisma
COPY --from=tools /app/api/dist api/dist
# Redwood makes these where they are not, which the user may not.
RUN mkdir --parents .redwood/types/includes .redwood/types/mirror
USER node
EXPOSE 8911
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8911/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Without a shell between, so that SIGTERM reaches it.
CMD ["node", "api/dist/server.js"]

FROM caddy:2 AS web
COPY Caddyfile /etc/caddy/Caddyfile
COPY --from=tools /app/web/dist /srv
HEALTHCHECK --interval=10s --timeout=5s \
  CMD ["wget", "--quiet", "--tries=1", "--output-document=/dev/null", "http://127.0.0.1:2019/config/"]
