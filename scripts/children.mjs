import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

import { env, root } from './toolchain.mjs'

/*
 * Every program runs in a process group of its own, so that whatever it starts
 * can be ended with it, also when only this process got the signal.
 */

const POLITE_MS = 5000
const running = new Set()
let isStopping = false

const signal = (child, name) => {
  try {
    process.kill(-child.pid, name)
    return true
  } catch {
    return false // Nothing of the group is left.
  }
}

/** Ends a program that was launched, and all that it has started. */
export const stop = async (child) => {
  const deadline = Date.now() + POLITE_MS
  signal(child, 'SIGINT')
  while (signal(child, 0) && Date.now() < deadline) {
    await sleep(50)
  }
  signal(child, 'SIGKILL')
}

/** Ends all programs that were launched, and all that these have started. */
export const stopAll = () => Promise.all([...running].map(stop))

/**
 * Starts a program at the project's root; its output is this process's, unless
 * `options` for `spawn` say otherwise.
 *
 * @returns its exit code as the promise `exited`, and the child process
 */
export const launch = (command, args, options = {}) => {
  const child = spawn(command, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
    ...options,
  })
  running.add(child)
  const exited = new Promise((resolve) => {
    child.once('error', ({ message }) => {
      console.error(`${command} could not be started: ${message}`)
      running.delete(child)
      resolve(1)
    })
    child.once('close', (code) => {
      // What was asked to stop has not failed: nothing comes after it.
      if (!isStopping) {
        signal(child, 'SIGKILL') // what it may have left behind
        running.delete(child)
        resolve(code ?? 1)
      }
    })
  })
  return { child, exited }
}

/** Runs a program to its end. @returns its exit code and what it has printed */
export const capture = async (command, args, options = {}) => {
  const stdio = ['ignore', 'pipe', 'pipe']
  const { child, exited } = launch(command, args, { ...options, stdio })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => (output += text))
  }
  return { code: await exited, output }
}

/**
 * Ends everything on Ctrl-C, `kill` and a closed terminal, and then this
 * process, with the exit code that `exitCode` gives.
 */
export const stopOnSignals = (exitCode = () => 130) => {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(name, async () => {
      // The terminal and npm both send one.
      if (!isStopping) {
        isStopping = true
        await stopAll()
        process.exit(exitCode())
      }
    })
  }
}
