import fs from 'node:fs'
import path from 'node:path'

import { load } from 'js-yaml'

import { portOf } from './settings.mjs'
import { root } from './toolchain.mjs'

const read = (name) => fs.readFileSync(path.join(root, name), 'utf8')

/** The names that are written in capitals at the start of lines, `#` or not. */
const settingsIn = (text) =>
  new Set(
    [...text.matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name)
  )

/** The stages of a Dockerfile by their names, each with its lines. */
const stagesOf = (text) => {
  const stages = new Map()
  for (const part of text.split(/^(?=FROM )/m).slice(1)) {
    const [, name] = /^FROM \S+ AS (\S+)/.exec(part) ?? []
    stages.set(name, part)
  }
  return stages
}

/** Services by name, as a list or with conditions. */
const needsOf = ({ depends_on: needs = {} }) => Object.entries(needs)

/**
 * Whether the files that containers are made of name what is there: stages,
 * services, settings, ports and versions.
 *
 * @returns what is wrong, a line each
 */
export const faultsOfContainers = () => {
  const dockerfile = read('Dockerfile')
  const stages = stagesOf(dockerfile)
  const { services, volumes } = load(read('compose.yaml'))
  const { packageManager, engines } = JSON.parse(read('package.json'))
  const known = settingsIn(read('.env.example'))
  const faults = []
  const expect = (isSo, fault) => isSo || faults.push(fault)

  const copied = [...dockerfile.matchAll(/COPY --from=(\S+)/g)]
  for (const [, stage] of copied) {
    expect(stages.has(stage), `Dockerfile: there is no stage ${stage}`)
  }
  for (const [, major] of dockerfile.matchAll(/^FROM node:(\d+)/gm)) {
    expect(engines.node.startsWith(`^${major}.`), `Dockerfile: Node ${major}`)
  }
  expect(
    dockerfile.includes(packageManager.replace('yarn', '@yarnpkg/cli-dist')),
    `Dockerfile: not ${packageManager}`
  )
  const port = portOf('api')
  expect(
    stages.get('api')?.includes(`EXPOSE ${port}\n`),
    `Dockerfile: the API listens on ${port}`
  )

  const hasHealth = ({ healthcheck, build }) =>
    healthcheck || stages.get(build?.target)?.includes('\nHEALTHCHECK ')
  for (const [name, service] of Object.entries(services)) {
    const { build, environment = {}, volumes: mounts = [] } = service
    const fault = (text) => `compose.yaml: ${name}: ${text}`
    if (build) {
      expect(stages.has(build.target), fault(`no stage ${build.target}`))
    }
    for (const [need, { condition }] of needsOf(service)) {
      expect(need in services, fault(`no service ${need}`))
      expect(
        condition !== 'service_healthy' || hasHealth(services[need]),
        fault(`${need} has no health check`)
      )
    }
    if (build?.target === 'api' || build?.target === 'tools') {
      for (const setting of Object.keys(environment)) {
        expect(known.has(setting), fault(`.env.example: no ${setting}`))
      }
    }
    for (const mount of mounts) {
      const [volume] = mount.split(':')
      expect(volume in volumes, fault(`no volume ${volume}`))
    }
  }
  const processes = services.proxy.environment.API_PROCESSES.split(' ')
  for (const address of processes) {
    const [host, itsPort] = address.split(':')
    expect(
      services[host]?.build?.target === 'api' && Number(itsPort) === port,
      `compose.yaml: proxy: no process at ${address}`
    )
  }
  return faults
}
