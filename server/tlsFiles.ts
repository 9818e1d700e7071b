/**
 * The certificate of a station that speaks HTTPS itself: read from two files, read again every
 * ten seconds or when somebody asks. A pair that does not fit leaves the old one in place.
 */
import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { TlsPair } from './http/nodeAdapter.ts';
import type { HealthPart } from './stationApi/healthPart.ts';

export interface TlsFiles {
	certFile: string;
	keyFile: string;
}

export interface TlsWatch {
	/** Told of each new pair. */
	onRenewed(listener: (pair: TlsPair) => void): void;
	/** Now, rather than when the files are looked at next. */
	reload(): void;
	/** When the certificate ends: a browser lets nobody in after that. */
	part: HealthPart;
	close(): void;
}

export interface TlsWatchParts {
	files: TlsFiles;
	/** The files are there and do not fit; the old pair goes on. */
	onTrouble: (error: unknown) => void;
	nowMs?: () => number;
	lookEveryMs?: number;
}

const dayMs = 24 * 60 * 60_000;
/** Whoever renews by machine does so a month ahead; then something is wrong. */
const soonDays = 14;

export function readTlsPair({ certFile, keyFile }: TlsFiles): Outcome<TlsPair, string> {
	try {
		const cert = readFileSync(certFile, 'utf8');
		const key = readFileSync(keyFile, 'utf8');
		if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) {
			return refused('证书和私钥不是一对。');
		}
		return accepted({ cert, key });
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'ENOENT' || code === 'EACCES') return refused('证书或私钥文件读不到。');
		return refused('证书或私钥文件的内容不对（要 PEM 格式）。');
	}
}

/** `first` was read when the station started. */
export function watchTls(first: TlsPair, parts: TlsWatchParts): TlsWatch {
	const { files, onTrouble, nowMs = Date.now, lookEveryMs = 10_000 } = parts;
	const listeners: ((pair: TlsPair) => void)[] = [];
	let pair = first;

	/** What was last said of the files: a pair that stays wrong is told once, not at every look. */
	let told: string | undefined;

	function look(): void {
		const read = readTlsPair(files);
		if (!read.ok) {
			if (read.refusal !== told) onTrouble(new Error(read.refusal));
			told = read.refusal;
			return;
		}
		told = undefined;
		if (hashOf(read.value) === hashOf(pair)) return;
		pair = read.value;
		for (const listener of listeners) listener(pair);
	}

	// By reading them: the usual tools replace a link, which no watcher hears of, and a watcher that
	// compares times misses what was laid down before it took its first.
	const looking = setInterval(look, lookEveryMs);
	looking.unref();

	return {
		onRenewed: (listener) => void listeners.push(listener),
		reload() {
			told = undefined;
			look();
		},
		async part() {
			const endsMs = Date.parse(new X509Certificate(pair.cert).validTo);
			const daysLeft = Math.floor((endsMs - nowMs()) / dayMs);
			const light = daysLeft < 0 ? 'red' : daysLeft < soonDays ? 'yellow' : 'green';
			return { light, facts: { certificate: { daysLeft } } };
		},
		close() {
			clearInterval(looking);
		}
	};
}

function hashOf({ cert, key }: TlsPair): string {
	return createHash('sha256').update(`${cert}\n${key}`).digest('hex');
}
