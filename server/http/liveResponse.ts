/** An answer that stays open and is sent as it is made: nothing gathers or compresses it on the way. */
import type { Bytes } from './bytes.ts';
import { utf8 } from './bytes.ts';

/** `onLeave` is called when the reader goes before the end. */
export function liveResponse(
	texts: AsyncGenerator<string, undefined>,
	contentType: string,
	onLeave: () => void
): Response {
	const body = new ReadableStream<Bytes>(
		{
			async pull(controller) {
				const { value, done } = await texts.next();
				if (done) controller.close();
				else controller.enqueue(utf8(value));
			},
			cancel() {
				onLeave();
			}
		},
		{ highWaterMark: 0 }
	);
	return new Response(body, {
		status: 200,
		headers: {
			'Content-Type': contentType,
			'Cache-Control': 'no-store',
			'X-Accel-Buffering': 'no'
		}
	});
}
