/**
 * What a request asked for, as one of a few fixed names, so that counts and logs carry no path: a
 * path can hold ids, and as many as anybody likes to invent.
 */
import { findRoute } from '../http/routes.ts';

const ownCalls = /^\/station\/(me|health|doorbell|keeper|exports|admin|badge)(?:\/|$)/;
const methods = new Set(['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'COPY', 'OPTIONS']);

export function routeName({ url, method }: Request): string {
	const { pathname } = new URL(url);
	if (pathname === '/metrics') return 'metrics';
	if (pathname.startsWith('/station/')) return ownCalls.exec(pathname)?.[1] ?? 'none';
	if (pathname.startsWith('/check/')) return 'check';
	if (pathname !== '/db' && !pathname.startsWith('/db/')) return 'app';
	try {
		return findRoute(pathname.slice('/db'.length), method).name;
	} catch {
		return 'none';
	}
}

export function methodName({ method }: Request): string {
	return methods.has(method) ? method : 'other';
}
