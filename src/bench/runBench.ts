/**
 * Runs lanes, ours beside a peer's in the same run, and prints one table. It asserts nothing: figures
 * on a shared machine are read by people, not by tests.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchTable } from './benchTable.ts';
import type { BenchGround, Lane, MissingRow, Row } from './lane.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

function chosen(lanes: readonly Lane[], words: readonly string[]): readonly Lane[] {
	if (words.length === 0) return lanes;
	const known = new Set(lanes.flatMap(({ name, group }) => [name, group]));
	const strange = words.filter((word) => !known.has(word));
	if (strange.length > 0) {
		throw new Error(`No such lane: ${strange.join(', ')}. There are: ${[...known].join(', ')}.`);
	}
	return lanes.filter(({ name, group }) => words.includes(name) || words.includes(group));
}

async function runLane(
	lane: Lane,
	bench: Omit<BenchGround, 'onEnd'>
): Promise<(Row | MissingRow)[]> {
	let alarm: NodeJS.Timeout | undefined;
	const limit = new Promise<never>((_, reject) => {
		alarm = setTimeout(
			() => reject(new Error(`not done after ${lane.limitMinutes} minutes`)),
			lane.limitMinutes * 60_000
		);
	});
	try {
		const ground = {
			...bench,
			onEnd: (tidy: () => Promise<void> | void) => void tidyings.push(tidy)
		};
		return await Promise.race([lane.run(ground), limit]);
	} catch (error) {
		bench.say(
			`${lane.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
		);
		const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
		return [{ what: lane.name, missing: reason }];
	} finally {
		clearTimeout(alarm);
		await tidyUp();
	}
}

/** Browsers, stations and peers of the lane that runs. */
const tidyings: (() => Promise<void> | void)[] = [];

async function tidyUp(): Promise<void> {
	for (const tidy of tidyings.splice(0).reverse()) await tidy();
}

async function run(lanes: readonly Lane[], results: string): Promise<void> {
	const selected = chosen(lanes, process.argv.slice(2));
	const cache = join(root, 'node_modules/.cache/qingge-bench');
	await mkdir(cache, { recursive: true });
	const rows: (Row | MissingRow)[] = [];
	// Other work on the machine belongs to the figures: on a busy one only the ratios say something.
	const [load = 0] = loadavg();
	const startedAt = new Date().toISOString();
	for (const lane of selected) {
		const scratch = await mkdtemp(join(cache, 'run-'));
		const say = (text: string) => void process.stderr.write(`${text}\n`);
		say(`… ${lane.name}`);
		try {
			const taken = await runLane(lane, { root, cache, scratch, say });
			say(benchTable(taken));
			rows.push(...taken);
		} finally {
			await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
		}
	}
	const machine = `${cpus().length} × ${cpus()[0]?.model ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, load ${load.toFixed(1)} before`;
	console.log(`\n${startedAt.slice(0, 10)} · ${machine}\n\n${benchTable(rows)}`);
	await mkdir(join(root, 'bench-results'), { recursive: true });
	const text = JSON.stringify({ startedAt, machine, rows }, null, '\t');
	await writeFile(join(root, 'bench-results', results), `${text}\n`);
}

/** The words of the command line choose lanes or groups by name; never returns. */
export async function runBench(lanes: readonly Lane[], results: string): Promise<never> {
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void tidyUp().finally(() => process.exit(1)));
	}
	await run(lanes, results);
	// A browser or peer that does not let go must not keep the terminal.
	process.exit();
}
