/**
 * Writes a backup where the keeper wants it: compressed, encrypted with her passphrase (the age
 * format), on the medium before it gets its name. A file under the final name is always whole.
 */
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Encrypter } from 'age-encryption';
import { syncFolder } from './syncFolder.ts';

export interface Sealing {
	passphrase: string;
	/** Base-2 logarithm of scrypt's cost; 18 takes a second or two and 256 MB. */
	workFactor?: number;
}

/** age's own. */
const standardWorkFactor = 18;

/** Answers the bytes written. Throws, and leaves nothing behind, when `content` breaks off. */
export async function sealFile(
	content: ReadableStream<Uint8Array>,
	file: string,
	{ passphrase, workFactor = standardWorkFactor }: Sealing
): Promise<number> {
	const part = `${file}.part-${randomBytes(4).toString('hex')}`;
	try {
		const encrypter = new Encrypter();
		encrypter.setPassphrase(passphrase);
		encrypter.setScryptWorkFactor(workFactor);
		const sealed = await encrypter.encrypt(content.pipeThrough(compressing()));
		const out = createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true });
		await pipeline(Readable.fromWeb(sealed as Parameters<typeof Readable.fromWeb>[0]), out);
		await rename(part, file);
		await syncFolder(dirname(file));
		return out.bytesWritten;
	} catch (error) {
		await rm(part, { force: true });
		throw error;
	}
}

function compressing(): ReadableWritablePair<Uint8Array, Uint8Array> {
	return new CompressionStream('gzip') as ReadableWritablePair<Uint8Array, Uint8Array>;
}
