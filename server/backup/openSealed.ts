/**
 * Reads a backup back: asks the passphrase of it, then unpacks it into an empty folder. What comes
 * out is believed by nobody before verifyFiles has seen all of it.
 */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Decrypter } from 'age-encryption';
import { unpackTar } from 'modern-tar/fs';

export type Unsealing = 'unpacked' | 'wrong_passphrase' | 'damaged';

export async function openSealed(
	file: string,
	passphrase: string,
	folder: string
): Promise<Unsealing> {
	const decrypter = new Decrypter();
	decrypter.addPassphrase(passphrase);
	const sealed = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;
	let content: ReadableStream<Uint8Array>;
	try {
		content = await decrypter.decrypt(sealed);
	} catch (error) {
		if (isOfTheMedium(error)) throw error;
		return isWrongPassphrase(error) ? 'wrong_passphrase' : 'damaged';
	}
	const tar = content.pipeThrough(
		new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array, Uint8Array>
	);
	try {
		await pipeline(
			Readable.fromWeb(tar as Parameters<typeof Readable.fromWeb>[0]),
			unpackTar(folder, {
				filter: ({ type }) => type === undefined || type === 'file',
				fmode: 0o600,
				dmode: 0o700,
				concurrency: 1
			})
		);
		return 'unpacked';
	} catch (error) {
		if (isOfTheMedium(error)) throw error;
		return 'damaged';
	}
}

/** The words of age-encryption; there is no class to tell it by. */
function isWrongPassphrase(error: unknown): boolean {
	return error instanceof Error && error.message.startsWith('no identity matched');
}

/** No room, no rights, no such file: not the backup's fault. */
function isOfTheMedium(error: unknown): boolean {
	const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException;
	return code !== undefined && syscall !== undefined;
}
