/**
 * Serves the built app: the files that lay in the folder at the start and no others, so no path can
 * lead anywhere else. Every address that is no file is the app's own and gets its page.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { CouchError, notFound } from '../http/couchError.ts';
import { whole, withoutBody } from '../http/couchResponse.ts';
import { pageHeaders } from './securityHeaders.ts';

interface BuiltFile {
	bytes: Uint8Array<ArrayBuffer>;
	tag: string;
	headers: Record<string, string>;
	/** Made when the first reader asks for it. */
	brotli?: Promise<Uint8Array<ArrayBuffer>>;
}

const pageName = '/index.html';
const types: Readonly<Record<string, string>> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.json': 'application/json',
	'.webmanifest': 'application/manifest+json',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.ico': 'image/x-icon',
	'.woff2': 'font/woff2',
	'.txt': 'text/plain; charset=utf-8'
};
/** Named by their content, so never asked for again. */
const forEver = 'public, max-age=31536000, immutable';
/** The shell's parts are asked for each time, and answered 304 when nothing changed. */
const askEachTime = 'no-cache';
const shrinks = /^(?:text|application|image\/svg)/;
/** 9 of 11: nearly as small, in a tenth of the time. */
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
const compress = promisify(brotliCompress);

/**
 * At the root of a CouchDB these are calls; here CouchDB lies under /db. A replicator that looks for
 * /_session must hear that there is none, and then goes on by Basic.
 */
const isCouchPath = /^\/_(?!app\/)/;

/** Without a build every page says so. */
export function openBuiltApp(folder: string): (request: Request) => Promise<Response> {
	const files = readBuild(folder);
	return async (request) => {
		const { pathname } = new URL(request.url);
		if (isCouchPath.test(pathname)) throw notFound('missing');
		if (request.method !== 'GET' && request.method !== 'HEAD') {
			throw new CouchError(405, 'method_not_allowed', 'Only GET,HEAD allowed', {
				Allow: 'GET,HEAD'
			});
		}
		const file = files.get(decoded(pathname)) ?? pageFor(files, pathname);
		if (!file) throw notFound('The app is not built yet: npm run build');
		const tag = `"${file.tag}"`;
		const headers = { ...file.headers, ETag: tag, Vary: 'Accept-Encoding' };
		if (request.headers.get('if-none-match')?.includes(tag)) return withoutBody(304, headers);
		return answer(request, file, headers);
	};
}

async function answer(
	request: Request,
	file: BuiltFile,
	headers: Record<string, string>
): Promise<Response> {
	const packs =
		shrinks.test(headers['Content-Type'] ?? '') &&
		/\bbr\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(request.headers.get('accept-encoding') ?? '');
	if (packs) headers['Content-Encoding'] = 'br';
	const bytes = packs
		? await (file.brotli ??= compress(file.bytes, quality).then((packed) => new Uint8Array(packed)))
		: file.bytes;
	if (request.method !== 'HEAD') return whole(200, bytes, headers);
	return new Response(null, { headers: { ...headers, 'Content-Length': String(bytes.length) } });
}

function readBuild(folder: string): Map<string, BuiltFile> {
	const files = new Map<string, BuiltFile>();
	for (const entry of listed(folder)) {
		const path = join(entry.parentPath, entry.name);
		const name = `/${relative(folder, path).split(sep).join('/')}`;
		const bytes = new Uint8Array(readFileSync(path));
		files.set(name, {
			bytes,
			tag: createHash('sha256').update(bytes).digest('base64url').slice(0, 22),
			headers: headersFor(name, bytes)
		});
	}
	return files;
}

function listed(folder: string) {
	try {
		return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((e) => e.isFile());
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw error;
	}
}

function headersFor(name: string, bytes: Uint8Array): Record<string, string> {
	const isPage = extname(name) === '.html';
	return {
		'Content-Type': types[extname(name)] ?? 'application/octet-stream',
		'Cache-Control': name.startsWith('/_app/immutable/') ? forEver : askEachTime,
		...(isPage ? pageHeaders(new TextDecoder().decode(bytes)) : {})
	};
}

/** A file of an older build that is gone must not look like a page to a script that asks for it. */
function pageFor(files: Map<string, BuiltFile>, pathname: string): BuiltFile | undefined {
	const isFile = pathname.startsWith('/_app/') || extname(pathname) !== '';
	if (isFile && files.has(pageName)) throw notFound('missing');
	return files.get(pageName);
}

function decoded(pathname: string): string {
	try {
		return decodeURIComponent(pathname);
	} catch {
		throw new CouchError(400, 'bad_request', 'The path is not well-formed');
	}
}
