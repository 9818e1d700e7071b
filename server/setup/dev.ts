// What `npm run dev` does: the station, started again when its sources change, and in front of it
// Vite's own server, which passes the station's calls through.
import { spawn } from 'node:child_process';
import { createServer } from 'vite';

const stationPort = process.env['PORT'] ?? '5985';
const station = `http://127.0.0.1:${stationPort}`;

const watched = spawn(process.execPath, ['--watch', '--watch-preserve-output', 'server/main.ts'], {
	stdio: 'inherit',
	env: { ...process.env, PORT: stationPort }
});

const server = await createServer({
	server: {
		host: '127.0.0.1',
		proxy: { '/db': station, '/station': station, '/check': station }
	}
});
await server.listen();
server.printUrls();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {
		watched.kill(signal);
		void server.close().then(() => process.exit());
	});
}
