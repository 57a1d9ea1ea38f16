import { spawn } from 'node:child_process'
import fs from 'node:fs'
import net, { type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

export interface Nginx {
  stop(): Promise<void>
}

/** A port of loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = net.createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return port
}

const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']

/** As the README tells whoever hosts a house. */
const toHouse = (upstream: number): string => `
    location / {
      proxy_pass http://127.0.0.1:${upstream};
      proxy_http_version 1.1;
      proxy_request_buffering off;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
    }
`

const configuration = (folder: string, port: number, inside: string): string => `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events {}
http {
  access_log off;
  ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join('\n  ')}
  map $http_upgrade $connection_upgrade { default upgrade; '' close; }
  server {
    listen 127.0.0.1:${port};
    client_max_body_size 0;
${inside}
  }
}
`

async function answers(port: number): Promise<boolean> {
  const socket = net.connect(port, '127.0.0.1')
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  }).then((isOpen) => {
    socket.destroy()
    return isOpen as boolean
  })
}

/**
 * Starts a real nginx on `port` of loopback. Throws where it does not come up.
 * @param inside the port of a house that it stands in front of, or what its `server` block holds
 */
export async function startNginx(port: number, inside: number | string): Promise<Nginx> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-nginx-'))
  const file = path.join(folder, 'nginx.conf')
  fs.writeFileSync(file, configuration(folder, port, typeof inside === 'number' ? toHouse(inside) : inside))
  const env = { PATH: `${process.env.PATH}:/usr/sbin` }
  const child = spawn('nginx', ['-p', folder, '-c', file, '-e', path.join(folder, 'error.log')], { env })
  // A program that is missing says so by an error and never exits.
  const gone = new Promise<string>((resolve) => {
    child.once('exit', (code) => resolve(`It ended with ${code}.`)).once('error', ({ message }) => resolve(message))
  })
  let end: string | null = null
  void gone.then((why) => {
    end = why
  })
  const stop = async () => {
    child.kill('SIGTERM')
    await gone
    fs.rmSync(folder, { recursive: true, force: true })
  }
  for (let tries = 0; !(await answers(port)); tries++) {
    if (tries > 100 || end !== null) {
      const log = path.join(folder, 'error.log')
      const said = fs.existsSync(log) ? fs.readFileSync(log, 'utf8') : ''
      await stop()
      throw new Error(`nginx did not start. ${end ?? ''} ${said}`)
    }
    await wait(50)
  }
  return { stop }
}
