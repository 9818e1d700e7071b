// `npm run long -- LANE [rounds]`, lanes by `npm run long`: the safety lanes of the suite in their long
// sizes (kills, power cuts, seeds), each bounded in rounds and time. SEED=… replays a run.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

interface LongLane {
	says: string;
	rounds: number;
	/** How the lane is told its rounds. */
	variable: string;
	commands: string[][];
	minutes: number;
}

const build = ['vite', 'build', '--logLevel=warn'];
const lanes: Readonly<Record<string, LongLane>> = {
	kill: {
		says: 'the browser is killed while records and pictures are saved',
		rounds: 300,
		variable: 'KILLS',
		commands: [build, ['playwright', 'test', 'killLane']],
		minutes: 120
	},
	power: {
		says: 'the power of the phone is cut, on both of Chromium’s stores',
		rounds: 100,
		variable: 'CUTS',
		commands: [build, ['playwright', 'test', 'powerLane']],
		minutes: 120
	},
	line: {
		says: 'three phones and a line on which anything may happen',
		rounds: 10_000,
		variable: 'FLAP_SEEDS',
		commands: [['vitest', 'run', 'src/stories/flap']],
		minutes: 120
	},
	station: {
		says: 'the station is killed while phones push',
		rounds: 2_000,
		variable: 'STATION_KILLS',
		commands: [['vitest', 'run', 'server/killedStation']],
		minutes: 120
	},
	'station-power': {
		says: 'the power of the station is cut while phones push',
		rounds: 300,
		variable: 'STATION_CUTS',
		commands: [['vitest', 'run', 'src/stories/powerCut/station']],
		minutes: 120
	},
	compaction: {
		says: 'the station is killed while a database is compacted',
		rounds: 500,
		variable: 'COMPACTION_KILLS',
		commands: [['vitest', 'run', 'server/storage/killedCompaction']],
		minutes: 60
	},
	upstream: {
		says: 'a district behind a line on which anything may happen',
		rounds: 1_000,
		variable: 'UPSTREAM_SEEDS',
		commands: [['vitest', 'run', 'server/upstream', '-t', 'seed']],
		minutes: 60
	}
};

const [name = '', asked] = process.argv.slice(2);
const lane = lanes[name];
const rounds = Number(asked ?? lane?.rounds);
if (!lane || !Number.isInteger(rounds) || rounds < 1) {
	const known = Object.entries(lanes).map(([word, { says, rounds: usual }]) => {
		return `  npm run long -- ${word} [${String(usual)}]   ${says}`;
	});
	console.error(`Which lane, and how many rounds?\n${known.join('\n')}`);
	process.exit(1);
}
const endsAt = performance.now() + lane.minutes * 60_000;
for (const [command = '', ...args] of lane.commands) {
	const done = spawnSync(command, args, {
		cwd: fileURLToPath(new URL('../..', import.meta.url)),
		stdio: 'inherit',
		shell: process.platform === 'win32',
		timeout: Math.max(1, endsAt - performance.now()),
		env: { ...process.env, [lane.variable]: String(rounds) }
	});
	if (done.status !== 0) process.exit(done.status ?? 1);
}
