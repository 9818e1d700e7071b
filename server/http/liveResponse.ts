/** An answer that stays open and is sent as it is made: nothing gathers or compresses it on the way. */
import type { Bytes } from './bytes.ts';
import { utf8 } from './bytes.ts';

export interface LiveTexts {
	texts: AsyncGenerator<string, undefined>;
	/** The reader goes before the end. */
	leave: () => void;
}

/** By their response: the adapter sends each text as it is made, with no stream between. */
const live = new WeakMap<Response, LiveTexts>();

export function liveTextsOf(response: Response): LiveTexts | undefined {
	return live.get(response);
}

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
	const response = new Response(body, {
		status: 200,
		headers: {
			'Content-Type': contentType,
			'Cache-Control': 'no-store',
			'X-Accel-Buffering': 'no'
		}
	});
	live.set(response, { texts, leave: onLeave });
	return response;
}
