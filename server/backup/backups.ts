/**
 * The running station's side of a backup: one file after the other is copied as it stood at one
 * moment, sent on and forgotten, while phones go on pushing. Nothing is encrypted here: the stream
 * goes over loopback to whoever holds the keeper's token.
 */
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createTarPacker } from 'modern-tar';
import { CouchError } from '../http/couchError.ts';
import type { ArchivedFile, Manifest } from './archive.ts';
import { archiveFormat, manifestName } from './archive.ts';
import type { CopySource } from './copySource.ts';

export interface BackupsParts {
	source: CopySource;
	/** For one copy at a time, on the station's own medium; what lies in it is thrown away. */
	folder: string;
	version: string;
	now: () => string;
}

export interface Backups {
	/** A tar as it is made. One at a time: throws CouchError 409. */
	begin(): ReadableStream<Uint8Array>;
	close(): Promise<void>;
}

type Packer = ReturnType<typeof createTarPacker>;
const ownerOnly = 0o600;

export function openBackups(parts: BackupsParts): Backups {
	const closing = new AbortController();
	let underWay: Promise<void> | undefined;
	forget(parts.folder);

	return {
		begin() {
			if (underWay) throw new CouchError(409, 'conflict', 'A backup is under way.');
			const { readable, controller } = createTarPacker();
			const reader = readable.getReader();
			const left = new AbortController();
			const signal = AbortSignal.any([closing.signal, left.signal]);
			// Whoever waits for the reader hears of it too.
			signal.addEventListener('abort', () => controller.error(asError(signal.reason)), {
				once: true
			});
			const packing = packAll(parts, controller, signal).catch((error: unknown) =>
				controller.error(asError(error))
			);
			underWay = packing.finally(() => {
				forget(parts.folder);
				underWay = undefined;
			});
			return new ReadableStream({
				async pull(sink) {
					const { value, done } = await reader.read();
					if (done) sink.close();
					else sink.enqueue(value);
				},
				async cancel(reason) {
					await reader.cancel(reason);
					left.abort();
				}
			});
		},
		async close() {
			closing.abort(new Error('The station stops.'));
			await underWay;
		}
	};
}

async function packAll(
	{ source, folder, version, now }: BackupsParts,
	tar: Packer['controller'],
	signal: AbortSignal
): Promise<void> {
	const manifest: Manifest = { format: archiveFormat, madeAt: now(), version, files: [] };
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	for (const name of await source.names()) {
		const copy = join(folder, 'copy.sqlite');
		if (await source.copyTo(name, copy, signal)) {
			manifest.files.push(await packFile(tar, name, copy, signal));
		}
		rmSync(copy, { force: true });
	}
	const text = new TextEncoder().encode(JSON.stringify(manifest));
	const writer = tar
		.add({ name: manifestName, size: text.byteLength, mode: ownerOnly })
		.getWriter();
	await writer.write(text);
	await writer.close();
	tar.finalize();
}

async function packFile(
	tar: Packer['controller'],
	name: string,
	copy: string,
	signal: AbortSignal
): Promise<ArchivedFile> {
	const { size: bytes } = statSync(copy);
	const hash = createHash('sha256');
	const writer = tar.add({ name, size: bytes, mode: ownerOnly }).getWriter();
	for await (const chunk of createReadStream(copy, { signal, highWaterMark: 256 * 1024 })) {
		hash.update(chunk as Uint8Array);
		await writer.write(new Uint8Array(chunk as Uint8Array<ArrayBuffer>));
	}
	await writer.close();
	return { name, bytes, sha256: hash.digest('hex') };
}

function asError(reason: unknown): Error {
	return reason instanceof Error ? reason : new Error('The backup broke off.');
}

function forget(folder: string): void {
	rmSync(folder, { recursive: true, force: true });
}
