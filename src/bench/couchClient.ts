/**
 * The lightest caller of a CouchDB face that Node has: kept-alive sockets and as little as possible
 * of our own between the question and the answer, since its time is measured too.
 */
import { Agent, request } from 'node:http';

export interface CouchClient {
	/** The body as text; throws where the answer is no success. */
	ask(method: string, path: string, body?: string): Promise<string>;
	close(): void;
}

export function openCouchClient(
	base: string,
	headers: Readonly<Record<string, string>> = {}
): CouchClient {
	const agent = new Agent({ keepAlive: true });
	const { hostname, port, pathname } = new URL(base);
	const mount = pathname === '/' ? '' : pathname;
	return {
		ask: (method, path, body) =>
			new Promise((resolve, reject) => {
				const sent = body === undefined ? undefined : Buffer.from(body);
				const question = request({
					...{ agent, hostname, port, method, path: mount + path },
					headers: {
						...headers,
						accept: 'application/json',
						...(sent && { 'content-type': 'application/json', 'content-length': sent.length })
					}
				});
				question.on('error', reject);
				question.on('response', (answer) => {
					let text = '';
					answer.setEncoding('utf8');
					answer.on('data', (part: string) => (text += part));
					answer.on('error', reject);
					answer.on('end', () => {
						const status = answer.statusCode ?? 0;
						if (status >= 200 && status < 300) resolve(text);
						else reject(new Error(`${method} ${path}: ${status} ${text.slice(0, 200)}`));
					});
				});
				question.end(sent);
			}),
		close: () => agent.destroy()
	};
}
